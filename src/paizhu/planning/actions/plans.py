"""What is done with work plans and proposals (工作计划、工作打算) while they are written and revised."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.planning import rules
from paizhu.planning.actions.telling import note_step
from paizhu.planning.models import PlanItem, PlanStepKind, Series, WorkPlan
from paizhu.planning.states import ItemDraft, PlanDraft
from paizhu.tenancy.actions import numbers
from paizhu.trail import actions as trail

TRAILED = ("kind", "from_on", "until_on")
"""What the trail may say of a plan: never its words."""


@act
def draft_plan(*, group: CompositeGroup, draft: PlanDraft, by: Viewer) -> WorkPlan:
    """Begin a plan. It gets the next number of the year in which it begins."""
    rules.plans.check_can_draft(by, group)
    rules.plans.check_period(draft.kind, draft.from_on, draft.until_on)
    plan = WorkPlan(
        commission_id=group.commission_id,
        group=group,
        drafted_by_id=by.official_id,
        **vars(draft),
    )
    # The group's row is held, so that two who begin the same plan at once do not both succeed.
    CompositeGroup.objects.select_for_update().get(pk=group.pk)
    rules.plans.check_only_one(plan)
    numbers.give(plan, Series.PLAN, draft.from_on.year)
    save_clean(plan)
    trail.record("planning.plan_drafted", plan, by=by, group=group.code, **_dated(plan))
    return plan


@act
def change_plan(
    *, plan: WorkPlan, draft: PlanDraft, seen_revision: int | None = None, by: Viewer
) -> WorkPlan:
    """Change the head of a plan that is being written; its items must still lie within it."""
    plan = locked(plan, seen_revision)
    rules.plans.check_can_write(by, plan)
    rules.plans.check_period(draft.kind, draft.from_on, draft.until_on)
    before = copy(plan)
    for name, value in vars(draft).items():
        setattr(plan, name, value)
    rules.plans.check_only_one(plan)
    for item in plan.items.all():
        rules.plans.check_item(plan, item.from_on, item.until_on)
    if all(getattr(before, name) == getattr(plan, name) for name in vars(draft)):
        acts.nothing_to_do()
        return before
    save_clean(plan)
    trail.record("planning.plan_changed", plan, by=by, changes=changes(before, plan, TRAILED))
    return plan


@act
def add_item(*, plan: WorkPlan, draft: ItemDraft, by: Viewer) -> PlanItem:
    """Add an item at the end of a plan that is being written."""
    plan = locked(plan)
    rules.plans.check_can_write(by, plan)
    last = plan.items.aggregate(last=Max("position"))["last"] or 0
    if last >= rules.plans.ITEMS:
        raise Refused(_("A plan has at most %(count)s items.") % {"count": rules.plans.ITEMS})
    item = PlanItem(commission_id=plan.commission_id, plan=plan, position=last + 1)
    _fill(item, draft, by)
    trail.record("planning.item_added", plan, by=by, position=item.position)
    return item


@act
def change_item(
    *, item: PlanItem, draft: ItemDraft, seen_revision: int | None = None, by: Viewer
) -> PlanItem:
    """Change an item of a plan that is being written."""
    plan = locked(item.plan)
    item = PlanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    check_fresh(item, seen_revision)
    rules.plans.check_can_write(by, plan)
    _fill(item, draft, by)
    trail.record("planning.item_changed", plan, by=by, position=item.position)
    return item


@act
def remove_item(*, item: PlanItem, seen_revision: int | None = None, by: Viewer) -> WorkPlan:
    """Take an item out of a plan that is being written; those after it move up."""
    plan = locked(item.plan)
    item = PlanItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if item is None:
        raise Refused(_("This item has been taken out already."))
    check_fresh(item, seen_revision)
    rules.plans.check_can_write(by, plan)
    position = item.position
    item.delete()
    for each in plan.items.filter(position__gt=position).order_by("position"):
        PlanItem.objects.filter(pk=each.pk).update(position=F("position") - 1)
    trail.record("planning.item_removed", plan, by=by, position=position)
    return plan


@act
def revise(*, plan: WorkPlan, seen_revision: int | None = None, by: Viewer) -> WorkPlan:
    """Begin a new version of an agreed plan, with its items; the old one stays in force until the new one is agreed."""
    plan = locked(plan, seen_revision)
    rules.plans.check_can_step(by, plan, "revise")
    versions = WorkPlan.objects.of(plan.commission_id).filter(code=plan.code)
    made = WorkPlan(
        commission_id=plan.commission_id,
        code=plan.code,
        version=versions.aggregate(last=Max("version"))["last"] + 1,
        previous=plan,
        group_id=plan.group_id,
        drafted_by_id=by.official_id,
        **{name: getattr(plan, name) for name in ("kind", "title", "from_on", "until_on", "aims")},
    )
    save_clean(made)
    for item in plan.items.prefetch_related("units").order_by("position"):
        units, item.origin_id = list(item.units.all()), item.pk
        item.pk, item._state.adding, item.plan, item.revision = None, True, made, 1
        save_clean(item)
        item.units.set(units)
    note_step(plan, PlanStepKind.REVISE, by)
    trail.record("planning.plan_revised", made, by=by, version=made.version)
    return made


def locked(plan: WorkPlan, seen_revision: int | None = None) -> WorkPlan:
    """Return the plan with its row held until the act ends. Raises `Refused` where the page was stale."""
    found = WorkPlan.objects.select_for_update(of=("self",)).select_related("group", "previous")
    plan = found.get(pk=plan.pk)
    check_fresh(plan, seen_revision)
    return plan


def _fill(item: PlanItem, draft: ItemDraft, by: Viewer) -> None:
    plan = item.plan
    rules.plans.check_item(plan, draft.from_on, draft.until_on)
    units = list(Unit.objects.visible_to(by).filter(pk__in=draft.unit_ids))
    if len(units) != len(set(draft.unit_ids)):
        raise ValidationError({"units": _("Choose units that your group supervises.")})
    responsible = _responsible(item, draft, by)
    item.what, item.method = draft.what.strip(), draft.method
    item.from_on, item.until_on = draft.from_on, draft.until_on
    item.responsible = responsible
    save_clean(item)
    item.units.set(units)


def _responsible(item: PlanItem, draft: ItemDraft, by: Viewer) -> Official | None:
    if draft.responsible_id is None:
        return None
    found = Official.objects.visible_to(by).filter(pk=draft.responsible_id).first()
    if found is None:
        raise ValidationError({"responsible": _("Choose somebody of the group.")})
    if found.pk != item.responsible_id:
        rules.plans.check_responsible(item.plan, found, clock.today())
    return found


def _dated(plan: WorkPlan) -> dict:
    return {name: getattr(plan, name) for name in TRAILED}
