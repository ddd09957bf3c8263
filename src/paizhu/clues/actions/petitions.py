"""The steps of a petition: accepted or not, forwarded, linked as a repeat, handed over with a signature, given back, finished."""

from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import naming
from paizhu.clues.actions.locking import locked
from paizhu.clues.actions.petition_notices import tell, tell_above
from paizhu.clues.models import (
    LEADERS,
    ApprovalState,
    Petition,
    PetitionHandover,
    PetitionReturn,
    PetitionState,
)
from paizhu.clues.queries import petitions as queries
from paizhu.clues.rules.petitions import by_id
from paizhu.clues.states.facts import Step
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import Post
from paizhu.trail import actions as trail


@act
def accept(*, petition: Petition, seen_revision: int | None = None, by: Viewer) -> Petition:
    """Accept it: it is ours and has substance (受理)."""
    petition = begun(petition, Step.ACCEPT, seen_revision, by)
    petition.accept()
    return _done(petition, "clues.petition_accepted", by)


@act
def refuse(
    *, petition: Petition, reason: str, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Do not accept it, for one of the reasons of its day's rules (不予受理)."""
    petition = begun(petition, Step.REFUSE, seen_revision, by)
    if reason not in queries.reasons_not_to_accept(petition).keys:
        raise Refused(_("Choose one of the reasons for which a petition is not accepted."))
    petition.refuse(reason=reason)
    return _done(petition, "clues.petition_not_accepted", by, reason=reason)


@act
def forward(
    *, petition: Petition, to: str, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Forward it to the organ to which it belongs (转办)."""
    petition = begun(petition, Step.FORWARD, seen_revision, by)
    if not to.strip():
        raise Refused(_("Say to which organ it goes."))
    petition.forward(to=to.strip())
    return _done(petition, "clues.petition_forwarded", by)


@act
def link(
    *, petition: Petition, first: Petition | None, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Link it to the earlier petition that it repeats. Both stay as they are; the case office learns of a repeat of what it has."""
    petition = locked(petition, seen_revision)
    rules.petitions.check_can_link(by, petition, first)
    rules.petitions.check_sees(by, petition)
    petition.repeat(first=first)
    petition = _done(petition, "clues.petition_linked", by, first=first.code)
    naming.follow(petition, by)
    if first.state == PetitionState.HANDED_OVER:
        tell(first, "clues.petition_repeated", by, Post.CASE_OFFICE)
    return petition


@act
def unlink(*, petition: Petition, seen_revision: int | None = None, by: Viewer) -> Petition:
    """It was no repeat after all."""
    petition = begun(petition, Step.UNLINK, seen_revision, by)
    first = petition.first.code
    petition.unlink()
    return _done(petition, "clues.petition_unlinked", by, first=first)


@act
def hand_over(
    *, petition: Petition, note: str = "", seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Hand it with its papers to the case office, where somebody signs for it (移送)."""
    petition = begun(petition, Step.HAND_OVER, seen_revision, by)
    petition.hand_over()
    petition = _done(petition, "clues.petition_handed_over", by)
    _give(petition, note, by, to_case_office=True)
    tell(petition, "clues.petition_arrived", by, Post.CASE_OFFICE)
    tell_above(petition, by)
    return petition


@act
def sign(*, petition: Petition, seen_revision: int | None = None, by: Viewer) -> Petition:
    """Sign for the papers that were handed over (签收)."""
    petition = begun(petition, Step.SIGN, seen_revision, by)
    given = petition.handovers.select_for_update().get(signed_at__isnull=True)
    given.signed_by_id, given.signed_at = by.official_id, clock.now()
    save_clean(given)
    notices.settle(about=petition, kinds=["clues.petition_arrived", "clues.petition_came_back"])
    notices.settle(about=given)
    trail.record("clues.petition_signed_for", petition, by=by)
    return petition


@act
def ask_return(
    *, petition: Petition, reason: str, seen_revision: int | None = None, by: Viewer
) -> PetitionReturn:
    """Ask the leader in charge whether a petition without substance may go back (2020 rules, art. 17)."""
    petition = begun(petition, Step.ASK_RETURN, seen_revision, by)
    if not reason.strip():
        raise Refused(_("Say why it should go back."))
    asked = PetitionReturn(
        commission_id=petition.commission_id,
        petition=petition,
        reason=reason.strip(),
        basis=queries.level_of(petition, "return_petition").basis,
        asked_on=clock.today(),
        asked_by_id=by.official_id,
    )
    save_clean(asked)
    tell(petition, "clues.petition_return_asked", by, *LEADERS)
    trail.record("clues.petition_return_asked", petition, by=by)
    return asked


@act
def decide_return(
    *,
    petition: Petition,
    approve: bool,
    text: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> Petition:
    """Decide whether it goes back. If so, the papers go back with it and are signed for at the petition office."""
    petition = begun(petition, Step.DECIDE_RETURN, seen_revision, by)
    if not approve and not text.strip():
        raise Refused(_("Say why it stays with the case office."))
    asked = petition.returns.select_for_update().get(state=ApprovalState.WAITING)
    asked.state = ApprovalState.APPROVED if approve else ApprovalState.RETURNED
    asked.decided_on, asked.decided_by_id = clock.today(), by.official_id
    asked.decision = text.strip()
    save_clean(asked)
    notices.settle(about=petition, kinds=["clues.petition_return_asked"])
    if not approve:
        tell(petition, "clues.petition_return_refused", by, Post.CASE_OFFICE)
        trail.record("clues.petition_return_refused", petition, by=by)
        return petition
    petition.take_back()
    petition = _done(petition, "clues.petition_returned", by)
    _give(petition, "", by, to_case_office=False, giver=asked.asked_by_id)
    tell(petition, "clues.petition_came_back", by, Post.PETITION_OFFICE)
    tell_above(petition, by)
    return petition


@act
def finish(*, petition: Petition, seen_revision: int | None = None, by: Viewer) -> Petition:
    """Its matter is finished, and who gave a name has been told (办结)."""
    petition = begun(petition, Step.FINISH, seen_revision, by)
    petition.answer()
    notices.settle(about=petition)
    return _done(petition, "clues.petition_finished", by)


@act
def note_letter(*, petition: Petition, kind: str, by: Viewer) -> None:
    """Somebody opened a letter to print it."""
    trail.record("clues.petition_letter", petition, by=by, letter=kind)


def begun(petition: Petition, step: Step, seen_revision: int | None, by: Viewer) -> Petition:
    """Return the petition alone and as it is now, once nothing stands against the step. Takes part in the running act."""
    petition = locked(petition, seen_revision)
    rules.petitions.check_can_step(by, petition, step)
    rules.petitions.check_sees(by, petition)
    return petition


def _done(petition: Petition, act_name: str, by: Viewer, **told: Any) -> Petition:
    petition.since = clock.today()
    save_clean(petition)
    trail.record(act_name, petition, by=by, **told)
    return petition


def _give(
    petition: Petition, note: str, by: Viewer, *, to_case_office: bool, giver: int | None = None
) -> None:
    given = PetitionHandover(
        commission_id=petition.commission_id,
        petition=petition,
        to_case_office=to_case_office,
        given_by_id=giver or by_id(by),
        given_at=clock.now(),
        note=note.strip(),
    )
    save_clean(given)
