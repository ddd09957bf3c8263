"""The structure in memory: placements, charges and postings of one commission, asked by day.

Loaded with four queries whatever the size, so that an import of a hundred thousand activities and a
coverage page ask the same functions as a single form. Nothing here is cached between requests.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from paizhu.organization.models import Charge, Placement, Posting, ResidentGroup
from paizhu.organization.states import RESIDENT_POSTS, WORKING_COMPOSITE_POSTS, Capacity
from paizhu.tenancy.models import Commission
from paizhu.tenancy.queries import statements


class Period(NamedTuple):
    """What is held from a day up to, but not on, another; `held` is an id."""

    from_on: date
    until_on: date | None
    held: int

    def covers(self, on: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


Periods = Mapping[int, list[Period]]


def held(periods: Periods, key: int, on: date) -> list[int]:
    """Return what `key` holds on the day."""
    return [period.held for period in periods.get(key, ()) if period.covers(on)]


@dataclass(frozen=True)
class Structure:
    """One commission's dated structure. All ids are database ids; days are plain dates.

    `resident`: official → host units; `working`: official → composite groups worked in;
    `sector_of`: unit → sectors; `placed`: sector → units; `charge_of`: sector → groups; `charged`: group → sectors.
    """

    resident: Periods
    working: Periods
    sector_of: Periods
    placed: Periods
    charge_of: Periods
    charged: Periods

    def capacity(self, official_id: int, unit_id: int, on: date) -> Capacity:
        """Return the capacity of a person towards a unit on a day (同体, 异体, both, or outside)."""
        is_resident = unit_id in held(self.resident, official_id, on)
        linked = set(self.groups_of_unit(unit_id, on))
        is_linked = bool(linked.intersection(held(self.working, official_id, on)))
        if is_resident:
            return Capacity.BOTH if is_linked else Capacity.SAME_BODY
        return Capacity.CROSS_BODY if is_linked else Capacity.OUTSIDE

    def groups_of_unit(self, unit_id: int, on: date) -> list[int]:
        """Return the composite groups that the unit is linked to on the day."""
        return [
            group
            for sector in held(self.sector_of, unit_id, on)
            for group in held(self.charge_of, sector, on)
        ]

    def linked_units(self, group_id: int, on: date) -> set[int]:
        """Return the units linked to a composite group on the day (监督联系单位)."""
        return {
            unit
            for sector in held(self.charged, group_id, on)
            for unit in held(self.placed, sector, on)
        }

    def groups_of_official(self, official_id: int, on: date) -> list[int]:
        """Return the composite groups in which the person works on the day."""
        return held(self.working, official_id, on)

    def members(self, on: date) -> dict[int, set[int]]:
        """Return group → officials who work in it on the day."""
        return _turned(self.working, on)

    def residents(self, on: date) -> dict[int, set[int]]:
        """Return host unit → officials resident there on the day."""
        return _turned(self.resident, on)


def _turned(periods: Periods, on: date) -> dict[int, set[int]]:
    turned: dict[int, set[int]] = defaultdict(set)
    for key, lines in periods.items():
        for period in lines:
            if period.covers(on):
                turned[period.held].add(key)
    return dict(turned)


HOSTS = statements.Read(
    lambda commission: ResidentGroup.objects.of(commission).order_by().values_list("pk", "host_id"),
    int,
)
POSTINGS = statements.Read(
    lambda commission: (
        Posting.objects.of(commission)
        .filter(post__in=sorted(RESIDENT_POSTS | WORKING_COMPOSITE_POSTS))
        .order_by("pk")
        .values_list(
            "official_id", "post", "resident_group_id", "composite_group_id", "from_on", "until_on"
        )
    ),
    int,
)
PLACEMENTS = statements.Read(
    lambda commission: (
        Placement.objects.of(commission)
        .order_by("pk")
        .values_list("unit_id", "sector_id", "from_on", "until_on")
    ),
    int,
)
CHARGES = statements.Read(
    lambda commission: (
        Charge.objects.of(commission)
        .order_by("pk")
        .values_list("sector_id", "group_id", "from_on", "until_on")
    ),
    int,
)


def structure_of(commission: Commission | int) -> Structure:
    """Load one commission's structure. Four queries."""
    key = getattr(commission, "pk", commission)
    hosts = dict(HOSTS(key))
    resident, working = defaultdict(list), defaultdict(list)
    for official, post, resident_group, composite_group, from_on, until_on in POSTINGS(key):
        if post in RESIDENT_POSTS:
            resident[official].append(Period(from_on, until_on, hosts[resident_group]))
        else:
            working[official].append(Period(from_on, until_on, composite_group))
    placements, charges = PLACEMENTS(key), CHARGES(key)
    return Structure(
        resident=dict(resident),
        working=dict(working),
        sector_of=_periods(placements),
        placed=_periods((sector, unit, *days) for unit, sector, *days in placements),
        charge_of=_periods(charges),
        charged=_periods((group, sector, *days) for sector, group, *days in charges),
    )


def _periods(rows: Iterable[tuple]) -> Periods:
    gathered = defaultdict(list)
    for key, value, from_on, until_on in rows:
        gathered[key].append(Period(from_on, until_on, value))
    return dict(gathered)
