"""Reports: written, signed by the whole team, submitted, decided about. A changed text voids what was signed."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions import approvals, plans, telling
from paizhu.clues.actions.moving import held, held_item, made, move, own
from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Clue,
    Conclusion,
    InquiryOutcome,
    Report,
    ReportState,
    Signature,
)
from paizhu.clues.queries import working
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def write(
    *, clue: Clue, text: str, proposal: str, seen_revision: int | None = None, by: Viewer
) -> Report:
    """The team writes down what was found and what it proposes."""
    clue = held(clue)
    rules.reports.check_can_write(by, clue)
    rules.reports.check_text(text)
    rules.reports.check_proposal(clue, proposal)
    report = made(
        Report,
        clue,
        is_verification=working.is_verification(clue),
        text=text.strip(),
        proposal=proposal,
        written_on=clock.today(),
        written_by_id=own(by),
    )
    trail.record("clues.report_written", clue, by=by)
    _ask_to_sign(clue, by)
    return report


@act
def rewrite(
    *,
    clue: Clue,
    report: Report,
    text: str,
    proposal: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> Report:
    """The report is changed; who has signed the former text has to sign this one."""
    clue, report = held(clue), held_item(report, seen_revision)
    rules.reports.check_can_rewrite(by, clue, report)
    rules.reports.check_text(text)
    rules.reports.check_proposal(clue, proposal)
    voided, _each = report.signatures.all().delete()
    report.text, report.proposal, report.state = text.strip(), proposal, ReportState.WRITTEN
    report.written_on, report.written_by_id, report.approval = clock.today(), own(by), None
    save_clean(report)
    trail.record("clues.report_changed", clue, by=by, count=voided)
    _ask_to_sign(clue, by)
    return report


@act
def sign(*, clue: Clue, report: Report, seen_revision: int | None = None, by: Viewer) -> Signature:
    """A member of the team signs the text that he has before him; not one that was changed meanwhile."""
    clue, report = held(clue), held_item(report, seen_revision)
    rules.reports.check_can_sign(by, clue, report)
    signature = made(Signature, clue, report=report, official_id=own(by), signed_at=clock.now())
    trail.record("clues.report_signed", clue, by=by)
    return signature


@act
def submit(*, clue: Clue, report: Report, seen_revision: int | None = None, by: Viewer) -> Report:
    """Signed by all, it goes to the level that decides."""
    clue, report = held(clue), held_item(report, seen_revision)
    rules.reports.check_can_submit(by, clue, report)
    move(clue, "report", by, "clues.report_submitted")
    telling.settle(clue, "to_sign")
    step = rules.reports.step_of(report)
    given = {"clue": clue, "step": step, "word": report.proposal, "text": report.text[:8000]}
    report.approval = approvals.ask(**given, by=by)
    report.state = ReportState.SUBMITTED
    return save_clean(report)


@act
def tell(
    *, clue: Clue, report: Report, on: date, seen_revision: int | None = None, by: Viewer
) -> Report:
    """Whose explanation was accepted has got the feedback letter."""
    clue, report = held(clue), held_item(report, seen_revision)
    rules.reports.check_can_tell(by, clue, report)
    rules.reports.check_told_day(report, on)
    report.told_on = on
    save_clean(report)
    trail.record("clues.person_told", clue, by=by, day=on)
    return report


def _ask_to_sign(clue: Clue, by: Viewer) -> None:
    """Tell the team that its signatures are due; whoever wrote the report knows."""
    telling.settle(clue, "to_sign")
    members = working.team(clue).values_list("official_id", flat=True)
    telling.tell(clue, "to_sign", [member for member in members if member != own(by)], by)


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """The level that decides has spoken about a report; called inside its act."""
    acts.nothing_to_do()
    report = Report.objects.filter(approval=approval).first()
    if report is None:
        return
    clue = approval.clue
    if approval.state == ApprovalState.RETURNED:
        report.state = ReportState.RETURNED
        save_clean(report)
        move(clue, "return_report", by, "clues.report_returned")
        return
    report.state = ReportState.APPROVED
    save_clean(report)
    plans.close(clue)
    _follow(clue, report, approval, by)


def _follow(clue: Clue, report: Report, approval: Approval, by: Viewer) -> None:
    on, act_name = approval.decided_on, "clues.report_approved"
    if report.is_verification:
        move(clue, "conclude", by, act_name, conclusion=Conclusion(report.proposal), on=on)
    elif report.proposal == InquiryOutcome.AGAIN:
        move(clue, "return_report", by, act_name)
    else:
        is_verified = report.proposal == InquiryOutcome.VERIFY
        move(clue, "end_inquiry", by, act_name, verify=is_verified, on=on)
