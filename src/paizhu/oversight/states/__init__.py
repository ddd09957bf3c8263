"""What supervision speaks of: the closed lists (`words`) and entries before they are records (`drafts`)."""

from paizhu.oversight.states.drafts import (
    ActivityDraft,
    AgendaDraft,
    JointWorkDraft,
    NoticeDraft,
    OpinionDraft,
)
from paizhu.oversight.states.joint_work import JointKind
from paizhu.oversight.states.notices import (
    ENDED_NOTICES,
    OPEN_NOTICES,
    UNDECIDED,
    Channel,
    NoticeState,
)
from paizhu.oversight.states.records import (
    SHAPES,
    Followed,
    Minuted,
    Observance,
    Outcome,
    Shape,
    TalkKind,
)
from paizhu.oversight.states.words import (
    MAJOR_MATTERS,
    MEETING_METHODS,
    OPEN_OPINIONS,
    OPENING_STATES,
    SHORT_WORDS,
    Matter,
    Method,
    OpinionState,
    Series,
    Subject,
)

__all__ = [
    "ENDED_NOTICES",
    "MAJOR_MATTERS",
    "MEETING_METHODS",
    "OPENING_STATES",
    "OPEN_NOTICES",
    "OPEN_OPINIONS",
    "SHAPES",
    "SHORT_WORDS",
    "UNDECIDED",
    "ActivityDraft",
    "AgendaDraft",
    "Channel",
    "Followed",
    "JointKind",
    "JointWorkDraft",
    "Matter",
    "Method",
    "Minuted",
    "NoticeDraft",
    "NoticeState",
    "Observance",
    "OpinionDraft",
    "OpinionState",
    "Outcome",
    "Series",
    "Shape",
    "Subject",
    "TalkKind",
]
