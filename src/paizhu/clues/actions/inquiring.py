"""Delegated talks (委托谈话), spot checks (抽查核实), explanations at meetings on party life (民主生活会说明)."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions import approvals, assigning, stages, telling
from paizhu.clues.actions.moving import held, held_item, made, move, own, refreshed
from paizhu.clues.models import Clue, Delegation, Explanation, SpotCheck, TeamMember
from paizhu.clues.queries.conflicts import WITHDRAWN
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def delegate(
    *, clue: Clue, delegate: str, text: str, seen_revision: int | None = None, by: Viewer
) -> Delegation:
    """It is asked that the head of the unit's party group talk for the commission."""
    clue = held(clue)
    rules.inquiring.check_can_delegate(by, clue)
    rules.inquiring.check_delegation(delegate, text)
    asked = approvals.ask(clue=clue, step=rules.inquiring.STEP, text=text.strip(), by=by)
    item = made(Delegation, clue, delegate=delegate.strip(), text=text.strip(), approval=asked)
    trail.record("clues.talk_delegated", clue, by=by)
    return item


@act
def mandate(
    *, clue: Clue, item: Delegation, on: date, seen_revision: int | None = None, by: Viewer
) -> Delegation:
    """The approved mandate was received: from here the working days of the talk run."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.inquiring.check_can_mandate(by, clue, item)
    rules.teamwork.check_day(on, after=item.approval.decided_on)
    item.received_on = on
    save_clean(item)
    refreshed(clue)
    trail.record("clues.mandate_received", clue, by=by, day=on)
    return item


@act
def record(
    *,
    clue: Clue,
    item: Delegation,
    on: date,
    record: str,
    is_signed: bool = False,
    seen_revision: int | None = None,
    by: Viewer,
) -> Delegation:
    """The signed record of the delegated talk has come back."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.inquiring.check_can_record(by, clue, item)
    rules.inquiring.check_record(item, on, record, is_signed)
    item.held_on, item.record, item.is_signed = on, record.strip(), is_signed
    save_clean(item)
    refreshed(clue)
    trail.record("clues.delegated_talk_held", clue, by=by, day=on)
    return item


@act
def choose(*, clue: Clue, seen_revision: int | None = None, by: Viewer) -> SpotCheck:
    """An accepted explanation is picked to be checked."""
    clue = held(clue)
    rules.inquiring.check_can_choose(by, clue)
    item = made(SpotCheck, clue, chosen_on=clock.today(), chosen_by_id=own(by))
    trail.record("clues.check_chosen", clue, by=by)
    return item


@act
def check(
    *,
    clue: Clue,
    item: SpotCheck,
    on: date,
    is_true: bool,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> SpotCheck:
    """What the check found. Where the explanation is not true the matter is worked on anew, by others than who accepted it."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.inquiring.check_can_check(by, clue, item)
    rules.teamwork.check_written(text)
    rules.teamwork.check_day(on, after=item.chosen_on)
    item.checked_on, item.checked_by_id = on, own(by)
    item.is_true, item.text = is_true, text.strip()
    save_clean(item)
    trail.record("clues.checked", clue, by=by, day=on, is_true=is_true)
    if not is_true:
        _work_anew(clue, by)
    return item


def _work_anew(clue: Clue, by: Viewer) -> None:
    for member in TeamMember.objects.filter(clue=clue, left_on__isnull=True):
        member.left_on, member.left_because = clock.today(), WITHDRAWN
        member.is_lead = False
        save_clean(member)
    stages.close(clue)
    clue.filed_with_organ_on = None
    move(clue, "work_anew", by, "clues.worked_anew", on=clock.today())
    assigning.part_from_keeper(clue, by)
    telling.tell(clue, "anew", telling.responsible(clue) | telling.case_office(clue), by)


@act
def explain(
    *, clue: Clue, kind: str, on: date, text: str, seen_revision: int | None = None, by: Viewer
) -> Explanation:
    """Whom the inquiry was about has explained it at the meeting."""
    clue = held(clue)
    rules.inquiring.check_can_explain(by, clue)
    rules.inquiring.check_explanation(clue, on, text)
    item = made(Explanation, clue, kind=kind, on=on, text=text.strip())
    trail.record("clues.explained", clue, by=by, day=on)
    return item
