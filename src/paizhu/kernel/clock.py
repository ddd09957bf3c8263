"""Today, as the office sees it: the real day, or the day on which a demonstration stands still.

Records of acts in the trail carry the real time always; only what is computed for “today” or “now” asks here.

A story that is played on its own days stands on each of them for a while; only the demonstration and tests do so:

    with clock.standing_on(datetime(2015, 7, 6, 9, 30)):
        …                                            # today() is 2015-07-06, now() half past nine
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_standing: ContextVar[date | datetime | None] = ContextVar("standing_on", default=None)


@contextmanager
def standing_on(day: date | datetime) -> Iterator[None]:
    """Stand on another day, with the hours passing, or at one moment of it (in the commission's time zone if naive).

    Holds in this thread or task only, and may be nested. What was computed for another day before, such as the
    powers that an account object keeps, stays as it was: ask for it anew. The trail keeps the real time.
    """
    token = _standing.set(day)
    try:
        yield
    finally:
        _standing.reset(token)


def today() -> date:
    """Return the commission's day in its time zone."""
    standing = _standing.get()
    if isinstance(standing, datetime):
        return timezone.localdate(_aware(standing))
    return standing or settings.DEMONSTRATION_DAY or timezone.localdate()


def now() -> datetime:
    """Return this moment on the commission's day: for what an office dates by the hour, such as word sent just now."""
    standing = _standing.get()
    if isinstance(standing, datetime):
        return timezone.localtime(_aware(standing))
    moment, day = timezone.localtime(), standing or settings.DEMONSTRATION_DAY
    return moment.replace(year=day.year, month=day.month, day=day.day) if day else moment


def _aware(moment: datetime) -> datetime:
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
