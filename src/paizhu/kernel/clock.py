"""Today, as the office sees it: the real day, or the day on which a demonstration stands still.

Records of acts carry the real time always; only what is computed for “today” asks here.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return the commission's day in its time zone."""
    return settings.DEMONSTRATION_DAY or timezone.localdate()


def now() -> datetime:
    """Return this moment on the commission's day: for what an office dates by the hour, such as word sent just now."""
    moment, day = timezone.localtime(), today()
    return moment.replace(year=day.year, month=day.month, day=day.day)
