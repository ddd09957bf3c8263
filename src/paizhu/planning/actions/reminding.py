"""Reminding of plans that have waited too long for an answer, and of those that ended without a report.

Nothing is decided by time. The office hears of both, to see that they go on.
"""

from collections.abc import Iterable
from datetime import date

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.notices.models import Notice
from paizhu.oversight.queries import Light
from paizhu.planning import queries
from paizhu.planning.models import WorkPlan
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def remind(*, commission: Commission, by: Viewer) -> int:
    """Tell liaison member and office of a plan that waits too long, its leader and the office of one that ended
    without a report; once each. Returns how many notices went out.
    """
    today = clock.today()
    count = _waiting(commission, today, by) + _ended(commission, today, by)
    if count:
        trail.record("planning.plans_reminded", commission, by=by, count=count)
    else:
        acts.nothing_to_do()
    return count


def _waiting(commission: Commission, today: date, by: Viewer) -> int:
    clocks, count = queries.PlanClocks(commission.pk, today), 0
    office = queries.office_of(commission, today)
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
        count += _tell_once(plan, "planning.waits", office, clocks.due(plan), by)
    return count


def _ended(commission: Commission, today: date, by: Viewer) -> int:
    count, office = 0, queries.office_of(commission, today)
    for plan in WorkPlan.objects.of(commission).unreported(today).select_related("group"):
        heads = queries.heads_of(plan.group, today).values_list("pk", flat=True)
        count += _tell_once(plan, "planning.unreported", {*heads, *office}, plan.until_on, by)
    return count


def _tell_once(
    plan: WorkPlan, kind: str, officials: Iterable[int], due_on: date | None, by: Viewer
) -> int:
    """Tell those who were not told before, whether or not they have read it since."""
    told = Notice.objects.about(plan).filter(kind=kind, due_on=due_on)
    before = set(told.values_list("recipient_id", flat=True))
    return notices.tell(
        commission_id=plan.commission_id,
        recipients=set(officials) - before,
        kind=kind,
        about=plan,
        number=plan.number,
        due_on=due_on,
        url=plan.get_absolute_url(),
        by=by,
    )
