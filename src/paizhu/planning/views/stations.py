"""Where a plan stands, in words: its course, the last words about it, and what is next for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.planning import queries
from paizhu.planning.models import PlanState, PlanStep, PlanStepKind, WorkPlan
from paizhu.web.components import Moment, Tone

ICONS = {
    PlanStepKind.SUBMIT: ("send", Tone.BLUE),
    PlanStepKind.TAKE_BACK: ("arrow-back-up", Tone.NEUTRAL),
    PlanStepKind.AGREE: ("check", Tone.GREEN),
    PlanStepKind.SEND_BACK: ("arrow-back-up", Tone.YELLOW),
    PlanStepKind.TALK: ("messages", Tone.YELLOW),
    PlanStepKind.REPORT: ("report", Tone.GREEN),
    PlanStepKind.WITHDRAW: ("trash", Tone.NEUTRAL),
    PlanStepKind.REVISE: ("pencil", Tone.BLUE),
}
SPEAKING = {
    PlanState.RETURNED: PlanStepKind.SEND_BACK,
    PlanState.SUBMITTED: PlanStepKind.TALK,
    PlanState.AGREED: PlanStepKind.AGREE,
    PlanState.REPORTED: PlanStepKind.AGREE,
}


@dataclass(frozen=True)
class Next:
    """What is to happen now. `is_mine`: it is for the reader."""

    text: Any
    is_mine: bool = False


def moments_of(steps: Sequence[PlanStep]) -> list[Moment]:
    """Return the course of a plan, newest first."""
    found = []
    for step in reversed(steps):
        icon, tone = ICONS[PlanStepKind(step.kind)]
        found.append(
            Moment(
                timezone.localtime(step.at),
                step.get_kind_display(),
                step.note,
                icon=icon,
                tone=tone,
                who=step.official.name if step.official else "",
            )
        )
    return found


def last_words(plan: WorkPlan, steps: Sequence[PlanStep]) -> PlanStep | None:
    """Return what the liaison member last said that still matters in this state."""
    kind = SPEAKING.get(PlanState(plan.state))
    if kind == PlanStepKind.TALK and not plan.talk_on:
        return None
    return next((s for s in reversed(steps) if s.kind == kind and s.note), None)


def submission(steps: Sequence[PlanStep]) -> PlanStep | None:
    """Return the last submission."""
    return next((s for s in reversed(steps) if s.kind == PlanStepKind.SUBMIT), None)


def next_step(plan: WorkPlan, user: Viewer) -> Next | None:
    """Say what is to happen now, and whether it is for this reader."""
    works = plan.group_id in user.powers.groups
    heads = plan.group_id in user.powers.led_groups | user.powers.deputised_groups
    if plan.state == PlanState.DRAFT and not plan.items.exists():
        return Next(_("Add what is to be done, item by item."), works)
    if plan.state == PlanState.DRAFT:
        return _to_submit(plan, heads)
    if plan.state == PlanState.RETURNED:
        return Next(
            _("The group changes what the liaison member asks for, and submits anew."), works
        )
    if plan.state == PlanState.SUBMITTED:
        return _to_decide(plan, user)
    if plan.state == PlanState.AGREED:
        return Next(_("Link the activities that carry it out; report at the end."), works)
    return None


def _to_submit(plan: WorkPlan, heads: bool) -> Next:
    if not queries.liaisons_of(plan.group, clock.today()).exists():
        return Next(
            _(
                "The group has no liaison member in force: the commission's office appoints one on the "
                "group's page, then the plan can be submitted."
            )
        )
    if heads:
        return Next(_("Read it once more and submit it to the liaison member."), True)
    return Next(_("Leader or deputy submits it to the liaison member."))


def _to_decide(plan: WorkPlan, user: Viewer) -> Next:
    if plan.group_id in user.powers.guided_groups:
        return Next(_("It waits for your answer."), True)
    names = _(", ").join(
        queries.liaisons_of(plan.group, clock.today()).values_list("name", flat=True)
    )
    if not names:
        return Next(
            _(
                "Nobody is liaison member of the group at present; the commission's office appoints one."
            )
        )
    return Next(_("It waits for the answer of the liaison member, %(names)s.") % {"names": names})
