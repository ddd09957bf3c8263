"""The profile of a unit and of a person: what happened there over time, what he did in which capacity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Min, Prefetch, Q
from django.utils import timezone

from paizhu.coverage import queries as coverage
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    EVER,
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
    Unit,
)
from paizhu.oversight.models import Activity, MatterNotice, Opinion, Participation
from paizhu.reporting.queries.breakdowns import Tally


class Happening(NamedTuple):
    """One thing that happened on a day. `kind` says what `record` is and which of its days this is."""

    on: date
    kind: str
    record: Any


@dataclass(frozen=True)
class Month:
    """A month with what happened in it, the newest first."""

    first: date
    happenings: list[Happening]


def months_of_unit(user: Viewer, unit: Unit, year: int) -> list[Month]:
    """Return a year of a unit, the newest month first; empty months are left out. Six queries."""
    found = [
        *_activities(user, unit, year),
        *_opinions(user, unit, year),
        *_notices(user, unit, year),
        *_structure(user, unit, year),
    ]
    found.sort(key=lambda one: (one.on, one.kind), reverse=True)
    months: dict[date, list[Happening]] = {}
    for one in found:
        months.setdefault(one.on.replace(day=1), []).append(one)
    return [Month(first, happenings) for first, happenings in months.items()]


def _activities(user: Viewer, unit: Unit, year: int) -> Iterable[Happening]:
    people = Participation.objects.filter(unit=unit).select_related("official")
    done = Activity.objects.visible_to(user).filter(
        unit_links__unit=unit, unit_links__on__range=_days(year)
    )
    done = done.select_related("group").prefetch_related(
        Prefetch("participations", people.order_by("official__code"), to_attr="people_here")
    )
    return (Happening(one.on, "activity", one) for one in done)


def _opinions(user: Viewer, unit: Unit, year: int) -> Iterable[Happening]:
    days = _days(year)
    found = Opinion.objects.visible_to(user).filter(unit=unit)
    for one in found.filter(Q(made_on__range=days) | Q(closed_on__range=days)):
        if one.made_on.year == year:
            yield Happening(one.made_on, "opinion_made", one)
        if one.closed_on and one.closed_on.year == year:
            yield Happening(one.closed_on, "opinion_closed", one)


def _notices(user: Viewer, unit: Unit, year: int) -> Iterable[Happening]:
    found = MatterNotice.objects.visible_to(user).filter(unit=unit, happens_at__year=year)
    return (Happening(timezone.localtime(one.happens_at).date(), "notice", one) for one in found)


def _structure(user: Viewer, unit: Unit, year: int) -> Iterable[Happening]:
    """What changed about who supervises the unit: resident people, its sector, the group in charge."""
    postings = Posting.objects.visible_to(user).filter(resident_group__host=unit)
    placements = Placement.objects.of(user.commission_id).filter(unit=unit, from_on__gt=EVER)
    groups = CompositeGroup.objects.visible_to(user).values("pk")
    charges = Charge.objects.of(user.commission_id).filter(
        sector__placements__unit=unit, group__in=groups
    )
    for kind, records in (
        ("posting", postings.select_related("official", "resident_group")),
        ("placement", placements.select_related("sector")),
        ("charge", charges.select_related("group").distinct()),
    ):
        for one in records:
            if one.from_on.year == year:
                yield Happening(one.from_on, f"{kind}_begun", one)
            if one.until_on and one.until_on.year == year:
                yield Happening(one.until_on, f"{kind}_ended", one)


def years_of_unit(user: Viewer, unit: Unit, today: date) -> list[int]:
    """Return the years of which the unit has something to tell, the newest first. Three queries."""
    firsts = [
        coverage.visits(user).filter(unit=unit).aggregate(first=Min("on"))["first"],
        Opinion.objects.visible_to(user).filter(unit=unit).aggregate(first=Min("made_on"))["first"],
        Posting.objects.visible_to(user)
        .filter(resident_group__host=unit, from_on__gt=EVER)
        .aggregate(first=Min("from_on"))["first"],
    ]
    first = min((day.year for day in firsts if day), default=today.year)
    return list(range(today.year, min(first, today.year) - 1, -1))


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def members_of(group: CompositeGroup, on: date) -> set[int]:
    """Return who works in a group on the day; the liaison member does not. One query."""
    working = (Post.LEADER, Post.DEPUTY, Post.MEMBER)
    found = Posting.objects.in_force(on).filter(composite_group=group, post__in=working)
    return set(found.values_list("official_id", flat=True))


class YearOfPerson(NamedTuple):
    """What a person did in one year: activities, and acts by the capacity they count in."""

    year: int
    tally: Tally


def years_of_person(user: Viewer, official: Official) -> list[YearOfPerson]:
    """Return a person's years, the newest first. One query."""
    rows = coverage.parts(user).filter(official=official).values_list("month", "capacity")
    tallies: dict[int, Tally] = {}
    for month, capacity, number in rows.annotate(n=Count("*")):
        tallies.setdefault(month // 100, Tally()).add_pairs(capacity, number)
    return [YearOfPerson(year, tallies[year]) for year in sorted(tallies, reverse=True)]
