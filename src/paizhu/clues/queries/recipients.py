"""Whom casework may tell of a petition: the people of an office for whom it exists."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from paizhu.clues.models import LEADERS, Petition, PetitionHandover, PetitionRecusal
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
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


def above(petition: Petition, *posts: Post) -> list[int]:
    """Return the officials of these posts whom the wall does not part from the petition, whether they may open it or not."""
    holders = Official.objects.of(petition.commission_id).posted(clock.today(), post__in=posts)
    seen = Petition.objects.of(petition.commission_id).filter(pk=petition.pk)
    return [
        official.pk
        for official in holders.order_by("code")
        if seen.before_the_wall(reader_of(official)).exists()
    ]


def handovers_told_of(user: Viewer) -> QuerySet[PetitionHandover]:
    """Return the handovers of which a notice may tell who leads, by the petition's number only."""
    return _told_of(PetitionHandover.objects.of(user.commission_id), user)


def recusals_told_of(user: Viewer) -> QuerySet[PetitionRecusal]:
    """Return the recusals from petitions of which a notice may tell who leads, by the petition's number only."""
    return _told_of(PetitionRecusal.objects.of(user.commission_id), user)


def _told_of(mine: QuerySet, user: Viewer) -> QuerySet:
    if not user.powers.commission_posts & LEADERS:
        return mine.none()
    open_ones = Petition.objects.of(user.commission_id).before_the_wall(user)
    return mine.filter(petition__in=open_ones)


def office_of(petition: Petition, *posts: Post) -> list[int]:
    """Return the ids of the officials of these posts for whom the petition exists."""
    holders = Official.objects.of(petition.commission_id).posted(clock.today(), post__in=posts)
    return [
        official.pk
        for official in holders.order_by("code")
        if Petition.objects.visible_to(reader_of(official)).filter(pk=petition.pk).exists()
    ]
