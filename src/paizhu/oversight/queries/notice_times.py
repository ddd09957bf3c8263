"""How long word takes: from notice to first reading, to decision, to attendance, group by group and unit by unit.

Counted are the notices of matters that were to take place in the period, as far as the reader may see them, without
those withdrawn. Nothing is counted by person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Min
from django.utils import timezone

from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup
from paizhu.oversight.models import Activity, MatterNotice, NoticeReading, NoticeState
from paizhu.oversight.queries.clocks import LeadTimes

HOUR = timedelta(hours=1)


@dataclass
class Times:
    """The notices of one group or unit. The lists hold hours after word was sent; `attendance` days."""

    name: str
    pk: int | None = None
    in_time: int = 0
    late: int = 0
    after: int = 0
    attended: int = 0
    reading: list[float] = field(default_factory=list)
    decision: list[float] = field(default_factory=list)
    attendance: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All notices."""
        return self.in_time + self.late + self.after

    @property
    def medians(self) -> tuple[float | None, float | None, float | None]:
        """Median hours to the first reading and to the decision, and median days to attendance; None for none."""
        return tuple(
            round(median(one), 1) if one else None
            for one in (self.reading, self.decision, self.attendance)
        )


@dataclass(frozen=True)
class Report:
    """The whole, by group in order of code, and by unit in order of code."""

    whole: Times
    groups: Sequence[Times]
    units: Sequence[Times]


def report(user: Viewer, start: date, end: date, whole: str) -> Report:
    """Return the times of the matters between two days, both included. `whole`: name of the sum. Eleven queries."""
    first, after = (timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end))
    found = MatterNotice.objects.supervised_by(user).filter(
        happens_at__gte=first, happens_at__lt=after + timedelta(days=1)
    )
    notices = list(found.exclude(state=NoticeState.WITHDRAWN).select_related("unit"))
    facts = _Facts(user, [notice.pk for notice in notices])
    groups, units = _named_groups(user), {}
    total = Times(whole)
    structure = organization.structure_of(user.commission_id)
    for notice in sorted(notices, key=lambda one: one.unit.code):
        of_unit = units.setdefault(notice.unit_id, Times(notice.unit.name, notice.unit_id))
        facts.add(total, notice, None)
        facts.add(of_unit, notice, None)
        on = timezone.localdate(notice.happens_at)
        for group in structure.groups_of_unit(notice.unit_id, on):
            if group in groups:
                facts.add(groups[group], notice, group)
    return Report(total, [one for one in groups.values() if one.count], list(units.values()))


class _Facts:
    """What is asked of many notices at once."""

    def __init__(self, user: Viewer, keys: Sequence[int]):
        self.leads = LeadTimes(user.commission_id)
        self.readings: Mapping[int, dict[int, datetime]] = defaultdict(dict)
        readings = NoticeReading.objects.filter(notice__in=keys)
        for notice, group, at in readings.values_list("notice_id", "group_id", "at"):
            self.readings[notice][group] = at
        activities = Activity.objects.filter(notice__in=keys).order_by()
        self.attended = dict(activities.values_list("notice").annotate(first=Min("on")))

    def add(self, times: Times, notice: MatterNotice, group: int | None) -> None:
        """Count a notice; its first reading is that of the group, or of any."""
        lead = self.leads.of(notice)
        name = "after" if lead.is_after else "late" if lead.is_short else "in_time"
        setattr(times, name, getattr(times, name) + 1)
        read = self._first(self.readings[notice.pk], group)
        if read:
            times.reading.append(_hours(notice.sent_at, read))
        if notice.decided_at:
            times.decision.append(_hours(notice.sent_at, notice.decided_at))
        if on := self.attended.get(notice.pk):
            times.attended += 1
            times.attendance.append(max((on - timezone.localdate(notice.sent_at)).days, 0))

    @staticmethod
    def _first(readings: Mapping[int, datetime], group: int | None) -> datetime | None:
        found: Iterable[datetime | None] = (
            readings.values() if group is None else [readings.get(group)]
        )
        return min(filter(None, found), default=None)


def _hours(sent: datetime, then: datetime) -> float:
    return max((then - sent) / HOUR, 0)


def _named_groups(user: Viewer) -> dict[int, Times]:
    groups = CompositeGroup.objects.visible_to(user).order_by("code")
    return {pk: Times(name, pk) for pk, name in groups.values_list("pk", "name")}
