"""What a person still owes under a posting (未结事项), and who could take it over when the posting ends.

A room whose matters have an owner registers once, in `apps.ready`:

    open_matters.register(OpenMatters(
        "rectification.kept", _("Rectifications followed"),
        of=lambda posting, user: [Matter(label, url, note), …],         # still open, owned under this posting
        hand_over=acts.hand_over))                                       # (*, posting, to, by) -> how many

`hand_over` is called inside the act that ends the posting; `to` is always an `Official`. A room whose matters whoever keeps the postings
must not know of adds `pass_on`: called in the same act, it finds itself who takes over, and nobody is asked or told anything by that act.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Official,
    Post,
    Posting,
    Target,
)
from paizhu.organization.models.dated import in_force_on
from paizhu.tenancy.models import Commission

FOREMOST = (
    Post.LEADER,
    Post.DEPUTY,
    Post.MEMBER,
    Post.RESIDENT_LEADER,
    Post.RESIDENT_DEPUTY,
    Post.RESIDENT_MEMBER,
    Post.UNIT_HEAD,
    Post.CONTACT,
    Post.TEAM_MEMBER,
)
"""Who takes over where nobody holds the same post: the first of these at the place."""
HEADING = (Post.LEADER, Post.DEPUTY, Post.RESIDENT_LEADER, Post.RESIDENT_DEPUTY, Post.UNIT_HEAD)
"""To whom matters go where the office says that nobody follows: who heads the place."""


@dataclass(frozen=True)
class Matter:
    """One open matter as a page names it. `note`: how it stands, or until when it is due."""

    label: Any
    url: str = ""
    note: Any = ""


@dataclass(frozen=True)
class OpenMatters:
    """One kind of matters that have an owner. See the module for the shapes of `of` and `hand_over`."""

    key: str
    title: Any
    of: Callable[[Posting, Viewer], Iterable[Matter]]
    hand_over: Callable[..., int]
    pass_on: Callable[..., int] | None = None


@dataclass(frozen=True)
class Found:
    """The open matters of one kind under one posting."""

    kind: OpenMatters
    matters: tuple[Matter, ...]


_kinds: dict[str, OpenMatters] = {}


def register(kind: OpenMatters) -> None:
    """Make a kind known; a second registration of its key replaces the first."""
    _kinds[kind.key] = kind


def passed_on_unseen() -> list[Callable[..., int]]:
    """Return how rooms pass on what is not named to who ends a posting."""
    return [kind.pass_on for kind in _kinds.values() if kind.pass_on is not None]


def open_matters(posting: Posting, user: Viewer) -> list[Found]:
    """Return what the person still owes under the posting, kind by kind; kinds with nothing open are left out."""
    found = [Found(kind, tuple(kind.of(posting, user))) for kind in _kinds.values()]
    return [each for each in found if each.matters]


def ended_with_something_open(commission: Commission) -> list[int]:
    """Return the ids of postings that have ended and whose matters are still to be handed over, the oldest first."""
    ended = Posting.objects.of(commission).to_hand_over().filter(until_on__lte=clock.today())
    return list(ended.order_by("until_on", "pk").values_list("pk", flat=True))


def candidates(posting: Posting, on: date) -> QuerySet[Official]:
    """Return the others who could take the matters over on the day: who works where the posting is held."""
    where = _where(posting, on)
    held = Posting.objects.of(posting.commission_id).in_force(on).filter(where)
    others = Official.objects.of(posting.commission_id).exclude(pk=posting.official_id)
    return others.filter(pk__in=held.values("official_id"))


def suggested(posting: Posting, on: date) -> Official | None:
    """Return who would take over: who holds the same post there on the day, else who heads the place; one query."""
    return _first(posting, on, (Post(posting.post), *FOREMOST))


def heading(posting: Posting, on: date) -> Official | None:
    """Return the leader of the place on the day, else the deputy; one query."""
    return _first(posting, on, HEADING)


def still_there(posting: Posting, on: date) -> bool:
    """Tell whether the person goes on working at the place in another posting, and so keeps his matters."""
    others = Posting.objects.of(posting.commission_id).in_force(on).exclude(pk=posting.pk)
    same = others.filter(official=posting.official_id).filter(
        unit=posting.unit_id,
        resident_group=posting.resident_group_id,
        composite_group=posting.composite_group_id,
    )
    return any(goes_on(Post(posting.post), Post(other.post)) for other in same)


def goes_on(before: Post, after: Post) -> bool:
    """Tell whether somebody who moves from one post to the other at one place keeps what he owes there."""
    return before.target is after.target and all(
        (before in posts) == (after in posts) for posts in (WORKING_COMPOSITE_POSTS, RESIDENT_POSTS)
    )


def _first(posting: Posting, on: date, order: tuple[Post, ...]) -> Official | None:
    where = _where(posting, on)
    held = (
        Posting.objects.of(posting.commission_id)
        .in_force(on)
        .filter(where, post__in=order)
        .exclude(official=posting.official_id)
        .select_related("official")
    )
    ranked = sorted(held, key=lambda each: (order.index(Post(each.post)), each.from_on, each.pk))
    return ranked[0].official if ranked else None


def _where(posting: Posting, on: date) -> Q:
    """Who works at the posting's place; at a resident group also who supervises its host from outside."""
    target = Post(posting.post).target
    if target is Target.COMPOSITE_GROUP:
        return Q(composite_group=posting.composite_group_id, post__in=WORKING_COMPOSITE_POSTS)
    if target is Target.RESIDENT_GROUP:
        group = "composite_group__charges"
        placed = f"{group}__sector__placements"
        outside = in_force_on(on, f"{group}__") & in_force_on(on, f"{placed}__")
        host = Q(**{f"{placed}__unit": posting.resident_group.host_id})
        return Q(resident_group=posting.resident_group_id) | (
            outside & host & Q(post__in=WORKING_COMPOSITE_POSTS)
        )
    if target is Target.UNIT:
        return Q(unit=posting.unit_id)
    return Q(post__in=[post for post in Post if post.target is Target.COMMISSION])
