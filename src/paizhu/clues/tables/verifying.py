"""Marks of what hangs on the work on a clue: plans, letters, reports, measures, evidence."""

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    ApprovalState,
    Conclusion,
    Evidence,
    InquiryOutcome,
    Letter,
    Measure,
    Plan,
    Report,
    ReportState,
)
from paizhu.web.components import Mark, Tone

REPORT_TONES = {
    ReportState.WRITTEN: Tone.YELLOW,
    ReportState.SUBMITTED: Tone.BLUE,
    ReportState.APPROVED: Tone.GREEN,
    ReportState.RETURNED: Tone.RED,
}


def report_mark(report: Report) -> Mark:
    """Return where a report stands."""
    return Mark(report.get_state_display(), REPORT_TONES[ReportState(report.state)])


def proposal_words(report: Report) -> str:
    """Return what a report proposes."""
    listed = Conclusion if report.is_verification else InquiryOutcome
    return str(listed(report.proposal).label)


def plan_mark(plan: Plan) -> Mark:
    """Return whether a plan is approved."""
    state = plan.approval.state if plan.approval else ApprovalState.WAITING
    tones = {
        ApprovalState.WAITING: Tone.YELLOW,
        ApprovalState.APPROVED: Tone.GREEN,
        ApprovalState.RETURNED: Tone.RED,
    }
    return Mark(ApprovalState(state).label, tones[ApprovalState(state)])


def letter_mark(letter: Letter) -> Mark:
    """Return where a letter of inquiry stands."""
    if letter.replied_on:
        return Mark(_("answered"), Tone.GREEN)
    if letter.received_on:
        return Mark(_("reply awaited"), Tone.BLUE)
    return Mark(_("receipt awaited"), Tone.YELLOW)


def measure_mark(measure: Measure) -> Mark:
    """Return whether a measure is filed."""
    return Mark(_("filed"), Tone.GREEN) if measure.filed_on else Mark(_("to be filed"), Tone.YELLOW)


def evidence_mark(item: Evidence) -> Mark:
    """Return where an item of evidence is."""
    return (
        Mark(_("given back"), Tone.NEUTRAL)
        if item.returned_on
        else Mark(_("in keeping"), Tone.BLUE)
    )
