"""Periods of a group's summaries (周小结、月小结): weeks from Monday to Sunday and months, and how one stands. Plain Python."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.web import dates


class Span(models.TextChoices):
    """How long a period is."""

    WEEK = "week", gettext_lazy("Week")
    MONTH = "month", gettext_lazy("Month")


class Standing(models.TextChoices):
    """How a summary stands on a day."""

    RUNNING = "running", gettext_lazy("period still running")
    WAITING = "waiting", gettext_lazy("to be handed in")
    IN_TIME = "in_time", gettext_lazy("received in time")
    LATE = "late", gettext_lazy("received late")
    MISSING = "missing", gettext_lazy("missing")


@dataclass(frozen=True, order=True)
class SummaryPeriod:
    """A week or a month. `start` and `end` are both included."""

    start: date
    span: Span

    @property
    def end(self) -> date:
        """The last day."""
        if self.span is Span.WEEK:
            return self.start + timedelta(days=6)
        last = calendar.monthrange(self.start.year, self.start.month)[1]
        return self.start.replace(day=last)

    @property
    def opens_on(self) -> date:
        """The first day on which it may be handed in: the Friday of a week, the last day of a month."""
        return self.start + timedelta(days=4) if self.span is Span.WEEK else self.end

    @property
    def period(self) -> dates.Period:
        """The same days as figures are asked for."""
        key = f"{self.start:%Y-%m}" if self.span is Span.MONTH else ""
        return dates.Period(self.start, self.end, key)

    @property
    def label(self) -> str:
        """The name of the period, such as “week 23 of 2015”."""
        if self.span is Span.MONTH:
            return self.period.label
        year, week, _day = self.start.isocalendar()
        return _("Week %(week)s of %(year)s") % {"week": week, "year": year}

    @property
    def next(self) -> "SummaryPeriod":
        """The period after it."""
        return period_of(self.span, self.end + timedelta(days=1))

    @property
    def previous(self) -> "SummaryPeriod":
        """The period before it."""
        return period_of(self.span, self.start - timedelta(days=1))


def period_of(span: Span, on: date) -> SummaryPeriod:
    """Return the week or month in which a day lies."""
    start = on - timedelta(days=on.weekday()) if span is Span.WEEK else on.replace(day=1)
    return SummaryPeriod(start, span)


def latest(span: Span, on: date, count: int) -> list[SummaryPeriod]:
    """Return the period of a day and those before it, newest first."""
    found = [period_of(span, on)]
    while len(found) < count:
        found.append(found[-1].previous)
    return found
