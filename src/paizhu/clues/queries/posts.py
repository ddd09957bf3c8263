"""The category of whoever a batch of clues concerns, by posts at the unit and rank; for one person: `categories`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from paizhu.clues.queries.categories import BY_RANK
from paizhu.organization.models import Post, Posting
from paizhu.rulebook.queries import PersonCategory
from paizhu.tenancy.models import Commission

BY_POST = {
    Post.UNIT_HEAD: PersonCategory.UNIT_HEAD,
    Post.TEAM_MEMBER: PersonCategory.UNIT_TEAM,
}


class Posts:
    """The posts of some officials at units; one query for a whole batch."""

    def __init__(self, commission: Commission, officials: Iterable[int | None]):
        held = Posting.objects.of(commission).filter(
            official__in=set(officials) - {None}, post__in=BY_POST
        )
        self._held = list(held.values_list("official_id", "post", "unit_id", "from_on", "until_on"))

    def category(self, clue: Any) -> PersonCategory:
        """Return the category of the person whom a clue concerns, on the day on which it was received."""
        posts = set(self._posts(clue.official_id, clue.unit_id, clue.received_on))
        for post, category in BY_POST.items():
            if post in posts:
                return category
        return BY_RANK.get(clue.rank, PersonCategory.OTHER)

    def _posts(self, official: int | None, unit: int, on: date) -> Iterable[str]:
        for whose, post, where, from_on, until_on in self._held:
            if (
                (whose, where) == (official, unit)
                and from_on <= on
                and not (until_on and until_on <= on)
            ):
                yield post
