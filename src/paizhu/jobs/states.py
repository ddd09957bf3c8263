"""Schedules, jobs and how a run can end. Plain Python: moments are aware, in the commission's time zone.

A schedule answers two questions: which due moment was the last one, and which is the next. Daylight saving is
respected by reckoning in local time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY = timedelta(days=1)


class Outcome(models.TextChoices):
    """How a run ended, or that it has not."""

    RUNNING = "running", gettext_lazy("running")
    DONE = "done", gettext_lazy("done")
    FAILED = "failed", gettext_lazy("failed")
    LOST = "lost", gettext_lazy("broken off")


class Weekday(Enum):
    """Days of the week as schedules say them; the value is Python's."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def label(self) -> str:
        """The day's name in the reader's language."""
        return WEEKDAYS[self.value]


WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


class Schedule(Protocol):
    """When a job is due."""

    def last_due(self, now: datetime) -> datetime:
        """Return the latest due moment that is not after `now`."""
        ...

    def next_due(self, now: datetime) -> datetime:
        """Return the first due moment after `now`."""
        ...


@dataclass(frozen=True)
class AtHour:
    """At a time of day, on every day that fits: any day, one weekday, or one day of the month (1 to 28)."""

    hour: int
    minute: int = 0
    weekday: Weekday | None = None
    month_day: int | None = None

    def __post_init__(self):
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            raise ValueError(f"No such time of day: {self.hour}:{self.minute}")
        if self.month_day is not None and not 1 <= self.month_day <= 28:
            raise ValueError("A day of the month from 1 to 28, which every month has")

    def last_due(self, now: datetime) -> datetime:
        """Look back from now, day by day."""
        due = self._at(now)
        if due > now:
            due = self._shift(due, -1)
        while not self._fits(due):
            due = self._shift(due, -1)
        return due

    def next_due(self, now: datetime) -> datetime:
        """Look ahead from now, day by day."""
        due = self._at(now)
        if due <= now:
            due = self._shift(due, 1)
        while not self._fits(due):
            due = self._shift(due, 1)
        return due

    def _at(self, day: datetime) -> datetime:
        return day.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)

    def _shift(self, due: datetime, days: int) -> datetime:
        """The same time of day on another day; local clocks may have been put forward between."""
        return self._at(due + days * DAY)

    def _fits(self, due: datetime) -> bool:
        if self.weekday is not None and due.weekday() != self.weekday.value:
            return False
        return self.month_day is None or due.day == self.month_day

    def __str__(self) -> str:
        words = {"time": f"{self.hour:02}:{self.minute:02}"}
        if self.weekday is not None:
            return _("every %(day)s at %(time)s") % {**words, "day": self.weekday.label}
        if self.month_day is not None:
            return _("on day %(day)s of every month at %(time)s") % {**words, "day": self.month_day}
        return _("every day at %(time)s") % words


@dataclass(frozen=True)
class EveryMinutes:
    """Every so many minutes of the day, counted from midnight; the number divides a day."""

    minutes: int

    def __post_init__(self):
        if self.minutes < 1 or 24 * 60 % self.minutes:
            raise ValueError("Minutes that divide a day, such as 1, 5, 15, 60")

    def last_due(self, now: datetime) -> datetime:
        """Round down."""
        passed = now.hour * 60 + now.minute
        due = passed - passed % self.minutes
        return now.replace(hour=due // 60, minute=due % 60, second=0, microsecond=0)

    def next_due(self, now: datetime) -> datetime:
        """The last one and one step on."""
        return self.last_due(now) + timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        return _("every %(minutes)s minutes") % {"minutes": self.minutes}


def daily(hour: int, minute: int = 0) -> AtHour:
    """Return the schedule of every day at that time."""
    return AtHour(hour, minute)


def weekly(weekday: Weekday, hour: int, minute: int = 0) -> AtHour:
    """Return the schedule of one day of the week."""
    return AtHour(hour, minute, weekday=weekday)


def monthly(hour: int, minute: int = 0, *, day: int = 1) -> AtHour:
    """Return the schedule of one day of the month, the first by default."""
    return AtHour(hour, minute, month_day=day)


def every(minutes: int) -> EveryMinutes:
    """Return the schedule of every so many minutes."""
    return EveryMinutes(minutes)


@dataclass(frozen=True)
class Job:
    """What is due. `run(commission)` returns how many things it did; an act inside it takes `access.queries.machine`.

    `each_commission`: run once under every commission; otherwise once for the installation, with None.
    It may be run again after it broke off, so what it does must not double (`notices.actions.tell` does not).
    """

    key: str
    title: Any
    schedule: Schedule
    run: Callable[[Any], int]
    each_commission: bool = True
