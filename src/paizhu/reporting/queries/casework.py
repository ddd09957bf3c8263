"""The sections of the figures that other rooms count: clues and talks.

Each section is one function `(scope) -> counts` with exactly the keys of the public contract. The rooms
of clues and talks are yet to come; until then nothing of the kind can be on record and the counts are
zero. When such a room comes into being, its queries are imported here and take the place of the zero
function in `SECTIONS`: reporting lies above it and may read it, so nothing has to be registered upward.
Whoever writes such a section starts at `visible_to(scope.user)` like every other figure.
"""

from collections.abc import Callable

from paizhu.reporting.queries.scope import Scope

CLUE_COUNTS = (
    "received",
    "assigned",
    "preliminary_verification",
    "case_filed",
    "held",
    "concluded",
)
TALK_WORDS = ("信访约谈", "廉政谈话", "提醒谈话", "集体约谈")


def no_clues(scope: Scope) -> dict:
    """Return the clue counts of an installation that keeps no clues."""
    return dict.fromkeys(CLUE_COUNTS, 0)


def no_talks(scope: Scope) -> dict:
    """Return the talk counts of an installation that keeps no talks; `people` by kind of talk."""
    return {"total": 0, "people": dict.fromkeys(TALK_WORDS, 0)}


SECTIONS: dict[str, Callable[[Scope], dict]] = {"clues": no_clues, "talks": no_talks}
"""Section of the figures → its count function, in the contract's order."""


def casework(scope: Scope) -> dict[str, dict]:
    """Return every section's counts."""
    return {section: count(scope) for section, count in SECTIONS.items()}
