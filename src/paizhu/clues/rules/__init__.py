"""May it be done, may this person: casework, one noun a module."""

from paizhu.clues.rules.seeing import (
    check_can_see_clues,
    check_can_see_petitions,
    check_can_see_talks,
)
from paizhu.clues.rules.taking_in import check_can_take_in

__all__ = [
    "check_can_see_clues",
    "check_can_see_petitions",
    "check_can_see_talks",
    "check_can_take_in",
]
