"""Questions put to the level that decides them, and their answers. What follows from an answer the noun's own module says.

approvals.on_decided("clue_disposition", callback)        # callback(*, approval, by), called inside the deciding act
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import telling
from paizhu.clues.actions.holding import check_day, check_written, held, own, refreshed
from paizhu.clues.models import Approval, ApprovalState, Clue
from paizhu.clues.queries import levels
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook.queries import Approver
from paizhu.trail import actions as trail

_callbacks: dict[str, list[Callable[..., None]]] = {}


def on_decided(step: str, callback: Callable[..., None]) -> None:
    """Call `callback(*, approval, by)` inside each act that decides a question of the step; once however often registered."""
    known = _callbacks.setdefault(step, [])
    if callback not in known:
        known.append(callback)


@act
def ask(*, clue: Clue, step: str, word: str = "", text: str = "", by: Viewer) -> Approval:
    """Put a question to its level. `word`: what is proposed."""
    record = held(clue)
    rules.check_can_ask(by, record, step, word)
    asked = levels.level_of(record, step, word)
    approval = Approval(
        commission_id=record.commission_id,
        clue=record,
        step=step,
        category=record.category,
        level=asked.approver,
        basis=asked.basis,
        word=word,
        text=text.strip(),
        asked_on=clock.today(),
        asked_by_id=own(by),
    )
    save_clean(approval)
    trail.record("clues.asked", record, by=by, step=step, level=str(asked.approver))
    telling.tell(
        record, "asked", rules.nearest_deciders(approval) or telling.case_office(record), by
    )
    return approval


@act
def decide(
    *,
    approval: Approval,
    approve: bool,
    text: str = "",
    on: date | None = None,
    noted: bool = False,
    seen_revision: int | None = None,
    by: Viewer,
) -> Approval:
    """Approve, or return with the reason. `noted`: decided on paper on the day `on`, and entered by the case office."""
    clue = held(approval.clue)
    record = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    record.clue = clue
    check_fresh(record, seen_revision)
    rules.check_can_decide(by, record, noted)
    day = on or clock.today()
    check_day(day, record.asked_on)
    if not approve or noted:
        check_written(text)
    if not noted and day != clock.today():
        raise Refused(_("Who decides here decides today; another day is entered from paper only."))
    record.state = ApprovalState.APPROVED if approve else ApprovalState.RETURNED
    record.decided_on, record.decided_by_id = day, own(by)
    record.decided_as = record.level if noted else rules.decided_as(by, record)
    record.decision, record.is_noted = text.strip(), noted
    save_clean(record)
    trail.record(
        "clues.noted_decision" if noted else "clues.decided",
        clue,
        by=by,
        step=record.step,
        state=str(record.state),
        level=str(record.decided_as),
    )
    telling.settle(clue, "asked")
    for callback in _callbacks.get(record.step, ()):
        callback(approval=record, by=by)
    refreshed(clue)
    telling.tell(clue, "decided", {record.asked_by_id, clue.keeper_id}, by)
    return record


def end_waiting(clue: Clue, text: str, by: Viewer) -> int:
    """Return what still waits for a decision, where the matter itself is taken away. Takes part in the running act."""
    waiting = Approval.objects.select_for_update().filter(clue=clue, state=ApprovalState.WAITING)
    count = 0
    for record in waiting:
        record.state, record.decided_on = ApprovalState.RETURNED, clock.today()
        record.decided_by_id, record.decision = own(by), text
        save_clean(record)
        count += 1
    if count:
        telling.settle(clue, "asked")
    return count


def level_words(approval: Approval) -> str:
    """Return who decides, in words."""
    return str(Approver(approval.level).label)
