"""The figures of a period (`paizhu figures`): a public contract, counted from the records alone.

Few aggregate queries on covering indexes, whatever the number of records. What each number counts is
said at its field; the finer reads for tables and charts are in `tables`.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, CompositeGroup, Sector, Unit
from paizhu.oversight.models import MAJOR_MATTERS, MEETING_METHODS, Method, OpinionState
from paizhu.reporting.queries.casework import casework
from paizhu.reporting.queries.scope import Scope
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Activities:
    """`total` and `by_method` count each activity once; the capacities each (participant, unit) pair once."""

    total: int
    by_method: dict[Method, int]
    same_body: int
    cross_body: int
    outside: int


@dataclass(frozen=True)
class Opinions:
    """`made`, and of these `declined` and `overdue` on the last day; `closed` by the day of close-out."""

    made: int
    closed: int
    declined: int
    overdue: int


@dataclass(frozen=True)
class Figures:
    """The figures of a period. Units, sectors and groups are counted as of its last day.

    `major_matter_meetings`: activities by the methods 参与重大决策, 参加重要活动 or 列席会议 whose matter is one
    of the four major kinds (三重一大).
    """

    scope: Scope
    units: int
    sectors: int
    groups: int
    activities: Activities
    major_matter_meetings: int
    opinions: Opinions
    casework: dict[str, dict] = field(default_factory=dict)

    def as_json(self) -> dict:
        """Return the document of the public contract (`paizhu figures --json`)."""
        done, opinions = self.activities, self.opinions
        return {
            "period": [self.scope.start.isoformat(), self.scope.end.isoformat()],
            "units": self.units,
            "sectors": self.sectors,
            "groups": self.groups,
            "activities": {
                "total": done.total,
                "by_method": {method.word: number for method, number in done.by_method.items()},
                "same_body": done.same_body,
                "cross_body": done.cross_body,
                "outside": done.outside,
            },
            "major_matter_meetings": self.major_matter_meetings,
            "opinions": {
                "made": opinions.made,
                "closed": opinions.closed,
                "declined": opinions.declined,
                "overdue": opinions.overdue,
            },
            **self.casework,
        }


def figures(
    commission: Commission,
    start: date,
    end: date,
    *,
    user: Viewer,
    group: CompositeGroup | None = None,
    sector: Sector | None = None,
    unit: Unit | None = None,
) -> Figures:
    """Return the figures from `start` to `end`, both included, of what `user` may see.

    Raises `ValueError` where the period ends before it begins.
    """
    if end < start:
        raise ValueError("The period ends before it begins")
    return figures_in(Scope(commission, start, end, user, group, sector, unit))


def figures_in(scope: Scope) -> Figures:
    """Return the figures of a scope. Six queries, and those of the casework sections."""
    by_method, meetings = _activities(scope)
    capacities = _capacities(scope)
    return Figures(
        scope=scope,
        units=scope.units().count(),
        sectors=scope.placements().aggregate(n=Count("sector", distinct=True))["n"],
        groups=scope.groups().count(),
        activities=Activities(
            total=by_method.total(),
            by_method={method: by_method[method] for method in Method},
            same_body=capacities[Capacity.SAME_BODY],
            cross_body=capacities[Capacity.CROSS_BODY],
            outside=capacities[Capacity.OUTSIDE],
        ),
        major_matter_meetings=meetings,
        opinions=_opinions(scope),
        casework=casework(scope),
    )


def _activities(scope: Scope) -> tuple[Counter, int]:
    """Return activities by method, and the meetings on major matters among them. One query."""
    by_method: Counter = Counter()
    meetings = 0
    rows = scope.activities().values_list("method", "matter").annotate(n=Count("*"))
    for method, matter, number in rows:
        by_method[Method(method)] += number
        if method in MEETING_METHODS and matter in MAJOR_MATTERS:
            meetings += number
    return by_method, meetings


def _capacities(scope: Scope) -> Counter:
    """Return (participant, unit) pairs by the capacity they count in. One query.

    Grouped by day as well, because the index stands in that order: nothing has to be sorted.
    """
    counted: Counter = Counter()
    rows = scope.parts().values_list("on", "capacity").annotate(n=Count("*"))
    for _day, capacity, number in rows:
        counted[Capacity(capacity).counted_as] += number
    return counted


def _opinions(scope: Scope) -> Opinions:
    """Two queries: what was made in the period, and what was closed out in it."""
    made = scope.opinions_made()
    counted = made.aggregate(
        made=Count("pk"), declined=Count("pk", filter=Q(state=OpinionState.DECLINED))
    )
    return Opinions(
        **counted,
        closed=scope.opinions_closed().count(),
        overdue=made.overdue_on(scope.end).count(),
    )
