"""Shaped reads of supervision."""

from paizhu.oversight.queries.clocks import (
    Clock,
    Deadlines,
    Lead,
    LeadTimes,
    Light,
    default_deadline,
    late_by,
)
from paizhu.oversight.queries.explained import Part, parts_asked, parts_of
from paizhu.oversight.queries.joint_work import Authorisation, Authorisations, authorised
from paizhu.oversight.queries.known import Known, known_to

__all__ = [
    "Authorisation",
    "Authorisations",
    "Clock",
    "Deadlines",
    "Known",
    "Lead",
    "LeadTimes",
    "Light",
    "Part",
    "authorised",
    "default_deadline",
    "known_to",
    "late_by",
    "parts_asked",
    "parts_of",
]
