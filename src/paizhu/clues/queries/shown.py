"""What belongs to one clue, read once for a page that only shows it.

A dozen panels, and the rules behind their buttons, ask for the same few records. A page says `begin(clue)`; from then on what is read
of this very object is kept with it, and goes with it once the page is answered. Acts get a clue of which nothing is kept: they
always read what is so now. Who sees a clue sees what belongs to it, so what is kept is the same for every reader of the page;
talks, which have a wall of their own, are asked for by their own `visible_to` where they are shown.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import Prefetch

from paizhu.clues.models import (
    Approval,
    Clarification,
    Clue,
    Consultation,
    Delegation,
    Evidence,
    Handover,
    Keeping,
    Minute,
    Plan,
    Recusal,
    Report,
    Signature,
    Talk,
    Talker,
    TeamMember,
    Trial,
)

KEPT = "_read_for_the_page"
RELATED = {
    Approval: ("asked_by", "decided_by"),
    Clarification: ("approval",),
    Consultation: ("skipped_by",),
    Delegation: ("approval",),
    Evidence: ("keeper",),
    Handover: ("from_official", "to_official"),
    Minute: ("recorded_by",),
    Plan: ("approval", "written_by"),
    Recusal: ("official", "reviewed_by"),
    Report: ("approval",),
    TeamMember: ("official",),
}
BELOW = {
    Evidence: ("keepings", Keeping),
    Report: ("signatures", Signature),
    Trial: ("people", None),
}
"""What is read along with the records of a kind, in one more statement where there are any; with its official, where a model is named."""


def begin(clue: Any) -> None:
    """Keep from now on what is read of the clue."""
    clue.__dict__[KEPT] = {}


def is_begun(clue: Any) -> bool:
    """Tell whether a page shows the clue, and nothing is done with it."""
    return KEPT in clue.__dict__


def kept(clue: Any, key: Hashable, make: Callable[[], Any]) -> Any:
    """Return what was made before under the key for the page; make it where nothing is kept."""
    known = clue.__dict__.get(KEPT)
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    return known[key]


def rows(clue: Clue, model: type) -> list[Any]:
    """Return the records of a kind that belong to the clue, in their own order, with whom they name; one query, or none again.

    The clue stands behind `visible_to` already: whoever asks has it in hand.
    """
    return kept(clue, model, lambda: _read(clue, model))


def talkers(clue: Clue) -> list[Talker]:
    """Return who talked for the clue, each with the kind and day of his talk; one query, or none again."""
    held = Talker.objects.filter(talk__clue=clue).select_related("talk")
    only = held.only("official_id", "talk__kind", "talk__held_on")
    return kept(clue, "talkers", lambda: list(only))


def _read(clue: Clue, model: type) -> list[Any]:
    found = model.objects.filter(clue=clue)
    if model in RELATED:
        found = found.select_related(*RELATED[model])
    if model is Talk:
        found = found.defer("transcript")
    if is_begun(clue):
        found = found.prefetch_related(*_below(model))
    records = list(found)
    for record in records:
        record.clue = clue
    return records


def _below(model: type) -> list[Prefetch]:
    if model not in BELOW:
        return []
    name, below = BELOW[model]
    return [Prefetch(name, below.objects.select_related("official") if below else None)]
