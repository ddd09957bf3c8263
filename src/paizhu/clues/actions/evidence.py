"""Evidence: numbered without gaps, each item in somebody's keeping, given back in the end."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from paizhu.clues import rules
from paizhu.clues.actions.moving import held, held_item, made, own
from paizhu.clues.models import Clue, Evidence, Keeping, Material
from paizhu.documents import actions as documents
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def add(
    *,
    clue: Clue,
    kind: str,
    what: str,
    obtained_from: str,
    obtained_on: date,
    files: Iterable[Any] = (),
    seen_revision: int | None = None,
    by: Viewer,
) -> Evidence:
    """An item gets the next number of its matter; who enters it keeps it."""
    clue = held(clue)
    rules.evidence.check_can_add(by, clue)
    rules.teamwork.check_written(what)
    rules.teamwork.check_day(obtained_on)
    last = Evidence.objects.filter(clue=clue).order_by("-number").values_list("number", flat=True)
    item = made(
        Evidence,
        clue,
        number=(last.first() or 0) + 1,
        kind=kind.strip(),
        what=what.strip(),
        obtained_from=obtained_from.strip(),
        obtained_on=obtained_on,
        keeper_id=own(by),
        material=_kept(clue, files, by),
    )
    made(Keeping, clue, evidence=item, official_id=own(by), since=clock.now())
    trail.record("clues.evidence_added", clue, by=by, number=item.number)
    return item


@act
def take_over(
    *, clue: Clue, item: Evidence, seen_revision: int | None = None, by: Viewer
) -> Evidence:
    """Another member takes an item over and signs for it by this act."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.evidence.check_can_take_over(by, clue, item)
    item.keeper_id = own(by)
    save_clean(item)
    made(Keeping, clue, evidence=item, official_id=own(by), since=clock.now())
    trail.record("clues.evidence_taken", clue, by=by, number=item.number)
    return item


@act
def give_back(
    *, clue: Clue, item: Evidence, on: date, seen_revision: int | None = None, by: Viewer
) -> Evidence:
    """An item goes back to whom it was taken from."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.evidence.check_can_return(by, clue, item)
    rules.teamwork.check_day(on, after=item.obtained_on)
    item.returned_on = on
    save_clean(item)
    trail.record("clues.evidence_returned", clue, by=by, number=item.number)
    return item


def _kept(clue: Clue, files: Iterable[Any], by: Viewer) -> Material | None:
    """Keep the item's file under a neutral name; how it was called is sealed."""
    for upload in files:
        called, end = upload.name, PurePath(upload.name).suffix
        upload.name = f"material{end}"
        stored = documents.keep(commission=clue.commission, upload=upload, by=by)
        given = {"name": called[:200], "kind": "evidence", "added_on": clock.today()}
        return made(Material, clue, file=stored, **given, added_by_id=own(by))
    return None
