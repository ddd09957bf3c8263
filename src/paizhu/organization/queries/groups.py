"""Groups for their pages: people, linked units and host units on a day, and their lines of history."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Charge,
    CompositeGroup,
    Post,
    Posting,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import people
from paizhu.organization.queries.history import History, Span, history


@dataclass(frozen=True)
class Worker:
    """Somebody of a group. `hosts`: where he is resident; `groups`: the composite groups he works in."""

    posting: Posting
    hosts: tuple[Unit, ...] = ()
    groups: tuple[CompositeGroup, ...] = ()

    @property
    def is_double(self) -> bool:
        """Whether he acts in double capacity."""
        return bool(self.hosts and self.groups)


@dataclass(frozen=True)
class LinkedUnit:
    """A unit linked to the group, with the people who are resident there."""

    unit: Unit
    residents: tuple[Posting, ...]


@dataclass(frozen=True)
class GroupOnDay:
    """A composite group on a day, as far as the user sees it."""

    charges: tuple[Charge, ...]
    workers: tuple[Worker, ...]
    liaisons: tuple[Posting, ...]
    units: tuple[tuple[Sector | None, tuple[LinkedUnit, ...]], ...]

    @property
    def unit_count(self) -> int:
        """How many units are linked to the group."""
        return sum(len(units) for _sector, units in self.units)

    @property
    def host_count(self) -> int:
        """How many of them host a resident group with somebody in it."""
        return sum(bool(linked.residents) for _sector, units in self.units for linked in units)


def composite_group_on(group: CompositeGroup, user: Viewer, on: date) -> GroupOnDay:
    """Return the group on the day; six queries."""
    held = Posting.objects.visible_to(user).in_force(on).filter(composite_group=group)
    held = sorted(held.select_related("official"), key=people.by_post)
    hosts = people.hosts_of([p.official_id for p in held], user, on)
    units = Unit.objects.visible_to(user).linked_to(group, on).with_sector(on).order_by("code")
    units = list(units)
    residents = residents_at([unit.pk for unit in units], user, on)
    return GroupOnDay(
        charges=tuple(charges_of(group, user, on)),
        workers=tuple(
            Worker(p, tuple(hosts.get(p.official_id, ())), (group,))
            for p in held
            if Post(p.post) in WORKING_COMPOSITE_POSTS
        ),
        liaisons=tuple(p for p in held if p.post == Post.LIAISON),
        units=tuple(
            (sector, tuple(LinkedUnit(unit, tuple(residents.get(unit.pk, ()))) for unit in found))
            for sector, found in people.grouped_by_sector(units, user)
        ),
    )


def charges_of(group: CompositeGroup, user: Viewer, on: date | None = None) -> list[Charge]:
    """Return the sectors in the group's charge on a day, or ever; one query."""
    charges = Charge.objects.visible_to(user).filter(group=group).select_related("sector")
    if on is not None:
        charges = charges.in_force(on)
    return list(charges.order_by("-from_on", "sector__position", "pk"))


def residents_at(units: Iterable[int], user: Viewer, on: date) -> dict[int, list[Posting]]:
    """Return host unit → the postings of who is resident there on the day, leaders first; one query."""
    postings = (
        Posting.objects.visible_to(user)
        .in_force(on)
        .filter(resident_group__host__in=list(units), post__in=RESIDENT_POSTS)
        .select_related("official", "resident_group")
    )
    found = defaultdict(list)
    for posting in sorted(postings, key=people.by_post):
        found[posting.resident_group.host_id].append(posting)
    return found


def resident_group_on(group: ResidentGroup, user: Viewer, on: date) -> tuple[Worker, ...]:
    """Return the people of a resident group on the day, with the composite groups they work in; two queries."""
    held = Posting.objects.visible_to(user).in_force(on).filter(resident_group=group)
    held = sorted(held.select_related("official"), key=people.by_post)
    working = defaultdict(list)
    found = (
        Posting.objects.visible_to(user)
        .in_force(on)
        .filter(official__in={p.official_id for p in held}, post__in=WORKING_COMPOSITE_POSTS)
    )
    for posting in found.select_related("composite_group"):
        working[posting.official_id].append(posting.composite_group)
    return tuple(
        Worker(p, (group.host,), tuple(dict.fromkeys(working.get(p.official_id, ())))) for p in held
    )


def composite_group_history(group: CompositeGroup, user: Viewer, today: date) -> History:
    """Return the line of a composite group: sectors in its charge, liaison member, leader, deputies, members."""
    sectors = [
        Span(charge.from_on, charge.until_on, charge.sector.name, kind="sector")
        for charge in charges_of(group, user)
    ]
    postings = Posting.objects.visible_to(user).filter(composite_group=group)
    return history(
        [
            (_("Sectors in charge"), sectors),
            *_people_lines(
                postings.select_related("official"),
                (Post.LIAISON, Post.LEADER, Post.DEPUTY, Post.MEMBER),
                "group",
            ),
        ],
        today,
    )


def resident_group_history(group: ResidentGroup, user: Viewer, today: date) -> History:
    """Return the line of a resident group: leader, deputies, members."""
    postings = Posting.objects.visible_to(user).filter(resident_group=group)
    posts = (Post.RESIDENT_LEADER, Post.RESIDENT_DEPUTY, Post.RESIDENT_MEMBER)
    return history(_people_lines(postings.select_related("official"), posts, "resident"), today)


def _people_lines(postings: Iterable[Posting], posts: Iterable[Post], kind: str) -> list[tuple]:
    held = defaultdict(list)
    for posting in postings:
        official = posting.official
        url = official.get_absolute_url()
        held[posting.post].append(people.span_of(posting, official.name, url, kind))
    return [(post.label, held[post]) for post in posts]
