"""Shaped reads of supervision."""

from paizhu.oversight.queries.clocks import (
    Lead,
    LeadTimes,
    late_by,
)
from paizhu.oversight.queries.explained import Part, parts_asked, parts_of
from paizhu.oversight.queries.joint_work import Authorisation, Authorisations, authorised
from paizhu.oversight.queries.known import Known, known_to
from paizhu.oversight.queries.quick import own_units, sketches
from paizhu.rectification.queries import Clock, Deadlines, Light

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
    "known_to",
    "late_by",
    "own_units",
    "parts_asked",
    "parts_of",
    "sketches",
]
