"""The working-day clock: Chinese public holidays, adjusted working days, and deadlines reckoned on them.

Published years come from `chinesecalendar`; further days and whole years are handed in by whoever keeps
them (`rulebook`). A day of a year that nobody has published follows the weekday pattern, and every result
that had to look at such a day says so (`provisional`). Nothing here reads a database or knows a rule.
"""

import calendar
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import constants
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PUBLISHED_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
"""Years whose holidays and adjusted working days come with the calendar package."""
HOLIDAY_NAMES = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "National Day": _("National Day"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": _("70th anniversary of the victory (2015)"),
}


class TimeUnit(models.TextChoices):
    """In what a time limit is counted."""

    WORKING_DAYS = "working_days", pgettext_lazy("unit of time", "working days")
    DAYS = "days", pgettext_lazy("unit of time", "days")
    MONTHS = "months", pgettext_lazy("unit of time", "months")


@dataclass(frozen=True)
class Reckoned:
    """A day found by counting. `provisional`: a year nobody has published yet was looked at."""

    on: date
    provisional: bool = False


@dataclass(frozen=True)
class Counted:
    """A number of working days, negative when counted backwards."""

    days: int
    provisional: bool = False


@dataclass(frozen=True)
class Left:
    """What is left until a deadline. `days`: working days, 0 on the last one, negative when it is past."""

    days: int
    is_past: bool
    provisional: bool = False


class WorkingCalendar:
    """Working days of the country, with the days and years handed in.

    `extra`: day → is it a working day; goes before what is published. `settled_years`: years whose list was
    entered in full, so that they are no longer provisional. One is cheap to make; tables of the years are
    built when first asked for, and those of unchanged years are shared by the whole process.
    """

    def __init__(self, extra: Mapping[date, bool] | None = None, settled_years: Iterable[int] = ()):
        self._extra = dict(extra or {})
        self._settled = frozenset(settled_years)
        self._changed_years = frozenset(day.year for day in self._extra)
        self._years: dict[int, tuple[int, ...]] = {}

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work on the day; see `is_provisional` for how sure that is."""
        return self._extra[day] if day in self._extra else _is_published_working_day(day)

    def is_provisional(self, day: date) -> bool:
        """Tell whether only the weekday speaks for the day."""
        return day not in self._extra and not self.is_published(day.year)

    def is_published(self, year: int) -> bool:
        """Tell whether the year's holidays and adjusted working days are known."""
        return year in PUBLISHED_YEARS or year in self._settled

    def is_changed(self, day: date) -> bool:
        """Tell whether the day was handed in rather than published."""
        return day in self._extra

    def add_working_days(self, start: date, count: int) -> Reckoned:
        """Return the working day that is `count` working days after `start`, which itself does not count.

        A negative count goes backwards; 0 gives `start`. Costs a step for each year, not for each day.
        """
        if not count:
            return Reckoned(start, self.is_provisional(start))
        year, ordinal = start.year, start.toordinal()
        days = self._working_ordinals(year)
        place = bisect_right(days, ordinal) - 1 if count > 0 else bisect_left(days, ordinal)
        place += count
        while not 0 <= place < len(days):
            if place < 0:
                year -= 1
                days = self._working_ordinals(year)
                place += len(days)
            else:
                place -= len(days)
                year += 1
                days = self._working_ordinals(year)
        end = date.fromordinal(days[place])
        return Reckoned(end, self._any_provisional(start, end))

    def working_days_between(self, start: date, end: date) -> Counted:
        """Count the working days after `start` up to and including `end`; negative when `end` lies before."""
        provisional = self._any_provisional(start, end)
        if end < start:
            # Backwards the day that is left behind does not count either: the mirror of going forwards.
            return Counted(-self._count(end.toordinal() - 1, start.toordinal() - 1), provisional)
        return Counted(self._count(start.toordinal(), end.toordinal()), provisional)

    def days_left(self, deadline: date, today: date) -> Left:
        """Say how many working days are left, today not counted; past its day a deadline is overdue.

        An overdue deadline counts the working days since, so one that ran out on the eve of a holiday
        stays at 0 and `is_past` until work begins again.
        """
        if today <= deadline:
            counted = self.working_days_between(today, deadline)
            return Left(counted.days, False, counted.provisional)
        counted = self.working_days_between(deadline, today)
        return Left(-counted.days, True, counted.provisional)

    def deadline(self, start: date, amount: int, unit: str) -> Reckoned:
        """Return the last day of a time limit that starts with an event on `start`, which does not count.

        A month ends on the same day number, or on the last day of a shorter month. A negative amount gives
        the latest day for something due before `start`. Raises `ValueError` for a unit that is no time.
        """
        if unit == TimeUnit.WORKING_DAYS:
            return self.add_working_days(start, amount)
        if unit == TimeUnit.DAYS:
            return Reckoned(start + timedelta(days=amount))
        if unit == TimeUnit.MONTHS:
            return Reckoned(add_months(start, amount))
        raise ValueError(f"not a unit of time: {unit}")

    def _count(self, after: int, until: int) -> int:
        """Count working days in (after, until], given as ordinals."""
        if until <= after:
            return 0
        first, last = date.fromordinal(after + 1).year, date.fromordinal(until).year
        whole = sum(len(self._working_ordinals(year)) for year in range(first, last + 1))
        before = bisect_right(self._working_ordinals(first), after)
        behind = len(self._working_ordinals(last)) - bisect_right(
            self._working_ordinals(last), until
        )
        return whole - before - behind

    def _any_provisional(self, start: date, end: date) -> bool:
        """Tell whether any day from one to the other is provisional; the starting day is not looked at."""
        step = timedelta(days=1)
        low, high = (start + step, end) if start <= end else (end, start - step)
        unknown = {y for y in range(low.year, high.year + 1) if not self.is_published(y)}
        if low > high or not unknown:
            return False
        if not unknown & self._changed_years:
            return True
        days = (date.fromordinal(n) for n in range(low.toordinal(), high.toordinal() + 1))
        return any(self.is_provisional(day) for day in days)

    def _working_ordinals(self, year: int) -> tuple[int, ...]:
        if year not in self._changed_years:
            return _published_ordinals(year)
        if year not in self._years:
            days = set(_published_ordinals(year))
            for day, works in self._extra.items():
                if day.year == year:
                    (days.add if works else days.discard)(day.toordinal())
            self._years[year] = tuple(sorted(days))
        return self._years[year]


def add_months(start: date, months: int) -> date:
    """Return the same day number so many months on, or the last day of a shorter month."""
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def holiday_name(day: date) -> str:
    """Return the name of the holiday that the published calendar gives the day off for, or works for."""
    name = constants.holidays.get(day) or constants.workdays.get(day) or ""
    return HOLIDAY_NAMES.get(name, name)


def _is_published_working_day(day: date) -> bool:
    if day in constants.workdays:
        return True
    return day.weekday() < 5 and day not in constants.holidays


@lru_cache(maxsize=400)
def _published_ordinals(year: int) -> tuple[int, ...]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(
        ordinal
        for ordinal in range(first, last + 1)
        if _is_published_working_day(date.fromordinal(ordinal))
    )
