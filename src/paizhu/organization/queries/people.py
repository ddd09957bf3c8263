"""People for pages: who holds what on a day, where a person supervises, and a person's line of postings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    CompositeGroup,
    Official,
    Post,
    Posting,
    RecusalGround,
    Sector,
    Unit,
)
from paizhu.organization.queries.history import History, Span, history

ORDER = {post: number for number, post in enumerate(Post)}
PLACES = ("unit", "resident_group", "resident_group__host", "composite_group", "successor")
KINDS = {"unit": "unit", "resident_group": "resident", "composite_group": "group"}


def by_post(posting: Posting) -> tuple:
    """Order postings as an office would list them: by post, then by length of service."""
    return ORDER[Post(posting.post)], posting.from_on, posting.pk


def hosts_of(officials: Iterable[int], user: Viewer, on: date) -> dict[int, list[Unit]]:
    """Return official → the units where he is resident on the day, as far as the user sees them; one query."""
    postings = (
        Posting.objects.visible_to(user)
        .in_force(on)
        .filter(official__in=set(officials), post__in=RESIDENT_POSTS)
        .select_related("resident_group__host")
        .order_by("post", "pk")
    )
    hosts = defaultdict(list)
    for posting in postings:
        hosts[posting.official_id].append(posting.resident_group.host)
    return hosts


def postings_on(officials: Iterable[int], user: Viewer, on: date) -> Mapping[int, list[Posting]]:
    """Return official → his postings in force on the day with their places; one query."""
    found = Posting.objects.visible_to(user).in_force(on).filter(official__in=set(officials))
    held = defaultdict(list)
    for posting in sorted(found.select_related(*PLACES), key=by_post):
        held[posting.official_id].append(posting)
    return held


def is_double(postings: Iterable[Posting]) -> bool:
    """Tell whether the postings give double capacity (双重身份): a resident and a group posting on one day."""
    posts = {Post(posting.post) for posting in postings}
    return bool(posts & RESIDENT_POSTS) and bool(posts & WORKING_COMPOSITE_POSTS)


@dataclass(frozen=True)
class Reach:
    """One group of a person on a day and the units towards which that makes him act in cross-body capacity."""

    group: CompositeGroup
    post: Post
    units: tuple[tuple[Sector, tuple[Unit, ...]], ...]

    @property
    def count(self) -> int:
        """How many units."""
        return sum(len(units) for _sector, units in self.units)


@dataclass(frozen=True)
class OfficialOnDay:
    """A person on a day. `same_body`: the units where he is resident; `cross_body`: the others of his groups."""

    postings: tuple[Posting, ...]
    same_body: tuple[Unit, ...]
    cross_body: tuple[Reach, ...]

    @property
    def is_double(self) -> bool:
        """Whether he acts in double capacity."""
        return is_double(self.postings)


def official_on(official: Official, user: Viewer, on: date) -> OfficialOnDay:
    """Return what the official is on the day, as far as the user sees it."""
    postings = tuple(postings_on([official.pk], user, on).get(official.pk, ()))
    hosts = {p.resident_group.host for p in postings if Post(p.post) in RESIDENT_POSTS}
    reaches = tuple(
        Reach(posting.composite_group, Post(posting.post), _by_sector(posting, hosts, user, on))
        for posting in postings
        if Post(posting.post) in WORKING_COMPOSITE_POSTS
    )
    return OfficialOnDay(postings, tuple(sorted(hosts, key=lambda unit: unit.code)), reaches)


def _by_sector(posting: Posting, hosts: set[Unit], user: Viewer, on: date) -> tuple:
    """Group the units linked to the posting's group by sector, without those where the person is resident."""
    linked = Unit.objects.visible_to(user).linked_to(posting.composite_group_id, on)
    units = linked.exclude(pk__in=[host.pk for host in hosts]).with_sector(on).order_by("code")
    return tuple(
        (sector, tuple(found)) for sector, found in grouped_by_sector(units, user) if found
    )


def grouped_by_sector(
    units: Iterable[Unit], user: Viewer
) -> list[tuple[Sector | None, list[Unit]]]:
    """Group units annotated `with_sector` in the order of the sectors; units placed nowhere come last."""
    placed = defaultdict(list)
    for unit in units:
        placed[unit.sector_id].append(unit)
    sectors = Sector.objects.visible_to(user).filter(pk__in=[key for key in placed if key])
    grouped: list[tuple[Sector | None, list[Unit]]] = [(s, placed[s.pk]) for s in sectors]
    return [*grouped, (None, placed[None])] if placed.get(None) else grouped


def postings_of(official: Official, user: Viewer) -> list[Posting]:
    """Return all postings of a person that the user sees, those in force first, then the latest; one query."""
    found = Posting.objects.visible_to(user).filter(official=official).select_related(*PLACES)
    return sorted(
        found,
        key=lambda posting: (
            posting.until_on is not None,
            -posting.from_on.toordinal(),
            posting.pk,
        ),
    )


def official_history(postings: Iterable[Posting], today: date) -> History:
    """Return the line of a person: one line for each post held."""
    lines: dict[Post, list[Span]] = defaultdict(list)
    for posting in sorted(postings, key=by_post):
        lines[Post(posting.post)].append(span_of(posting, str(posting.place or "")))
    return history([(post.label, spans) for post, spans in lines.items()], today)


def span_of(posting: Posting, label: str, url: str = "", kind: Any = None) -> Span:
    """Return a posting as a span of a line."""
    place = Post(posting.post).target
    return Span(
        posting.from_on,
        posting.until_on,
        label or str(Post(posting.post).label),
        url,
        kind or KINDS.get(place, "plain"),
    )


def recusals_of(official: Official, user: Viewer) -> list[RecusalGround]:
    """Return the grounds of recusal of a person that the user may know."""
    grounds = RecusalGround.objects.visible_to(user).filter(official=official)
    return list(grounds.select_related("unit", "relative").order_by("-from_on", "pk"))
