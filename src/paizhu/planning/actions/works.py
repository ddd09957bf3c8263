"""Linking activities to the items of an agreed plan: the only way in which progress comes about."""

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import Activity
from paizhu.planning import rules
from paizhu.planning.actions.plans import locked
from paizhu.planning.models import PlanItem, PlanWork
from paizhu.trail import actions as trail


@act
def link(*, item: PlanItem, activity: Activity, by: Viewer) -> PlanWork:
    """Say that an activity carried out an item. Linking it a second time changes nothing."""
    item.plan = locked(item.plan)
    found = PlanWork.objects.filter(item=item, activity=activity).first()
    rules.plans.check_can_link(by, item, activity)
    if found:
        acts.nothing_to_do()
        return found
    made = PlanWork(
        commission_id=item.commission_id, item=item, activity=activity, linked_on=clock.today()
    )
    save_clean(made)
    trail.record(
        "planning.work_linked", item.plan, by=by, position=item.position, activity=activity.code
    )
    return made


@act
def unlink(*, work: PlanWork, by: Viewer) -> None:
    """Take a link back. Taking it back a second time changes nothing."""
    item = work.item
    item.plan = locked(item.plan)
    rules.plans.check_can_link(by, item)
    removed, _each = PlanWork.objects.filter(pk=work.pk).delete()
    if not removed:
        acts.nothing_to_do()
        return
    trail.record(
        "planning.work_unlinked",
        item.plan,
        by=by,
        position=item.position,
        activity=work.activity.code,
    )
