"""What stands against drafting a plan, and against each step with it.

Source: the reform's “汇报联系常委同意后即可实施” (R15), a stricter level than the rule asks for, which 《纪检监察机关派驻机构工作规则》
(2022) art. 52 allows: approval levels are minimums. Art. 3 and 12: no unit stands in the way of a plan.
"""

from datetime import date

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.oversight.models import Activity
from paizhu.planning import queries
from paizhu.planning.models import (
    EDITABLE_PLANS,
    PlanItem,
    PlanKind,
    PlanState,
    WorkPlan,
)
from paizhu.planning.rules import reading

STEPS = ("agree", "send_back", "talk", "submit", "take_back", "report", "revise", "withdraw")
"""What can be done with a plan, in the order in which it is offered."""
DECISIONS = frozenset({"agree", "send_back", "talk"})
METHODS = {"report": "report_done"}
ITEMS = 200
"""Items of one plan at most."""


def check_can_draft(by: Viewer, group: CompositeGroup | None = None) -> None:
    """Plans are drafted by the people of a group."""
    if group is not None:
        reading.check_works_in(by, group)
    elif not by.powers.groups:
        raise Refused(_("Plans are drafted by the people of a group."))


def check_can_write(by: Viewer, plan: WorkPlan) -> None:
    """The group writes while the plan is with it."""
    reading.check_works_in(by, plan.group)
    if plan.state not in EDITABLE_PLANS:
        raise Refused(
            _("A plan in the state “%(state)s” is not changed. Take it back, or revise it.")
            % {"state": plan.get_state_display()}
        )


def check_period(kind: str, from_on: date, until_on: date) -> None:
    """A plan ends on or after its first day; a yearly one spans a calendar year, a half-yearly one its half."""
    if until_on < from_on:
        raise Refused(_("The last day cannot lie before the first."))
    year = from_on.year
    wanted = {
        PlanKind.YEARLY: [(date(year, 1, 1), date(year, 12, 31))],
        PlanKind.HALF_YEARLY: [
            (date(year, 1, 1), date(year, 6, 30)),
            (date(year, 7, 1), date(year, 12, 31)),
        ],
    }
    if kind in wanted and (from_on, until_on) not in wanted[PlanKind(kind)]:
        raise Refused(_("A yearly plan is for a calendar year, a half-yearly one for its half."))


def check_only_one(plan: WorkPlan) -> None:
    """A group has one plan for a year and one for a half-year; what changes is a revision of it."""
    if plan.kind == PlanKind.PROPOSAL:
        return
    others = WorkPlan.objects.of(plan.commission_id).filter(
        group=plan.group_id, kind=plan.kind, from_on=plan.from_on
    )
    found = others.standing().exclude(pk=plan.pk).exclude(code=plan.code or "-").first()
    if found:
        raise Refused(
            _("The group has the plan %(number)s for this time already: change or revise that one.")
            % {"number": found.number}
        )


def check_item(plan: WorkPlan, from_on: date, until_on: date) -> None:
    """An item lies within its plan's period."""
    if until_on < from_on:
        raise Refused(_("The last day cannot lie before the first."))
    if not plan.from_on <= from_on <= until_on <= plan.until_on:
        raise Refused(
            _("The item lies outside the plan, which runs from %(first)s to %(last)s.")
            % {"first": plan.from_on.isoformat(), "last": plan.until_on.isoformat()}
        )


def check_responsible(plan: WorkPlan, official: Official, on: date) -> None:
    """Who answers for an item works in the group."""
    if not queries.workers_of(plan.group, on).filter(pk=official.pk).exists():
        raise Refused(
            _("%(person)s does not work in “%(group)s”.")
            % {"person": official.name, "group": plan.group.name}
        )


def is_open(plan: WorkPlan, step: str) -> bool:
    """Tell whether the plan's state allows the step, whoever takes it."""
    if step == "revise":
        return plan.state == PlanState.AGREED
    if step == "talk" and plan.talk_on is not None:
        return False
    return can_proceed(getattr(plan, METHODS.get(step, step)), check_conditions=False)


def check_can_step(by: Viewer, plan: WorkPlan, step: str) -> None:
    """One step with a plan: possible from its state, and this person's to take."""
    if not is_open(plan, step):
        if step == "talk" and plan.state == PlanState.SUBMITTED:
            raise Refused(_("A talk about this plan has been asked for already."))
        raise Refused(
            _("A plan in the state “%(state)s” does not allow this step.")
            % {"state": plan.get_state_display()}
        )
    if step in DECISIONS:
        check_can_decide(by, plan)
        return
    reading.check_heads(by, plan.group)
    if step == "submit":
        _check_can_submit(by, plan)
    if step == "report":
        reading.check_leads(by, plan.group)
    if step in ("revise", "report") and plan.revisions.exclude(state=PlanState.WITHDRAWN).exists():
        raise Refused(_("A revision of this plan is under way already."))


def check_can_decide(by: Viewer, plan: WorkPlan) -> None:
    """The liaison member in force today decides, and nobody else: no office, no host unit, not the group itself."""
    guides = by.commission_id == plan.commission_id and plan.group_id in by.powers.guided_groups
    if not guides:
        raise Refused(
            _("The liaison member of “%(group)s” decides on its plans, and nobody else.")
            % {"group": plan.group.name}
        )
    if getattr(by, "official_id", None) == plan.drafted_by_id or plan.group_id in by.powers.groups:
        raise Refused(_("Nobody decides on a plan of his own group."))


def _check_can_submit(by: Viewer, plan: WorkPlan) -> None:
    if not plan.items.exists():
        raise Refused(_("A plan without items says nothing yet: add what is to be done."))
    if not queries.liaisons_of(plan.group, by.powers.on).exists():
        raise Refused(
            _(
                "“%(group)s” has no liaison member in force, so nobody could decide. The commission's "
                "office appoints one on the group's page; the plan is kept until then."
            )
            % {"group": plan.group.name}
        )


def check_can_link(by: Viewer, item: PlanItem, activity: Activity | None = None) -> None:
    """People of the group link activities to an agreed plan's items; an activity belongs to the group and its time."""
    plan = item.plan
    reading.check_works_in(by, plan.group)
    if plan.state != PlanState.AGREED:
        raise Refused(_("Activities are linked while an agreed plan is being carried out."))
    if activity is None:
        return
    if activity.commission_id != plan.commission_id or activity.group_id != plan.group_id:
        raise Refused(_("The activity was not done in the name of this group."))
    if not plan.from_on <= activity.on <= plan.until_on:
        raise Refused(
            _("The activity was done on %(day)s, outside the plan's period.")
            % {"day": activity.on.isoformat()}
        )
