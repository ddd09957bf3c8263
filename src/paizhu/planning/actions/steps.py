"""The steps of a plan on its way: submitted, agreed or returned, reported. Each is one act."""

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import Official
from paizhu.planning import queries, rules
from paizhu.planning.actions.plans import locked
from paizhu.planning.actions.telling import note_step, tell_group, tell_liaison
from paizhu.planning.models import PlanState, PlanStepKind, PlanWork, WorkPlan
from paizhu.trail import actions as trail


@act
def submit(*, plan: WorkPlan, seen_revision: int | None = None, by: Viewer) -> WorkPlan:
    """Hand a plan to the group's liaison member, who is told until when a decision is due."""
    plan = _begun(plan, "submit", seen_revision, by)
    plan.submit(on=clock.today())
    _done(plan, PlanStepKind.SUBMIT, by)
    notices.settle(about=plan)
    due = queries.PlanClocks(plan.commission_id, clock.today()).due(plan)
    tell_liaison(plan, "planning.submitted", by, due)
    trail.record("planning.plan_submitted", plan, by=by, due_on=due)
    return plan


@act
def take_back(*, plan: WorkPlan, seen_revision: int | None = None, by: Viewer) -> WorkPlan:
    """Take a submitted plan back before a decision, to change it."""
    plan = _begun(plan, "take_back", seen_revision, by)
    plan.take_back()
    _done(plan, PlanStepKind.TAKE_BACK, by)
    notices.settle(about=plan)
    trail.record("planning.plan_taken_back", plan, by=by)
    return plan


@act
def withdraw(
    *, plan: WorkPlan, note: str = "", seen_revision: int | None = None, by: Viewer
) -> WorkPlan:
    """Give a plan up before it is agreed."""
    plan = _begun(plan, "withdraw", seen_revision, by)
    plan.withdraw()
    _done(plan, PlanStepKind.WITHDRAW, by, note)
    notices.settle(about=plan)
    trail.record("planning.plan_withdrawn", plan, by=by)
    return plan


@act
def agree(
    *, plan: WorkPlan, note: str = "", seen_revision: int | None = None, by: Viewer
) -> WorkPlan:
    """Agree as liaison member: the group carries the plan out; what it revises is replaced, its links are carried over."""
    plan = _begun(plan, "agree", seen_revision, by)
    plan.agree(on=clock.today(), official=Official.objects.get(pk=by.official_id))
    _done(plan, PlanStepKind.AGREE, by, note)
    if plan.previous_id:
        _replace(plan.previous, plan, by)
    notices.settle(about=plan)
    tell_group(plan, "planning.agreed", by)
    trail.record("planning.plan_agreed", plan, by=by, group=plan.group.code)
    return plan


@act
def send_back(
    *, plan: WorkPlan, note: str, seen_revision: int | None = None, by: Viewer
) -> WorkPlan:
    """Return a plan to the group with reasons."""
    plan = _begun(plan, "send_back", seen_revision, by)
    if not note.strip():
        raise Refused(_("Say why it is returned: the group has to know what to change."))
    plan.send_back()
    _done(plan, PlanStepKind.SEND_BACK, by, note)
    notices.settle(about=plan)
    tell_group(plan, "planning.returned", by)
    trail.record("planning.plan_returned", plan, by=by, group=plan.group.code)
    return plan


@act
def talk(
    *, plan: WorkPlan, note: str = "", seen_revision: int | None = None, by: Viewer
) -> WorkPlan:
    """Ask to talk about a plan first (面谈). Nothing is decided, and its clock runs on."""
    plan = _begun(plan, "talk", seen_revision, by)
    plan.talk(on=clock.today())
    _done(plan, PlanStepKind.TALK, by, note)
    tell_group(plan, "planning.talk", by)
    trail.record("planning.talk_asked", plan, by=by, group=plan.group.code)
    return plan


@act
def report(*, plan: WorkPlan, text: str, seen_revision: int | None = None, by: Viewer) -> WorkPlan:
    """Report what came of a plan; the draft of the text is drawn from the linked records."""
    plan = _begun(plan, "report", seen_revision, by)
    if not text.strip():
        raise Refused(_("Say what came of the plan."))
    plan.report_done(on=clock.today(), text=text.strip())
    _done(plan, PlanStepKind.REPORT, by)
    notices.settle(about=plan)
    tell_liaison(plan, "planning.reported", by)
    trail.record("planning.plan_reported", plan, by=by, group=plan.group.code)
    return plan


def _begun(plan: WorkPlan, step: str, seen_revision: int | None, by: Viewer) -> WorkPlan:
    """Return the plan held, with the step checked. A stale page is told so before anything else."""
    plan = locked(plan, seen_revision)
    rules.plans.check_can_step(by, plan, step)
    return plan


def _done(plan: WorkPlan, kind: str, by: Viewer, note: str = "") -> None:
    save_clean(plan)
    note_step(plan, kind, by, note)


def _replace(old: WorkPlan, new: WorkPlan, by: Viewer) -> None:
    """End the version that an agreed one revises, and carry its links over to the items of the same place."""
    old = locked(old)
    if old.state != PlanState.AGREED:
        raise Refused(
            _(
                "The version that this one revises is in the state “%(state)s”: it cannot be replaced."
            )
            % {"state": old.get_state_display()}
        )
    old.replace()
    save_clean(old)
    heirs = {item.origin_id: item for item in new.items.all() if item.origin_id}
    links = PlanWork.objects.filter(item__plan=old).values_list(
        "item_id", "activity_id", "linked_on"
    )
    carried = [
        PlanWork(
            commission_id=new.commission_id, item=heirs[item], activity_id=activity, linked_on=on
        )
        for item, activity, on in links
        if item in heirs
    ]
    PlanWork.objects.bulk_create(carried)
    trail.record("planning.plan_replaced", old, by=by, version=new.version, count=len(carried))
