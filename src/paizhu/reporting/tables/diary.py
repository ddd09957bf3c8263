"""How a diary is laid out: week, month or list, with the days before and after in reach."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.reporting.queries.diary import Day

WEEK, MONTH, LIST = "week", "month", "list"
LISTED = 28
"""Days of a list."""
SHAPES = (WEEK, MONTH, LIST)


@dataclass(frozen=True)
class Span:
    """What is shown: the days from `first` to `last`, both included, in one of the shapes, around the day `on`.

    A month is shown in whole weeks; `month` is then its number, so that the days beside it can stand back.
    """

    shape: str
    on: date
    first: date
    last: date

    @property
    def month(self) -> int | None:
        """The month shown, or None."""
        return self.on.month if self.shape == MONTH else None

    @property
    def title(self) -> str:
        """The span in words."""
        if self.shape == MONTH:
            return date_format(self.on, pgettext("date format of a month", "F Y"))
        form = pgettext("date format of a day in a span", "j F Y")
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, form),
            "last": date_format(self.last, form),
        }

    @property
    def before(self) -> date:
        """A day of the span before this one."""
        return self.on.replace(day=1) - timedelta(days=1) if self.month else self._moved(-1)

    @property
    def after(self) -> date:
        """A day of the span after this one."""
        if not self.month:
            return self._moved(1)
        return self.on.replace(day=monthrange(self.on.year, self.on.month)[1]) + timedelta(days=1)

    def _moved(self, by: int) -> date:
        return self.on + by * timedelta(days=(self.last - self.first).days + 1)


def span(shape: str, on: date) -> Span:
    """Return the span of a shape around a day; an unknown shape is a week. Weeks begin on Monday."""
    monday = on - timedelta(days=on.weekday())
    if shape == LIST:
        return Span(LIST, on, on, on + timedelta(days=LISTED - 1))
    if shape == MONTH:
        first = on.replace(day=1)
        last = on.replace(day=monthrange(on.year, on.month)[1])
        first -= timedelta(days=first.weekday())
        return Span(MONTH, on, first, last + timedelta(days=6 - last.weekday()))
    return Span(WEEK, on, monday, monday + timedelta(days=6))


def weeks(days: Sequence[Day]) -> list[Sequence[Day]]:
    """Return the days in rows of seven."""
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def shapes() -> list[tuple[str, Any]]:
    """Return each shape with its word."""
    return [(WEEK, _("Week")), (MONTH, _("Month")), (LIST, _("List"))]
