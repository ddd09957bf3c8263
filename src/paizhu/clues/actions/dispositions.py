"""Disposition (处置): proposed after collective study, approved at its level, one of the four ways; filed afterwards."""

from paizhu.clues import rules
from paizhu.clues.actions import approvals, petition_notices, telling
from paizhu.clues.actions.holding import check_written, held, kept
from paizhu.clues.models import Approval, ApprovalState, Clue, ClueState, Disposition
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook.queries import PersonCategory
from paizhu.trail import actions as trail

STEP = "clue_disposition"


@act
def propose(
    *, clue: Clue, disposition: Disposition, text: str, seen_revision: int | None = None, by: Viewer
) -> Approval:
    """Who works on it proposes what to do, and why; the question goes to the level of the person's category."""
    record = held(clue, seen_revision)
    way = rules.check_disposition(disposition)
    rules.check_can_propose(by, record)
    check_written(text)
    was = record.state
    record.propose()
    kept(record, was)
    trail.record("clues.proposed", record, by=by, way=str(way))
    return approvals.ask(clue=record, step=STEP, word=way, text=text, by=by)


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """Approved: the way is decided and is to be filed, about a unit's head reported upward too. Returned: proposed anew."""
    clue = approval.clue
    if clue.state != ClueState.PROPOSED:
        acts.nothing_to_do()
        return
    was = clue.state
    if approval.state == ApprovalState.RETURNED:
        clue.return_proposal()
        kept(clue, was)
        trail.record("clues.proposal_returned", clue, by=by)
        return
    clue.dispose(disposition=Disposition(approval.word), on=approval.decided_on)
    kept(clue, was)
    trail.record("clues.disposed", clue, by=by, way=str(clue.disposition))
    petition_notices.tell_result(clue, by)
    office = telling.case_office(clue)
    telling.tell(
        clue,
        "filing_due",
        office,
        by,
        due_on=clue.due_on if clue.due_limit == "disposition_filing" else None,
    )
    if clue.category == PersonCategory.UNIT_HEAD and clue.superior_told_on is None:
        telling.tell(clue, "superior", office, by)
