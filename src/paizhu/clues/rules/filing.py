"""Filing a case (立案): the host's head is asked without a veto, or only afterwards where the superior allows it."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import ApprovalState, Clue, ClueState, Consultation
from paizhu.clues.queries import articles, shown, working
from paizhu.clues.rules.approvals import check_studied
from paizhu.clues.rules.teamwork import check_day, check_once, check_state, check_works
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def consultation_of(clue: Clue) -> Consultation | None:
    """Return the latest consultation of the matter; one query."""
    asked = [each for each in shown.rows(clue, Consultation) if each.closed_on is None]
    return asked[-1] if asked else None


def check_can_consult(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The host's view is asked once, before the request for filing."""
    _check_prepares(by, clue)
    held = consultation_of(clue)
    if held is not None and held.asked_on is not None:
        raise Refused(_("The host was asked already."))
    if held is not None and held.skipped_by_id:
        raise Refused(_("The level above has allowed to inform the host afterwards."))


def check_can_answer(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The answer of the host that was asked is entered."""
    _check_prepares(by, clue)
    held = consultation_of(clue)
    if held is None or held.asked_on is None:
        raise Refused(_("The host has not been asked."), basis=articles.dispatched(38))
    if held.answered_on is not None:
        raise Refused(_("The answer is entered already."))


def check_answer(clue: Clue, agrees: bool, view: str, on: date) -> None:
    """Who disagrees is heard: why stands in the record."""
    held = consultation_of(clue)
    check_day(on, after=held.asked_on if held else None)
    if not agrees and not view.strip():
        raise Refused(_("Enter why the host disagrees."))


def check_can_skip(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Secrecy: to ask only afterwards needs the superior's consent, asked for before anybody was asked."""
    _check_prepares(by, clue)
    if consultation_of(clue) is not None:
        raise Refused(_("The host was asked already."))
    _check_nothing_waits(clue, "skip_consultation")


def check_can_refer(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Where the host disagrees, the dispatching organ decides."""
    _check_prepares(by, clue)
    held = consultation_of(clue)
    if held is None or held.agrees is not False:
        raise Refused(_("The host has not disagreed."), basis=articles.dispatched(38))
    if working.approval_of(clue, "host_disagrees"):
        raise Refused(_("The dispatching organ has decided already."))
    _check_nothing_waits(clue, "host_disagrees")


def check_can_ask_filing(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The request for filing: after the collective study and after the host was heard, or need not be."""
    _check_prepares(by, clue)
    _check_nothing_waits(clue, "case_filing")
    if working.consulted(clue):
        _check_heard(clue)
    check_studied(clue, "case_filing")


def _check_heard(clue: Clue) -> None:
    held = consultation_of(clue)
    article = articles.dispatched(38)
    if held is None:
        raise Refused(
            _("Before filing the head of the host's party group is asked for his view."),
            basis=article,
        )
    if held.skipped_by_id:
        return
    if held.answered_on is None:
        raise Refused(_("The host's view is asked, and not yet answered."), basis=article)
    if not held.agrees and not working.approval_of(clue, "host_disagrees"):
        raise Refused(
            _("The host disagrees: the dispatching organ decides first. He has no veto."),
            basis=article,
        )


def check_can_inform(by: Viewer, clue: Clue, _item: object = None) -> None:
    """After filing the host and the person concerned are told, once."""
    check_works(by, clue)
    check_state(clue, ClueState.FILED)
    held = consultation_of(clue)
    if held is not None:
        check_once(held.informed_on)


def _check_prepares(by: Viewer, clue: Clue) -> None:
    check_works(by, clue)
    check_state(clue, ClueState.FILING)


def _check_nothing_waits(clue: Clue, step: str) -> None:
    if working.approval_of(clue, step, ApprovalState.WAITING):
        raise Refused(_("The request waits for its decision already."))
