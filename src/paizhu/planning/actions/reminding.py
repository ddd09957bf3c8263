"""Reminding liaison members of plans that have waited longer than the rule pack's limit. Nothing is decided by time."""

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.oversight.queries import Light
from paizhu.planning import queries
from paizhu.planning.models import WorkPlan
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def remind(*, commission: Commission, by: Viewer) -> int:
    """Tell each liaison member of a late plan once; returns how many notices went out."""
    today = clock.today()
    clocks, count = queries.PlanClocks(commission.pk, today), 0
    for plan in WorkPlan.objects.of(commission).waiting().select_related("group"):
        if clocks.of(plan).light is not Light.RED:
            continue
        count += notices.tell(
            commission_id=commission.pk,
            recipients=list(queries.liaisons_of(plan.group, today).values_list("pk", flat=True)),
            kind="planning.late",
            about=plan,
            number=plan.number,
            due_on=clocks.due(plan),
            url=plan.get_absolute_url(),
            by=by,
        )
    if count:
        trail.record("planning.plans_reminded", commission, by=by, count=count)
    else:
        acts.nothing_to_do()
    return count
