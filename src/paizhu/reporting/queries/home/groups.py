"""The groups at a glance, and the load of their members."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from paizhu.coverage import queries as coverage
from paizhu.coverage.queries import GroupCoverage, Heads, Person
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.organization.queries import alike
from paizhu.rectification.models import Rectification
from paizhu.reporting.queries.breakdowns import IS_MEETING
from paizhu.reporting.queries.home.opinions import OpenOpinions
from paizhu.reporting.queries.scope import Scope


@dataclass(frozen=True)
class Glance:
    """One composite group: who leads and guides it, what it did in the month, and what it has open."""

    group: GroupCoverage
    leaders: Sequence[Person]
    liaisons: Sequence[Person]
    activities: int
    meetings: int
    opinions: OpenOpinions


def glances(
    scope: Scope,
    groups: Iterable[GroupCoverage],
    heads: Heads,
    opinions: Mapping[int | None, OpenOpinions],
) -> list[Glance]:
    """Return each group at a glance, in the order given; `scope` is the month, `opinions` what is open by group. One query."""
    rows = scope.activities().values_list("group")
    rows = rows.annotate(n=Count("*"), m=Count("method", filter=IS_MEETING))
    done = {group: numbers for group, *numbers in rows}
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
    """What one member did: activities, and acts by capacity; and how many open rectifications he follows."""

    person: Person
    activities: int
    same_body: int
    cross_body: int
    keeps: int = 0


def _done(viewer: Viewer, people: frozenset[int], start: date, end: date) -> QuerySet:
    same = Count("pk", filter=Q(capacity__in=("same_body", "both")))
    cross = Count("pk", filter=Q(capacity="cross_body"))
    rows = coverage.parts(viewer, start, end).filter(official__in=people).order_by()
    return rows.values_list("official").annotate(Count("activity", distinct=True), s=same, c=cross)


def _kept(viewer: Viewer, people: frozenset[int]) -> QuerySet:
    kept = Rectification.objects.visible_to(viewer).open().filter(keeper__in=people)
    return kept.order_by().values_list("keeper").annotate(Count("pk"))


DONE, KEPT = alike.Read(_done, alike.Ids, date, date), alike.Read(_kept, alike.Ids)


def loads(user: Viewer, members: Collection[int], start: date, end: date) -> list[Load]:
    """Return each member's load, those who did nothing too, as far as the user may know of it. Three queries."""
    people = coverage.people(user, members)
    done = {official: numbers for official, *numbers in DONE(user, frozenset(people), start, end)}
    keeps = dict(KEPT(user, frozenset(people)))
    return [
        Load(person, *done.get(pk, (0, 0, 0)), keeps.get(pk, 0)) for pk, person in people.items()
    ]
