"""What a first page tells its reader: covered or not, what waits, this month beside the last.

All of it starts at `visible_to`, so the same reads serve the office, a liaison member and a group's
people; what differs is only how much exists for them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from paizhu.coverage import queries as coverage
from paizhu.coverage.queries import Attention, Coverage, GroupCoverage, Heads, Person, Silence
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Post, Posting, Target, Unit
from paizhu.oversight.models import (
    OPEN_OPINIONS,
    Activity,
    ActivityUnit,
    MatterNotice,
    Opinion,
)
from paizhu.reporting.queries.breakdowns import IS_MEETING, Row, by_month
from paizhu.reporting.queries.scope import Scope
from paizhu.tenancy.models import Commission

RESIDENT_POSTS = [post for post in Post if post.target is Target.RESIDENT_GROUP]
LINES = 8
"""How many records a first page names before it points to the whole list."""
RECENT = 62
"""In how many days back the latest activities are looked for first."""
AHEAD = 7
"""For how many days ahead announced matters are shown."""


@dataclass(frozen=True)
class Ground:
    """What every first page about units stands on: the day's coverage, who heads the groups, the last acts."""

    coverage: Coverage
    heads: Heads
    last: Mapping[int, date]
    limit: int

    def silent(self, units: Collection[int] | None = None) -> tuple[Silence, ...]:
        """Return the silent units, of those given or of all, the longest silence first."""
        found = coverage.silent_units(self.coverage, self.last, self.limit)
        return tuple(one for one in found if units is None or one.unit.pk in units)

    @property
    def attention(self) -> tuple[Attention, ...]:
        """What the structure leaves to be put in order."""
        return coverage.attention(self.coverage, self.heads)


def ground(commission: Commission, user: Viewer, today: date) -> Ground:
    """Read the ground. Eleven queries."""
    return Ground(
        coverage.coverage_on(commission, today, user),
        coverage.heads_of(user, today),
        coverage.last_acts(user, today),
        coverage.silence_limit(commission, today),
    )


@dataclass(frozen=True)
class Months:
    """This month so far, and the whole of the last one."""

    this: Row
    last: Row


def months(commission: Commission, user: Viewer, today: date) -> Months:
    """Return this month and the last. Four queries."""
    start = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    last, this = by_month(Scope(commission, start, today, user))
    return Months(this, last)


@dataclass(frozen=True)
class OpenOpinions:
    """Opinions not yet closed out, and those of them that are past their deadline."""

    open: int = 0
    overdue: int = 0


def open_opinions(user: Viewer, today: date, **filters) -> OpenOpinions:
    """Count what is open and what is overdue today. One query."""
    return OpenOpinions(**_open(user).filter(**filters).aggregate(**_counts(today)))


def open_by_group(user: Viewer, today: date) -> Mapping[int, OpenOpinions]:
    """Return composite group id → what came of its activities and is still open. One query."""
    rows = _open(user).values_list("activity__group").annotate(**_counts(today))
    return {group: OpenOpinions(*numbers) for group, *numbers in rows}


def most_urgent(user: Viewer, **filters) -> Sequence[Opinion]:
    """Return the open opinions whose deadline is the nearest or the longest past. One query.

    The few are chosen within the index; only they are read in full.
    """
    found = _open(user).filter(due_on__isnull=False, **filters).order_by("due_on", "pk")
    chosen = Opinion.objects.filter(pk__in=found.values("pk")[:LINES]).select_related("unit")
    return list(chosen.order_by("due_on", "pk"))


def _open(user: Viewer) -> QuerySet[Opinion]:
    return Opinion.objects.visible_to(user).filter(state__in=OPEN_OPINIONS).order_by()


def _counts(today: date) -> dict[str, Count]:
    return {"open": Count("pk"), "overdue": Count("pk", filter=Q(due_on__lt=today))}


def latest_activities(user: Viewer, today: date, **filters) -> Sequence[Activity]:
    """Return the newest activities, each with its units at `unit_links` and its group. Four queries at most.

    The last two months are looked through first, so that a long ledger is not.
    """
    links = ActivityUnit.objects.select_related("unit").order_by("unit__code")
    for start in (today - timedelta(days=RECENT), None):
        found = Activity.objects.between(start, None).visible_to(user).filter(**filters)
        found = found.select_related("group").prefetch_related(Prefetch("unit_links", links))
        newest = list(found.order_by("-on", "-pk")[:LINES])
        if len(newest) == LINES:
            break
    return newest


def announced(user: Viewer, today: date, **filters) -> Sequence[MatterNotice]:
    """Return the matters announced for today and the coming days, the nearest first. One query."""
    start = timezone.make_aware(datetime.combine(today, time.min))
    days = {"happens_at__gte": start, "happens_at__lt": start + timedelta(days=AHEAD + 1)}
    found = MatterNotice.objects.visible_to(user).filter(**days, **filters)
    return list(found.select_related("unit").order_by("happens_at", "pk")[:LINES])


@dataclass(frozen=True)
class Glance:
    """One composite group: who leads and guides it, what it did in the month, and what it has open."""

    group: GroupCoverage
    leaders: Sequence[Person]
    liaisons: Sequence[Person]
    activities: int
    meetings: int
    opinions: OpenOpinions


def glances(scope: Scope, groups: Iterable[GroupCoverage], heads: Heads) -> list[Glance]:
    """Return each group at a glance, in the order given; `scope` is the month. Two queries."""
    rows = scope.activities().values_list("group")
    rows = rows.annotate(n=Count("pk"), m=Count("pk", filter=IS_MEETING))
    done = {group: numbers for group, *numbers in rows}
    opinions = open_by_group(scope.user, scope.end)
    return [
        Glance(
            group,
            heads[group.pk][Post.LEADER],
            heads[group.pk][Post.LIAISON],
            *done.get(group.pk, (0, 0)),
            opinions.get(group.pk, OpenOpinions()),
        )
        for group in groups
    ]


@dataclass(frozen=True)
class Load:
    """What one member did: activities, and acts by capacity."""

    person: Person
    activities: int
    same_body: int
    cross_body: int


def loads(user: Viewer, members: Collection[int], start: date, end: date) -> list[Load]:
    """Return each member's load, those who did nothing too, as far as the user may know of it. Two queries."""
    people = coverage.people(user, members)
    same = Count("pk", filter=Q(capacity__in=("same_body", "both")))
    cross = Count("pk", filter=Q(capacity="cross_body"))
    rows = coverage.parts(user, start, end).filter(official__in=list(people))
    rows = rows.values_list("official").annotate(Count("activity", distinct=True), s=same, c=cross)
    done = {official: numbers for official, *numbers in rows}
    return [Load(person, *done.get(pk, (0, 0, 0))) for pk, person in people.items()]


@dataclass(frozen=True)
class OwnUnit:
    """A unit as its own people see it: who supervises it and what is addressed to it."""

    unit: Unit
    groups: Sequence[CompositeGroup]
    residents: Sequence[str]
    opinions: OpenOpinions


def own_units(user: Viewer, on: date) -> list[OwnUnit]:
    """Return the units whose contact or leadership the user is. Seven queries and one a unit."""
    own = user.powers.contact_units | user.powers.team_units
    structure = organization.structure_of(user.commission_id)
    groups = {group.pk: group for group in CompositeGroup.objects.visible_to(user)}
    residents = defaultdict(list)
    postings = Posting.objects.visible_to(user).in_force(on).filter(post__in=RESIDENT_POSTS)
    for host, name in postings.values_list("resident_group__host_id", "official__name"):
        residents[host].append(name)
    return [
        OwnUnit(
            unit,
            [groups[pk] for pk in structure.groups_of_unit(unit.pk, on) if pk in groups],
            residents[unit.pk],
            open_opinions(user, on, unit=unit),
        )
        for unit in Unit.objects.visible_to(user).filter(pk__in=own).order_by("code")
    ]
