"""The newest activities, and the matters announced for the coming days."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import Activity, ActivityUnit, MatterNotice, NoticeState
from paizhu.reporting.queries.home.opinions import LINES

RECENT = 186
"""In how many days back the latest activities are looked for first."""
AHEAD = 7
"""For how many days ahead announced matters are shown."""
OVER = (NoticeState.WITHDRAWN, NoticeState.CANCELLED)
"""What was taken back or does not take place is not announced any more."""


def latest_activities(user: Viewer, today: date, **filters) -> Sequence[Activity]:
    """Return the newest activities, each with its units at `unit_links` and its group. Three queries at most.

    The last half-year is looked through first, so that a long ledger is not.
    """
    for start in (today - timedelta(days=RECENT), None):
        found = Activity.objects.between(start, None).visible_to(user).filter(**filters)
        newest = list(found.select_related("group").order_by("-on", "-pk")[:LINES])
        if len(newest) == LINES:
            break
    links = ActivityUnit.objects.select_related("unit").order_by("unit__code")
    prefetch_related_objects(newest, Prefetch("unit_links", links))
    return newest


def announced(user: Viewer, today: date, **filters) -> Sequence[MatterNotice]:
    """Return the matters announced for today and the coming days that still take place, the nearest first. One query."""
    start = timezone.make_aware(datetime.combine(today, time.min))
    days = {"happens_at__gte": start, "happens_at__lt": start + timedelta(days=AHEAD + 1)}
    found = MatterNotice.objects.visible_to(user).filter(**days, **filters).exclude(state__in=OVER)
    return list(found.select_related("unit").order_by("happens_at", "pk")[:LINES])
