"""Dividing a group's work (分工): unit by unit, or the whole suggestion in one step; and handing it over."""

from datetime import date

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.organization.queries import Structure
from paizhu.planning import queries, rules
from paizhu.planning.actions import telling
from paizhu.planning.models import Watch, WatchRole
from paizhu.planning.queries import Pair
from paizhu.trail import actions as trail


@act
def divide(
    *,
    group: CompositeGroup,
    unit: Unit,
    principal: Official,
    second: Official | None = None,
    from_on: date,
    by: Viewer,
) -> list[Watch]:
    """Say who watches a unit from a day on. Naming the same people again changes nothing."""
    group = locked(group)
    rules.division.check_can_divide(by, group)
    structure = organization.structure_of(group.commission_id)
    pair = Pair(principal.pk, second.pk if second else None)
    rules.division.check_pair(group, unit, pair, structure, from_on)
    if not (made := write(group, unit, pair, from_on, by)):
        acts.nothing_to_do()
    return made


@act
def accept_suggestion(*, group: CompositeGroup, from_on: date, by: Viewer) -> int:
    """Let each unit without proper watchers be watched as suggested by load. Returns how many units."""
    group = locked(group)
    rules.division.check_can_divide(by, group)
    found = queries.division_on(group, by, from_on)
    structure = organization.structure_of(group.commission_id)
    units = {line.unit.pk: line.unit for line in found.gaps}
    pairs = queries.suggested(found)
    for key, pair in pairs.items():
        rules.division.check_pair(group, units[key], pair, structure, from_on)
        write(group, units[key], pair, from_on, by)
    if not pairs:
        acts.nothing_to_do()
    return len(pairs)


def locked(group: CompositeGroup) -> CompositeGroup:
    """Hold the group's row until the act ends: its division is changed by one person at a time."""
    return CompositeGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def write(group: CompositeGroup, unit: Unit, pair: Pair, from_on: date, by: Viewer) -> list[Watch]:
    """End who watched the unit on the day and let the pair begin. Returns the watches that began."""
    open_ones = list(Watch.objects.filter(group=group, unit=unit, until_on__isnull=True))
    wanted = {WatchRole.PRINCIPAL: pair.principal, WatchRole.DEPUTY: pair.second}
    if {watch.role: watch.official_id for watch in open_ones} == {
        role: person for role, person in wanted.items() if person
    }:
        return []
    before = {watch.official_id for watch in open_ones}
    latest = max((watch.from_on for watch in open_ones), default=None)
    rules.division.check_day(unit, from_on, latest)
    for watch in open_ones:
        end(watch, from_on)
    made = [
        save_clean(
            Watch(
                commission_id=group.commission_id,
                group=group,
                unit=unit,
                official_id=person,
                role=role,
                from_on=from_on,
            )
        )
        for role, person in wanted.items()
        if person
    ]
    trail.record(
        "planning.work_divided",
        unit,
        by=by,
        group=group.code,
        from_on=from_on,
        people=_codes(pair),
    )
    telling.tell_divided(group, before | pair.people, from_on, by)
    return made


def end(watch: Watch, on: date) -> None:
    """End a watch on a day; one that began on that very day never held."""
    if watch.from_on >= on:
        watch.delete()
        return
    watch.until_on = on
    save_clean(watch)


def _codes(pair: Pair) -> list[str]:
    people = Official.objects.filter(pk__in=pair.people)
    return list(people.order_by("code").values_list("code", flat=True))


def heirs(
    group: CompositeGroup, unit: Unit, pair: Pair, leaving: int, to: int, structure: Structure
) -> Pair:
    """Return who watches a unit once `leaving` goes and `to` takes over his place.

    Where that would leave only people who reside at the unit, a colleague who does not is made principal; where
    there is none, nobody is named, and the page shows the gap.
    """
    on = clock.today()
    principal = to if pair.principal == leaving else pair.principal
    second = to if pair.second == leaving else pair.second
    found = Pair(principal or second, second if principal and second != principal else None)
    residents = structure.residents(on).get(unit.pk, set())
    if not queries.is_alone_at_home(found.people, residents):
        return found
    division = queries.members_of(group, structure, on)
    outside = [m for m in division if m.pk != leaving and m.pk not in residents]
    if not outside:
        return Pair()
    least = min(outside, key=lambda member: (_units_of(group, member.pk), member.acts))
    return Pair(least.pk, found.principal)


def _units_of(group: CompositeGroup, official: int) -> int:
    return Watch.objects.filter(group=group, official=official, until_on__isnull=True).count()
