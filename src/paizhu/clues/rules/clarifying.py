"""Clarification (澄清正名) for who was wrongly accused, and the archive."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    ENDED,
    READS_ALL,
    ApprovalState,
    Clarification,
    Clue,
    ClueState,
    Conclusion,
    InquiryOutcome,
)
from paizhu.clues.queries import archive, articles, working
from paizhu.clues.rules.teamwork import (
    check_day,
    check_once,
    check_sees,
    check_state,
    check_works_or_leads,
    check_written,
    leads_group,
)
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer

UNFOUNDED = (InquiryOutcome.ACCEPTED, InquiryOutcome.FALSE_ACCUSATION)


def check_can_clarify(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Only what was looked into and proved unfounded is cleared up, one request at a time."""
    check_works_or_leads(by, clue)
    check_state(clue, ClueState.CONCLUDED)
    report = working.report_of(clue)
    is_cleared = clue.conclusion == Conclusion.CONCLUDED or (
        report is not None and report.proposal in UNFOUNDED
    )
    if not is_cleared:
        raise Refused(
            _("Only a report that proved unfounded is cleared up."), basis=articles.petitions(50)
        )
    if working.approval_of(clue, "clarification", ApprovalState.WAITING):
        raise Refused(_("The request waits for its decision already."))


def check_clarification(way: str, circle: str, text: str) -> None:
    """How, before whom, and what is said."""
    check_written(way, _("Say how it is cleared up: by letter, face to face, or by a notice."))
    if not circle.strip():
        raise Refused(
            _("Name the circle: it is cleared up in a limited one."), basis=articles.petitions(50)
        )
    check_written(text, _("Say what is told."))


def check_can_finish(by: Viewer, clue: Clue, item: Clarification) -> None:
    """Carried out once it is approved."""
    check_works_or_leads(by, clue)
    check_once(item.done_on)
    if not working.is_approved(item.approval):
        raise Refused(_("The clarification is not approved."), basis=articles.petitions(50))


def check_finish_day(item: Clarification, on: date) -> None:
    """Done after the approval."""
    check_day(on, after=item.approval.decided_on)


def check_keeps(by: Viewer, clue: Clue) -> None:
    """The archive is made by the group's keeper, its leaders, or the case office."""
    check_sees(by, clue)
    own = getattr(by, "official_id", None)
    if not (
        leads_group(by, clue) or clue.keeper_id == own or by.powers.commission_posts & READS_ALL
    ):
        raise Refused(_("The group's keeper or leader archives it, or the case office."))


def check_can_archive(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Everything that must be in the file is in it; the first thing missing is the reason."""
    check_keeps(by, clue)
    check_state(clue, *ENDED)
    for line in archive.checklist(clue):
        if not line.is_there:
            raise Refused(
                _("Missing in the file: %(what)s.") % {"what": line.label}, basis=str(line.basis)
            )
