"""Coverage of one day: for each unit who supervises it from inside and from outside, from postings alone.

Works in memory on `organization.queries.structure_of`, with the same few queries for ten units and for
ten thousand. Acts that were done play no part here; see `silence` and `months`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from paizhu.coverage.states import Blind, Cover
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, ResidentGroup, Sector, Unit
from paizhu.organization.queries import Structure
from paizhu.organization.queries.structure import held
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class UnitCoverage:
    """One unit on the day. `residents` act there in same-body, `supervisors` in cross-body capacity.

    Officials, groups and the sector are database ids. Who is resident at the unit is never among its
    `supervisors`, also when his group is linked to it. `blind` is None where somebody supervises from outside.
    """

    pk: int
    code: str
    name: str
    is_key: bool
    sector: int | None
    groups: tuple[int, ...]
    residents: frozenset[int]
    supervisors: frozenset[int]
    has_resident_group: bool
    blind: Blind | None

    @property
    def is_same_body(self) -> bool:
        """Whether somebody acts there in same-body capacity."""
        return bool(self.residents)

    @property
    def is_cross_body(self) -> bool:
        """Whether somebody who is not resident there acts in cross-body capacity."""
        return bool(self.supervisors)

    @property
    def cover(self) -> Cover:
        """How the unit is covered."""
        if self.is_same_body:
            return Cover.BOTH if self.is_cross_body else Cover.SAME_BODY
        return Cover.CROSS_BODY if self.is_cross_body else Cover.UNCOVERED

    @property
    def is_key_gap(self) -> bool:
        """Whether a key unit lacks one of group and resident group (综合派出+重点驻派)."""
        return self.is_key and self.cover is not Cover.BOTH


@dataclass(frozen=True)
class GroupCoverage:
    """A composite group on the day. `units` and `members` are database ids; the liaison member is none."""

    pk: int
    code: str
    name: str
    units: frozenset[int]
    members: frozenset[int]


@dataclass(frozen=True)
class Posts:
    """Posts before the reform (编制数 of the resident groups) and after it."""

    before: int
    after: int

    @property
    def added(self) -> int:
        """How many posts the reform added; the promise is none."""
        return self.after - self.before


@dataclass(frozen=True)
class Coverage:
    """Who covers whom on a day, as far as the asking user may see. Units and groups in the order of codes."""

    on: date
    units: tuple[UnitCoverage, ...]
    groups: tuple[GroupCoverage, ...]
    sectors: Mapping[int, str]
    posts: Posts

    @cached_property
    def same_body(self) -> int:
        """Units where somebody acts in same-body capacity."""
        return sum(unit.is_same_body for unit in self.units)

    @cached_property
    def cross_body(self) -> int:
        """Units where somebody not resident there acts in cross-body capacity."""
        return sum(unit.is_cross_body for unit in self.units)

    @cached_property
    def both(self) -> int:
        """Units covered in both capacities."""
        return sum(unit.cover is Cover.BOTH for unit in self.units)

    @cached_property
    def covered(self) -> int:
        """Units covered in either capacity."""
        return len(self.units) - len(self.uncovered)

    @cached_property
    def uncovered(self) -> tuple[UnitCoverage, ...]:
        """Units where nobody supervises."""
        return self._which(unit.cover is Cover.UNCOVERED for unit in self.units)

    @cached_property
    def blind_spots(self) -> tuple[UnitCoverage, ...]:
        """Units without a cross-body supervisor (盲区)."""
        return self._which(unit.blind for unit in self.units)

    @cached_property
    def key_units(self) -> tuple[UnitCoverage, ...]:
        """Key units (重点单位)."""
        return self._which(unit.is_key for unit in self.units)

    @cached_property
    def key_gaps(self) -> tuple[UnitCoverage, ...]:
        """Key units that are not covered by a group and a resident group at once."""
        return self._which(unit.is_key_gap for unit in self.units)

    @cached_property
    def by_sector(self) -> tuple[tuple[int | None, str, tuple[UnitCoverage, ...]], ...]:
        """Return (sector id, its name, its units) in the sectors' order; units in no sector come last."""
        placed: dict[int | None, list[UnitCoverage]] = {sector: [] for sector in self.sectors}
        for unit in self.units:
            placed.setdefault(unit.sector, []).append(unit)
        return tuple(
            (sector, self.sectors.get(sector, ""), tuple(units))
            for sector, units in placed.items()
            if units
        )

    def units_of(self, group: GroupCoverage) -> tuple[UnitCoverage, ...]:
        """Return the units linked to a group that the user may see."""
        return self._which(unit.pk in group.units for unit in self.units)

    def as_json(self) -> dict:
        """Return the document of the public contract (`paizhu coverage --json`)."""
        return {
            "on": self.on.isoformat(),
            "units": len(self.units),
            "covered": self.covered,
            "same_body": self.same_body,
            "cross_body": self.cross_body,
            "both": self.both,
            "uncovered": [unit.code for unit in self.uncovered],
            "posts": {"before": self.posts.before, "after": self.posts.after},
            "groups": [
                {"code": group.code, "units": len(group.units), "members": len(group.members)}
                for group in self.groups
            ],
        }

    def _which(self, marks: Iterable) -> tuple[UnitCoverage, ...]:
        return tuple(unit for unit, mark in zip(self.units, marks, strict=True) if mark)


def coverage_on(
    commission: Commission | int, on: date, user: Viewer, *, structure: Structure | None = None
) -> Coverage:
    """Return who covers whom on the day among the units and groups that `user` may see.

    Eight queries whatever the size, four fewer where the caller has the `structure` already.
    """
    structure = structure or organization.structure_of(commission)
    units, residents = _units(commission, on, user, structure)
    members, visible = structure.members(on), {unit.pk for unit in units}
    known_groups = list(
        CompositeGroup.objects.visible_to(user)
        .of(commission)
        .order_by("code")
        .values_list("pk", "code", "name", "established_on")
    )
    groups = tuple(
        GroupCoverage(
            pk=pk,
            code=code,
            name=name,
            units=frozenset(structure.linked_units(pk, on) & visible),
            members=frozenset(members.get(pk, ())),
        )
        for pk, code, name, established_on in known_groups
        if established_on <= on
    )
    sectors = Sector.objects.visible_to(user).of(commission).order_by("position", "pk")
    return Coverage(
        on=on,
        units=units,
        groups=groups,
        sectors=dict(sectors.values_list("pk", "name")),
        posts=_posts(residents, structure, on, {group[0] for group in known_groups}),
    )


def _posts(
    residents: list[tuple[int, int]], structure: Structure, on: date, groups: set[int]
) -> Posts:
    """Count posts: one more for each person in a composite group who holds no resident posting."""
    before = sum(posts for _host, posts in residents)
    resident_people = {pk for people in structure.residents(on).values() for pk in people}
    members = structure.members(on)
    group_people = {pk for group in groups for pk in members.get(group, ())}
    return Posts(before, before + len(group_people - resident_people))


def _units(
    commission: Commission | int, on: date, user: Viewer, structure: Structure
) -> tuple[tuple[UnitCoverage, ...], list[tuple[int, int]]]:
    """Return the units' coverage, and (host unit, posts) of each resident group."""
    resident_groups = list(
        ResidentGroup.objects.visible_to(user)
        .of(commission)
        .housed(on)
        .values_list("host_id", "posts")
    )
    hosts = {host for host, _posts in resident_groups}
    residents, groups_of = structure.residents(on), _groups_of(structure, on)
    working_in = _working_in(structure.members(on))
    found = []
    rows = Unit.objects.visible_to(user).of(commission).standing(on).order_by("code")
    for pk, code, name, is_key in rows.values_list("pk", "code", "name", "is_key"):
        sectors = held(structure.sector_of, pk, on)
        groups = tuple(dict.fromkeys(group for one in sectors for group in groups_of.get(one, ())))
        working, inside = working_in(groups), frozenset(residents.get(pk, ()))
        sector = sectors[0] if sectors else None
        found.append(
            UnitCoverage(
                pk=pk,
                code=code,
                name=name,
                is_key=is_key,
                sector=sector,
                groups=groups,
                residents=inside,
                supervisors=working - inside,
                has_resident_group=pk in hosts,
                blind=_blind(sector, groups, working, inside),
            )
        )
    return tuple(found), resident_groups


def _groups_of(structure: Structure, on: date) -> dict[int, list[int]]:
    """Return sector → the groups in whose charge it is on the day."""
    return {sector: held(structure.charge_of, sector, on) for sector in structure.charge_of}


def _working_in(members: Mapping[int, set[int]]) -> Callable[[tuple[int, ...]], frozenset[int]]:
    """Return what says who works in some groups: asked once for all the units that share them."""

    @cache
    def working(groups: tuple[int, ...]) -> frozenset[int]:
        return frozenset(official for group in groups for official in members.get(group, ()))

    return working


def _blind(
    sector: int | None, groups: tuple[int, ...], working: frozenset[int], inside: frozenset[int]
):
    """Return why nobody supervises from outside, or None where somebody does."""
    if working - inside:
        return None
    if sector is None:
        return Blind.NO_SECTOR
    if not groups:
        return Blind.NO_GROUP
    return Blind.ONLY_OWN if working else Blind.NO_MEMBER
