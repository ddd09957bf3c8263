"""States, clocks and gaps as marks: always in words, with a tone and a shape."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paizhu.kernel import clock
from paizhu.oversight.queries import Clock, Light
from paizhu.planning.models import (
    Call,
    Convening,
    ConveningState,
    PlanState,
    Reply,
    WorkPlan,
    WorkRule,
)
from paizhu.planning.queries import Gap, PlanOnDay
from paizhu.web.components import Mark, Tone

PLAN_TONES = {
    PlanState.DRAFT: Tone.NEUTRAL,
    PlanState.SUBMITTED: Tone.BLUE,
    PlanState.RETURNED: Tone.YELLOW,
    PlanState.AGREED: Tone.GREEN,
    PlanState.REPORTED: Tone.GREEN,
    PlanState.WITHDRAWN: Tone.NEUTRAL,
    PlanState.REPLACED: Tone.NEUTRAL,
}
CONVENING_TONES = {
    ConveningState.CONVENED: Tone.BLUE,
    ConveningState.HELD: Tone.GREEN,
    ConveningState.CANCELLED: Tone.NEUTRAL,
}
REPLY_TONES = {Reply.OPEN: Tone.NEUTRAL, Reply.COMING: Tone.GREEN, Reply.CANNOT: Tone.YELLOW}
GAP_WORDS = {
    Gap.NOBODY: gettext_lazy("nobody watches it"),
    Gap.AT_HOME: gettext_lazy("watched only by who resides there"),
    Gap.NO_PRINCIPAL: gettext_lazy("no principal"),
}
TONES = {Light.BLUE: Tone.BLUE, Light.YELLOW: Tone.YELLOW, Light.RED: Tone.RED}


def plan_mark(plan: WorkPlan) -> Mark:
    """Return the state of a plan; one about which a talk is asked for says so."""
    if plan.state == PlanState.SUBMITTED and plan.talk_on:
        return Mark(_("A talk is asked for"), Tone.YELLOW)
    return Mark(plan.get_state_display(), PLAN_TONES[PlanState(plan.state)])


def waiting_mark(found: Clock) -> Mark | None:
    """Return how long a plan may still wait for the liaison member's answer, or None."""
    if found.light not in TONES:
        return None
    words = {"days": found.days}
    if found.light is Light.RED:
        label = ngettext(
            "answer late by %(days)s working day",
            "answer late by %(days)s working days",
            found.days,
        )
    elif not found.days:
        return Mark(_("answer due today"), TONES[found.light])
    else:
        label = ngettext(
            "%(days)s working day to answer", "%(days)s working days to answer", found.days
        )
    return Mark(label % words, TONES[found.light])


def progress_mark(found: PlanOnDay) -> Mark | None:
    """Return how many items are carried out, red where some are late; None where nothing is carried out yet by nature."""
    if found.plan.state not in (PlanState.AGREED, PlanState.REPORTED):
        return None
    label = _("%(done)s of %(all)s items") % {"done": found.done, "all": len(found.items)}
    if found.late:
        late = ngettext("%(count)s late", "%(count)s late", found.late) % {"count": found.late}
        return Mark(f"{label}, {late}", Tone.RED)
    is_whole = found.items and found.done == len(found.items)
    return Mark(label, Tone.GREEN if is_whole else Tone.BLUE)


def convening_mark(convening: Convening) -> Mark:
    """Return the state of a joint activity."""
    return Mark(convening.get_state_display(), CONVENING_TONES[ConveningState(convening.state)])


def reply_mark(call: Call) -> Mark:
    """Return what somebody answered; once it was held, whether he came."""
    if call.attended is not None:
        return (
            Mark(_("was there"), Tone.GREEN)
            if call.attended
            else Mark(_("was not there"), Tone.YELLOW)
        )
    return Mark(call.get_reply_display(), REPLY_TONES[Reply(call.reply)])


def rule_mark(rule: WorkRule) -> Mark:
    """Return whether a version of a work rule holds today."""
    if rule.is_in_force(clock.today()):
        return Mark(_("In force today"), Tone.GREEN)
    if rule.from_on > clock.today():
        return Mark(_("Not yet in force"), Tone.BLUE)
    return Mark(_("No longer in force"), Tone.NEUTRAL)


def gap_mark(gap: Gap | None) -> Mark | None:
    """Return what is wrong with who watches a unit, or None."""
    return (
        Mark(GAP_WORDS[gap], Tone.YELLOW if gap is Gap.NO_PRINCIPAL else Tone.RED) if gap else None
    )
