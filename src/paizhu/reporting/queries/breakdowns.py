"""The finer reads behind tables and charts: by month, group, sector, unit, subject, state of an opinion.

Each returns rows of labelled counts of one `Scope`; one or two queries each, whatever the number of
records. The totals of the public contract are in `figures`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, CompositeGroup, Sector, Unit
from paizhu.organization.models.dated import in_force_on
from paizhu.organization.queries import alike
from paizhu.oversight.models import (
    MAJOR_MATTERS,
    MEETING_METHODS,
    ActivityUnit,
    Method,
    OpinionState,
    Subject,
)
from paizhu.reporting.queries.scope import Scope
from paizhu.tenancy.models import Commission


@dataclass
class Tally:
    """What was done in one month, by one group, at one sector or unit.

    `same_body`, `cross_body`, `outside` count (participant, unit) pairs; all else counts records.
    """

    activities: int = 0
    meetings: int = 0
    same_body: int = 0
    cross_body: int = 0
    outside: int = 0
    opinions: int = 0
    closed: int = 0
    overdue: int = 0

    def add_pairs(self, capacity: str, number: int) -> None:
        """Count pairs in the capacity they count in."""
        counted = Capacity(capacity).counted_as
        setattr(self, counted.value, getattr(self, counted.value) + number)


@dataclass(frozen=True)
class Row:
    """One line of a breakdown: what it is about (a month's first day, or a record) and its tally."""

    of: date | CompositeGroup | Sector | Unit
    tally: Tally


@dataclass(frozen=True)
class GroupRow(Row):
    """A group's line also has its activities by method; `of` is None for those in no group's name."""

    methods: dict[Method, int] = field(default_factory=dict)


IS_MEETING = Q(method__in=MEETING_METHODS, matter__in=MAJOR_MATTERS)


def by_month(scope: Scope) -> list[Row]:
    """Return a line for each month that the period touches, the earliest first. Four queries."""
    tallies = {month: Tally() for month in _months(scope.start, scope.end)}
    done, parts, made, closed = (_counted(scope, name) for name in BY_DAY)
    for on, number, meetings in done:
        tally = tallies[on.year * 100 + on.month]
        tally.activities += number
        tally.meetings += meetings
    for on, capacity, number in parts:
        tallies[on.year * 100 + on.month].add_pairs(capacity, number)
    for on, number in made:
        tallies[on.year * 100 + on.month].opinions += number
    for on, number in closed:
        tallies[on.year * 100 + on.month].closed += number
    return [Row(date(month // 100, month % 100, 1), tally) for month, tally in tallies.items()]


BY_DAY: dict[str, Callable[[Scope], QuerySet]] = {
    "done": lambda scope: (
        scope.activities()
        .values_list("on")
        .annotate(n=Count("*"), m=Count("method", filter=IS_MEETING))
    ),
    "parts": lambda scope: scope.parts().values_list("on", "capacity").annotate(n=Count("*")),
    "made": lambda scope: scope.opinions_made().values_list("made_on").annotate(n=Count("*")),
    "closed": lambda scope: scope.opinions_closed().values_list("closed_on").annotate(n=Count("*")),
}
"""What is counted for each day of a period."""


def _of_whole(name: str) -> alike.Read:
    def counted(viewer: Viewer, start: date, end: date) -> QuerySet:
        return BY_DAY[name](Scope(Commission(pk=viewer.commission_id), start, end, viewer))

    return alike.Read(counted, date, date)


WHOLE = {name: _of_whole(name) for name in BY_DAY}


def _counted(scope: Scope, name: str) -> Iterable[tuple]:
    """Return the rows of one count; those of the unfiltered figures, which every first page shows, by a written statement."""
    is_own = scope.commission.pk == scope.user.commission_id
    if scope.filters or not is_own:
        return BY_DAY[name](scope)
    return WHOLE[name](scope.user, scope.start, scope.end)


def _months(start: date, end: date) -> Iterable[int]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield year * 100 + month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def by_group(scope: Scope) -> list[GroupRow]:
    """Return a line for each group in scope, and a last one, if any, for acts in no group's name.

    Four queries. Pairs are left out: they belong to people and units, not to the name on the record.
    """
    groups = {group.pk: group for group in scope.groups()}
    tallies: dict = defaultdict(Tally)
    methods: dict = defaultdict(lambda: dict.fromkeys(Method, 0))
    done = scope.activities().values_list("group", "method", "matter").annotate(n=Count("*"))
    for group, method, matter, number in done:
        key = group if group in groups else None
        tallies[key].activities += number
        methods[key][Method(method)] += number
        if method in MEETING_METHODS and matter in MAJOR_MATTERS:
            tallies[key].meetings += number
    for name, opinions in _opinion_counts(scope):
        for group, number in opinions.values_list("group").annotate(n=Count("*")):
            tally = tallies[group if group in groups else None]
            setattr(tally, name, getattr(tally, name) + number)
    rows = [GroupRow(group, tallies[pk], dict(methods[pk])) for pk, group in groups.items()]
    if None in tallies:
        rows.append(GroupRow(None, tallies[None], dict(methods[None])))
    return rows


def by_unit(scope: Scope) -> list[Row]:
    """Return a line for each unit in scope, also where nothing was done, in the order of codes. Seven queries."""
    units = {unit.pk: unit for unit in scope.units().order_by("code")}
    tallies = {pk: Tally() for pk in units}
    _count_visits(scope, tallies, "unit", scope.visits())
    _count_parts(scope, tallies, {pk: pk for pk in units})
    return [Row(units[pk], tally) for pk, tally in tallies.items()]


def by_sector(scope: Scope) -> list[Row]:
    """Return a line for each sector with units in scope. Eight queries.

    An activity at units of two sectors counts in both; at two units of one sector once.
    """
    sector_of = dict(scope.placements().values_list("unit", "sector"))
    sectors = Sector.objects.filter(pk__in=set(sector_of.values())).order_by("position", "pk")
    records = {sector.pk: sector for sector in sectors}
    tallies = {pk: Tally() for pk in records}
    placed = scope.visits().filter(in_force_on(scope.end, "unit__placements__"))
    _count_visits(scope, tallies, "unit__placements__sector", placed)
    _count_parts(scope, tallies, sector_of)
    return [Row(records[pk], tally) for pk, tally in tallies.items()]


def _count_visits(
    scope: Scope, tallies: Mapping[int, Tally], key: str, visits: QuerySet[ActivityUnit]
) -> None:
    """Count activities, and the meetings on major matters among them, each once under a key."""
    meetings = visits.filter(activity__in=scope.activities().filter(IS_MEETING).values("pk"))
    for name, rows in (("activities", visits), ("meetings", meetings)):
        for one, number in rows.values_list(key).annotate(n=Count("activity", distinct=True)):
            if one in tallies:
                setattr(tallies[one], name, number)


def _count_parts(scope: Scope, tallies: Mapping[int, Tally], key_of: Mapping[int, int]) -> None:
    """Count pairs and opinions: each belongs to one unit, so a sector's number is the sum of its units'."""
    for unit, capacity, number in (
        scope.parts().values_list("unit", "capacity").annotate(n=Count("*"))
    ):
        if unit in key_of:
            tallies[key_of[unit]].add_pairs(capacity, number)
    for name, opinions in _opinion_counts(scope):
        for unit, number in opinions.values_list("unit").annotate(n=Count("*")):
            if unit in key_of:
                tally = tallies[key_of[unit]]
                setattr(tally, name, getattr(tally, name) + number)


def _opinion_counts(scope: Scope) -> tuple[tuple[str, QuerySet], ...]:
    made = scope.opinions_made()
    return (
        ("opinions", made),
        ("closed", scope.opinions_closed()),
        ("overdue", made.overdue_on(scope.end)),
    )


def by_subject(scope: Scope) -> list[tuple[Subject, int]]:
    """Return how many activities concerned each of the eight things supervised. One query."""
    counted: Counter = Counter()
    for subjects, number in scope.activities().values_list("subjects").annotate(n=Count("*")):
        for subject in Subject:
            if subjects & subject:
                counted[subject] += number
    return [(subject, counted[subject]) for subject in Subject]


def opinions_by_state(scope: Scope) -> list[tuple[OpinionState, int]]:
    """Return how many opinions of the period stand in each state today. One query."""
    rows = scope.opinions_made().values_list("state").annotate(n=Count("*"))
    counted = {OpinionState(state): number for state, number in rows}
    return [(state, counted.get(state, 0)) for state in OpinionState]
