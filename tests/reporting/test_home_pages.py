"""The first page: what each role finds there on 30 June 2015, and what nobody may find."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from paizhu.access.models import Administration, User
from paizhu.kernel import panels
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post
from paizhu.oversight.models import Matter, MatterNotice, Method, OpinionState
from paizhu.tenancy.models import Commission
from tests.coverage.small_city import City, small_city
from tests.reporting.test_figures_pages import rows_behind
from tests.standing import standing

pytestmark = pytest.mark.django_db
NOW = datetime(2015, 6, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
HOME = "/"


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel(NOW, tick=False):
        yield


def built():
    """June: A1 at U2 by Z1, A2 at U3 by Z2. May: A0 at U2. One opinion to U2 overdue, one to U3 open."""
    city = small_city()
    city.post("OFF", Post.OFFICE)
    city.post("PET", Post.PETITION_OFFICE)
    city.post("C2", Post.CONTACT, "U2")
    city.post("H3", Post.UNIT_HEAD, "U3")
    first = city.activity("A0", date(2015, 5, 31), Method.VISIT, ("U2",), ("P1",))
    city.activity("A1", date(2015, 6, 1), at=("U2",), by=("P1", "P3"), matter=Matter.PROJECT)
    other = city.activity("A2", date(2015, 6, 30), Method.TALK, ("U3",), ("P2", "P5"), "Z2")
    city.opinion("Y1", first, "U2", first.on, due_on=date(2015, 6, 29))
    city.opinion("Y2", other, "U3", other.on, due_on=date(2015, 7, 30))
    closed = {"state": OpinionState.CLOSED, "closed_on": date(2015, 6, 10)}
    city.opinion("Y0", first, "U2", first.on, due_on=date(2015, 6, 9), **closed)
    for code, unit, day in (("N1", "U2", 2), ("N2", "U3", 3), ("N3", "U3", 20)):
        happens = timezone.make_aware(datetime(2015, 7, day, 9))
        MatterNotice.objects.create(
            commission=city.commission, code=code, unit=city.units[unit], matter=Matter.PROJECT,
            title=f"{code}议题", happens_at=happens, sent_at=happens,
        )  # fmt: skip
    return city


standing_city, city = standing(built)


@pytest.fixture
def first_page(city, client):
    """Open the first page as somebody, by his code."""

    def opened(code):
        client.force_login(city.user(code))
        return client.get(HOME)

    return opened


def administrator(city, office):
    user = User.objects.create(
        username=office, commission=city.commission, display_name=office, is_active=True
    )
    Administration.objects.create(
        commission=city.commission, user=user, office=office, from_on=date(2015, 1, 1)
    )
    return user


def comparison(part):
    return [(line.this.value, line.last.value) for line in part["months"]]


def names(short):
    return [entry.name for entry in short.entries]


def test_the_office_finds_coverage_the_month_the_groups_and_what_waits(first_page):
    office = first_page("OFF").context["office"]
    assert [tile.value for tile in office["tiles"]] == [5, 3, 3, 4, 1]
    # activities, meetings on major matters, cross-body, same-body, opinions made, closed out
    assert comparison(office) == [(2, 1), (1, 0), (3, 1), (1, 0), (1, 2), (1, 0)]
    assert [line.concern.value for line in office["attention"]] == [
        "no_liaison",
        "no_sector",
        "key_gap",
        "no_group",
    ]
    _plans, urgent, silent, summaries, announced = office["lists"]
    assert (names(silent), silent.count) == (["教育局", "统计局", "林业局", "新设局"], 4)
    assert (names(urgent), urgent.count) == (["财政局", "规划局"], 1)
    assert names(announced) == ["财政局", "规划局"]
    assert names(summaries) == ["Z1综合组", "Z2综合组"]
    assert [(g.activities.value, g.meetings.value, g.overdue.value) for g in office["groups"]] == [
        (1, 1, 1),
        (1, 0, 0),
    ]
    assert [activity.code for activity in office["latest"]] == ["A2", "A1", "A0"]


def test_each_number_of_the_office_leads_to_so_many_records(first_page, client):
    office = first_page("OFF").context["office"]
    links = {n.url: n.value for line in office["months"] for n in (line.this, line.last) if n.url}
    links |= {
        number.url: number.value
        for line in office["groups"]
        for number in (line.activities, line.meetings, line.overdue, line.linked)
        if number.url
    }
    links |= {tile.url: tile.value for tile in office["tiles"] if "blind-spots" not in tile.url}
    assert {url: rows_behind(client, url) for url in links} == links


def test_a_group_leader_finds_his_units_his_group_and_its_load(first_page):
    page = first_page("P1")
    assert "office" not in page.context
    mine = page.context["supervision"]
    assert [tile.value for tile in mine["tiles"]] == [2, 1, 1, 1, 1]
    assert comparison(mine) == [(1, 1), (1, 0), (2, 1), (0, 0), (0, 2), (1, 0)]
    assert [names(short) for short in mine["lists"]] == [["财政局"], ["教育局"]]
    assert [(each.name, each.tone) for each in mine["squares"]] == [
        ("财政局", "red"),
        ("教育局", "red"),
    ]
    assert [(line.name, line.activities.value) for line in mine["loads"]] == [
        ("某P1", 1),
        ("某P3", 1),
    ]


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("P1", ["规划局", "统计局", "林业局", "Z2综合组", "N2议题"]),
        ("P3", ["规划局", "统计局", "林业局", "Z2综合组", "N2议题"]),
        ("P5", ["教育局", "财政局", "林业局", "Z1综合组", "N1议题"]),
        ("P6", ["规划局", "统计局", "林业局", "Z2综合组", "N2议题"]),
        ("P4", ["教育局", "财政局", "规划局", "Z1综合组", "N1议题"]),
        ("C2", ["教育局", "规划局", "Z2综合组", "N1议题", "某P2"]),
        ("H3", ["教育局", "财政局", "Z1综合组", "N2议题"]),
        ("PET", ["教育局", "财政局", "规划局", "Z1综合组", "N1议题"]),
    ],
)
def test_nobody_reads_of_what_is_not_his(first_page, code, foreign):
    html = first_page(code).content.decode()
    assert not [word for word in foreign if word in html]


def test_a_liaison_member_finds_the_groups_he_guides_and_has_no_load_to_divide(first_page):
    mine = first_page("P6").context["supervision"]
    assert mine["tiles"][0].value == 2
    assert [line.glance.group.code for line in mine["groups"]] == ["Z1"]
    assert mine["loads"] == []


def test_a_liaison_member_of_the_standing_committee_has_his_groups_above_the_whole(
    city, first_page
):
    city.post("P6", Post.STANDING_MEMBER)
    context = first_page("P6").context
    assert context["supervision"]["tiles"][0].value == 2
    assert [line.glance.group.code for line in context["supervision"]["groups"]] == ["Z1"]
    assert names(context["supervision"]["lists"][0]) == ["财政局"]
    assert len(context["office"]["groups"]) == 2


def test_a_units_contact_finds_what_is_addressed_to_the_unit_and_who_supervises_it(first_page):
    page = first_page("C2")
    (one,) = page.context["units"]["lines"]
    assert (one.unit.code, [group.code for group in one.groups]) == ("U2", ["Z1"])
    assert [(line.of.number, line.tone) for line in page.context["board"].lines] == [("Y1", "red")]


def test_a_units_head_learns_nothing_of_activities_and_notices(first_page):
    html = first_page("H3").content.decode()
    assert "个别谈话" not in html
    assert "议题" not in html
    assert "建议完善制度" in html


@pytest.mark.parametrize("office", list(Office))
def test_an_administrator_finds_his_duties_and_no_ledger(city, client, office):
    client.force_login(administrator(city, office))
    page = client.get(HOME)
    assert page.status_code == 200
    assert page.context["is_bare"]
    html = page.content.decode()
    assert not [word for word in ("教育局", "财政局", "Z1综合组", "议题") if word in html]
    assert (reverse("reporting:trail_check") in html) is (office == Office.AUDITOR)


def test_somebody_without_a_posting_is_told_whom_to_ask(city, first_page):
    city.post("OLD", Post.OFFICE, "", date(2014, 1, 1), date(2015, 1, 1))
    assert "您没有有效任职" in first_page("OLD").content.decode()


def test_in_an_empty_installation_the_office_is_told_what_to_do_first(client, monkeypatch):
    home = City(Commission.objects.create(code="LEER", name="空白市纪委监察局"))
    home.post("OFF", Post.OFFICE)
    client.force_login(home.user("OFF"))
    monkeypatch.setitem(panels._panels, "reporting.begin", {})
    panels.add("reporting.begin", "test", lambda request, user: "<b>IMPORT</b>")
    page = client.get(HOME)
    assert page.context["office"] == {"is_empty": True}
    assert "导入工作簿" in page.content.decode()
    assert "<b>IMPORT</b>" in page.content.decode()


def test_rooms_above_show_themselves_on_the_first_page(first_page, monkeypatch):
    monkeypatch.setitem(panels._panels, "reporting.home", {})
    panels.add("reporting.home", "test", lambda request, user: f"<b>{user.display_name}</b>")
    assert "<b>OFF</b>" in first_page("OFF").content.decode()


@pytest.mark.parametrize("code", ["OFF", "P1", "P6", "C2"])
def test_the_number_of_queries_does_not_grow(city, client, django_assert_max_num_queries, code):
    client.force_login(city.user(code))
    with django_assert_max_num_queries(60) as before:
        client.get(HOME)
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
        city.post(f"Q{number:03}", Post.MEMBER, "Z1")
    for number in range(20):
        activity = city.activity(f"B{number}", date(2015, 6, 2), at=("U2", f"V{number:03}"))
        city.opinion(f"X{number}", activity, "U2", activity.on, due_on=date(2015, 6, 3))
    with django_assert_max_num_queries(len(before)):
        client.get(HOME)
