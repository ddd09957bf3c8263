"""The pages as people use them: a plan there and back, rules, the matrix, a joint activity; pressing twice; printing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from paizhu.organization.models import Unit
from paizhu.planning.actions import plans
from paizhu.planning.models import (
    Call,
    Convening,
    PlanItem,
    PlanState,
    Reply,
    Watch,
    WorkPlan,
    WorkRule,
)
from tests.organization.factories import PostingFactory
from tests.planning.factories import ON, by, convened, item_draft, plan_of

pytestmark = pytest.mark.django_db
ONCE = "0123456789abcdef0123456789abcdef"


def client(city, role):
    made = Client()
    made.force_login(city.user(role))
    return made


def address(name, *args):
    return reverse(f"planning:{name}", args=args)


def test_a_plan_is_drafted_submitted_returned_and_agreed_in_the_browser(city):
    member, leader, liaison = (client(city, role) for role in ("member", "leader", "liaison"))
    start = {"group": city.groups["Z1"].pk, "period": "2015-07-01~2015-12-31", "aims": "抓早抓小"}
    answer = member.post(address("plan_new"), start | {"once": ONCE})
    plan = WorkPlan.objects.get()
    assert answer.url == address("plan", plan.pk)
    assert plan.title == "2015年下半年工作计划"
    again = member.post(address("plan_new"), start | {"once": ONCE})
    assert again.url == answer.url
    item = {"what": "走访", "method": "visit", "units": [city.units["U2"].pk], "first": "2015-07",
            "last": "2015-09", "responsible": city.people["member"].pk}  # fmt: skip
    member.post(address("plan_item_new", plan.pk), item)
    assert member.get(address("plan_step", plan.pk, "submit")).status_code == 403
    plan = WorkPlan.objects.get()
    page = leader.get(address("plan_step", plan.pk, "submit")).content.decode()
    assert "示例liaison" in page
    leader.post(address("plan_step", plan.pk, "submit"), {"revision": plan.revision})
    page = liaison.get(address("plan", plan.pk)).content.decode()
    for words in ("等待您的答复", "同意", "退回", "面谈", "依据", "逾期不答复不视为同意"):
        assert words in page
    plan = WorkPlan.objects.get()
    step = address("plan_step", plan.pk, "send_back")
    assert (
        "修改意见" in liaison.post(step, {"revision": plan.revision, "note": ""}).content.decode()
    )
    stale = liaison.post(step, {"revision": plan.revision - 1, "note": "再改"})
    assert stale.status_code == 200
    assert WorkPlan.objects.get().state == PlanState.SUBMITTED
    liaison.post(step, {"revision": plan.revision, "note": "再改"})
    assert "再改" in member.get(address("plan", plan.pk)).content.decode()
    plan = WorkPlan.objects.get()
    leader.post(address("plan_step", plan.pk, "submit"), {"revision": plan.revision})
    plan = WorkPlan.objects.get()
    liaison.post(address("plan_step", plan.pk, "agree"), {"revision": plan.revision, "note": ""})
    assert WorkPlan.objects.get().state == PlanState.AGREED
    assert leader.get(address("plan_item_works", plan.items.get().pk)).status_code == 200


def test_lists_say_what_waits_and_export_and_the_paper_carries_the_answer(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    page = client(city, "liaison").get(address("plans") + "?waiting=me").content.decode()
    assert plan.code in page
    assert "个工作日答复" in page
    assert (
        plan.code
        not in client(city, "office").get(address("plans") + "?waiting=me").content.decode()
    )
    assert client(city, "office").get(address("plans") + "?export=xlsx").status_code == 200
    paper = client(city, "leader").get(address("plan_print", plan.pk)).content.decode()
    for words in ("联系常委意见", "示例liaison", "走访联系单位", plan.code):
        assert words in paper


def test_an_empty_list_says_what_to_do(city):
    for name in ("plans", "convenings", "work_rules"):
        page = client(city, "leader").get(address(name)).content.decode()
        assert "还没有" in page


def test_a_work_rule_is_written_revised_and_the_old_version_stays_readable(city):
    leader = client(city, "leader")
    given = {"group": city.groups["Z1"].pk, "title": "会议制度", "text": "每月一次。"}
    leader.post(address("work_rule_new"), given | {"from_on": "2015-04-01"})
    first = WorkRule.objects.get()
    changed = {"title": "会议制度", "text": "每月两次。", "from_on": "2015-06-01"}
    leader.post(address("work_rule_revise", first.pk), changed | {"revision": first.revision})
    second = WorkRule.objects.get(version=2)
    assert (second.code, second.from_on) == (first.code, WorkRule.objects.get(version=1).until_on)
    assert "每月一次" in client(city, "office").get(address("work_rule", first.pk)).content.decode()
    refused = leader.get(address("work_rule_revise", first.pk))
    assert refused.status_code == 403
    assert client(city, "member").get(address("work_rule_new")).status_code == 403


def test_the_matrix_shows_gaps_and_the_suggestion_is_accepted_with_one_press(city):
    PostingFactory(
        official=city.people["nobody"], post="member", place=city.groups["Z1"], from_on=ON
    )
    leader, group = client(city, "leader"), city.groups["Z1"]
    assert "无人联系" in leader.get(address("division", group.pk)).content.decode()
    assert leader.get(address("divisions")).url == address("division", group.pk)
    page = leader.get(address("division_suggest", group.pk)).content.decode()
    assert "示例nobody" in page
    leader.post(address("division_suggest", group.pk), {"revision": group.revision})
    assert Watch.objects.filter(role="principal").count() == 3
    unit = address("division_unit", group.pk, city.units["U1"].pk)
    alone = {"principal": city.people["leader"].pk, "second": "", "from_on": "2015-06-16"}
    assert "同体监督" in leader.post(unit, alone).content.decode()
    assert (
        "组长" in client(city, "member").get(address("division_suggest", group.pk)).content.decode()
    )


def test_a_joint_activity_is_convened_and_answered_on_the_phone(city):
    leader, member = client(city, "leader"), client(city, "member")
    called = [city.people[name].pk for name in ("leader", "member")]
    given = {
        "group": city.groups["Z1"].pk, "title": "学习", "starts_at": "2015-06-18T09:00",
        "ends_at": "2015-06-18T11:00", "officials": called, "place": "三楼", "agenda": "",
    }  # fmt: skip
    free = leader.get(address("convening_conflicts"), given).content.decode()
    assert "均无其他安排" in free
    leader.post(address("convening_new"), given)
    held = Convening.objects.get()
    assert held.code in leader.get(address("convening_conflicts"), given).content.decode()
    member.post(address("convening_come", held.pk))
    assert Call.objects.get(official=city.people["member"]).reply == Reply.COMING
    member.post(address("convening_cannot", held.pk), {"reason": "出差"})
    assert "出差" in leader.get(address("convening", held.pk)).content.decode()
    early = leader.get(address("convening_result", held.pk))
    assert early.status_code == 403


def test_a_list_costs_the_same_however_long(city, django_assert_max_num_queries):
    plan_of(city)
    for month in range(1, 6):
        plan_of(city, kind="proposal", from_on=date(2015, 7, 1), until_on=date(2015, 12, month))
    convened(city)
    browser = client(city, "leader")
    browser.get(address("plans"))
    with django_assert_max_num_queries(30):
        browser.get(address("plans"))


def test_a_plans_page_says_which_of_its_units_are_no_more_and_offers_the_successor(city):
    plan = plan_of(city, PlanState.DRAFT)
    plans.add_item(plan=plan, draft=item_draft(city, "U2"), by=by(city, "leader"))
    Unit.objects.filter(code="U2").update(dissolved_on=date(2015, 6, 1), successor=city.units["U5"])
    browser, item = client(city, "leader"), PlanItem.objects.get(plan=plan, position=2)
    page = browser.get(plan.get_absolute_url()).content.decode()
    assert "已于2015-06-01并入“市戊局”" in page
    assert page.count("改为承接单位") == 1
    form = browser.get(address("plan_item", item.pk)).context["form"]
    assert form.initial["units"] == [city.units["U5"].pk]
    reader = client(city, "liaison").get(plan.get_absolute_url())
    assert reader.status_code == 404 or "改为承接单位" not in reader.content.decode()
