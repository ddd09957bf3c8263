"""Filing a case: the host is asked, or the superior's leave to ask only afterwards; the request; who is told."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions import approvals
from paizhu.clues.actions.moving import held, made, move
from paizhu.clues.models import Approval, ApprovalState, Clue, ClueState, Consultation
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def consult(*, clue: Clue, on: date, seen_revision: int | None = None, by: Viewer) -> Consultation:
    """The head of the host's party group is asked for his view; he has no veto."""
    clue = held(clue)
    rules.filing.check_can_consult(by, clue)
    rules.teamwork.check_day(on, after=clue.concluded_on)
    asked = made(Consultation, clue, asked_on=on)
    trail.record("clues.host_asked", clue, by=by, day=on)
    return asked


@act
def answer(
    *,
    clue: Clue,
    on: date,
    agrees: bool,
    view: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> Consultation:
    """What the host said is entered."""
    clue = held(clue)
    rules.filing.check_can_answer(by, clue)
    rules.filing.check_answer(clue, agrees, view, on)
    asked = rules.filing.consultation_of(clue)
    asked.answered_on, asked.agrees, asked.view = on, agrees, view.strip()
    save_clean(asked)
    trail.record("clues.host_answered", clue, by=by, agrees=agrees)
    return asked


@act
def ask_skip(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Approval:
    """For secrecy the superior is asked for leave to inform the host only afterwards."""
    return _put(clue, "skip_consultation", text, by)


@act
def refer(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Approval:
    """The host disagrees: the dispatching organ decides."""
    return _put(clue, "host_disagrees", text, by)


@act
def ask(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Approval:
    """The request for filing goes to the level of the person's category."""
    return _put(clue, "case_filing", text, by)


PUT = {
    "skip_consultation": (rules.filing.check_can_skip, "clues.skip_asked"),
    "host_disagrees": (rules.filing.check_can_refer, "clues.disagreement_referred"),
    "case_filing": (rules.filing.check_can_ask_filing, "clues.filing_asked"),
}
"""Question → what stands against putting it, and how the trail calls it."""


def _put(clue: Clue, step: str, text: str, by: Viewer) -> Approval:
    check, said = PUT[step]
    clue = held(clue)
    check(by, clue)
    rules.teamwork.check_written(text)
    trail.record(said, clue, by=by)
    return approvals.ask(clue=clue, step=step, text=text.strip(), by=by)


@act
def inform(*, clue: Clue, on: date, seen_revision: int | None = None, by: Viewer) -> Consultation:
    """The host's head and the person concerned have been told of the filing."""
    clue = held(clue)
    rules.filing.check_can_inform(by, clue)
    rules.teamwork.check_day(on, after=clue.filed_on)
    asked = rules.filing.consultation_of(clue) or made(Consultation, clue)
    asked.informed_on = on
    save_clean(asked)
    trail.record("clues.host_informed", clue, by=by, day=on)
    return asked


@act
def skipped(*, approval: Approval, by: Viewer) -> None:
    """The superior has allowed to inform afterwards, or not."""
    acts.nothing_to_do()
    if approval.state == ApprovalState.APPROVED:
        made(Consultation, approval.clue, skipped_by=approval)


@act
def referred(*, approval: Approval, by: Viewer) -> None:
    """Where the dispatching organ is of the host's view, the case is not filed."""
    acts.nothing_to_do()
    if approval.state == ApprovalState.RETURNED:
        _refuse(approval, by)


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """Filed on the day of the decision, or the verification goes on."""
    acts.nothing_to_do()
    if approval.state == ApprovalState.RETURNED:
        _refuse(approval, by)
        return
    clue = approval.clue
    move(clue, "file_case", by, "clues.case_filed", on=approval.decided_on)


def _refuse(approval: Approval, by: Viewer) -> None:
    clue = approval.clue
    if clue.state == ClueState.FILING:
        move(clue, "refuse_filing", by, "clues.filing_refused")
