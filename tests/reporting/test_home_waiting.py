"""What waits for whom on 30 June 2015, in which capacity, on what basis; and what waits for nobody."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import Post
from paizhu.oversight.models import Activity, Matter, MatterNotice, NoticeAttendee
from paizhu.planning.models import Call, Convening, WorkPlan
from paizhu.rectification.models import Measure, Rectification, Side, Voice
from paizhu.reporting.models import Summary
from paizhu.reporting.queries import home
from paizhu.rulebook import queries as rulebook
from tests.coverage.small_city import City, small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2015, 6, 30, 10, tzinfo=CHINA)
TODAY = NOW.date()
LONG = "某市城市建设投资发展（集团）有限责任公司暨国有资产运营管理服务中心"


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel(NOW, tick=False):
        yield


def notice(city: City, code: str, unit: str, day: int, state: str = "sent", going: str = ""):
    """Word of a matter; `day` counts from today."""
    decided = NOW if state in ("attend", "not_attend") else None
    happens = NOW.replace(hour=9) + timedelta(days=day)
    made = MatterNotice.objects.create(
        commission=city.commission, code=code, unit=city.units[unit], matter=Matter.PROJECT,
        title=f"{code}议题", happens_at=happens, sent_at=NOW - timedelta(days=3), state=state,
        decided_at=decided,
    )  # fmt: skip
    for name in going.split():
        NoticeAttendee.objects.create(
            commission_id=city.commission.pk, notice=made, is_assigned=True,
            official=city.officials[name],
        )  # fmt: skip
    return made


def matter(city: City, code: str, unit: str, state: str, days: int | None = 30, **given):
    """A rectification of Z1, or of Z2 at its units; `days`: from today to its deadline."""
    group = city.groups["Z2" if unit in ("U3", "U4") else "Z1"]
    people = {
        name: city.officials[given.pop(name)] for name in ("keeper", "addressee") if name in given
    }
    signed = {"signed_at": NOW, "signed_by": "某人"} if given.pop("is_signed", True) else {}
    return Rectification.objects.create(
        commission=city.commission, code=code, source="opinion", unit=city.units[unit],
        group=group, problem=f"{code}问题。\n第二行", issued_on=date(2015, 3, 2), state=state,
        due_on=None if days is None else TODAY + timedelta(days=days), since=date(2015, 6, 24),
        **people, **signed, **given,
    )  # fmt: skip


def plan(city: City, code: str, state: str, submitted: date = date(2015, 6, 25)) -> WorkPlan:
    """A half-yearly plan of Z1."""
    return WorkPlan.objects.create(
        commission=city.commission, code=code, group=city.groups["Z1"], kind="proposal",
        title=f"{code}打算", from_on=date(2015, 7, 1), until_on=date(2015, 12, 31), state=state,
        submitted_on=submitted, drafted_by=city.officials["P1"],
    )  # fmt: skip


def built() -> City:
    """One thing of each kind, and beside it what must wait for nobody."""
    city = small_city()
    for code, post, unit in (("C2", Post.CONTACT, "U2"), ("H2", Post.UNIT_HEAD, "U2"),
                             ("T2", Post.TEAM_MEMBER, "U2"), ("H3", Post.UNIT_HEAD, "U3")):  # fmt: skip
        city.post(code, post, unit)
    for code, post in (
        ("OFF", Post.OFFICE),
        ("SEC", Post.SECRETARY),
        ("PET", Post.PETITION_OFFICE),
    ):
        city.post(code, post)
    _notices(city)
    _matters(city)
    plan(city, "PL1", "submitted")
    plan(city, "PL2", "returned")
    plan(city, "PL0", "draft")
    held = Convening.objects.create(
        commission=city.commission, code="JZ1", group=city.groups["Z1"], title="集中学习",
        starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=2, hours=2), place="三楼",
        convened_by=city.officials["P1"],
    )  # fmt: skip
    Call.objects.create(commission=city.commission, convening=held, official=city.officials["P3"])
    Summary.objects.create(
        commission=city.commission, group=city.groups["Z1"], span="week", start=date(2015, 6, 22),
        handed_in_at=NOW, figures={}, digest="0" * 64,
    )  # fmt: skip
    return city


def _notices(city: City) -> None:
    notice(city, "N1", "U2", 2)
    notice(city, "N2", "U3", 3, "read")
    notice(city, "N3", "U1", 1)
    notice(city, "N4", "U2", 1, "attend", "P3")
    notice(city, "N5", "U2", -4, "attend", "P3")
    notice(city, "N6", "U2", -400)
    notice(city, "N7", "U2", 2, "cancelled")
    sketch = city.activity("A1", date(2015, 6, 26), at=("U2",), by=("P3",))
    Activity.objects.filter(pk=sketch.pk).update(is_sketch=True)


def _matters(city: City) -> None:
    reported = matter(city, "R1", "U2", "reported", keeper="P3")
    matter(city, "R2", "U1", "reported", keeper="P3")
    owing = matter(city, "R3", "U2", "rectifying", -1, wanted_on=date(2015, 8, 1))
    matter(city, "R4", "U2", "issued", addressee="T2", is_signed=False)
    matter(city, "R5", "U3", "issued", None, is_signed=False)
    matter(city, "R6", "U2", "disputed")
    matter(
        city, "R7", "U2", "closed", keeper="P3", closed_on=date(2015, 3, 20),
        recheck_on=date(2015, 6, 20),
    )  # fmt: skip
    matter(city, "R8", "U2", "closed", closed_on=date(2015, 3, 20))
    given = {"commission": city.commission, "said_at": NOW, "said_name": "某人"}
    Voice.objects.create(rectification=reported, side=Side.UNIT, step="report", **given)
    Voice.objects.create(
        rectification=owing, side=Side.GROUP, step="agree_plan", text="请附凭证。", **given
    )


standing_city, city = standing(built)
WAITS = {
    "P1": {
        "decide N1", "decide N3", "answers R1", "answers R6", "extensions R3", "returned PL2",
        "hand_in 2015年5月",
    },
    "P2": {"decide N2", "hand_in 2015年第26周", "hand_in 2015年5月"},
    "P3": {"attend N4", "record N5", "complete A1", "answers R1", "rechecks R7", "calls JZ1"},
    "P4": set(),
    "P5": set(),
    "P6": {"plans PL1", "to_read 2015年第26周"},
    "C2": {"owed R3"},
    "H2": {"owed R3", "owed R4"},
    "T2": {"owed R4"},
    "H3": {"owed R5"},
    "OFF": set(),
    "SEC": set(),
    "PET": set(),
}  # fmt: skip
"""Who finds what waiting. What resides with him at U1 (R2) P1 and P3 do not judge; N6 is history; R4 is T2's own."""


def waiting(city, code):
    return home.waiting_for(city.user(code), TODAY)


def named(found):
    return {f"{line.kind.key} {line.number or line.text}" for line in found.lines}


@pytest.mark.parametrize("code", WAITS)
def test_each_finds_what_waits_for_him_and_nothing_else(city, code):
    assert named(waiting(city, code)) == WAITS[code]


@pytest.mark.parametrize("code", WAITS)
def test_the_page_shows_all_of_it_each_with_a_way_to_act(city, client, code):
    client.force_login(city.user(code))
    page = client.get("/")
    board = page.context.get("board")
    assert len(board.lines if board else ()) == len(WAITS[code])
    html = page.content.decode()
    for line in board.lines if board else ():
        assert line.of.url in html
        assert line.of.steps or line.of.kind.key == "attend"
        for step in line.of.steps:
            assert client.get(step.url).status_code in (200, 405), step.url
        assert client.get(line.of.kind.url).status_code == 200


def test_the_reddest_comes_first_then_the_nearest_day(city):
    found = waiting(city, "P3").lines
    assert [line.number for line in found][:2] == ["R7", "N4"]
    assert [line.light for line in found] == ["red", *["yellow"] * 4, "blue"]
    assert found[0].days == 6  # working days since 20 June; 22 June was a holiday


def test_a_line_says_in_which_capacity_the_reader_acts(city):
    leader = {line.number: line.capacity for line in waiting(city, "P1").lines}
    assert (leader["N3"], leader["N1"], leader["R6"]) == ("same_body", "cross_body", "cross_body")


def test_a_line_names_the_rule_it_rests_on(city):
    (line,) = (line for line in waiting(city, "P6").lines if line.kind.key == "plans")
    limit = rulebook.limit("plan_decision", on=TODAY)
    assert str(limit) in line.basis
    assert rulebook.level("work_plan", on=TODAY).basis in line.basis
    assert line.due_on == limit.due(date(2015, 6, 25)).on
    assert [step.url.rsplit("/", 2)[1] for step in line.steps] == ["agree", "send_back", "talk"]


def test_a_unit_reads_the_groups_last_word_and_no_name_of_its_people(city, client):
    client.force_login(city.user("C2"))
    html = client.get("/").content.decode()
    assert "Z1综合组：请附凭证。" in html
    assert not [word for word in ("某P3", "R4", "N4", "待决定", "跟踪人") if word in html]


def test_a_unit_is_led_to_its_measures_before_a_step_that_would_be_refused(city, client):
    def steps():
        (line,) = waiting(city, "C2").lines
        return [str(step.label) for step in line.steps]

    record = Rectification.objects.get(code="R3")
    assert steps() == ["报结"]
    left = Measure.objects.create(
        commission=city.commission, rectification=record, what="建章立制", leader="某副局长",
        until_on=TODAY,
    )  # fmt: skip
    assert steps() == ["逐项销号（余 1 项）"]
    Measure.objects.filter(pk=left.pk).update(done_on=TODAY)
    assert steps() == ["报结"]
    Measure.objects.all().delete()
    Rectification.objects.filter(pk=record.pk).update(state="planning")
    assert steps() == ["添加措施"]


def test_a_letter_is_signed_for_with_one_button(city, client):
    client.force_login(city.user("H3"))
    html = client.get("/").content.decode()
    record = Rectification.objects.get(code="R5")
    form = re.search(rf'action="(/rectification/{record.pk}/sign/)">(.*?)</form>', html, re.DOTALL)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    client.post(form[1], sent)
    client.post(form[1], sent)
    record = Rectification.objects.get(code="R5")
    assert record.signed_by
    assert record.revision == 2
    assert "签收" not in [step.label for step in waiting(city, "H3").lines[0].steps]


def test_a_unit_sees_what_it_has_delivered_and_whether_it_is_answered(city, client):
    client.force_login(city.user("C2"))
    (line,) = client.get("/").context["units"]["delivered"]
    assert (line["number"], line["label"], line["is_answered"]) == ("R1", "已报结", False)


@pytest.mark.parametrize(
    ("code", "calm"),
    [("P5", "目前没有待您办理的事项。"), ("C4", "本单位目前没有待办事项。")],
)
def test_where_nothing_waits_a_calm_sentence_stands(city, client, code, calm):
    city.post("C4", Post.CONTACT, "U4")
    client.force_login(city.user(code))
    assert calm in client.get("/").content.decode()


def test_the_week_of_a_leader_says_who_goes_and_in_which_capacity(city):
    days = home.week(home.reader(city.user("P1"), TODAY)).days
    told = {
        line.title: ([(one.name, one.capacity) for one in line.who], line.is_undecided)
        for day in days
        for line in day.lines
    }
    assert told == {
        "N1议题": ([], True),
        "N3议题": ([], True),
        "N4议题": ([("某P3", "cross_body")], False),
        "集中学习": ([], False),
    }


def test_the_week_of_a_member_is_his_own(city):
    days = home.week(home.reader(city.user("P3"), TODAY), only_mine=True).days
    assert [line.title for day in days for line in day.lines] == ["N4议题", "集中学习"]


def test_a_strip_says_the_worst_of_each_unit_first(city, client):
    client.force_login(city.user("P3"))
    told = client.get("/").context["supervision"]["squares"]
    assert [(one.name, one.tone, one.capacity) for one in told] == [
        ("财政局", "red", "cross_body"),
        ("教育局", "red", "same_body"),
    ]
    assert told[0].words.startswith("逾期1项 · 在办")


def test_the_office_is_told_of_plans_and_summaries_that_are_late(city, client):
    client.force_login(city.user("SEC"))
    office = client.get("/").context["office"]
    plans, _urgent, _silent, summaries, _announced = office["lists"]
    assert [(entry.name, entry.tone) for entry in plans.entries] == [("PL1打算", "yellow")]
    assert summaries.entries[0].name == "Z2综合组"


@pytest.mark.parametrize("code", ["P1", "P3", "P6", "C2", "SEC"])
def test_fifty_matters_cost_no_more_queries_than_one(city, client, code):
    client.force_login(city.user(code))

    def asked():
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/").status_code == 200
        return len(counted)

    asked()
    before = asked()
    for number in range(50):
        matter(city, f"X{number}", "U2", "rectifying", wanted_on=date(2015, 12, 1))
        matter(city, f"Y{number}", "U2", "reported", keeper="P3")
        notice(city, f"XN{number}", "U2", 2, "attend", "P3")
        plan(city, f"XP{number}", "submitted")
    assert asked() <= before


def test_more_than_can_be_read_is_said_to_be_more(city, client):
    for number in range(60):
        matter(city, f"X{number}", "U2", "reported", keeper="P3")
    client.force_login(city.user("P3"))
    board = client.get("/").context["board"]
    kinds = {each["label"]: each["count"] for each in board.kinds}
    assert kinds["待答复单位整改事项"] == "50+"
    assert board.is_cut
    assert len(board.lines) == 10
