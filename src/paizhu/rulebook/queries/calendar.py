"""The working calendar with the days and years that are kept here, and a year of it for a page."""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from paizhu.kernel.requests import Kept
from paizhu.kernel.workdays import WorkingCalendar, holiday_name
from paizhu.rulebook.models import CalendarDay, SettledYear
from paizhu.tenancy.queries import statements

DAYS = statements.Read(lambda: CalendarDay.objects.order_by().values_list("day", "is_working_day"))
YEARS = statements.Read(lambda: SettledYear.objects.order_by().values_list("year", flat=True))
KEPT = Kept("calendar_of_request")


def calendar() -> WorkingCalendar:
    """Return the working calendar: two queries, the first time in a request; outside one, each time."""
    return KEPT.of("calendar", lambda: WorkingCalendar(dict(DAYS()), YEARS()))


@dataclass(frozen=True)
class Day:
    """One day of the year's page. `name`: the holiday; `is_adjusted`: not as its weekday would have it."""

    on: date
    is_working: bool
    is_adjusted: bool
    is_provisional: bool
    name: str
    kept: CalendarDay | None


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday; None stands for days of other months."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    working_days: int


@dataclass(frozen=True)
class Year:
    """A year of the working calendar."""

    year: int
    months: tuple[Month, ...]
    is_published: bool
    is_settled_here: bool
    kept: tuple[CalendarDay, ...]

    @property
    def working_days(self) -> int:
        """How many days are worked."""
        return sum(month.working_days for month in self.months)

    @property
    def adjusted(self) -> list[Day]:
        """The days that are not as their weekday would have it."""
        days = (day for month in self.months for week in month.weeks for day in week)
        return [day for day in days if day and (day.is_adjusted or day.kept)]


def year_of(year: int) -> Year:
    """Return one year for the page; three queries."""
    working = calendar()
    kept = {day.day: day for day in CalendarDay.objects.filter(day__year=year)}
    settled = SettledYear.objects.filter(year=year).exists()
    return Year(
        year=year,
        months=tuple(_months(year, working, kept)),
        is_published=working.is_published(year),
        is_settled_here=settled,
        kept=tuple(kept.values()),
    )


def _months(year: int, working: WorkingCalendar, kept: dict[date, CalendarDay]) -> Iterator[Month]:
    for number in range(1, 13):
        weeks = tuple(
            tuple(_day(day, working, kept) if day.month == number else None for day in week)
            for week in months.Calendar().monthdatescalendar(year, number)
        )
        worked = sum(bool(day and day.is_working) for week in weeks for day in week)
        yield Month(date(year, number, 1), weeks, worked)


def _day(day: date, working: WorkingCalendar, kept: dict[date, CalendarDay]) -> Day:
    is_working, mine = working.is_working_day(day), kept.get(day)
    return Day(
        on=day,
        is_working=is_working,
        is_adjusted=is_working != (day.weekday() < 5),
        is_provisional=working.is_provisional(day),
        name=mine.note if mine and mine.note else holiday_name(day),
        kept=mine,
    )
