"""What supervision speaks of: the closed lists (`words`) and entries before they are records (`drafts`)."""

from paizhu.oversight.states.drafts import ActivityDraft, NoticeDraft, OpinionDraft
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
    "MAJOR_MATTERS",
    "MEETING_METHODS",
    "OPEN_OPINIONS",
    "ActivityDraft",
    "Matter",
    "Method",
    "NoticeDraft",
    "OpinionDraft",
    "OpinionState",
    "Series",
    "Subject",
]
