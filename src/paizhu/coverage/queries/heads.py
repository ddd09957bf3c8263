"""Who leads and who guides each composite group on a day, and names of officials as a user may see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Post, Posting

HEADS = (Post.LEADER, Post.DEPUTY, Post.LIAISON)
Heads = Mapping[int, Mapping[Post, list["Person"]]]


class Person(NamedTuple):
    """An official by id and name."""

    pk: int
    name: str


def heads_of(user: Viewer, on: date) -> Heads:
    """Return composite group id → post → who holds it; posts that nobody holds give an empty list. One query."""
    found: Mapping = defaultdict(lambda: defaultdict(list))
    rows = Posting.objects.visible_to(user).in_force(on)
    rows = rows.filter(post__in=HEADS, composite_group__isnull=False).order_by("official__code")
    for group, post, official, name in rows.values_list(
        "composite_group_id", "post", "official_id", "official__name"
    ):
        found[group][Post(post)].append(Person(official, name))
    return found


def people(user: Viewer, officials: Iterable[int]) -> dict[int, Person]:
    """Return id → person of those officials whom the user may see, in the order of codes. One query."""
    rows = Official.objects.visible_to(user).filter(pk__in=set(officials)).order_by("code")
    return {pk: Person(pk, name) for pk, name in rows.values_list("pk", "name")}
