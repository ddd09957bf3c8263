"""The records of supervision, one noun a module."""

from paizhu.oversight.models.activities import Activity, ActivityUnit, Participation
from paizhu.oversight.models.joint_work import JointWork, JointWorkMatter
from paizhu.oversight.models.notices import (
    MatterNotice,
    NoticeAttendee,
    NoticePaper,
    NoticeReading,
)
from paizhu.oversight.models.opinions import Opinion
from paizhu.oversight.states import (
    MAJOR_MATTERS,
    MEETING_METHODS,
    OPEN_NOTICES,
    OPEN_OPINIONS,
    UNDECIDED,
    Channel,
    JointKind,
    Matter,
    Method,
    NoticeState,
    OpinionState,
    Series,
    Subject,
)

__all__ = [
    "MAJOR_MATTERS",
    "MEETING_METHODS",
    "OPEN_NOTICES",
    "OPEN_OPINIONS",
    "UNDECIDED",
    "Activity",
    "ActivityUnit",
    "Channel",
    "JointKind",
    "JointWork",
    "JointWorkMatter",
    "Matter",
    "MatterNotice",
    "Method",
    "NoticeAttendee",
    "NoticePaper",
    "NoticeReading",
    "NoticeState",
    "Opinion",
    "OpinionState",
    "Participation",
    "Series",
    "Subject",
]
