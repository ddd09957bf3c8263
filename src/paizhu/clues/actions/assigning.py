"""Assigning a clue to a group (交办), naming who keeps it there, taking it back."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import approvals, custody, recusals, stages, telling
from paizhu.clues.actions.holding import check_day, check_written, held, kept, own
from paizhu.clues.models import Approval, ApprovalState, Clue, TeamMember
from paizhu.clues.queries import custody as papers
from paizhu.clues.queries import handlers, levels
from paizhu.clues.queries.conflicts import WITHDRAWN
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.trail import actions as trail


@act
def assign(
    *,
    clue: Clue,
    group: CompositeGroup,
    keeper: Official | None = None,
    approved_on: date | None = None,
    text: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> Clue:
    """To a group, whose keeper is to sign for the papers. `approved_on`, `text`: the leader's approval of the allocation, as on paper.

    Whom a mandatory ground keeps away, the group's leader included, is taken from the matter before he could read it.
    """
    record, today = held(clue, seen_revision), clock.today()
    rules.check_can_assign(by, record)
    found = rules.check_group(record, group, today)
    if keeper is not None:
        rules.check_keeper(record, group, keeper, today)
    day = approved_on or today
    check_day(day, record.received_on)
    was = record.state
    record.assign(group=group, on=today)
    record.keeper = keeper or found.head
    kept(record, was)
    trail.record("clues.assigned", record, by=by, group=group.code)
    _note_allocation(record, day, text, by)
    recusals.recuse_computed(record, telling.everybody(record), by)
    custody.give(record, record.keeper_id, "", by, kind="assigned")
    return record


@act
def name_keeper(
    *, clue: Clue, keeper: Official, seen_revision: int | None = None, by: Viewer
) -> Clue:
    """Another of the group keeps the matter from now on; the papers go over by a handover of their own."""
    record = held(clue, seen_revision)
    rules.check_can_name_keeper(by, record)
    rules.check_keeper(record, record.group, keeper, clock.today())
    if record.keeper_id == keeper.pk:
        acts.nothing_to_do()
        return record
    before, record.keeper = record.keeper_id, keeper
    kept(record)
    trail.record("clues.kept_by", record, by=by, code=keeper.code)
    waiting = papers.under_way(record)
    if waiting is not None and waiting.to_official_id == before:
        custody.end_under_way(record)
        waiting = None
    if waiting is None and papers.holder_of(record) != keeper.pk:
        custody.give(record, keeper.pk, "", by)
    telling.tell(record, "joined", [keeper.pk], by)
    return record


@act
def withdraw(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Clue:
    """The case office takes the matter back, so that another group gets it: work stays, requests end, papers are called in."""
    record = held(clue, seen_revision)
    rules.check_can_withdraw(by, record)
    check_written(text)
    was, group = record.state, record.group
    told = telling.responsible(record)
    telling.tell(record, "withdrawn", told, by)
    approvals.end_waiting(record, _("The matter was withdrawn from the group."), by)
    for member in TeamMember.objects.filter(clue=record, left_on__isnull=True):
        member.left_on, member.left_because = clock.today(), WITHDRAWN
        save_clean(member)
    stages.close(record)
    record.withdraw()
    record.disposition, record.disposed_on, record.filed_with_organ_on = "", None, None
    kept(record, was)
    trail.record("clues.withdrawn", record, by=by, group=group.code)
    custody.end_under_way(record)
    if papers.holder_of(record) != own(by):
        custody.give(record, own(by), text, by, kind="")
    return record


def part_from_keeper(clue: Clue, by: Viewer) -> None:
    """Where the keeper worked on what is done anew, another of the group keeps it, or the case office is told. Takes part in the running act."""
    if clue.keeper_id is None or clue.keeper_id not in handlers.ever_worked(clue):
        return
    successor = recusals.successor_for(clue, clue.keeper_id)
    clue.keeper = successor
    kept(clue)
    trail.record("clues.kept_by", clue, by=by, code=successor.code if successor else "—")
    if successor is None:
        telling.tell_stranded(clue, by)
    elif papers.under_way(clue) is None and papers.holder_of(clue) != successor.pk:
        custody.give(clue, successor.pk, "", by)


def _note_allocation(clue: Clue, on: date, text: str, by: Viewer) -> None:
    """Keep on record which level approved the allocation, as the case office had it on paper (2019 rules, art. 23)."""
    asked = levels.level_of(clue, "clue_allocation")
    save_clean(
        Approval(
            commission_id=clue.commission_id,
            clue=clue,
            step="clue_allocation",
            category=clue.category,
            level=asked.approver,
            basis=asked.basis,
            word=clue.group.code[:40],
            asked_on=on,
            asked_by_id=own(by),
            state=ApprovalState.APPROVED,
            decided_on=on,
            decided_as=asked.approver,
            decision=text.strip(),
            is_noted=True,
        )
    )
