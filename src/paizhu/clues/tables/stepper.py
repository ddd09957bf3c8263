"""Where a clue stands, as steps: done, now, still to come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.clues.models import Clue, ClueState, Conclusion, Disposition

ORDER = (
    ClueState.REGISTERED, ClueState.ASSIGNED, ClueState.PROPOSED, ClueState.VERIFYING, ClueState.REPORTED,
    ClueState.FILING, ClueState.FILED, ClueState.ARCHIVED,
)  # fmt: skip
PLACE = {state: place for place, state in enumerate(ORDER)} | {
    ClueState.INQUIRING: 3,
    ClueState.HELD: 6,
    ClueState.CONCLUDED: 6,
    ClueState.TRANSFERRED: 6,
}


@dataclass(frozen=True)
class Step:
    """One step. `standing`: done, now, or ahead."""

    label: Any
    standing: str
    on: date | None = None
    note: Any = ""


def steps(clue: Clue) -> list[Step]:
    """Return the way of this clue: only the steps that its disposition has."""
    here = PLACE[ClueState(clue.state)]
    way = Disposition(clue.disposition).label if clue.disposition else _("Work")
    lines = [
        (0, _("Registered"), clue.received_on, ""),
        (1, _("Assigned"), clue.assigned_on, clue.group.name if clue.group else ""),
        (2, _("Disposition"), clue.disposed_on, way if clue.disposition else ""),
    ]
    if clue.disposition not in (Disposition.HELD, Disposition.CONCLUDED):
        lines.append((3, way, None, ""))
        lines.append((4, _("Report"), clue.concluded_on, _conclusion(clue)))
    if clue.conclusion == Conclusion.FILING or clue.filed_on:
        lines.append((5, _("Filing"), clue.filed_on, ""))
    lines.append((6, _end(clue), _ended_on(clue), ""))
    lines.append((7, _("Archived"), clue.archived_on, ""))
    return [Step(label, _standing(place, here, clue), on, note) for place, label, on, note in lines]


def _standing(place: int, here: int, clue: Clue) -> str:
    if place < here or (place == here == PLACE[ClueState.ARCHIVED]):
        return "done"
    return "now" if place == here else "ahead"


def _conclusion(clue: Clue) -> Any:
    return Conclusion(clue.conclusion).label if clue.conclusion else ""


def _end(clue: Clue) -> Any:
    ended = (ClueState.HELD, ClueState.CONCLUDED, ClueState.TRANSFERRED, ClueState.FILED)
    return clue.get_state_display() if clue.state in ended else pgettext("clue", "Result")


def _ended_on(clue: Clue) -> date | None:
    return clue.since if PLACE[ClueState(clue.state)] == PLACE[ClueState.FILED] else None
