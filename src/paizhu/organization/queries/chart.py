"""The organisation chart of a day: commission, composite groups, their units, who is resident where.

Eight queries whatever the size. The user sees his part of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Charge,
    CompositeGroup,
    Post,
    Posting,
    Sector,
    Target,
    Unit,
)
from paizhu.organization.queries import people
from paizhu.organization.queries.groups import LinkedUnit, Worker

PRINTED = 19
"""Characters that a column of six on A3 holds in one line."""
DENSITIES = ((36, "roomy"), (42, "plain"), (52, "dense"))
"""Up to how many lines a sheet is printed in which size; more are printed in the smallest."""
HEADS = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.STANDING_MEMBER)


@dataclass(frozen=True)
class SectorBox:
    """A sector with its units; None for units placed in no sector."""

    sector: Sector | None
    units: tuple[LinkedUnit, ...]

    @property
    def lines(self) -> int:
        """How many printed lines it takes, its own name included."""
        return 1 + sum(_rows(len(u.unit.name) + 7 * bool(u.residents)) for u in self.units)


@dataclass(frozen=True)
class GroupBox:
    """A composite group with its people and its sectors."""

    group: CompositeGroup
    liaisons: tuple[Posting, ...]
    leaders: tuple[Worker, ...]
    deputies: tuple[Worker, ...]
    members: tuple[Worker, ...]
    sectors: tuple[SectorBox, ...]

    @property
    def unit_count(self) -> int:
        """How many units are linked to it."""
        return sum(len(box.units) for box in self.sectors)

    @property
    def worker_count(self) -> int:
        """How many work in it."""
        return len({w.posting.official_id for w in (*self.leaders, *self.deputies, *self.members)})

    @property
    def lines(self) -> int:
        """How many printed lines it takes as one column; long names take two."""
        workers = (*self.leaders, *self.deputies, *self.members)
        return (
            4
            + len(self.liaisons)
            + sum(_rows(len(str(host)) + 7) for worker in workers for host in worker.hosts or ("",))
            + sum(box.lines for box in self.sectors)
        )


@dataclass(frozen=True)
class Chart:
    """Everything on one page. `rest`: sectors in no group's charge, and units in no sector."""

    on: date
    heads: tuple[tuple[Post, tuple[Posting, ...]], ...]
    groups: tuple[GroupBox, ...]
    rest: tuple[SectorBox, ...]

    @property
    def unit_count(self) -> int:
        """How many units are on it; one that two groups supervise counts once."""
        boxes = [*(box for group in self.groups for box in group.sectors), *self.rest]
        return len({linked.unit.pk for box in boxes for linked in box.units})

    @property
    def density(self) -> str:
        """The size in which the tallest column fits one sheet."""
        tallest = max([sum(box.lines for box in self.rest), *(g.lines for g in self.groups)])
        return next((name for lines, name in DENSITIES if tallest <= lines), "tiny")


def _rows(characters: int) -> int:
    return -(-characters // PRINTED)


def chart_of(user: Viewer, on: date) -> Chart:
    """Return the user's chart on the day."""
    units = list(Unit.objects.visible_to(user).with_sector(on).order_by("code"))
    held = Posting.objects.visible_to(user).in_force(on).exclude(post=Post.CONTACT)
    held = sorted(held.select_related("official", "resident_group__host"), key=people.by_post)
    boxes = _boxes(units, held, user)
    charged, of_group = set(), defaultdict(list)
    charges = Charge.objects.visible_to(user).in_force(on).order_by("sector__position", "pk")
    for charge in charges:
        charged.add(charge.sector_id)
        if charge.sector_id in boxes:
            of_group[charge.group_id].append(boxes[charge.sector_id])
    groups = CompositeGroup.objects.visible_to(user).filter(established_on__lte=on)
    return Chart(
        on=on,
        heads=_heads(held),
        groups=tuple(_group(group, held, of_group[group.pk]) for group in groups.order_by("code")),
        rest=tuple(box for sector, box in boxes.items() if sector not in charged),
    )


def _boxes(units: list[Unit], held: list[Posting], user: Viewer) -> dict[int | None, SectorBox]:
    residents = defaultdict(list)
    for posting in held:
        if Post(posting.post) in RESIDENT_POSTS:
            residents[posting.resident_group.host_id].append(posting)
    return {
        sector.pk if sector else None: SectorBox(
            sector, tuple(LinkedUnit(unit, tuple(residents[unit.pk])) for unit in found)
        )
        for sector, found in people.grouped_by_sector(units, user)
    }


def _heads(held: Iterable[Posting]) -> tuple[tuple[Post, tuple[Posting, ...]], ...]:
    by_post: Mapping[str, list[Posting]] = defaultdict(list)
    for posting in held:
        if Post(posting.post).target is Target.COMMISSION:
            by_post[posting.post].append(posting)
    return tuple((post, tuple(by_post[post])) for post in HEADS if by_post[post])


def _group(group: CompositeGroup, held: list[Posting], boxes: list[SectorBox]) -> GroupBox:
    hosts = defaultdict(list)
    for posting in held:
        if Post(posting.post) in RESIDENT_POSTS:
            hosts[posting.official_id].append(posting.resident_group.host)
    own = [posting for posting in held if posting.composite_group_id == group.pk]

    def workers(post: Post) -> tuple[Worker, ...]:
        return tuple(
            Worker(posting, tuple(hosts[posting.official_id]), (group,))
            for posting in own
            if posting.post == post and post in WORKING_COMPOSITE_POSTS
        )

    return GroupBox(
        group,
        liaisons=tuple(posting for posting in own if posting.post == Post.LIAISON),
        leaders=workers(Post.LEADER),
        deputies=workers(Post.DEPUTY),
        members=workers(Post.MEMBER),
        sectors=tuple(boxes),
    )
