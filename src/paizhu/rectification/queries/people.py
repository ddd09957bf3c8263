"""Who is concerned by a rectification on a day: the unit's speakers, its keeper, who leads and guides the group."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from paizhu.kernel import clock
from paizhu.organization.models import (
    WORKING_COMPOSITE_POSTS,
    Charge,
    Official,
    Placement,
    Post,
    Posting,
)
from paizhu.rectification.models import Rectification

CONTACT, HEAD, KEEPER, LEADER, LIAISON = "contact", "head", "keeper", "leader", "liaison"
ROLES = (CONTACT, HEAD, KEEPER, LEADER, LIAISON)
"""The roles of the rule pack's list `escalation_recipients`."""


def speakers(rectification: Rectification, on: date | None = None) -> set[int]:
    """Return the officials who speak for the unit in this matter: contact and head, or the member addressed and the head."""
    posts = _unit_posts(rectification, on or clock.today())
    found = posts.get(Post.UNIT_HEAD, set()) | posts.get(Post.CONTACT, set())
    if rectification.addressee_id:
        found = posts.get(Post.UNIT_HEAD, set()) | (
            {rectification.addressee_id} & set().union(*posts.values())
        )
    return found


def followers(rectification: Rectification, on: date | None = None) -> set[int]:
    """Return who follows it for the group: the keeper while he works there, else the leader, else the deputies."""
    day = on or clock.today()
    posts = _group_posts(rectification, day)
    working = set().union(*(posts.get(post, set()) for post in WORKING_COMPOSITE_POSTS))
    if rectification.keeper_id and (rectification.keeper_id in working or not working):
        return {rectification.keeper_id}
    return posts.get(Post.LEADER) or posts.get(Post.DEPUTY) or working


def reached(rectification: Rectification, roles: Iterable[str], on: date | None = None) -> set[int]:
    """Return the officials in the roles of `ROLES`; in a member's own matter he stands in the contact's place."""
    day, wanted = on or clock.today(), set(roles)
    unit, group = _unit_posts(rectification, day), _group_posts(rectification, day)
    found: set[int] = set()
    if HEAD in wanted:
        found |= unit.get(Post.UNIT_HEAD, set())
    if CONTACT in wanted:
        found |= (
            {rectification.addressee_id}
            if rectification.addressee_id
            else unit.get(Post.CONTACT, set())
        )
    if KEEPER in wanted:
        found |= followers(rectification, day)
    if LEADER in wanted:
        found |= group.get(Post.LEADER) or group.get(Post.DEPUTY) or set()
    if LIAISON in wanted:
        found |= group.get(Post.LIAISON, set())
    return found


def group_in_charge(unit_id: int, commission_id: int, on: date) -> int | None:
    """Return the composite group that is in charge of the unit on the day, if any."""
    placed = Placement.objects.of(commission_id).in_force(on).filter(unit=unit_id)
    charges = Charge.objects.of(commission_id).in_force(on)
    found = charges.filter(sector__in=placed.values("sector_id"))
    return found.order_by("group_id").values_list("group_id", flat=True).first()


def group_of(rectification: Rectification, on: date) -> int | None:
    """Return the group that follows a matter on the day: who is in charge of the unit then, else who issued it.

    So a unit that moves to another sector, or a sector to another group, takes its open matters along.
    """
    of_unit = rectification.unit_id, rectification.commission_id
    return group_in_charge(*of_unit, on) or rectification.group_id


def possible_keepers(rectification: Rectification, on: date):
    """Return who could follow a matter: who works in its group on the day."""
    officials = Official.objects.of(rectification.commission_id)
    group = group_of(rectification, on) or 0
    return officials.posted(on, composite_group=group, post__in=WORKING_COMPOSITE_POSTS)


def addressees(unit_id: int, commission_id: int, on: date):
    """Return the members of the unit's leadership on the day, to one of whom a matter may be addressed."""
    officials = Official.objects.of(commission_id)
    return officials.posted(on, unit=unit_id, post__in=(Post.UNIT_HEAD, Post.TEAM_MEMBER))


def _unit_posts(rectification: Rectification, on: date) -> dict[Post, set[int]]:
    return _by_post(rectification, Q(unit=rectification.unit_id), on)


def _group_posts(rectification: Rectification, on: date) -> dict[Post, set[int]]:
    group = group_of(rectification, on)
    return _by_post(rectification, Q(composite_group=group), on) if group else {}


def _by_post(rectification: Rectification, where: Q, on: date) -> dict[Post, set[int]]:
    held = Posting.objects.of(rectification.commission_id).in_force(on).filter(where)
    found: dict[Post, set[int]] = {}
    for post, official in held.values_list("post", "official_id"):
        found.setdefault(Post(post), set()).add(official)
    return found
