"""Powers from postings in force: the one place where a post becomes a right to see or do."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from paizhu.organization.models import Charge, Official, Post, Posting
from paizhu.organization.models.dated import in_force_on
from paizhu.organization.states import RESIDENT_POSTS, TEAM_POSTS, Powers, Target
from paizhu.tenancy.queries import statements


def _postings(official: int, on: date) -> QuerySet[Posting]:
    postings = Posting.objects.in_force(on).filter(official=official).order_by("from_on", "pk")
    return postings.select_related("unit", "resident_group", "composite_group")


def _charges(official: int, on: date) -> QuerySet[Charge]:
    """Return (group, unit) for each unit linked to a group of the official, and for each group of his own units."""
    held = Posting.objects.in_force(on).filter(official=official).order_by()
    charges = Charge.objects.in_force(on).order_by()
    placed = in_force_on(on, "sector__placements__")
    wanted = {
        "group__in": held.values("composite_group"),
        "sector__placements__unit__in": held.values("unit"),
        "sector__placements__unit__resident_groups__in": held.values("resident_group"),
    }
    first, *rest = (
        charges.filter(placed, **{field: keys}).values_list("group", "sector__placements__unit")
        for field, keys in wanted.items()
    )
    return first.union(*rest)


POSTINGS = statements.Read(_postings, int, date)
CHARGES = statements.Read(_charges, int, date)


def postings_in_force(official: Official | int | None, on: date) -> list[Posting]:
    """Return the official's postings of the day with their places, the longest held first; one query."""
    return POSTINGS(getattr(official, "pk", official), on) if official is not None else []


def powers_of(official: Official | int | None, on: date) -> Powers:
    """Return what the official's postings give on the day; two queries. Nobody has no powers."""
    return powers_from(postings_in_force(official, on), on)


def powers_from(postings: Sequence[Posting], on: date) -> Powers:
    """Return what postings in force on the day give; one query, for what units and groups are linked."""
    by_post = {post: {p for p in postings if p.post == post} for post in {p.post for p in postings}}

    def at(field: str, *posts: Post) -> frozenset[int]:
        return frozenset(getattr(p, field) for post in posts for p in by_post.get(post, ()))

    groups = at("composite_group_id", Post.LEADER, Post.DEPUTY, Post.MEMBER, Post.LIAISON)
    hosts = frozenset(p.resident_group.host_id for p in postings if p.post in RESIDENT_POSTS)
    team, contact = at("unit_id", *TEAM_POSTS), at("unit_id", Post.CONTACT)
    own = team | contact | hosts
    linked = _linked(postings, on) if groups or own else ()
    return Powers(
        on=on,
        commission_posts=frozenset(
            Post(p.post) for p in postings if Post(p.post).target is Target.COMMISSION
        ),
        led_groups=at("composite_group_id", Post.LEADER),
        deputised_groups=at("composite_group_id", Post.DEPUTY),
        member_groups=at("composite_group_id", Post.MEMBER),
        guided_groups=at("composite_group_id", Post.LIAISON),
        resident_groups=at("resident_group_id", *RESIDENT_POSTS),
        host_units=hosts,
        team_units=team,
        headed_units=at("unit_id", Post.UNIT_HEAD),
        contact_units=contact,
        units=hosts | {unit for group, unit in linked if group in groups},
        supervising_groups=frozenset(group for group, unit in linked if unit in own),
    )


def _linked(postings: Iterable[Posting], on: date) -> set[tuple[int, int]]:
    """Return (group, unit) for each unit linked on the day to one of these people's groups, and for each group of their units."""
    people = {posting.official_id for posting in postings}
    return {pair for official in people for pair in CHARGES(official, on)}
