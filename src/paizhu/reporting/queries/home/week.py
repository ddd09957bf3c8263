"""The next days: matters announced with who attends, joint activities, deadlines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.queries import alike
from paizhu.oversight.models import MatterNotice, NoticeAttendee, NoticeState
from paizhu.planning import queries as planning
from paizhu.reporting.queries.home.shapes import Reader

DAYS = 7
"""So many days are shown, today among them."""
AT_MOST = 24
"""So many lines are shown; whoever has more in a week looks into the diary or the list."""
OVER = (NoticeState.WITHDRAWN, NoticeState.CANCELLED)


@dataclass(frozen=True)
class Attending:
    """Somebody who attends, and in which capacity on that day."""

    name: str
    capacity: str


@dataclass(frozen=True)
class Appointment:
    """One line of the week. `unit`: the unit, or for a joint activity the group; `mine`: the reader is to be there."""

    at: datetime
    url: str
    title: str
    unit: str
    kind: Any
    place: str = ""
    who: Sequence[Attending] = ()
    mine: bool = False
    is_undecided: bool = False
    is_declined: bool = False


@dataclass(frozen=True)
class Day:
    """One day with what is on it; empty days are kept out."""

    on: date
    lines: Sequence[Appointment]


@dataclass(frozen=True)
class Week:
    """The days from today on. `is_more`: there are more than are shown."""

    days: Sequence[Day]
    first: date
    last: date
    is_more: bool = False


def week(who: Reader, *, only_mine: bool = False) -> Week:
    """Return the days from today on at the reader's units; five queries at most. `only_mine`: only where he is to be."""
    user, today = who.user, who.today
    last = today + timedelta(days=DAYS - 1)
    found = [*_matters(who, last), *_joint(user, today, last)]
    kept = sorted((each for each in found if each.mine or not only_mine), key=lambda each: each.at)
    days: dict[date, list[Appointment]] = {}
    for each in kept[:AT_MOST]:
        days.setdefault(max(timezone.localdate(each.at), today), []).append(each)
    lines = [Day(on, lines) for on, lines in days.items()]
    return Week(lines, today, last, len(kept) > AT_MOST)


def _coming(viewer: Viewer, start: datetime, end: datetime) -> QuerySet[MatterNotice]:
    found = MatterNotice.objects.visible_to(viewer).filter(unit__in=viewer.powers.units)
    found = found.filter(happens_at__gte=start, happens_at__lt=end)
    found = found.exclude(state__in=OVER).select_related("unit")
    return found.order_by("happens_at", "pk")[: AT_MOST + 1]


COMING = alike.Read(_coming, datetime, datetime)


def _matters(who: Reader, last: date) -> Iterator[Appointment]:
    user, own = who.user, who.official_id
    start = timezone.make_aware(datetime.combine(who.today, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    going = NoticeAttendee.objects.filter(is_assigned=True).select_related("official")
    found = COMING(user, start, end)
    prefetch_related_objects(found, Prefetch("attendees", going.order_by("official__code")))
    structure = who.structure or organization.structure_of(user.commission_id)
    for each in found:
        on = timezone.localdate(each.happens_at)
        people = [
            (
                one.official_id,
                one.official.name,
                structure.capacity(one.official_id, each.unit_id, on),
            )
            for one in each.attendees.all()
        ]
        yield Appointment(
            at=each.happens_at,
            url=each.get_absolute_url(),
            title=each.title,
            unit=each.unit.name,
            kind=each.get_matter_display(),
            place=each.place,
            who=[Attending(name, capacity.counted_as) for _pk, name, capacity in people],
            mine=own in {pk for pk, _name, _capacity in people},
            is_undecided=each.is_undecided,
            is_declined=each.state == NoticeState.NOT_ATTEND,
        )


def _joint(user: Viewer, first: date, last: date) -> Iterator[Appointment]:
    for each in planning.joint_activities_between(user, first, last):
        yield Appointment(
            at=each.starts_at,
            url=each.url,
            title=each.title,
            unit="",
            kind="",
            place=each.place,
            mine=each.mine is not None,
        )
