"""What the page of a clue tells: facts, where it stands, its limits, its papers, decisions, who keeps away."""

from typing import Any

from paizhu.clues import rules
from paizhu.clues.models import Approval, Clue, Handover, Minute, Recusal, RecusalState
from paizhu.clues.queries import clocks, lending, levels
from paizhu.clues.queries import shown as shown_now
from paizhu.clues.tables import marks, stepper
from paizhu.clues.views import buttons
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed


def shown(user: Any, record: Clue) -> dict[str, Any]:
    """Return what page and print have alike; a dozen queries."""
    shown_now.begin(record)
    running = clocks.clocks_of(record, clock.today())
    handovers, recusals = shown_now.rows(record, Handover), shown_now.rows(record, Recusal)
    return {
        "record": record,
        "successors": _successors(user, record, recusals),
        "facts": marks.facts(record),
        "steps": stepper.steps(record),
        "clocks": [(each, marks.clock_mark(each)) for each in running],
        "handovers": handovers,
        "handover_buttons": buttons.of_handovers(user, record, handovers),
        "decisions": [_decision(user, record, each) for each in shown_now.rows(record, Approval)],
        "minutes": [_named(each) for each in shown_now.rows(record, Minute)],
        "recusals": [_recusal(user, record, each) for each in recusals],
    }


def _named(minute: Minute) -> Minute:
    minute.step_words = levels.step_words(minute.step)
    return minute


def _decision(user: Any, record: Clue, approval: Approval) -> Approval:
    """Say of a question what it is called, what is proposed, and what the reader may do with it."""
    approval.clue = record
    approval.step_words = levels.step_words(approval.step)
    approval.shown_word = marks.proposed_words(approval)
    approval.tone = marks.APPROVAL_TONES[approval.state]
    approval.ways = buttons.of_approval(user, approval)
    return approval


def _recusal(user: Any, record: Clue, recusal: Recusal) -> Recusal:
    recusal.clue = record
    recusal.ways = buttons.of_recusal(user, recusal)
    return recusal


def _successors(user: Any, record: Clue, recusals: list[Recusal]) -> dict[str, Any] | None:
    """Propose who could take over where somebody had to leave: of the group, else lent to it, else whom an authorisation would lend."""
    gone = record.keeper_id is None or any(each.state == RecusalState.RECUSED for each in recusals)
    if not (record.group_id and record.is_open and gone):
        return None
    if not (rules.works_on(user, record) or allowed(rules.check_case_office, user)):
        return None
    hands = lending.hands_for(record, clock.today())
    is_short = not hands.free
    return {"hands": hands, "buttons": [buttons.lend(user, record)] if is_short else []}
