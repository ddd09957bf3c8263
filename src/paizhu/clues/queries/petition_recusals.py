"""Who keeps away from a petition, who decides about it, whose work is to be looked over, and who is free to go on."""

from django.db.models import QuerySet

from paizhu.clues.models import (
    LEADERS,
    WITH_CASE_OFFICE,
    Petition,
    PetitionRecusal,
    RecusalState,
)
from paizhu.clues.queries import petitions, recipients
from paizhu.clues.queries.petitions import WhoDecides
from paizhu.kernel import clock
from paizhu.organization.models import Official, Post
from paizhu.rulebook.models import Approver

REACH = {
    Post.DEPUTY_SECRETARY: Approver.COMMISSION_DEPUTY,
    Post.SECRETARY: Approver.DISPATCHING_ORGAN,
}
"""Up to which level each of those who lead decides."""
OFFICES = (Post.PETITION_OFFICE, Post.CASE_OFFICE)


def waiting(petition: Petition) -> PetitionRecusal | None:
    """Return the demand that waits for its decision."""
    asked = (each for each in petition.recusals.all() if each.state == RecusalState.ASKED)
    return next(asked, None)


def to_review(petition: Petition) -> PetitionRecusal | None:
    """Return whose work is to be looked over first."""
    left = (each for each in petition.recusals.all() if each.awaits_review)
    return min(left, key=lambda each: each.pk, default=None)


def level_of(petition: Petition) -> WhoDecides:
    """Return who decides at the lowest whether somebody keeps away, by the rules of the petition's day."""
    return petitions.level_of(petition, "recusal")


def deciders(petition: Petition) -> list[Post]:
    """Return the posts of those who lead that decide at its level or above."""
    height = level_of(petition).approver.height
    return [post for post, reach in REACH.items() if reach.height >= height]


def worked_on(petition: Petition) -> set[int]:
    """Return who took a step of the petition: registered it, gave or signed for its papers, answered who reported, asked to give it back."""
    doers = {petition.registered_by_id}
    doers |= {
        key for each in petition.handovers.all() for key in (each.given_by_id, each.signed_by_id)
    }
    doers |= {each.told_by_id for each in petition.answers.all()}
    doers |= {each.asked_by_id for each in petition.returns.all()}
    return doers - {None}


def office_at_work(petition: Petition) -> Post:
    """Return the office that goes on with it."""
    return Post.CASE_OFFICE if petition.state in WITH_CASE_OFFICE else Post.PETITION_OFFICE


def could_keep_away(petition: Petition) -> QuerySet[Official]:
    """Return of whom it can be demanded: the people of the two offices, and the deputies of who decides."""
    posts = (*OFFICES, *(LEADERS - {Post.SECRETARY}))
    return Official.objects.of(petition.commission_id).posted(clock.today(), post__in=posts)


def free(petition: Petition) -> QuerySet[Official]:
    """Return who of the office that has it could go on with it: those for whom it exists."""
    found = recipients.office_of(petition, office_at_work(petition))
    return Official.objects.of(petition.commission_id).filter(pk__in=found).order_by("code")
