"""What supervision speaks of: the closed lists (`words`) and entries before they are records (`drafts`)."""

from paizhu.oversight.states.drafts import ActivityDraft, JointWorkDraft, NoticeDraft, OpinionDraft
from paizhu.oversight.states.joint_work import JointKind
from paizhu.oversight.states.notices import (
    ENDED_NOTICES,
    OPEN_NOTICES,
    UNDECIDED,
    Channel,
    NoticeState,
)
from paizhu.oversight.states.words import (
    MAJOR_MATTERS,
    MEETING_METHODS,
    OPEN_OPINIONS,
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
    "OPEN_NOTICES",
    "OPEN_OPINIONS",
    "UNDECIDED",
    "ActivityDraft",
    "Channel",
    "JointKind",
    "JointWorkDraft",
    "Matter",
    "Method",
    "NoticeDraft",
    "NoticeState",
    "OpinionDraft",
    "OpinionState",
    "Series",
    "Subject",
]
