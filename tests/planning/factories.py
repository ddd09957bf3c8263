"""Plans in every state, made by the acts themselves; drafts for rules, watches and joint activities."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from paizhu.planning.actions import convenings, plans, steps
from paizhu.planning.models import Convening, PlanState, WorkPlan
from paizhu.planning.states import ConveningDraft, ItemDraft, PlanDraft
from tests.organization.city import City, Looker

ON = date(2015, 6, 15)
CHINA = ZoneInfo("Asia/Shanghai")
HALF = PlanDraft("half_yearly", "下半年工作计划", date(2015, 7, 1), date(2015, 12, 31), "抓早抓小")


def by(city: City, role: str) -> Looker:
    """Return the viewer of a role, with the powers of the day."""
    return city.looker(role, ON)


def plan_of(city: City, state: str = PlanState.AGREED, group: str = "Z1", **given) -> WorkPlan:
    """Return a plan of `leader`'s group in a state, brought there by its acts."""
    leader = "leader" if group == "Z1" else "leader_two"
    plan = plans.draft_plan(
        group=city.groups[group], draft=replace(HALF, **given), by=by(city, leader)
    )
    if state == PlanState.WITHDRAWN:
        return steps.withdraw(plan=plan, by=by(city, leader))
    plans.add_item(plan=plan, draft=item_draft(city), by=by(city, leader))
    if state != PlanState.DRAFT:
        plan = steps.submit(plan=plan, by=by(city, leader))
    if state == PlanState.RETURNED:
        plan = steps.send_back(plan=plan, note="再具体些。", by=by(city, "liaison"))
    if state in (PlanState.AGREED, PlanState.REPORTED, PlanState.REPLACED):
        plan = steps.agree(plan=plan, by=by(city, "liaison"))
    if state == PlanState.REPORTED:
        plan = steps.report(plan=plan, text="已完成。", by=by(city, leader))
    if state == PlanState.REPLACED:
        later = plans.revise(plan=plan, by=by(city, leader))
        later = steps.submit(plan=later, by=by(city, leader))
        steps.agree(plan=later, by=by(city, "liaison"))
        plan = WorkPlan.objects.get(pk=plan.pk)
    return plan


def item_draft(city: City, units: str = "", **given) -> ItemDraft:
    """Return an item in the half-year; units named with blanks between."""
    keys = [city.units[code].pk for code in units.split()]
    draft = ItemDraft("走访联系单位", date(2015, 7, 1), date(2015, 9, 30), "visit", keys)
    return replace(draft, **given)


def convening_draft(city: City, called: str = "leader member", **given) -> ConveningDraft:
    """Return a joint activity on 18 June in the morning."""
    draft = ConveningDraft(
        "集中学习",
        datetime(2015, 6, 18, 9, tzinfo=CHINA),
        datetime(2015, 6, 18, 11, tzinfo=CHINA),
        "市纪委三楼会议室",
        "一、学习；二、研究下半年工作。",
        [city.people[name].pk for name in called.split()],
    )
    return replace(draft, **given)


def convened(city: City, **given) -> Convening:
    """Return a joint activity of Z1, convened by its leader."""
    return convenings.convene(
        group=city.groups["Z1"], draft=convening_draft(city, **given), by=by(city, "leader")
    )
