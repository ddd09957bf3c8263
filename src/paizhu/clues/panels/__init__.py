"""How casework shows itself in pages: the work on a clue in panels of its page, talks at a unit, the way to a dossier."""

from paizhu.clues.panels import dossier, outcomes, talks, verifying
from paizhu.kernel import panels as places

ORDER = (
    "team", "plan", "letters", "talks", "measures", "evidence", "report", "filing", "clarification", "archive",
)  # fmt: skip
"""The panels of a clue's page, in the order of the work."""


AFTER = {"delegations": 325, "explanations": 375, "trial": 377}
"""Further panels and where they stand between the others."""


def register() -> None:
    """Put the panels in their places; called once as the room gets ready."""
    for number, key in enumerate(ORDER):
        places.add("clues.clue", key, getattr(verifying, key), position=300 + 10 * number)
    for key, position in AFTER.items():
        places.add("clues.clue", key, getattr(outcomes, key), position=position)
    places.add("clues.clue", "dossier", dossier.of_clue, position=450)
    places.add("organization.unit", "talks", talks.unit, position=420)
    places.add("organization.official", "dossier", dossier.of_official, position=450)
