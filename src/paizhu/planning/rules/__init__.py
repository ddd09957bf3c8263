"""May it be done, may this person: planning, one noun a module."""

from paizhu.planning.rules import convenings, division, plans, reading, work_rules
from paizhu.planning.rules.reading import (
    check_can_see_group,
    check_can_see_planning,
    check_leads,
    check_works_in,
    leads,
)

__all__ = [
    "check_can_see_group",
    "check_can_see_planning",
    "check_leads",
    "check_works_in",
    "convenings",
    "division",
    "leads",
    "plans",
    "reading",
    "work_rules",
]
