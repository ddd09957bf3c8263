"""Charts as data: categories, series, and for each figure the address of its records.

The drawing (`static/web/chart.js`) and the table beneath it come from the same object, so they cannot
disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Shape(StrEnum):
    """How the figures are drawn."""

    BARS = "bars"
    STACKED = "stacked"
    ROWS = "rows"
    LINES = "lines"
    SHARES = "shares"


@dataclass(frozen=True)
class Series:
    """Figures of one name, one for each category. `urls`: addresses of the records behind each figure.

    `tone`: `navy`, `cross`, `same`, `red`, `yellow`, `green`, `grey`; empty for the palette's next.
    """

    name: Any
    values: Sequence[float | int | None]
    urls: Sequence[str] = ()
    tone: str = ""


class ChartCell(NamedTuple):
    """One figure in the table."""

    value: Any
    url: str


class ChartRow(NamedTuple):
    """One category in the table."""

    category: Any
    cells: list[ChartCell]


@dataclass(frozen=True)
class Chart:
    """One chart. `key` is unique on its page; `unit` is the word behind each figure."""

    key: str
    title: Any
    categories: Sequence[Any]
    series: Sequence[Series]
    shape: Shape = Shape.BARS
    unit: Any = ""
    category_title: Any = field(default_factory=lambda: _("Item"))
    height: str = "normal"

    @property
    def data_id(self) -> str:
        """Id of the script element that carries the data."""
        return f"chart-data-{self.key}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for series in self.series for value in series.values)

    @property
    def rows(self) -> list[ChartRow]:
        """The figures as a table."""
        return [
            ChartRow(category, [_cell(series, position) for series in self.series])
            for position, category in enumerate(self.categories)
        ]

    def as_json(self) -> dict:
        """Return what the drawing needs."""
        return {
            "shape": self.shape,
            "title": str(self.title),
            "unit": str(self.unit),
            "categories": [str(category) for category in self.categories],
            "series": [
                {
                    "name": str(series.name),
                    "values": list(series.values),
                    "urls": list(series.urls),
                    "tone": series.tone,
                }
                for series in self.series
            ],
        }


def _cell(series: Series, position: int) -> ChartCell:
    value = series.values[position]
    url = series.urls[position] if position < len(series.urls) else ""
    return ChartCell("—" if value is None else value, url)
