"""Who has to do with a clue on a day: the group's leaders and members, the case office, who decides; and who of them may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from paizhu.clues.models import Approval, Clue, Talk, TalkKind, TeamMember
from paizhu.clues.queries import shown
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official, Post, Posting
from paizhu.organization.queries import powers_of

HEADS = (Post.LEADER, Post.DEPUTY)


@dataclass(frozen=True)
class Seer:
    """An official without an account, as `visible_to` asks of anybody."""

    commission_id: int | None
    official_id: int
    powers: Any
    pk: int | None = None
    trail_name: str = ""


def people_of(
    clue: Clue, on: date, posts: Iterable[Post] = WORKING_COMPOSITE_POSTS
) -> list[Official]:
    """Return who holds the posts in the handling group on the day, the leader first; one query."""
    return people_of_group(clue.group_id, clue.commission_id, on, posts)


def people_of_group(
    group_id: int | None,
    commission_id: int,
    on: date,
    posts: Iterable[Post] = WORKING_COMPOSITE_POSTS,
) -> list[Official]:
    """Return who holds the posts in a group on the day, the leader first, each once; one query."""
    order = [*HEADS, Post.MEMBER, Post.LIAISON]
    held = Posting.objects.of(commission_id).in_force(on)
    held = held.filter(composite_group=group_id or 0, post__in=list(posts)).select_related(
        "official"
    )
    ranked = sorted(held, key=lambda each: (order.index(Post(each.post)), each.from_on, each.pk))
    return list({each.official_id: each.official for each in ranked}.values())


def of_commission(commission_id: int, on: date, *posts: Post) -> set[int]:
    """Return the ids of who holds posts of the commission itself; one query."""
    held = Posting.objects.of(commission_id).in_force(on).filter(post__in=posts)
    return set(held.values_list("official_id", flat=True))


def team_of(clue: Clue) -> list[TeamMember]:
    """Return who works on it now, the lead first; one query."""
    return [member for member in shown.rows(clue, TeamMember) if member.left_on is None]


def ever_worked(clue: Clue) -> set[int]:
    """Return who is or was ever on its team, or talked for it: none of them decides about it, or reviews; three queries at most.

    Who holds the reminder talk carries out what was decided, and has not looked into anything.
    """
    team = {member.official_id for member in shown.rows(clue, TeamMember)}
    if not any(talk.kind != TalkKind.REMINDER for talk in shown.rows(clue, Talk)):
        return team
    held = (each for each in shown.talkers(clue) if each.talk.kind != TalkKind.REMINDER)
    return team | {each.official_id for each in held}


def ever_decided(clue: Clue) -> set[int]:
    """Return who has decided a question of the matter: none of them works on it; one query. What came from paper others decided."""
    decided = (each for each in shown.rows(clue, Approval) if not each.is_noted)
    return {each.decided_by_id for each in decided if each.decided_by_id}


def seers(clue: Clue, officials: Iterable[int], on: date) -> set[int]:
    """Return those officials for whom the clue exists on the day; some queries for each, so for few."""
    return {key for key in set(officials) - {None} if sees(key, clue, on)}


def official(clue: Clue, key: int) -> Official:
    """Return an official of the clue's commission; one query."""
    return Official.objects.of(clue.commission_id).get(pk=key)


def sees(official_id: int, clue: Clue, on: date) -> bool:
    """Tell whether the clue exists for an official on the day."""

    def asked() -> bool:
        viewer = Seer(clue.commission_id, official_id, powers_of(official_id, on))
        return Clue.objects.visible_to(viewer).filter(pk=clue.pk).exists()

    return shown.kept(clue, ("sees", official_id, on), asked)
