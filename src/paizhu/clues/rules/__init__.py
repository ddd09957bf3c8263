"""May it be done, may this person: casework, one noun a module."""

from paizhu.clues.rules import (
    answers,
    clarifying,
    dossier,
    evidence,
    filing,
    letters,
    measures,
    petitions,
    plans,
    reporters,
    reports,
    talks,
    team,
    teamwork,
)
from paizhu.clues.rules.approvals import (
    check_can_ask,
    check_can_decide,
    check_can_note,
    check_studied,
    deciders,
    own_level,
)
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.seeing import (
    check_can_name,
    check_can_see_clues,
    check_can_see_petitions,
    check_can_see_talks,
)
from paizhu.clues.rules.studying import check_can_study
from paizhu.clues.rules.taking_in import check_can_take_in
from paizhu.clues.rules.working import (
    check_case_office,
    check_leads,
    check_sees,
    check_works_on,
    leads,
    works_on,
)

__all__ = [
    "answers",
    "check_can_ask",
    "check_can_decide",
    "check_can_name",
    "check_can_note",
    "check_can_see_clues",
    "check_can_see_petitions",
    "check_can_see_talks",
    "check_can_study",
    "check_can_take_in",
    "check_case_office",
    "check_free",
    "check_leads",
    "check_sees",
    "check_studied",
    "check_works_on",
    "clarifying",
    "deciders",
    "dossier",
    "evidence",
    "filing",
    "leads",
    "letters",
    "measures",
    "own_level",
    "petitions",
    "plans",
    "reporters",
    "reports",
    "talks",
    "team",
    "teamwork",
    "works_on",
]
