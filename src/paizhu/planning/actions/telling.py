"""What the acts of planning share: the steps on a plan's page, and word to those whom they concern."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import CompositeGroup, Official
from paizhu.planning import queries
from paizhu.planning.models import Convening, PlanStep, WorkPlan


def note_step(plan: WorkPlan, kind: str, by: Viewer, note: str = "") -> None:
    """Keep a step for the plan's page, with its words; these never go into the trail."""
    step = PlanStep(
        commission_id=plan.commission_id,
        plan=plan,
        kind=kind,
        official_id=getattr(by, "official_id", None),
        at=clock.now(),
        note=note.strip(),
    )
    save_clean(step)


def tell_liaison(plan: WorkPlan, kind: str, by: Viewer, due_on: date | None = None) -> None:
    """Tell the liaison member in force today."""
    _tell(plan, kind, queries.liaisons_of(plan.group, clock.today()), by, due_on)


def tell_group(plan: WorkPlan, kind: str, by: Viewer) -> None:
    """Tell leader and deputies, and who drafted it while he works in the group."""
    today = clock.today()
    heads = queries.heads_of(plan.group, today)
    drafter = queries.workers_of(plan.group, today).filter(pk=plan.drafted_by_id)
    _tell(plan, kind, heads | drafter, by)


def _tell(
    plan: WorkPlan,
    kind: str,
    officials: QuerySet[Official],
    by: Viewer,
    due_on: date | None = None,
) -> None:
    notices.tell(
        commission_id=plan.commission_id,
        recipients=list(officials.values_list("pk", flat=True)),
        kind=kind,
        about=plan,
        number=plan.number,
        due_on=due_on,
        url=plan.get_absolute_url(),
        by=by,
    )


def tell_called(convening: Convening, officials, kind: str, by: Viewer) -> None:
    """Tell who is called to a joint activity; `officials`: ids."""
    notices.tell(
        commission_id=convening.commission_id,
        recipients=officials,
        kind=kind,
        about=convening,
        number=convening.code,
        due_on=convening.starts_at.date() if kind != "planning.called_off" else None,
        url=convening.get_absolute_url(),
        by=by,
    )


def tell_divided(
    group: CompositeGroup, officials: Iterable[int], from_on: date, by: Viewer
) -> None:
    """Tell whose units have changed from a day on, once however many units; `officials`: ids, before and after."""
    notices.tell(
        commission_id=group.commission_id,
        recipients=officials,
        kind="planning.divided",
        about=group,
        number=group.code,
        due_on=from_on,
        url=reverse("planning:division", args=[group.pk]),
        by=by,
    )


KINDS = {
    "planning.submitted": (
        _("The work plan %(number)s waits for your answer, by %(due_on)s."),
        False,
    ),
    "planning.late": (
        _("The work plan %(number)s should have been answered by %(due_on)s."),
        False,
    ),
    "planning.waits": (
        _("The work plan %(number)s should have been answered by %(due_on)s: it still waits."),
        True,
    ),
    "planning.unreported": (
        _("The work plan %(number)s ended on %(due_on)s and its completion is not reported yet."),
        False,
    ),
    "planning.agreed": (_("The work plan %(number)s is agreed: carry it out."), True),
    "planning.returned": (_("The work plan %(number)s is returned with reasons."), False),
    "planning.talk": (_("The liaison member asks to talk about the work plan %(number)s."), False),
    "planning.reported": (_("The completion of the work plan %(number)s is reported."), True),
    "planning.convened": (
        _(
            "You are called to the joint activity %(number)s on %(due_on)s: answer whether you come."
        ),
        False,
    ),
    "planning.moved": (
        _("The joint activity %(number)s now takes place on %(due_on)s: answer anew."),
        False,
    ),
    "planning.called_off": (
        _("The joint activity %(number)s does not take place, or without you."),
        True,
    ),
    "planning.divided": (
        _("The division of work of %(number)s changes from %(due_on)s: see which units are yours."),
        True,
    ),
    "planning.cannot_come": (_("Somebody cannot come to the joint activity %(number)s."), True),
}
"""Kind of notice → its sentence (number and day only), and whether reading it is all that is asked."""
