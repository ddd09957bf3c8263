"""Who knows of a group's plans, rules, division and joint activities: no account of a supervised unit ever does."""

import pytest
from django.test import Client
from django.urls import reverse

from paizhu.kernel.panels import rendered
from paizhu.organization.models import Post
from paizhu.planning.actions import division, work_rules
from paizhu.planning.models import (
    Call,
    Convening,
    PlanItem,
    PlanState,
    PlanStep,
    PlanWork,
    Watch,
    WorkPlan,
    WorkRule,
)
from paizhu.planning.states import RuleDraft
from tests.organization.city import ROLES
from tests.organization.factories import PostingFactory
from tests.planning.factories import ON, by, convened, plan_of

pytestmark = pytest.mark.django_db
GROUP, WHOLE = {"leader", "member"}, {"secretary", "deputy_secretary", "standing", "office", "operator"}  # fmt: skip
OF_UNITS = ("head", "contact", "team", "resident", "nobody", "petitions", "auditor", "system_admin")


@pytest.fixture
def arranged(city):
    """One of everything in Z1."""
    plan_of(city)
    by_leader, group = by(city, "leader"), city.groups["Z1"]
    work_rules.write(group=group, draft=RuleDraft("会议制度", "每月一次。", ON), by=by_leader)
    division.divide(
        group=group, unit=city.units["U2"], principal=city.people["leader"],
        from_on=ON, by=by_leader,
    )  # fmt: skip
    convened(city)
    return city


@pytest.mark.parametrize(
    "model", [WorkPlan, PlanItem, PlanStep, WorkRule, Watch, Convening, Call], ids=str
)
def test_the_group_its_liaison_member_and_the_commission_see_and_nobody_else(arranged, model):
    assert model.objects.exists()
    seen = {role for role in ROLES if model.objects.visible_to(by(arranged, role)).exists()}
    assert seen == GROUP | {"liaison"} | WHOLE


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.WITHDRAWN])
def test_what_was_never_handed_in_stays_with_the_group(city, state):
    plan_of(city, state)
    seen = {role for role in ROLES if WorkPlan.objects.visible_to(by(city, role)).exists()}
    assert seen == GROUP


def test_a_resident_leader_sees_his_group_by_his_group_posting_alone(arranged):
    assert WorkPlan.objects.visible_to(by(arranged, "leader")).exists()
    from paizhu.organization.models import Posting

    Posting.objects.filter(official=arranged.people["leader"], post=Post.LEADER).update(until_on=ON)
    PostingFactory(
        official=arranged.people["leader"], post=Post.UNIT_HEAD, place=arranged.units["U1"],
        from_on=ON,
    )  # fmt: skip
    for model in (WorkPlan, WorkRule, Watch, Convening, PlanItem, PlanWork, Call):
        assert not model.objects.visible_to(by(arranged, "leader")).exists(), model


@pytest.mark.parametrize("role", OF_UNITS)
def test_no_page_list_search_export_or_panel_shows_anything_of_it(arranged, role):
    browser = Client()
    browser.force_login(arranged.user(role))
    plan, rule, joint = WorkPlan.objects.get(), WorkRule.objects.get(), Convening.objects.get()
    group = arranged.groups["Z1"].pk
    addresses = [
        *(
            reverse(f"planning:{name}")
            for name in ("plans", "work_rules", "convenings", "divisions")
        ),
        reverse("planning:plans") + "?q=JH",
        reverse("planning:plans") + "?export=xlsx",
        reverse("planning:convenings") + "?export=xlsx",
        *(reverse(f"planning:{name}", args=[plan.pk]) for name in ("plan", "plan_print")),
        *(reverse("planning:plan_step", args=[plan.pk, step]) for step in ("agree", "report")),
        reverse("planning:plan_item_works", args=[PlanItem.objects.get().pk]),
        reverse("planning:work_rule", args=[rule.pk]),
        reverse("planning:convening", args=[joint.pk]),
        reverse("planning:division", args=[group]),
    ]
    for address in addresses:
        assert browser.get(address).status_code in (403, 404), address
    for name in ("plan_step", "convening_come"):
        args = [plan.pk, "agree"] if name == "plan_step" else [joint.pk]
        assert browser.post(reverse(f"planning:{name}", args=args)).status_code in (403, 404)
    page = browser.get(reverse("organization:group", args=[group]))
    if page.status_code == 200:
        assert plan.code not in page.content.decode()
        assert "planning" not in page.content.decode()


def test_the_navigation_of_a_units_people_does_not_name_it(arranged):
    from paizhu.kernel.panels import navigation

    for role in OF_UNITS:
        names = {entry.url_name for entry in navigation(arranged.user(role))}
        assert not any(name.startswith("planning:") for name in names), role


def test_an_activity_names_its_plan_only_to_who_may_read_the_plan(arranged, rf):
    from paizhu.planning.actions import works
    from tests.oversight.factories import save_activity

    group = arranged.groups["Z1"].pk
    done = save_activity(arranged, "U1", on=plan_day(), group_id=group)
    works.link(item=PlanItem.objects.get(), activity=done, by=by(arranged, "leader"))
    for role, sees in (("leader", True), ("liaison", True), ("office", True), ("resident", False)):
        request = rf.get("/")
        request.user = arranged.user(role)
        html = "".join(rendered("oversight.activity", request, done))
        assert ("JH-2015-0001" in html) is sees, role


def plan_day():
    from datetime import date

    return date(2015, 8, 3)
