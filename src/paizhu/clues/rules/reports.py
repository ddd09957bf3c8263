"""Reports: written by the team, signed by all of it, submitted when nothing is missing."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    Clue,
    Conclusion,
    Delegation,
    InquiryOutcome,
    Letter,
    Report,
    ReportState,
    Talk,
)
from paizhu.clues.queries import articles, shown, working
from paizhu.clues.rules import team
from paizhu.clues.rules.approvals import check_studied
from paizhu.clues.rules.teamwork import (
    check_at_work,
    check_day,
    check_may_begin,
    check_once,
    check_works,
    check_works_or_leads,
    check_written,
)
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer

CHANGEABLE = (ReportState.WRITTEN, ReportState.RETURNED)
REPORT_STEPS = {False: "inquiry", True: "verification_report"}
"""The key of the level that approves a report, by whether it is of a verification."""


def check_can_write(by: Viewer, clue: Clue, _item: object = None) -> None:
    """One report at a time, after the plan is approved."""
    check_works(by, clue)
    check_may_begin(clue)
    report = open_report(clue)
    if report is not None:
        raise Refused(_("There is a report already: change it, or sign it."))


def open_report(clue: Clue) -> Report | None:
    """Return the report that is still to be decided about."""
    report = working.report_of(clue)
    return report if report and report.state != ReportState.APPROVED else None


def check_proposal(clue: Clue, proposal: str) -> None:
    """An inquiry and a verification end differently: two lists that are not to be mixed."""
    words = Conclusion if working.is_verification(clue) else InquiryOutcome
    if proposal not in words.values:
        number = 35 if working.is_verification(clue) else 30
        raise Refused(_("This is no way for this work to end."), basis=articles.work(number))


def check_text(text: str) -> None:
    """A report has words."""
    check_written(text, _("The report is empty."))


def check_can_rewrite(by: Viewer, clue: Clue, report: Report) -> None:
    """A report that is not submitted is changed; what was signed before is signed no longer."""
    check_works(by, clue)
    check_at_work(clue)
    if report.state not in CHANGEABLE:
        raise Refused(_("A submitted report is not changed any more."))


def check_can_sign(by: Viewer, clue: Clue, report: Report) -> None:
    """Each member of the present team signs once."""
    check_works(by, clue)
    check_at_work(clue)
    if report.state != ReportState.WRITTEN:
        raise Refused(_("Only a report that is written and not submitted is signed."))
    if any(signature.official_id == by.official_id for signature in report.signatures.all()):
        raise Refused(_("You have signed this report already."))


def check_can_submit(by: Viewer, clue: Clue, report: Report) -> None:
    """Submitted when written, studied collectively, and signed by every member; each thing missing is named."""
    check_works(by, clue)
    check_may_begin(clue)
    if report.state != ReportState.WRITTEN:
        raise Refused(_("Only a report that is written and not submitted is submitted."))
    team.check_is_complete(clue, clock.today())
    _check_signed(report)
    _check_contacts(clue)
    check_studied(clue, step_of(report))


def step_of(report: Report) -> str:
    """Return the key of the level that decides about a report. Whom a false accusation is found to be is found higher."""
    if report.proposal == InquiryOutcome.FALSE_ACCUSATION:
        return "slander_finding"
    return REPORT_STEPS[report.is_verification]


def _check_signed(report: Report) -> None:
    missing = working.missing_signatures(report)
    if missing:
        names = _(", ").join(member.official.name for member in missing)
        raise Refused(
            _("Every member of the team signs. Still to sign: %(names)s.") % {"names": names},
            basis=articles.work(35),
        )


def _check_contacts(clue: Clue) -> None:
    """An inquiry has heard the person; every letter is answered; every talk's transcript is signed; no delegated talk is out. Three queries."""
    letters = shown.rows(clue, Letter)
    if any(letter.replied_on is None for letter in letters):
        raise Refused(_("A letter is not answered yet."), basis=articles.work(29))
    talks = shown.rows(clue, Talk)
    if not all(talk.is_transcript_signed for talk in talks):
        raise Refused(_("The transcript of a talk is not signed yet."), basis=articles.work(28))
    delegated = shown.rows(clue, Delegation)
    if any(each.received_on and each.held_on is None for each in delegated):
        raise Refused(_("A delegated talk is not held yet."), basis=articles.work(28))
    heard = letters or talks or [each for each in delegated if each.held_on]
    if not working.is_verification(clue) and not heard:
        raise Refused(
            _("An inquiry hears the person, by a talk or by a letter."), basis=articles.work(30)
        )


def check_can_tell(by: Viewer, clue: Clue, report: Report) -> None:
    """Whose explanation was accepted is told so in writing (采信了结)."""
    check_works_or_leads(by, clue)
    if report.state != ReportState.APPROVED or report.proposal != InquiryOutcome.ACCEPTED:
        raise Refused(
            _("A feedback letter goes to whose explanation was accepted."), basis=articles.work(30)
        )
    check_once(report.told_on)


def check_told_day(report: Report, on: date) -> None:
    """Told after the approval."""
    check_day(on, after=report.approval.decided_on if report.approval else None)
