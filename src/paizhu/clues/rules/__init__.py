"""May it be done, may this person: casework, one noun a module."""

from paizhu.clues.rules import (
    clarifying,
    dossier,
    evidence,
    filing,
    letters,
    measures,
    plans,
    reports,
    talks,
    team,
    teamwork,
)
from paizhu.clues.rules.seeing import (
    check_can_see_clues,
    check_can_see_petitions,
    check_can_see_talks,
)

__all__ = [
    "check_can_see_clues",
    "check_can_see_petitions",
    "check_can_see_talks",
    "clarifying",
    "dossier",
    "evidence",
    "filing",
    "letters",
    "measures",
    "plans",
    "reports",
    "talks",
    "team",
    "teamwork",
]
