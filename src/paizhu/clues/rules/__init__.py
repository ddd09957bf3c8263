"""May it be done, may this person: casework, one noun a module."""

from paizhu.clues.rules import answers, petitions, reporters
from paizhu.clues.rules.seeing import (
    check_can_name,
    check_can_see_clues,
    check_can_see_petitions,
    check_can_see_talks,
)

__all__ = [
    "answers",
    "check_can_name",
    "check_can_see_clues",
    "check_can_see_petitions",
    "check_can_see_talks",
    "petitions",
    "reporters",
]
