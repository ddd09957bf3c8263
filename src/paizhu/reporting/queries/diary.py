"""Diaries (日程): what a person, or a composite group, has on which day, out of the rooms' own records.

Every line starts at `visible_to` of who looks. What a colleague attends without the reader's knowing the matter shows
as time that he is engaged, and nothing more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.organization.queries import structure_of
from paizhu.oversight.models import (
    UNDECIDED,
    Activity,
    ActivityUnit,
    Channel,
    MatterNotice,
    NoticeAttendee,
    NoticeState,
)
from paizhu.planning import queries as planning
from paizhu.rectification import queries as rectification

KEPT = (NoticeState.ATTEND, NoticeState.ATTENDED)
"""Matters that somebody is to attend, or attended."""


class Kind(StrEnum):
    """What an entry is: a matter to attend, one undecided, a joint activity, a deadline, an activity on record, or busy."""

    MATTER = "matter"
    OPEN = "open"
    JOINT = "joint"
    DEADLINE = "deadline"
    ACTIVITY = "activity"
    BUSY = "busy"

    @property
    def icon(self) -> str:
        """The shape that tells the kind where colour does not."""
        return {
            Kind.MATTER: "speakerphone",
            Kind.OPEN: "question-mark",
            Kind.JOINT: "users",
            Kind.DEADLINE: "flag",
            Kind.ACTIVITY: "clipboard-check",
            Kind.BUSY: "clock",
        }[self]


@dataclass(frozen=True)
class Entry:
    """One line of a diary. `at`: a moment, or None for the whole day; `number`: the record's number."""

    kind: Kind
    on: date
    title: Any
    at: datetime | None = None
    until: datetime | None = None
    number: str = ""
    note: str = ""
    url: str = ""
    people: tuple[str, ...] = ()

    @property
    def order(self) -> tuple:
        """Within a day: deadlines first, then by the clock."""
        moment = timezone.localtime(self.at).time() if self.at else time.min
        return self.on, self.kind is not Kind.DEADLINE, moment, self.number


@dataclass(frozen=True)
class Day:
    """One day with its entries in order."""

    on: date
    entries: Sequence[Entry] = field(default_factory=list)


def of_person(user: Viewer, official: Official, first: date, last: date) -> list[Day]:
    """Return a person's days from one to another, both included, as far as the reader may know. Twelve queries at most.

    Deadlines are shown in one's own diary only: of what one keeps, or of what one's unit owes.
    """
    is_own = official.pk == getattr(user, "official_id", None)
    entries = [
        *_matters(user, official, first, last),
        *_joint(user, first, last, official=official.pk),
        *_activities(
            Activity.objects.between(first, last).visible_to(user).with_official(official)
        ),
    ]
    if is_own:
        entries += [*_announced(user, first, last), *_deadlines(user, first, last, official)]
    return by_day(entries, first, last)


def of_group(user: Viewer, group: CompositeGroup, first: date, last: date) -> list[Day]:
    """Return a group's days: matters at its units, decided or not, its joint activities, deadlines and activities."""
    linked = structure_of(group.commission_id).linked_units(group.pk, last)
    found = MatterNotice.objects.supervised_by(user).filter(
        _moments(first, last), unit__in=linked, state__in=(*KEPT, *UNDECIDED)
    )
    done = Activity.objects.between(first, last).visible_to(user).filter(group=group)
    due = rectification.between(user, first, last).filter(group=group)
    entries = [
        *_of_notices(found),
        *_joint(user, first, last, group=group.pk),
        *_activities(done),
        *map(_deadline, due),
    ]
    return by_day(entries, first, last)


def by_day(entries: Iterable[Entry], first: date, last: date) -> list[Day]:
    """Return every day of the span with its entries in order."""
    found: Mapping[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.on].append(entry)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [Day(day, sorted(found[day], key=lambda one: one.order)) for day in days]


def _matters(user: Viewer, official: Official, first: date, last: date) -> Iterable[Entry]:
    """Return what the person is to attend; a matter that the reader may not see is time engaged."""
    going = MatterNotice.objects.of(user.commission_id).filter(_moments(first, last))
    going = going.filter(state__in=KEPT).attended_by([official.pk])
    seen = going.filter(pk__in=MatterNotice.objects.supervised_by(user).order_by().values("pk"))
    known = list(_of_notices(seen))
    numbers = {entry.number for entry in known}
    yield from known
    for notice in going.exclude(code__in=numbers):
        on = timezone.localdate(notice.happens_at)
        yield Entry(Kind.BUSY, on, _("engaged"), at=notice.happens_at)


def _of_notices(notices: QuerySet[MatterNotice]) -> Iterable[Entry]:
    going = NoticeAttendee.objects.filter(is_assigned=True).select_related("official")
    notices = notices.select_related("unit").prefetch_related(
        Prefetch("attendees", going, to_attr="going")
    )
    for notice in notices:
        yield Entry(
            Kind.OPEN if notice.is_undecided else Kind.MATTER,
            timezone.localdate(notice.happens_at),
            notice.title,
            at=notice.happens_at,
            number=notice.code,
            note=" · ".join(filter(None, (notice.unit.name, notice.place))),
            url=notice.get_absolute_url(),
            people=tuple(one.official.name for one in notice.going),
        )


def _announced(user: Viewer, first: date, last: date) -> Iterable[Entry]:
    """Return what one's unit has announced itself, for its contact: nothing of the group's."""
    units = user.powers.contact_units
    if not units:
        return
    found = MatterNotice.objects.visible_to(user).filter(
        _moments(first, last), unit__in=units, channel=Channel.UNIT
    )
    off = (NoticeState.WITHDRAWN, NoticeState.CANCELLED)
    for notice in found.exclude(state__in=off):
        yield Entry(
            Kind.MATTER,
            timezone.localdate(notice.happens_at),
            notice.title,
            at=notice.happens_at,
            number=notice.code,
            note=notice.place,
            url=notice.get_absolute_url(),
        )


def _joint(
    user: Viewer, first: date, last: date, *, official: int = 0, group: int = 0
) -> Iterable[Entry]:
    """Return joint activities of a group, or to which a person is called, on the day on which they begin."""
    for one in planning.joint_activities_between(user, first, last):
        called = {key for key, _name, _reply in one.officials}
        if (group and one.group_id != group) or (official and official not in called):
            continue
        yield Entry(
            Kind.JOINT,
            max(timezone.localdate(one.starts_at), first),
            one.title,
            at=one.starts_at,
            until=one.ends_at,
            number=one.code,
            note=one.place,
            url=one.url,
            people=tuple(name for _key, name, _reply in one.officials) if group else (),
        )


def _activities(activities: QuerySet[Activity]) -> Iterable[Entry]:
    links = ActivityUnit.objects.select_related("unit").order_by("unit__code")
    for activity in activities.prefetch_related(Prefetch("unit_links", links)).order_by("on", "pk"):
        units = [link.unit.name for link in activity.unit_links.all()]
        yield Entry(
            Kind.ACTIVITY,
            activity.on,
            activity.get_method_display(),
            number=activity.code,
            note=units[0] if len(units) == 1 else _("%(count)s units") % {"count": len(units)},
            url=reverse("oversight:activity", args=[activity.pk]),
        )


def _deadlines(user: Viewer, first: date, last: date, official: Official) -> Iterable[Entry]:
    """Return the deadlines that are the person's: what he follows, or what his unit or he himself owes."""
    powers = user.powers
    own = Q(keeper=official) | Q(addressee=official)
    own |= Q(addressee__isnull=True, unit__in=powers.contact_units | powers.team_units)
    return map(_deadline, rectification.between(user, first, last).filter(own))


def _deadline(one: Any) -> Entry:
    return Entry(
        Kind.DEADLINE,
        one.due_on,
        _("Rectification due"),
        number=one.code,
        note=one.unit.name,
        url=one.get_absolute_url(),
        people=(one.keeper.name,) if one.keeper else (),
    )


def _moments(first: date, last: date) -> Q:
    """Return the condition that a matter takes place on these days."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return Q(happens_at__gte=start, happens_at__lt=end)
