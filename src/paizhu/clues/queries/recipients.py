"""Whom casework may tell of a petition: the people of an office for whom it exists."""

from dataclasses import dataclass
from typing import Any

from paizhu.clues.models import Petition
from paizhu.kernel import clock
from paizhu.organization.models import Official, Post
from paizhu.organization.queries import powers_of


@dataclass(frozen=True)
class Reader:
    """Somebody as `visible_to` asks of him, whether he has an account or not."""

    commission_id: int
    official_id: int
    powers: Any
    pk: int | None = None
    trail_name: str = ""


def reader_of(official: Official) -> Any:
    """Return an official as a reader today; two queries."""
    return Reader(official.commission_id, official.pk, powers_of(official, clock.today()))


def office_of(petition: Petition, *posts: Post) -> list[int]:
    """Return the ids of the officials of these posts for whom the petition exists."""
    holders = Official.objects.of(petition.commission_id).posted(clock.today(), post__in=posts)
    return [
        official.pk
        for official in holders.order_by("code")
        if Petition.objects.visible_to(reader_of(official)).filter(pk=petition.pk).exists()
    ]
