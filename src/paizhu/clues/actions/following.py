"""Following up (督办): on one of the grounds of the day's rule pack, with the leave of the level that decides it."""

from paizhu.clues import rules
from paizhu.clues.actions import approvals, telling
from paizhu.clues.actions.holding import check_written, held
from paizhu.clues.models import Approval, ApprovalState, Clue
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail

STEP = "follow_up"


@act
def ask(*, clue: Clue, ground: str, text: str, by: Viewer) -> Approval:
    """The case office asks that the group be followed up, and says on which ground."""
    record = held(clue)
    rules.check_can_follow_up(by, record)
    check_written(text)
    return approvals.ask(clue=record, step=STEP, word=ground, text=text, by=by)


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """Approved: who answers for the matter is told."""
    if approval.state != ApprovalState.APPROVED:
        acts.nothing_to_do()
        return
    clue = approval.clue
    trail.record("clues.followed_up", clue, by=by, ground=approval.word)
    telling.tell(clue, "follow_up", telling.responsible(clue), by)
