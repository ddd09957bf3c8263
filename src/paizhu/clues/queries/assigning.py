"""To which groups a clue could go, and who in each of them may not touch it, and why: in constant queries, however many groups."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import handlers
from paizhu.clues.queries.conflicts import Found, grounds_against
from paizhu.organization.models import (
    WORKING_COMPOSITE_POSTS,
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
)
from paizhu.oversight.models import JointWork


@dataclass(frozen=True)
class Person:
    """Somebody who works in the group, with what stands against him."""

    official: Official
    post: Post
    grounds: tuple[Found, ...]

    @property
    def is_free(self) -> bool:
        """Whether nothing keeps him away."""
        return not self.grounds


@dataclass(frozen=True)
class Candidate:
    """One group. `is_in_charge`: of the unit's sector; `joint`: the number of the authorisation that lets it work there."""

    group: CompositeGroup
    people: tuple[Person, ...]
    is_in_charge: bool
    joint: str = ""

    @property
    def free(self) -> list[Person]:
        """Who may touch the matter."""
        return [person for person in self.people if person.is_free]

    @property
    def head(self) -> Official | None:
        """Who would lead it: the leader, or where he must keep away a deputy."""
        return next((p.official for p in self.free if p.post in handlers.HEADS), None)

    @property
    def refusal(self) -> Any:
        """What stands against this group, or nothing."""
        name = {"group": self.group.name}
        if not (self.is_in_charge or self.joint):
            return (
                _(
                    "“%(group)s” does not supervise the unit and has no authorisation for joint work there."
                )
                % name
            )
        if not self.people:
            return _("Nobody works in “%(group)s”.") % name
        if not self.free:
            return (
                _("Everybody in “%(group)s” must keep away from this matter: assign another group.")
                % name
            )
        if self.head is None:
            return (
                _(
                    "The leader and every deputy of “%(group)s” must keep away from this matter: assign another group."
                )
                % name
            )
        return ""

    @property
    def deputy_leads(self) -> bool:
        """Whether a deputy stands in for a leader who must keep away."""
        leads = next((p for p in self.people if p.post == Post.LEADER), None)
        return bool(leads and not leads.is_free and self.head)


def candidates(clue: Clue, on: date) -> list[Candidate]:
    """Return every group that is at work on the day, those in charge of the unit first, then those with an authorisation."""
    groups = list(CompositeGroup.objects.of(clue.commission_id).order_by("code"))
    members = _members(clue, on)
    grounds = grounds_against(
        clue, {official.pk for people in members.values() for official, _p in people}, on
    )
    in_charge = _in_charge(clue, on)
    joint = _joint(clue, in_charge, on)
    found = [
        Candidate(
            group,
            tuple(
                Person(official, post, tuple(grounds[official.pk]))
                for official, post in members[group.pk]
            ),
            group.pk in in_charge,
            joint.get(group.pk, ""),
        )
        for group in groups
        if members[group.pk] or group.pk in in_charge
    ]
    return sorted(found, key=lambda each: (not each.is_in_charge, not each.joint))


def candidate(clue: Clue, group: CompositeGroup, on: date) -> Candidate:
    """Return one group as a candidate, also one in which nobody works."""
    found = [each for each in candidates(clue, on) if each.group.pk == group.pk]
    return found[0] if found else Candidate(group, (), False)


def _members(clue: Clue, on: date) -> dict[int, list[tuple[Official, Post]]]:
    held = Posting.objects.of(clue.commission_id).in_force(on)
    held = held.filter(post__in=WORKING_COMPOSITE_POSTS).select_related("official")
    order = [Post.LEADER, Post.DEPUTY, Post.MEMBER]
    found: dict[int, list[tuple[Official, Post]]] = defaultdict(list)
    for posting in sorted(
        held, key=lambda each: (order.index(Post(each.post)), each.from_on, each.pk)
    ):
        if all(
            official.pk != posting.official_id
            for official, _post in found[posting.composite_group_id]
        ):
            found[posting.composite_group_id].append((posting.official, Post(posting.post)))
    return found


def _in_charge(clue: Clue, on: date) -> set[int]:
    placed = Placement.objects.of(clue.commission_id).in_force(on).filter(unit=clue.unit_id)
    charges = Charge.objects.of(clue.commission_id).in_force(on)
    return set(
        charges.filter(sector__in=placed.values("sector_id")).values_list("group_id", flat=True)
    )


def _joint(clue: Clue, in_charge: set[int], on: date) -> dict[int, str]:
    """Group → number of an authorisation in force that reaches the unit by name, or through the group in charge."""
    found: dict[int, str] = {}
    known = JointWork.objects.of(clue.commission_id).in_force(on).order_by("code")
    for one in known.prefetch_related("groups", "units"):
        units, groups = (
            {unit.pk for unit in one.units.all()},
            {group.pk for group in one.groups.all()},
        )
        if clue.unit_id in units or (not units and groups & in_charge):
            found |= {group: one.code for group in groups if group not in found}
    return found
