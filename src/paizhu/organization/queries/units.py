"""A unit for its page: who supervises it on a day and in which capacity, its own people, its line of history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    TEAM_POSTS,
    WORKING_COMPOSITE_POSTS,
    Capacity,
    Charge,
    CompositeGroup,
    Placement,
    Post,
    Posting,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import people
from paizhu.organization.queries.history import History, Span, history
from paizhu.tenancy.queries import statements

ONE = statements.Read(
    lambda commission, key: Unit.objects.of(commission).filter(pk=key).order_by(), int, int
)


def unit_seen(user: Viewer, key: int) -> Unit | None:
    """Return the unit of that key among those `visible_to` the user, by a statement written once; None for another."""
    powers = user.powers
    if user.commission_id is None or not (powers.sees_commission or key in powers.known_units):
        return None
    return next(iter(ONE(user.commission_id, key)), None)


@dataclass(frozen=True)
class Supervisor:
    """Somebody who supervises the unit. `hosts`: where he is resident, as far as the user sees it."""

    posting: Posting
    capacity: Capacity
    hosts: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class GroupHere:
    """A composite group that the unit is linked to: who of it acts here from outside, and who guides it."""

    group: CompositeGroup
    supervisors: tuple[Supervisor, ...]
    liaisons: tuple[Posting, ...]


@dataclass(frozen=True)
class ResidentsHere:
    """A resident group that lives in the unit, with its people."""

    group: ResidentGroup
    supervisors: tuple[Supervisor, ...]


@dataclass(frozen=True)
class UnitOnDay:
    """A unit on a day, as far as the user sees it."""

    sector: Sector | None
    residents: tuple[ResidentsHere, ...]
    groups: tuple[GroupHere, ...]
    team: tuple[Posting, ...]
    contacts: tuple[Posting, ...]

    @property
    def is_cross_body(self) -> bool:
        """Whether somebody supervises it from outside."""
        return any(here.supervisors for here in self.groups)


@dataclass(frozen=True)
class UnitFacts:
    """What a unit's page stands on, loaded once for its day and its history."""

    unit: Unit
    user: Viewer
    placements: list[Placement]
    charges: list[Charge]
    resident_groups: list[ResidentGroup]
    postings: list[Posting]

    @classmethod
    def of(cls, unit: Unit, user: Viewer) -> "UnitFacts":
        """Load everything that ever held for the unit; four queries."""
        placements = list(
            Placement.objects.visible_to(user).filter(unit=unit).select_related("sector").order_by("from_on")
        )  # fmt: skip
        sectors = {placement.sector_id for placement in placements}
        charges = Charge.objects.visible_to(user).filter(sector__in=sectors)
        charges = list(charges.select_related("group").order_by("from_on"))
        residents = ResidentGroup.objects.visible_to(user).filter(host=unit).order_by("code")
        here = Q(unit=unit) | Q(resident_group__host=unit)
        here |= Q(composite_group__in={charge.group_id for charge in charges})
        postings = Posting.objects.visible_to(user).filter(here)
        postings = postings.select_related("official", *people.PLACES)
        return cls(
            unit, user, placements, charges, list(residents), sorted(postings, key=people.by_post)
        )

    @property
    def was_transferred(self) -> bool:
        """Whether the unit has been in more than one sector."""
        return len(self.placements) > 1

    def on(self, day: date) -> UnitOnDay:
        """Return the unit on a day; one query more, for where its supervisors are resident."""
        placed = next((p for p in self.placements if p.is_in_force(day)), None)
        held = [posting for posting in self.postings if posting.is_in_force(day)]
        groups = list(dict.fromkeys(
            charge.group for charge in self.charges
            if placed and charge.sector_id == placed.sector_id and charge.is_in_force(day)
        ))  # fmt: skip
        hosts = people.hosts_of([p.official_id for p in held], self.user, day)
        linked = {group.pk for group in groups}
        resident = {p.official_id for p in held if p.resident_group_id}
        working = {
            p.official_id
            for p in held
            if p.composite_group_id in linked and Post(p.post) in WORKING_COMPOSITE_POSTS
        }
        return UnitOnDay(
            sector=placed.sector if placed else None,
            residents=tuple(_residents(group, held, working) for group in self.resident_groups),
            groups=tuple(_group(group, held, resident, hosts) for group in groups),
            team=tuple(p for p in held if Post(p.post) in TEAM_POSTS and p.unit_id),
            contacts=tuple(p for p in held if p.post == Post.CONTACT),
        )

    def history(self, today: date) -> History:
        """Return the line of the unit: sectors, groups and their leaders, resident leaders, heads."""
        return history(
            [
                (_("Sector"), self._sectors()),
                (_("Composite group"), self._groups()),
                (_("Group leader"), self._group_leaders()),
                (_("Resident leader"), self._held({Post.RESIDENT_LEADER}, "resident")),
                (_("Head of the unit's leadership"), self._held({Post.UNIT_HEAD}, "unit")),
            ],
            today,
        )

    def _sectors(self) -> list[Span]:
        return [Span(p.from_on, p.until_on, p.sector.name, kind="sector") for p in self.placements]

    def _groups(self) -> list[Span]:
        return [
            span
            for placement in self.placements
            for charge in self.charges
            if charge.sector_id == placement.sector_id
            and (span := _charge_span(charge).within(placement.from_on, placement.until_on))
        ]

    def _group_leaders(self) -> list[Span]:
        urls = {charge.group.get_absolute_url(): charge.group_id for charge in self.charges}
        return [
            span
            for linked in self._groups()
            for posting in self.postings
            if posting.post == Post.LEADER and posting.composite_group_id == urls[linked.url]
            and (span := _person_span(posting, "leader").within(linked.from_on, linked.until_on))
        ]  # fmt: skip

    def _held(self, posts: Iterable[Post], kind: str) -> list[Span]:
        return [_person_span(posting, kind) for posting in self.postings if posting.post in posts]


def _charge_span(charge: Charge) -> Span:
    group = charge.group
    return Span(charge.from_on, charge.until_on, group.name, group.get_absolute_url(), "group")


def _person_span(posting: Posting, kind: str) -> Span:
    official = posting.official
    return people.span_of(posting, official.name, official.get_absolute_url(), kind)


def _residents(group: ResidentGroup, held: list[Posting], working: set[int]) -> ResidentsHere:
    return ResidentsHere(
        group,
        tuple(
            Supervisor(p, Capacity.BOTH if p.official_id in working else Capacity.SAME_BODY)
            for p in held
            if p.resident_group_id == group.pk and Post(p.post) in RESIDENT_POSTS
        ),
    )


def _group(group: CompositeGroup, held: list[Posting], resident: set[int], hosts) -> GroupHere:
    own = [posting for posting in held if posting.composite_group_id == group.pk]
    return GroupHere(
        group,
        tuple(
            Supervisor(p, Capacity.CROSS_BODY, tuple(hosts.get(p.official_id, ())))
            for p in own
            if Post(p.post) in WORKING_COMPOSITE_POSTS and p.official_id not in resident
        ),
        tuple(p for p in own if p.post == Post.LIAISON),
    )
