"""Division of work on a day: who watches which unit, the load of each member, gaps, and a suggestion.

The rule (同体监督 is not enough): a unit is never watched by people resident there alone. Source: the reform's aim of
“异体监督” for every unit; 《纪检监察机关派驻机构工作规则》 (2022) art. 3, the group stands over the unit, not in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count

from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.organization.queries import Structure
from paizhu.oversight.models import Participation
from paizhu.planning.models import Watch, WatchRole

PAST = 90
"""Days whose activities count as load."""


class Gap(StrEnum):
    """Why a unit is not watched as it should be."""

    NOBODY = "nobody"
    AT_HOME = "at_home"
    NO_PRINCIPAL = "no_principal"


@dataclass(frozen=True)
class Member:
    """Somebody who works in the group. `hosts`: units where he resides; `acts`: activities lately, own hosts left out."""

    pk: int
    name: str = ""
    hosts: frozenset[int] = frozenset()
    acts: int = 0


@dataclass(frozen=True)
class Pair:
    """Who watches a unit: ids of officials."""

    principal: int | None = None
    second: int | None = None

    @property
    def people(self) -> frozenset[int]:
        """Whoever is named."""
        return frozenset({self.principal, self.second} - {None})


@dataclass(frozen=True)
class Line:
    """One unit with its watchers who still work in the group, and what is wrong with that."""

    unit: Unit
    pair: Pair
    residents: frozenset[int]
    gap: Gap | None
    since: date | None = None


@dataclass(frozen=True)
class Load:
    """One member's share."""

    member: Member
    principal: int
    second: int


@dataclass(frozen=True)
class Division:
    """The matrix of a group on a day."""

    group: CompositeGroup
    on: date
    lines: tuple[Line, ...]
    loads: tuple[Load, ...]

    @property
    def gaps(self) -> tuple[Line, ...]:
        """Units that are not watched as they should be."""
        return tuple(line for line in self.lines if line.gap)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody who works in the group on the day."""
        return tuple(load.member for load in self.loads)


def is_alone_at_home(people: Iterable[int], residents: Iterable[int]) -> bool:
    """Tell whether a unit would be watched by people resident there alone."""
    watching = set(people)
    return bool(watching) and watching <= set(residents)


def division_on(group: CompositeGroup, user: Viewer, on: date) -> Division:
    """Return the division of work of a group on a day, as far as the user may see it; nine queries."""
    structure = organization.structure_of(group.commission_id)
    members = members_of(group, structure, on)
    known = {member.pk for member in members}
    linked = structure.linked_units(group.pk, on)
    units = Unit.objects.of(group.commission_id).filter(pk__in=linked).order_by("code")
    watches = Watch.objects.visible_to(user).filter(group=group, unit__in=linked).in_force(on)
    pairs, since = _pairs(watches, known)
    residents = structure.residents(on)
    lines = tuple(
        _line(unit, pairs.get(unit.pk, Pair()), residents.get(unit.pk, ()), since.get(unit.pk))
        for unit in units
    )
    loads = tuple(_load(member, lines) for member in members)
    return Division(group, on, lines, loads)


def members_of(group: CompositeGroup, structure: Structure, on: date) -> tuple[Member, ...]:
    """Return who works in the group on the day, with hosts and recent activities; three queries."""
    keys = structure.members(on).get(group.pk, set())
    residents = structure.residents(on)
    hosts = {
        key: frozenset(unit for unit, people in residents.items() if key in people) for key in keys
    }
    acts = _acts(group.commission_id, hosts, on)
    people = Official.objects.of(group.commission_id).filter(pk__in=keys).order_by("code")
    return tuple(
        Member(person.pk, person.name, hosts[person.pk], acts.get(person.pk, 0))
        for person in people
    )


def _acts(commission_id: int, hosts: Mapping[int, frozenset[int]], on: date) -> dict[int, int]:
    """Count each one's activities of the last days, those at his own host units left out; one query."""
    rows = (
        Participation.objects.filter(
            commission_id=commission_id,
            official__in=list(hosts),
            on__gt=on - timedelta(days=PAST),
            on__lte=on,
        )
        .values_list("official_id", "unit_id")
        .annotate(count=Count("activity", distinct=True))
    )
    counted: dict[int, int] = {}
    for official, unit, count in rows:
        if unit not in hosts[official]:
            counted[official] = counted.get(official, 0) + count
    return counted


def _pairs(watches: Iterable[Watch], known: set[int]) -> tuple[dict, dict]:
    held: dict[int, dict[str, int]] = {}
    since: dict[int, date] = {}
    for watch in watches:
        if watch.official_id in known:
            held.setdefault(watch.unit_id, {})[watch.role] = watch.official_id
            since[watch.unit_id] = max(since.get(watch.unit_id, watch.from_on), watch.from_on)
    pairs = {unit: _pair(roles) for unit, roles in held.items()}
    return pairs, since


def _line(unit: Unit, pair: Pair, residents: Iterable[int], since: date | None) -> Line:
    return Line(unit, pair, frozenset(residents), gap_of(pair, residents), since)


def gap_of(pair: Pair, residents: Iterable[int]) -> Gap | None:
    """Return what is wrong with who watches a unit, or None."""
    if not pair.people:
        return Gap.NOBODY
    if is_alone_at_home(pair.people, residents):
        return Gap.AT_HOME
    return None if pair.principal else Gap.NO_PRINCIPAL


def _load(member: Member, lines: Sequence[Line]) -> Load:
    return Load(
        member,
        sum(line.pair.principal == member.pk for line in lines),
        sum(line.pair.second == member.pk for line in lines),
    )


def suggested(found: Division) -> dict[int, Pair]:
    """Return unit → who should watch it, for the units with a gap; units that nobody may watch are left out."""
    kept = {line.unit.pk: line.pair for line in found.lines if not line.gap}
    return suggestion([line.unit.pk for line in found.gaps], found.members, kept)


def suggestion(
    units: Sequence[int], members: Sequence[Member], kept: Mapping[int, Pair]
) -> dict[int, Pair]:
    """Divide units among members by load: first who has fewest units, then fewest activities lately.

    The principal never resides at the unit; who does reside there becomes the second, being nearest. `kept`: units
    whose watchers stay. The units with fewest possible principals are dealt out first.
    """
    counts = {member.pk: 0 for member in members}
    for pair in kept.values():
        for person in pair.people & counts.keys():
            counts[person] += person == pair.principal
    order = {member.pk: (member.acts, place) for place, member in enumerate(members)}
    at_home = {unit: {m.pk for m in members if unit in m.hosts} for unit in units}
    seconds = dict.fromkeys(counts, 0)
    found: dict[int, Pair] = {}
    for unit in sorted(units, key=lambda each: -len(at_home[each])):
        outside = [pk for pk in counts if pk not in at_home[unit]]
        if not outside:
            continue
        principal = min(outside, key=lambda pk: (counts[pk], *order[pk]))
        counts[principal] += 1
        rest = at_home[unit] or {pk for pk in counts if pk != principal}
        second = min(rest, key=lambda pk: (seconds[pk], *order[pk]), default=None)
        if second is not None:
            seconds[second] += 1
        found[unit] = Pair(principal, second)
    return found


@dataclass(frozen=True)
class Summary:
    """One group's division in figures."""

    group: CompositeGroup
    units: int
    watched: int
    members: int

    @property
    def gaps(self) -> int:
        """Units that are not watched as they should be."""
        return self.units - self.watched


def summaries(groups: Sequence[CompositeGroup], user: Viewer, on: date) -> list[Summary]:
    """Return each group's division in figures; five queries however many groups."""
    if not groups:
        return []
    structure = organization.structure_of(user.commission_id)
    members, residents = structure.members(on), structure.residents(on)
    held: dict[tuple[int, int], dict[str, int]] = {}
    for watch in Watch.objects.visible_to(user).filter(group__in=groups).in_force(on):
        if watch.official_id in members.get(watch.group_id, ()):
            held.setdefault((watch.group_id, watch.unit_id), {})[watch.role] = watch.official_id
    found = []
    for group in groups:
        units = structure.linked_units(group.pk, on)
        watched = sum(
            gap_of(_pair(held.get((group.pk, unit), {})), residents.get(unit, ())) is None
            for unit in units
        )
        found.append(Summary(group, len(units), watched, len(members.get(group.pk, ()))))
    return found


def _pair(roles: Mapping[str, int]) -> Pair:
    return Pair(roles.get(WatchRole.PRINCIPAL), roles.get(WatchRole.DEPUTY))
