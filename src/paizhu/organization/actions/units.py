"""What is done with units (市直单位): entered and corrected by code, transferred to another sector from a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries, rules
from paizhu.organization.actions import sectors
from paizhu.organization.actions.changes import Change, tell
from paizhu.organization.models import EVER, Placement, Sector, Unit
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

FIELDS = ("name", "initials", "kind", "headcount", "is_key")
TRAILED = ("name", "kind", "headcount", "is_key")


@dataclass(frozen=True)
class UnitDraft:
    """A unit as it is entered; `sector` is the name of the sector it is in now."""

    code: str
    name: str
    sector: str
    kind: str = ""
    headcount: int | None = None
    is_key: bool = False


@act
def save_units(
    *,
    commission: Commission,
    drafts: Sequence[UnitDraft],
    seen: Mapping[str, int | None] | None = None,
    by: Viewer,
) -> Saved:
    """Enter units by code, or correct those that are there; sectors that are missing are entered.

    Another sector corrects the unit's latest placement, as if it had been entered wrongly; to move a unit
    from a day on, `transfer` it. `seen`: the revisions that the page showed, None for a code not there yet.
    Raises `ValidationError` naming the code of the first unit at fault.
    """
    rules.check_can_keep(by, commission)
    named = sectors.enter(commission=commission, names=[draft.sector for draft in drafts], by=by)
    known = batches.stored(Unit.objects.of(commission), [draft.code for draft in drafts])
    batches.check_seen(known, seen)
    latest = _latest_placements(commission, known.values())
    wanted = {draft.code: named[draft.sector] for draft in drafts}
    moved = [
        code for code, unit in known.items()
        if code in wanted and unit.dissolved_on is None
        and _sector_of(latest.get(unit.pk)) != wanted[code]
    ]  # fmt: skip
    records = [_record(commission, draft) for draft in drafts]
    compared = batches.compare(records, known, FIELDS, lambda _old, new: new.code in moved)
    batches.store(compared, FIELDS)
    _place(compared, latest, wanted)
    trail.record_many(_entries(compared, latest, wanted), by=by)
    corrected = frozenset(known[code].pk for code in moved)
    tell(Change(commission.pk, unit_ids=corrected), by)
    return compared.saved()


def _record(commission: Commission, draft: UnitDraft) -> Unit:
    return Unit(
        commission=commission,
        code=draft.code,
        name=draft.name,
        initials=queries.initials(draft.name),
        kind=draft.kind,
        headcount=draft.headcount,
        is_key=draft.is_key,
    )


def _latest_placements(commission: Commission, units: Iterable[Unit]) -> dict[int, Placement]:
    """Return unit → its latest placement, as stored; one query."""
    found = Placement.objects.of(commission).filter(unit__in=[unit.pk for unit in units])
    ordered = found.select_related("sector").order_by("from_on")
    return {placement.unit_id: placement for placement in ordered}


def _sector_of(placement: Placement | None) -> Sector | None:
    return placement.sector if placement and placement.until_on is None else None


def _place(
    compared: batches.Compared[Unit], latest: Mapping[int, Placement], wanted: Mapping[str, Sector]
) -> None:
    """Place new units since ever, and units placed nowhere since they last were; correct the others.

    A dissolved unit stays where it last was: a workbook does not know of its end.
    """
    begun, corrected = [], []
    standing = (after for before, after in compared.changed if before.dissolved_on is None)
    for unit in (*compared.new, *standing):
        placement, sector = latest.get(unit.pk), wanted[unit.code]
        if placement is None or placement.until_on is not None:
            since = placement.until_on if placement else EVER
            begun.append(
                Placement(commission_id=unit.commission_id, unit=unit, sector=sector, from_on=since)
            )
        elif placement.sector_id != sector.pk:
            corrected.append(
                Placement(
                    pk=placement.pk,
                    commission_id=unit.commission_id,
                    unit=unit,
                    sector=sector,
                    from_on=placement.from_on,
                    revision=placement.revision,
                )
            )
    Placement.objects.bulk_create(begun)
    batches.update(corrected, ["sector"])


def _entries(
    compared: batches.Compared[Unit], latest: Mapping[int, Placement], wanted: Mapping[str, Sector]
) -> Iterable[trail.Entry]:
    for unit in compared.new:
        sector = wanted[unit.code].name
        yield trail.Entry(
            "organization.unit_entered",
            unit,
            batches.entered(unit, TRAILED),
            {"code": unit.code, "sector": sector},
        )
    for before, unit in compared.changed:
        found = changes(before, unit, TRAILED)
        was, now = _sector_of(latest.get(unit.pk)), wanted[unit.code]
        if was != now and before.dissolved_on is None:
            found["sector"] = [was.name if was else None, now.name]
        yield trail.Entry("organization.unit_corrected", unit, found, {"code": unit.code})


@act
def transfer(*, unit: Unit, sector: Sector, from_on: date, by: Viewer) -> Placement:
    """Move a unit to another sector from a day on; until then it stays where it was."""
    rules.check_can_keep(by, unit.commission_id)
    rules.check_can_keep(by, sector.commission_id)
    placements = _locked_placements(unit)
    rules.check_stands(unit, from_on)
    rules.check_can_transfer(placements, sector, from_on)
    if placements and placements[-1].until_on is None:
        placements[-1].until_on = from_on
        save_clean(placements[-1])
    placement = save_clean(
        Placement(commission_id=unit.commission_id, unit=unit, sector=sector, from_on=from_on)
    )
    trail.record("organization.unit_transferred", unit, by=by, sector=sector.name, from_on=from_on)
    tell(Change(unit.commission_id, unit_ids=frozenset({unit.pk})), by)
    return placement


@act
def take_back_transfer(*, unit: Unit, by: Viewer) -> Placement:
    """Take back the latest transfer as a mistake: the unit has stayed in the sector before it."""
    rules.check_can_keep(by, unit.commission_id)
    placements = _locked_placements(unit)
    rules.check_stands(unit, clock.today())
    rules.check_can_take_back(unit, placements)
    *_earlier, before, last = placements
    last.delete()
    before.until_on = last.until_on
    save_clean(before)
    trail.record(
        "organization.transfer_taken_back",
        unit,
        by=by,
        sector=last.sector.name,
        from_on=last.from_on,
    )
    tell(Change(unit.commission_id, unit_ids=frozenset({unit.pk})), by)
    return before


def _locked_placements(unit: Unit) -> list[Placement]:
    """Return the unit's placements from the first to the last, with the unit locked until the act ends."""
    Unit.objects.of(unit.commission_id).select_for_update().get(pk=unit.pk)
    found = Placement.objects.of(unit.commission_id).filter(unit=unit)
    return list(found.select_related("sector").order_by("from_on"))
