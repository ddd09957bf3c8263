"""What is done with resident groups, composite groups, and the sectors in a group's charge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules
from paizhu.organization.actions.changes import Change, tell
from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Placement,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

RESIDENT_FIELDS = ("name", "host_id", "posts")
COMPOSITE_FIELDS = ("name", "established_on")


@dataclass(frozen=True)
class ResidentGroupDraft:
    """A resident group as it is entered; `posts` is its establishment (编制数)."""

    code: str
    name: str
    host_id: int
    posts: int


@dataclass(frozen=True)
class CompositeGroupDraft:
    """A composite group as it is entered; `sectors` are the names of the sectors in its charge now."""

    code: str
    name: str
    sectors: tuple[str, ...]
    established_on: date


@act
def save_resident_groups(
    *,
    commission: Commission,
    drafts: Sequence[ResidentGroupDraft],
    seen: Mapping[str, int | None] | None = None,
    by: Viewer,
) -> Saved:
    """Enter resident groups by code, or correct those that are there. See `units.save_units` for `seen`."""
    rules.check_can_keep(by, commission)
    units = batches.codes_of(Unit.objects, commission)
    known = batches.stored(ResidentGroup.objects.of(commission), [draft.code for draft in drafts])
    batches.check_seen(known, seen)
    for draft in drafts:
        batches.demand(units, [draft.host_id], draft.code)
    records = [ResidentGroup(commission=commission, **vars(draft)) for draft in drafts]
    compared = batches.compare(records, known, RESIDENT_FIELDS)
    batches.store(compared, RESIDENT_FIELDS)
    trail.record_many(_resident_entries(compared, units), by=by)
    rehoused = {
        unit for before, after in compared.changed if before.host_id != after.host_id
        for unit in (before.host_id, after.host_id)
    }  # fmt: skip
    tell(Change(commission.pk, unit_ids=frozenset(rehoused)), by)
    return compared.saved()


def _resident_entries(
    compared: batches.Compared[ResidentGroup], units: Mapping[int, str]
) -> Iterable[trail.Entry]:
    for group in compared.new:
        yield trail.Entry(
            "organization.resident_group_entered",
            group,
            changes(None, group, ("name", "posts")),
            {"code": group.code, "host": units[group.host_id]},
        )
    for before, group in compared.changed:
        found = changes(before, group, ("name", "posts"))
        if before.host_id != group.host_id:
            found["host"] = [units[before.host_id], units[group.host_id]]
        yield trail.Entry(
            "organization.resident_group_corrected", group, found, {"code": group.code}
        )


@dataclass
class _Charges:
    """What a batch does to charges: rows to insert, to move to another first day, and to remove."""

    begun: list[Charge] = field(default_factory=list)
    moved: list[Charge] = field(default_factory=list)
    removed: list[Charge] = field(default_factory=list)

    @property
    def sector_ids(self) -> set[int]:
        """The sectors concerned."""
        return {charge.sector_id for charge in (*self.begun, *self.moved, *self.removed)}


@act
def save_composite_groups(
    *,
    commission: Commission,
    drafts: Sequence[CompositeGroupDraft],
    seen: Mapping[str, int | None] | None = None,
    by: Viewer,
) -> Saved:
    """Enter composite groups by code, or correct those that are there. See `units.save_units` for `seen`.

    Their charges begin on the day of establishment. Other sectors or another day correct the charges that have not
    ended, as if they had been entered wrongly; to give a sector to another group from a day on, `hand_over` it.
    """
    rules.check_can_keep(by, commission)
    sectors = {sector.name: sector for sector in Sector.objects.of(commission)}
    known = batches.stored(CompositeGroup.objects.of(commission), [draft.code for draft in drafts])
    batches.check_seen(known, seen)
    wanted = {draft.code: _sectors_of(draft, sectors) for draft in drafts}
    records = [
        CompositeGroup(
            commission=commission,
            code=draft.code,
            name=draft.name,
            established_on=draft.established_on,
        )
        for draft in drafts
    ]
    held = _held(commission, known.values())
    regrouped = [
        code for code, group in known.items()
        if code in wanted and _names(held[group.pk]) != _names(wanted[code])
    ]  # fmt: skip
    compared = batches.compare(
        records, known, COMPOSITE_FIELDS, lambda _old, new: new.code in regrouped
    )
    batches.store(compared, COMPOSITE_FIELDS)
    charges = _charges(compared, held, wanted)
    _write(charges)
    trail.record_many(_composite_entries(compared, held, wanted), by=by)
    tell(Change(commission.pk, unit_ids=_units_in(commission, charges.sector_ids)), by)
    return compared.saved()


def _sectors_of(draft: CompositeGroupDraft, known: Mapping[str, Sector]) -> list[Sector]:
    if not draft.sectors:
        raise ValidationError(_("%(code)s: name at least one sector.") % {"code": draft.code})
    for name in draft.sectors:
        if name not in known:
            raise ValidationError(
                _("%(code)s: there is no sector “%(name)s”; enter its units first.")
                % {"code": draft.code, "name": name}
            )
    return [known[name] for name in dict.fromkeys(draft.sectors)]


def _held(commission: Commission, groups: Iterable[CompositeGroup]) -> dict[int, list[Charge]]:
    """Return group → its charges; one query."""
    held = defaultdict(list)
    charges = Charge.objects.of(commission).filter(group__in=[group.pk for group in groups])
    for charge in charges.select_related("sector").order_by("from_on"):
        held[charge.group_id].append(charge)
    return held


def _names(parts: Iterable[Charge | Sector]) -> list[str]:
    """Return the names of sectors, or of the sectors of charges that have not ended, in order."""
    return sorted(
        part.name if isinstance(part, Sector) else part.sector.name
        for part in parts
        if isinstance(part, Sector) or part.until_on is None
    )


def _charges(
    compared: batches.Compared[CompositeGroup],
    held: Mapping[int, list[Charge]],
    wanted: Mapping[str, list[Sector]],
) -> _Charges:
    charges = _Charges()
    for group in compared.new:
        charges.begun += [
            _charge(group, sector, group.established_on) for sector in wanted[group.code]
        ]
    for before, group in compared.changed:
        own, sectors = held.get(group.pk, []), wanted[group.code]
        lasting = {charge.sector_id: charge for charge in own if charge.until_on is None}
        ended = {charge.sector_id: charge.until_on for charge in own if charge.until_on}
        charges.removed += [
            charge for key, charge in lasting.items() if key not in {s.pk for s in sectors}
        ]
        charges.begun += [
            _charge(group, sector, ended.get(sector.pk, group.established_on))
            for sector in sectors
            if sector.pk not in lasting
        ]
        if before.established_on != group.established_on:
            charges.moved += _moved(group, own, before.established_on, charges.removed)
    return charges


def _charge(group: CompositeGroup, sector: Sector, from_on: date) -> Charge:
    return Charge(commission_id=group.commission_id, group=group, sector=sector, from_on=from_on)


def _moved(
    group: CompositeGroup, own: list[Charge], was: date, removed: list[Charge]
) -> list[Charge]:
    """Return the charges that began with the group, moved to its corrected day of establishment."""
    moved = [charge for charge in own if charge.from_on == was and charge not in removed]
    for charge in moved:
        rules.check_days(group.established_on, charge.until_on)
        charge.from_on = group.established_on
    return moved


def _write(charges: _Charges) -> None:
    if charges.removed:
        Charge.objects.filter(pk__in=[charge.pk for charge in charges.removed]).delete()
    batches.update(charges.moved, ["from_on"])
    Charge.objects.bulk_create(charges.begun)


def _units_in(commission: Commission, sector_ids: Iterable[int]) -> frozenset[int]:
    """Return the units that ever were in the sectors; no query where there are none."""
    sector_ids = list(sector_ids)
    if not sector_ids:
        return frozenset()
    placements = Placement.objects.of(commission).filter(sector__in=sector_ids)
    return frozenset(placements.values_list("unit_id", flat=True))


def _composite_entries(
    compared: batches.Compared[CompositeGroup],
    held: Mapping[int, list[Charge]],
    wanted: Mapping[str, list[Sector]],
) -> Iterable[trail.Entry]:
    for group in compared.new:
        found = changes(None, group, COMPOSITE_FIELDS) | {
            "sectors": [None, _names(wanted[group.code])]
        }
        yield trail.Entry(
            "organization.composite_group_entered", group, found, {"code": group.code}
        )
    for before, group in compared.changed:
        found = changes(before, group, COMPOSITE_FIELDS)
        was, now = _names(held.get(group.pk, [])), _names(wanted[group.code])
        if was != now:
            found["sectors"] = [was, now]
        yield trail.Entry(
            "organization.composite_group_corrected", group, found, {"code": group.code}
        )


@act
def hand_over(*, sector: Sector, group: CompositeGroup, from_on: date, by: Viewer) -> Charge:
    """Give a sector into a group's charge from a day on; the groups that had charge of it have it until then."""
    rules.check_can_keep(by, sector.commission_id)
    rules.check_can_keep(by, group.commission_id)
    charges = _locked_charges(sector)
    rules.check_can_hand_over(charges, group.pk, from_on, group.established_on)
    previous = [
        charge for charge in charges if charge.until_on is None or charge.until_on > from_on
    ]
    for charge in previous:
        charge.until_on = from_on
        save_clean(charge)
    charge = save_clean(_charge(group, sector, from_on))
    trail.record(
        "organization.charge_handed_over",
        group,
        by=by,
        sector=sector.name,
        from_on=from_on,
        before=[charge.group.code for charge in previous],
    )
    commission = sector.commission_id
    tell(Change(commission, unit_ids=_units_in(commission, {sector.pk})), by)
    return charge


@act
def take_back_charge(*, charge: Charge, by: Viewer) -> None:
    """Take back the latest hand-over of a sector as a mistake; who had charge until then goes on."""
    rules.check_can_keep(by, charge.commission_id)
    charges = _locked_charges(charge.sector)
    rules.check_can_take_back_charge(charge, charges)
    for before in charges:
        if before.until_on == charge.from_on:
            before.until_on = charge.until_on
            save_clean(before)
    Charge.objects.filter(pk=charge.pk).delete()
    trail.record(
        "organization.charge_taken_back",
        charge.group,
        by=by,
        sector=charge.sector.name,
        from_on=charge.from_on,
    )
    commission = charge.commission_id
    tell(Change(commission, unit_ids=_units_in(commission, {charge.sector_id})), by)


def _locked_charges(sector: Sector) -> list[Charge]:
    """Return the charges of a sector from the first to the last, with the sector locked until the act ends."""
    Sector.objects.of(sector.commission_id).select_for_update().get(pk=sector.pk)
    charges = Charge.objects.of(sector.commission_id).filter(sector=sector)
    return list(charges.select_related("group").order_by("from_on", "pk"))
