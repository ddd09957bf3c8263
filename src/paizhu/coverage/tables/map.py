"""The coverage map's rows as HTML. A thousand cells are drawn, so each is one short piece of text.

Every number comes from `queries.city_map`. Only numbers and fixed words go into a cell, so nothing in it
needs escaping but the words, which are escaped once.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.coverage.queries import Cell, CityMap, SectorCell, UnitCoverage
from paizhu.coverage.queries.months import MONTHS
from paizhu.coverage.tables.overview import unit_pages

NO_SECTOR = "none"
"""How the address names the units in no sector."""
OPEN_AT_ONCE = 200
"""Up to so many units the map opens every sector."""


def key_of(sector: int | None) -> str:
    """Return how the address names a sector."""
    return NO_SECTOR if sector is None else str(sector)


@dataclass(frozen=True)
class Asked:
    """What the address asks of the map. `sector`: only that one; `open`: opened beside the closed ones.

    `paper`: for which sheet the page is laid out, `a4` or `a3`.
    """

    year: int
    sector: str = ""
    open: tuple[str, ...] = ()
    closed: bool = False
    paper: str = "a4"

    def shows(self, sector: int | None) -> bool:
        """Whether a sector is on the page at all."""
        return not self.sector or self.sector == key_of(sector)

    def opens(self, sector: int | None, units: int) -> bool:
        """Whether a sector is drawn unit by unit: in a small city each, in a large one those asked for."""
        if self.sector:
            return not self.closed
        return units <= OPEN_AT_ONCE or key_of(sector) in self.open

    @classmethod
    def of(cls, given: Any, today: date) -> "Asked":
        """Read the address (a `QueryDict`); nonsense counts as not asked."""
        year, paper = given.get("year", ""), given.get("paper", "")
        return cls(
            year=int(year) if year.isdecimal() and 1900 <= int(year) <= today.year else today.year,
            sector=given.get("sector", ""),
            open=tuple(given.getlist("open")),
            closed="closed" in given,
            paper=paper if paper in ("a3", "a4") else "a4",
        )


@dataclass(frozen=True)
class SectorRows:
    """One sector of the map: its own row, and its units' rows where it is opened."""

    key: str
    name: str
    units: int
    is_open: bool
    cells: SafeString
    rows: Sequence[SafeString]
    page: str
    part: str


def sector_rows(city: CityMap, asked: Asked) -> list[SectorRows]:
    """Draw the sectors of the map in order."""
    drawing = Drawing(city)
    address = reverse("coverage:map")
    found = []
    for sector in city.sectors:
        key = key_of(sector.pk)
        toggle = "&closed=1" if sector.is_open else ""
        found.append(
            SectorRows(
                key=key,
                name=sector.name or _("In no sector"),
                units=len(sector.units),
                is_open=sector.is_open,
                cells=drawing.sector_cells(sector.pk, sector.cells),
                rows=[drawing.unit_row(unit) for unit in sector.units] if sector.is_open else (),
                page=f"{address}?year={city.year}" + ("" if sector.is_open else f"&open={key}"),
                part=f"{address}?year={city.year}&sector={key}{toggle}",
            )
        )
    return found


class Drawing:
    """Draws one year's map."""

    def __init__(self, city: CityMap):
        self.city, year = city, city.year
        self.days = [
            f"from={year}-{m:02}-01&amp;to={year}-{m:02}-{calendar.monthrange(year, m)[1]}"
            for m in MONTHS
        ]
        self.whole_year = f"from={year}-01-01&amp;to={year}-12-31"
        self.page = escape(reverse("oversight:activities"))
        self.unit_page = unit_pages()
        self.done = escape(_("%(activities)s activities"))
        self.words = escape(
            _("acts: %(same)s same-body, %(cross)s cross-body, %(outside)s outside capacity")
        )
        self.key = format_html(
            '<span class="map-key">{}</span>', pgettext("mark of a key unit", "key")
        )
        self.then = escape(_("; "))
        self.no_act = escape(_("no act"))
        self.no_supervisor = escape(_("nobody from outside"))
        self.visited = escape(_("acts at %(visited)s of %(units)s units"))

    def unit_row(self, unit: UnitCoverage) -> SafeString:
        """Draw a unit's name, its twelve months and the year's sum."""
        cells = self.city.units.row(unit.pk)
        drawn = [
            self._cell(unit.pk, month, cell) for month, cell in zip(MONTHS, cells, strict=True)
        ]
        whole = sum(cell.activities for cell in cells)
        return format_html(
            '<tr><th scope="row"><a href="{}">{}</a>{}</th>{}<td class="map-sum">{}</td></tr>',
            self.unit_page.format(unit.pk),
            unit.name,
            self.key if unit.is_key else "",
            mark_safe("".join(drawn)),  # noqa: S308  numbers and escaped words only
            self._sum(f"unit={unit.pk}", whole),
        )

    def sector_cells(self, sector: int | None, cells: Sequence[SectorCell]) -> SafeString:
        """Draw a sector's twelve months: at how many of its units something was done."""
        drawn = [
            self._sector_cell(sector, month, cell)
            for month, cell in zip(MONTHS, cells, strict=True)
        ]
        return mark_safe("".join(drawn) + '<td class="map-sum"></td>')  # noqa: S308

    def _cell(self, unit: int, month: int, cell: Cell) -> str:
        blind = " blind" if (unit, month) in self.city.blind else ""
        if month > self.city.last_month and not cell.activities:
            return '<td class="ahead"></td>'
        if not cell.activities:
            words = f"{self.no_act}{self.then}{self.no_supervisor}" if blind else self.no_act
            return f'<td class="heat-0{blind}" title="{words}"></td>'
        words = (
            f"{self.done % {'activities': cell.activities}}{self.then}{self.words % _acts(cell)}"
        )
        if blind:
            words = f"{words}{self.then}{self.no_supervisor}"
        return (
            f'<td class="heat-{cell.intensity}{blind}"><a class="split-{_split(cell)}"'
            f' href="{self.page}?unit={unit}&amp;{self.days[month - 1]}"'
            f' title="{words}">{cell.activities}</a></td>'
        )

    def _sector_cell(self, sector: int | None, month: int, cell: SectorCell) -> str:
        if month > self.city.last_month and not cell.visited:
            return '<td class="ahead"></td>'
        visited = self.visited % {"visited": cell.visited, "units": cell.units}
        words = f"{visited}{self.then}{self.words % _acts(cell)}"
        shown = f"{cell.visited}<small>/{cell.units}</small>"
        if sector is None or not cell.visited:
            return f'<td class="heat-0" title="{words}"><span>{shown}</span></td>'
        return (
            f'<td class="heat-{cell.intensity}"><a class="split-{_split(cell)}"'
            f' href="{self.page}?sector={sector}&amp;{self.days[month - 1]}"'
            f' title="{words}">{shown}</a></td>'
        )

    def _sum(self, query: str, number: int) -> SafeString | str:
        if not number:
            return ""
        return mark_safe(f'<a href="{self.page}?{query}&amp;{self.whole_year}">{number}</a>')  # noqa: S308


def _acts(cell: Cell | SectorCell) -> dict[str, int]:
    return {"same": cell.same_body, "cross": cell.cross_body, "outside": cell.outside}


def _split(cell: Cell | SectorCell) -> str:
    """Name the class of a cell's two-tone foot: tenths that are cross-body, or `none` out of capacity."""
    acts = cell.same_body + cell.cross_body
    return str(round(10 * cell.cross_body / acts)) if acts else "none"


def month_names(year: int) -> list[str]:
    """Return the twelve months as the columns' heads name them."""
    pattern = pgettext("date format of a month", "M")
    return [date_format(date(year, month, 1), pattern) for month in MONTHS]


def unit_row(city: CityMap, unit: UnitCoverage) -> SafeString:
    """Draw one unit's row alone, for its own page."""
    return Drawing(city).unit_row(unit)


@dataclass(frozen=True)
class Ways:
    """Where the map leads beside its cells: other years, other sheets, all sectors. Pairs of words and address."""

    years: list[tuple[str, str, bool]]
    papers: list[tuple[str, str, bool]]
    whole: str


def ways(asked: Asked, years: Sequence[int]) -> Ways:
    """Return the choices above the map, each marked where it is the present one."""
    page = reverse("coverage:map")

    def address(year: int, paper: str) -> str:
        parts = [f"year={year}", f"paper={paper}"]
        parts += [f"sector={asked.sector}"] if asked.sector.isalnum() else []
        parts += [f"open={one}" for one in asked.open if one.isalnum()]
        return f"{page}?{'&'.join(parts)}"

    known = sorted({*years, asked.year}, reverse=True)
    return Ways(
        years=[(str(year), address(year, asked.paper), year == asked.year) for year in known],
        papers=[
            (name.upper(), address(asked.year, name), name == asked.paper) for name in ("a4", "a3")
        ],
        whole=f"{page}?year={asked.year}&paper={asked.paper}" if asked.sector else "",
    )
