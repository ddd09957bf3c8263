"""The daily work as people do it: word, decision, attendance, record, opinion, answer, close-out, re-check, rotation.

One story in a real browser on a small city, on its own days; phones for the resident leader, the contact and the
liaison member. At its end the trail tells it in both languages and verifies.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from paizhu.kernel import clock
from paizhu.organization.models import Post
from paizhu.oversight.models import Activity, MatterNotice, NoticeState
from paizhu.planning.models import PlanState, WorkPlan
from paizhu.rectification.models import Rectification, State
from paizhu.trail import queries as trail
from tests.organization import city as cities
from tests.organization import factories
from tests.web.conftest import faults, overflow
from tests.web.conftest import visit as visit

pytestmark = [pytest.mark.browser, pytest.mark.twice, pytest.mark.django_db(transaction=True)]
DESKTOP, PHONE = 1280, 390
WAIT = 60_000  # milliseconds for a busy machine; nothing sleeps
PAPER = {"name": "整改情况.txt", "mimeType": "text/plain", "buffer": "制度已印发，附后。".encode()}


@dataclass
class Stage:
    """The browser and the city; `on` moves the day on which everybody stands."""

    visit: Any
    settings: Any
    city: cities.City
    page: Any = None

    def on(self, day: date) -> None:
        self.settings.DEMONSTRATION_DAY = day

    @contextmanager
    def as_(self, role: str, path: str, width: int = DESKTOP):
        """Open a page as somebody; what he is shown fits his screen."""
        self.page = self.visit(path, self.city.user(role), width)
        assert overflow(self.page) <= 0, (role, path, width)
        yield self.page

    def press(self, name: str, **fields: str) -> None:
        """Fill in fields by their names and press the button of the form, and see it carried out."""
        for key, value in fields.items():
            self.page.fill(f"main [name={key}]", value)
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        assert not self.page.locator("main [data-errors]").count(), name

    def follow(self, name: str) -> None:
        """Follow a link that looks like a button."""
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()


@pytest.fixture
def stage(visit, settings):
    """The small city, and a member of its group who resides at the unit of the story."""
    made = cities.build()
    resident_group = factories.ResidentGroupFactory(host=made.units["U2"], code="R9", posts=1)
    made.people["informant"] = factories.OfficialFactory(
        commission=made.commission, code="P90", name="示例informant"
    )
    for post, where in (
        (Post.RESIDENT_LEADER, resident_group),
        (Post.MEMBER, made.groups["Z1"]),
    ):
        factories.PostingFactory(
            official=made.people["informant"], post=post, place=where, from_on=date(2014, 12, 1)
        )
    return Stage(visit, settings, made)


def fresh(record):
    """Return the record as it stands now."""
    return type(record).objects.get(pk=record.pk)


def send_word(stage: Stage) -> MatterNotice:
    """The resident leader sends word on his phone; the leader decides who goes."""
    with stage.as_("informant", "/oversight/notices/new/", PHONE) as page:
        page.get_by_text("重大项目安排", exact=True).click()
        page.locator("label", has=page.locator("[name=when][value=other]")).click()
        stage.press("通报", title="审定办公楼维修项目招标方案", happens_at="2015-06-08T09:00")
    notice = MatterNotice.objects.get()
    assert notice.sender == stage.city.people["informant"]
    with stage.as_("leader", "/") as page:
        page.locator(f"main a[href*='{notice.get_absolute_url()}']").first.click()
        page.wait_for_load_state()
        stage.follow("决定")
        page.locator("main label", has_text="示例member").first.click()
        stage.press("由以上人员参加")
    notice = fresh(notice)
    assert notice.state == NoticeState.ATTEND
    return notice


def attend(stage: Stage, notice: MatterNotice) -> Rectification:
    """Who was sent enters the activity, writes the record of the meeting, and gives an opinion."""
    with stage.as_("member", f"/oversight/activities/new/?notice={notice.pk}", PHONE) as page:
        page.select_option("[name=method]", "meeting")
        stage.press("保存并填写记录", summary="列席会议，评标办法中业绩分值偏高。")
        assert not faults(page)
        page.fill("[name$=title] >> nth=0", "办公楼维修项目招标方案")
        page.select_option("[name$=outcome] >> nth=0", "amended")
        stage.press("保存", chaired_by="局长示例head")
    activity = Activity.objects.get(notice=notice)
    notice = fresh(notice)
    assert notice.state == NoticeState.ATTENDED
    assert not activity.is_sketch
    with stage.as_("member", f"/oversight/activities/{activity.pk}/"):
        stage.follow("提出意见建议")
        stage.press("保存", content="评审专家应从专家库随机抽取，过程留痕。", due_on="2015-07-10")
    return Rectification.objects.get()


def put_right(stage: Stage, matter: Rectification) -> None:
    """The contact answers on the phone with evidence; the group returns the first answer; a colleague confirms."""
    own = matter.get_absolute_url()
    with stage.as_("contact", "/", PHONE):
        stage.page.locator(f"main a[href*='{own}']").first.click()
        stage.page.wait_for_load_state()
        stage.follow("认领")
        stage.press("认领", text="接受意见。")
        stage.follow("添加措施")
        stage.press("登记", what="制定评审专家抽取办法", leader="示例head", until_on="2015-06-30")
        stage.follow("报送方案")
        stage.press("报送方案")
    with stage.as_("member", own):
        stage.follow("同意方案")
        stage.press("同意方案")
    stage.on(date(2015, 6, 29))
    with stage.as_("contact", own, PHONE) as page:
        strike(stage)
        stage.follow("报结")
        page.set_input_files("main input[type=file]", PAPER)
        stage.press("报结", text="办法已印发。")
        assert not faults(page)
    with stage.as_("member", own):
        stage.follow("退回报结")
        stage.press("退回报结", text="未附抽取记录，请补充。")
    with stage.as_("contact", own, PHONE):
        stage.follow("报结")
        stage.page.set_input_files("main input[type=file]", PAPER)
        stage.press("报结", text="已附抽取记录。")
    with stage.as_("informant", own) as page:
        expect(page.locator("main").get_by_role("link", name="核验销号")).to_have_count(0)
    with stage.as_("leader", own):
        stage.follow("核验销号")
        stage.press("核验销号", text="核验属实。")
    matter = fresh(matter)
    assert matter.state == State.CLOSED
    stage.on(matter.recheck_on)
    with stage.as_("member", own):
        stage.follow("“回头看”通过")
        stage.press("“回头看”通过", text="制度执行到位。")
    matter = fresh(matter)
    assert matter.rechecked_on == clock.today()


def strike(stage: Stage) -> None:
    """Strike off the one measure of the plan."""
    page = stage.page
    page.locator("main [href*='/strike/'], main form[action*='/strike/'] button").first.click()
    page.wait_for_load_state()
    if "/strike/" in page.url:
        page.locator("main .sheet-foot button[type=submit]").first.click()
        page.wait_for_load_state()


def agree_on_plan(stage: Stage) -> None:
    """A plan goes to the liaison member's phone, comes back once, and is agreed."""
    with stage.as_("leader", "/planning/plans/new/"):
        stage.press("下一步：添加事项", title="下半年工作计划")
    plan = WorkPlan.objects.get()
    with stage.as_("leader", f"/planning/plans/{plan.pk}/items/new/"):
        stage.press("保存", what="列席联系单位“三重一大”会议")
    for step, words, state in (
        ("退回", "请明确责任人。", PlanState.RETURNED),
        ("同意", "", PlanState.AGREED),
    ):
        with stage.as_("leader", plan.get_absolute_url()):
            stage.page.locator("main a[href$='/submit/']").first.click()
            stage.page.wait_for_load_state()
            stage.page.locator("main .sheet-foot button[type=submit]").first.click()
            stage.page.wait_for_load_state()
        with stage.as_("liaison", "/", PHONE) as page:
            page.locator(f"main a[href*='{plan.get_absolute_url()}']").first.click()
            page.wait_for_load_state()
            assert overflow(page) <= 0
            stage.follow(step)
            stage.press(step, **({"note": words} if words else {}))
        plan = fresh(plan)
        assert plan.state == state


def rotate(stage: Stage, matter: Rectification) -> None:
    """Who follows an open matter leaves; the office ends his posting, and the matter moves in the same step."""
    own = matter.get_absolute_url()
    with stage.as_("leader", own):
        stage.follow("重新整改")
        stage.press("重新整改", text="抽查发现又未执行。", due_on="2015-12-01")
    posting = stage.city.posting("member", Post.MEMBER)
    with stage.as_("office", f"/organization/postings/{posting.pk}/end/") as page:
        expect(page.get_by_role("link", name=matter.code).first).to_be_visible()
        stage.press("免职")
    matter = fresh(matter)
    assert matter.keeper not in (None, stage.city.people["member"])


def test_the_daily_work_as_people_do_it(stage):
    stage.on(date(2015, 6, 1))
    notice = send_word(stage)
    stage.on(date(2015, 6, 8))
    matter = attend(stage, notice)
    put_right(stage, matter)
    agree_on_plan(stage)
    rotate(stage, matter)
    told = {}
    with stage.as_("auditor", "/trail/?size=100") as page:
        told["zh"] = page.locator("main").inner_text()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", name="Trail")).to_be_visible(timeout=WAIT)
        page.wait_for_load_state()
        told["en"] = page.locator("main").inner_text()
    assert matter.code in told["zh"]
    assert "销号" in told["zh"]
    assert "closed out" in told["en"]
    assert "专家库" not in told["zh"] + told["en"]  # codes, days and states; never what was said
    assert trail.verify().ok
