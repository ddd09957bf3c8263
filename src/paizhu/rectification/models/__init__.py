"""The records of rectification, one noun a module."""

from paizhu.rectification.models.measures import Measure
from paizhu.rectification.models.rectifications import Rectification, seen_by
from paizhu.rectification.models.reminders import Reminder
from paizhu.rectification.models.voices import Evidence, Voice, WorkingNote
from paizhu.rectification.states import (
    GROUP_OWES,
    LADDER,
    OPEN,
    UNIT_OWES,
    Draft,
    Reminded,
    Side,
    State,
)

__all__ = [
    "GROUP_OWES",
    "LADDER",
    "OPEN",
    "UNIT_OWES",
    "Draft",
    "Evidence",
    "Measure",
    "Rectification",
    "Reminded",
    "Reminder",
    "Side",
    "State",
    "Voice",
    "WorkingNote",
    "seen_by",
]
