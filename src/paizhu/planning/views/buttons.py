"""The buttons of a plan's page: those of the group in the head, the liaison member's in a card of their own."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import allowed, refusal
from paizhu.planning import rules
from paizhu.planning.models import EDITABLE_PLANS, WorkPlan
from paizhu.planning.tables import steps
from paizhu.web.components import Button

LAST = frozenset({"withdraw"})
"""Steps that are offered after everything else."""


def of_plan(request: HttpRequest, plan: WorkPlan) -> dict[str, Any]:
    """Return `buttons` for the head and `decisions` for the card; who has nothing to do here gets only the print."""
    user = request.user
    printed = Button(
        _("Print"), reverse("planning:plan_print", args=[plan.pk]), icon="printer", look="secondary"
    )
    found: dict[str, Any] = {"buttons": [printed], "decisions": []}
    if plan.group_id in user.powers.guided_groups:
        found["decisions"] = _steps(user, plan, rules.plans.DECISIONS)
    if plan.group_id in user.powers.groups:
        own = _steps(user, plan, set(rules.plans.STEPS) - rules.plans.DECISIONS - LAST)
        last = _steps(user, plan, LAST)
        found["buttons"] = [*own, *_change(user, plan), *last, printed]
    return found


def _steps(user: Any, plan: WorkPlan, among: Any) -> list[Button]:
    """Return the steps that the state allows, each with what stands against this reader's taking it."""
    return [
        Button(
            steps.LABELS[step],
            reverse("planning:plan_step", args=[plan.pk, step]),
            icon=steps.ICONS[step],
            look="primary" if step in steps.FOREMOST else "secondary",
            refusal=refusal(rules.plans.check_can_step, user, plan, step),
        )
        for step in rules.plans.STEPS
        if step in among and rules.plans.is_open(plan, step)
    ]


def _change(user: Any, plan: WorkPlan) -> list[Button]:
    if plan.state not in EDITABLE_PLANS or not allowed(rules.plans.check_can_write, user, plan):
        return []
    return [
        Button(_("Change the head"), reverse("planning:plan_edit", args=[plan.pk]), icon="pencil")
    ]
