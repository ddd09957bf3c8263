"""Telling offices of petitions: the number and the reason, nothing else, and only those for whom the petition exists."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import (
    ENDED,
    LEADERS,
    Clue,
    Petition,
    PetitionHandover,
    PetitionRecusal,
    PetitionState,
    Standing,
)
from paizhu.clues.queries import recipients
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import Post


def tell(
    petition: Petition, kind: str, by: Viewer, *posts: Post, due_on: date | None = None
) -> int:
    """Tell the people of these posts; returns to how many a new notice went. Takes part in the running act."""
    return notices.tell(
        commission_id=petition.commission_id,
        recipients=recipients.office_of(petition, *posts),
        kind=kind,
        about=petition,
        number=petition.code,
        due_on=due_on,
        url=petition.get_absolute_url(),
        by=by,
    )


def tell_result(clue: Clue, by: Viewer) -> int:
    """A matter has ended: the petition office is to tell who gave a name. Takes part in the running act."""
    petition = clue.petition
    if petition is None or clue.state not in ENDED or petition.standing != Standing.NAMED:
        return 0
    if petition.state != PetitionState.HANDED_OVER:
        return 0
    return tell(petition, "clues.petition_result", by, Post.PETITION_OFFICE)


def tell_above(petition: Petition, by: Viewer) -> int:
    """Papers are under way to an office none of whose people may see the petition: who leads is told its number, and nothing else."""
    given = PetitionHandover.objects.filter(petition=petition, signed_at__isnull=True).first()
    if given is None:
        return 0
    post = Post.CASE_OFFICE if given.to_case_office else Post.PETITION_OFFICE
    takers = set(recipients.office_of(petition, post)) - {given.given_by_id}
    if takers:
        return 0
    return _tell_who_leads(given, "clues.petition_nobodys", by)


def tell_stranded(recusal: PetitionRecusal, by: Viewer) -> int:
    """Nobody of the office is left to go on with it: who leads is told its number, and nothing else."""
    return _tell_who_leads(recusal, "clues.petition_stranded", by)


def _tell_who_leads(about: PetitionHandover | PetitionRecusal, kind: str, by: Viewer) -> int:
    petition = about.petition
    return notices.tell(
        commission_id=petition.commission_id,
        recipients=recipients.above(petition, *LEADERS),
        kind=kind,
        about=about,
        number=petition.code,
        url=reverse("clues:clues"),
        by=by,
    )


KINDS = {
    "clues.petition_result": (
        _("The matter of the petition %(number)s has ended: tell who reported the result."),
        False,
    ),
    "clues.petition_left": (
        _("Somebody keeps away from the petition %(number)s: go on with it."),
        True,
    ),
    "clues.petition_recusal_asked": (
        _("Somebody is to keep away from the petition %(number)s: decide."),
        False,
    ),
    "clues.petition_stranded": (
        _("Nobody of the office is left to work on the petition %(number)s: appoint somebody."),
        False,
    ),
    "clues.petition_nobodys": (
        _("%(number)s was handed over, and nobody of the office may see it: appoint somebody."),
        False,
    ),
    "clues.petition_arrived": (
        _("The petition %(number)s was handed to the case office: sign for it."),
        False,
    ),
    "clues.petition_repeated": (_("The petition %(number)s was reported once more."), True),
    "clues.petition_return_asked": (
        _("The case office asks to give the petition %(number)s back: decide."),
        False,
    ),
    "clues.petition_return_refused": (
        _("The petition %(number)s stays with the case office."),
        True,
    ),
    "clues.petition_came_back": (
        _("The petition %(number)s comes back to the petition office: sign for it."),
        False,
    ),
    "clues.objection": (
        _("Who reported %(number)s has objected or brought new evidence."),
        True,
    ),
    "clues.answer_due": (
        _("Of the petition %(number)s somebody is to be answered by %(due_on)s."),
        False,
    ),
}
"""Kind of notice → its sentence, and whether reading it is all that is asked."""
