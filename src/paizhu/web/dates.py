"""Periods and days in the address: what a reader chose, its first and last day, its name.

A period is written `period=2015`, `2015H1`, `2015Q3` or `2015-05`, or as two days `from=…&to=…`, both included.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.kernel import clock

PARAMETERS = ("period", "from", "to")
YEARS = 12
"""Years offered at once."""
WRITTEN = re.compile(r"(?P<year>\d{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included. `key`: as in the address; empty for any two days."""

    start: date
    end: date
    key: str = ""

    @property
    def label(self) -> str:
        """The period's name, such as “first half of 2015”, or its two days."""
        if not (found := WRITTEN.fullmatch(self.key)):
            return _("%(start)s to %(end)s") % {"start": self.start, "end": self.end}
        values = {
            "year": self.start.year,
            "month": self.start.month,
            "quarter": found["quarter"],
        }
        if found["half"]:
            words = (
                _("First half of %(year)s")
                if found["half"] == "1"
                else _("Second half of %(year)s")
            )
        elif found["quarter"]:
            words = _("Quarter %(quarter)s of %(year)s")
        elif found["month"]:
            words = _("Month %(month)s of %(year)s")
        else:
            words = _("Year %(year)s")
        return words % values

    @property
    def short(self) -> str:
        """The period's name among those of its year."""
        found = WRITTEN.fullmatch(self.key)
        if found and found["half"]:
            return _("1st half") if found["half"] == "1" else _("2nd half")
        if found and found["quarter"]:
            return _("Q%(quarter)s") % {"quarter": found["quarter"]}
        if found and found["month"]:
            return calendar_month(self.start)
        return self.key or self.label

    @property
    def query(self) -> str:
        """The period as parameters for another page that reads two days."""
        return f"from={self.start}&to={self.end}"

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return self.start.year

    def __str__(self) -> str:
        return self.label


def calendar_month(on: date) -> str:
    """Return the short name of a month."""
    return format_date(on, pgettext("short name of a month, as a date format", "M"))


def period(key: str) -> Period | None:
    """Read `2015`, `2015H1`, `2015Q3` or `2015-05`; None for anything else."""
    found = WRITTEN.fullmatch(key)
    if not found or not 1900 <= int(found["year"]) <= 9998:
        return None
    year, first, months = int(found["year"]), 1, 12
    if found["half"]:
        first, months = 6 * int(found["half"]) - 5, 6
    elif found["quarter"]:
        first, months = 3 * int(found["quarter"]) - 2, 3
    elif found["month"]:
        first, months = int(found["month"]), 1
    if not 1 <= first <= 12:
        return None
    last = first + months - 1
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), key)


def chosen(given: QueryDict, default: Period | None = None) -> Period:
    """Return the period of an address; the running year, or `default`, where it says none or nonsense."""
    if asked := period(given.get("period", "")):
        return asked
    start, end = day(given, "from"), day(given, "to")
    if start and end:
        return Period(min(start, end), max(start, end))
    return default or period(f"{clock.today().year:04}")


def day(given: QueryDict, name: str = "on", default: date | None = None) -> date | None:
    """Return a day of an address, or `default` where it says none or nonsense."""
    try:
        found = date.fromisoformat(given.get(name, ""))
    except ValueError:
        return default
    return found if 1900 <= found.year <= 9998 else default


def previous(of: Period) -> Period:
    """Return the period of the same kind, or as many days, just before."""
    before = of.start - timedelta(days=1)
    if not of.key:
        return Period(before - (of.end - of.start), before)
    return _containing(before, of.key)


def following(of: Period) -> Period:
    """Return the period of the same kind, or as many days, just after."""
    after = of.end + timedelta(days=1)
    if not of.key:
        return Period(after, after + (of.end - of.start))
    return _containing(after, of.key)


def _containing(on: date, like: str) -> Period:
    if "H" in like:
        key = f"{on.year:04}H{(on.month + 5) // 6}"
    elif "Q" in like:
        key = f"{on.year:04}Q{(on.month + 2) // 3}"
    elif "-" in like:
        key = f"{on.year:04}-{on.month:02}"
    else:
        key = f"{on.year:04}"
    return period(key)


def choices(of: Period) -> list[tuple[Any, list[Period]]]:
    """Return what can be chosen around a period: kind → its periods."""
    year = f"{of.year:04}"
    last = max(clock.today().year, of.year)
    if of.year <= last - YEARS:
        last = of.year + YEARS // 2
    return [
        (_("Years"), [found for n in range(YEARS) if (found := period(f"{last - n:04}"))]),
        (_("Half-years"), [period(f"{year}H{n}") for n in (1, 2)]),
        (_("Quarters"), [period(f"{year}Q{n}") for n in (1, 2, 3, 4)]),
        (_("Months"), [period(f"{year}-{n:02}") for n in range(1, 13)]),
    ]
