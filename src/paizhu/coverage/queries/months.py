"""The coverage map: what was done at each unit in each month of a year, and in which capacity.

Read from the stored month through the covering indexes of `ActivityUnit` and `Participation`; the number
of queries does not grow with units or activities.
"""

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet

from paizhu.coverage.queries.day import UnitCoverage, coverage_on
from paizhu.coverage.queries.ledger import first_day, parts, visits
from paizhu.coverage.states import intensity
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import Capacity
from paizhu.organization.queries import Structure

MONTHS = range(1, 13)
COLUMNS = {
    Capacity.SAME_BODY: 1,
    Capacity.BOTH: 1,  # who is resident at a unit acts there in same-body capacity
    Capacity.CROSS_BODY: 2,
    Capacity.OUTSIDE: 3,
}


class Cell(NamedTuple):
    """One unit in one month: activities there, and the acts (person × unit) by capacity."""

    activities: int = 0
    same_body: int = 0
    cross_body: int = 0
    outside: int = 0

    @property
    def intensity(self) -> int:
        """The colour step 0–4."""
        return intensity(self.activities)


EMPTY = Cell()


class SectorCell(NamedTuple):
    """One sector in one month: at how many of its units something was done, and the acts by capacity."""

    visited: int
    units: int
    same_body: int = 0
    cross_body: int = 0
    outside: int = 0

    @property
    def intensity(self) -> int:
        """The colour step 0–4: quarters of the sector's units that were visited."""
        return -(-4 * self.visited // self.units) if self.units else 0


@dataclass(frozen=True)
class YearMap:
    """The cells of a year: `cells[unit id][month 1–12]`; months without acts are absent."""

    year: int
    cells: Mapping[int, Mapping[int, Cell]]

    def row(self, unit: int) -> list[Cell]:
        """Return the unit's twelve cells."""
        months = self.cells.get(unit, {})
        return [months.get(month, EMPTY) for month in MONTHS]

    def sector_row(self, units: Collection[int]) -> list[SectorCell]:
        """Return the twelve cells of a sector from those of its units."""
        columns = zip(*map(self.row, units), strict=True)
        return [
            SectorCell(
                sum(cell.activities > 0 for cell in cells),
                len(units),
                *map(sum, zip(*(cell[1:] for cell in cells), strict=True)),
            )
            for cells in columns
        ]


def year_map(user: Viewer, year: int, units: Iterable[int] | None = None) -> YearMap:
    """Return the year's cells of the given units, or of all that the user may see. Two queries."""
    counted: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * 4))
    for month, unit, number in _visits_by_month(user, year, units):
        counted[unit][month % 100][0] += number
    for month, capacity, unit, number in _parts_by_month(user, year, units):
        counted[unit][month % 100][COLUMNS[capacity]] += number
    return YearMap(
        year,
        {
            unit: {month: Cell(*numbers) for month, numbers in months.items()}
            for unit, months in counted.items()
        },
    )


def sector_map(
    user: Viewer, year: int, sector_of: Mapping[int, int | None]
) -> dict[int | None, list[SectorCell]]:
    """Return sector id → its twelve cells, of the units given with their sectors. One query.

    Sums while it reads, so that a city of a thousand units costs no cell of its own for each. Somebody took
    part in every activity at each of its units, so the acts alone tell which units were visited.
    """
    sizes = Counter(sector_of.values())
    sums = {sector: [[0] * 4 for _month in MONTHS] for sector in sizes}
    visited = set()
    for month, capacity, unit, number in _parts_by_month(user, year):
        if unit not in sector_of:
            continue
        sum_ = sums[sector_of[unit]][month % 100 - 1]
        sum_[COLUMNS[capacity]] += number
        if (month, unit) not in visited:
            visited.add((month, unit))
            sum_[0] += 1
    return {
        sector: [SectorCell(sum_[0], sizes[sector], *sum_[1:]) for sum_ in months]
        for sector, months in sums.items()
    }


@dataclass(frozen=True)
class Sector:
    """One sector of the map. `units` are drawn one by one where it `is_open`."""

    pk: int | None
    name: str
    units: tuple[UnitCoverage, ...]
    is_open: bool
    cells: list[SectorCell]


@dataclass(frozen=True)
class CityMap:
    """A year's map: sectors with their sums, cells and blind months of the opened sectors' units.

    `last_month`: months after it are yet to come (12 in a year gone by).
    """

    year: int
    sectors: tuple[Sector, ...]
    units: YearMap
    blind: Collection[tuple[int, int]]
    last_month: int


def city_map(
    user: Viewer,
    year: int,
    today: date,
    *,
    is_shown: Callable[[int | None], bool],
    is_open: Callable[[int | None, int], bool],
) -> CityMap:
    """Return the map of the sectors shown; `is_open(sector id, number of all units)` opens one by unit.

    Sectors are taken as of the year's last day, or today in the running year. Eleven queries at most.
    """
    structure = organization.structure_of(user.commission_id)
    on = min(today, date(year, 12, 31))
    coverage = coverage_on(user.commission_id, on, user, structure=structure)
    shown = [(pk, name, units) for pk, name, units in coverage.by_sector if is_shown(pk)]
    opened = {pk for pk, _name, _units in shown if is_open(pk, len(coverage.units))}
    by_unit = [unit.pk for pk, _name, units in shown if pk in opened for unit in units]
    summed = {unit.pk: pk for pk, _name, units in shown if pk not in opened for unit in units}
    cells = year_map(user, year, by_unit) if by_unit else YearMap(year, {})
    sums = sector_map(user, year, summed) if summed else {}
    return CityMap(
        year=year,
        sectors=tuple(
            Sector(pk, name, units, True, cells.sector_row([unit.pk for unit in units]))
            if pk in opened
            else Sector(pk, name, units, False, sums[pk])
            for pk, name, units in shown
        ),
        units=cells,
        blind=blind_months(structure, by_unit, year, today),
        last_month=today.month if year == today.year else 12,
    )


def year_of_unit(
    user: Viewer, unit: UnitCoverage, structure: Structure, year: int, today: date
) -> CityMap:
    """Return the map of one unit alone, with its blind months. Two queries."""
    cells = year_map(user, year, [unit.pk])
    sector = Sector(unit.sector, "", (unit,), True, cells.sector_row([unit.pk]))
    blind = blind_months(structure, [unit.pk], year, today)
    return CityMap(year, (sector,), cells, blind, today.month if year == today.year else 12)


def _visits_by_month(user: Viewer, year: int, units: Iterable[int] | None = None) -> QuerySet:
    rows = _in_year(visits, user, year, units)
    return rows.values_list("month", "unit").annotate(n=Count("*"))


def _parts_by_month(user: Viewer, year: int, units: Iterable[int] | None = None) -> QuerySet:
    rows = _in_year(parts, user, year, units)
    return rows.values_list("month", "capacity", "unit").annotate(n=Count("*"))


def _in_year(read: Callable, user: Viewer, year: int, units: Iterable[int] | None) -> QuerySet:
    """Restrict by the stored month, on which the covering indexes begin."""
    if user.powers.sees_commission:
        rows = read(user).filter(month__gte=year * 100 + 1, month__lte=year * 100 + 12)
    else:
        rows = read(user, date(year, 1, 1), date(year, 12, 31))
    return rows if units is None else rows.filter(unit__in=list(units))


def blind_months(
    structure: Structure, units: Collection[int], year: int, today: date
) -> set[tuple[int, int]]:
    """Return (unit id, month) where nobody supervised from outside on the month's last day, or today in it.

    No query; months yet to come are left out.
    """
    found = set()
    for month in MONTHS:
        if date(year, month, 1) > today:
            break
        on = min(date(year, month, calendar.monthrange(year, month)[1]), today)
        members, residents = structure.members(on), structure.residents(on)
        for unit in units:
            inside = residents.get(unit, set())
            groups = structure.groups_of_unit(unit, on)
            if not any(members.get(group, set()) - inside for group in groups):
                found.add((unit, month))
    return found


def years_with_acts(user: Viewer, today: date) -> list[int]:
    """Return the years from the first act that the user may know of to this one, the newest first."""
    first = first_day(user)
    return list(range(today.year, (first.year if first else today.year) - 1, -1))
