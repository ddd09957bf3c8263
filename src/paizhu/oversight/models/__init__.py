"""The records of supervision, one noun a module."""

from paizhu.oversight.models.activities import Activity, ActivityUnit, Participation
from paizhu.oversight.models.notices import MatterNotice
from paizhu.oversight.models.opinions import Opinion
from paizhu.oversight.states import (
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
    "Activity",
    "ActivityUnit",
    "Matter",
    "MatterNotice",
    "Method",
    "Opinion",
    "OpinionState",
    "Participation",
    "Series",
    "Subject",
]
