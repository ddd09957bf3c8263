"""The rulebook's pages: seen by everybody of the commission, changed by those the rules name."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.kernel.workdays import PUBLISHED_YEARS
from paizhu.rulebook import actions, queries
from paizhu.rulebook.actions import DayDraft
from paizhu.rulebook.models import CalendarDay, SettledYear, StricterLimit
from paizhu.trail.models import Event
from tests.rulebook import factories

pytestmark = pytest.mark.django_db
NEXT = PUBLISHED_YEARS[-1] + 1


@pytest.fixture
def home():
    return factories.commission()


@pytest.fixture
def office(home):
    return factories.office(home)


@pytest.fixture
def admin(home):
    return factories.system_admin(home)


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def as_plain(client, home):
    client.force_login(factories.plain(home))
    return client


def text(response) -> str:
    return response.content.decode()


def page(client, name, *args, **query):
    return client.get(reverse(f"rulebook:{name}", args=args), query)


@pytest.mark.parametrize("name", ["packs", "compare", "own", "calendar"])
def test_everybody_signed_in_sees_the_rules_and_the_calendar(as_plain, name):
    assert page(as_plain, name).status_code == 200


@pytest.mark.parametrize("name", ["packs", "compare", "own", "calendar"])
def test_a_stranger_is_asked_to_sign_in(client, name):
    assert page(client, name).status_code == 302


def test_the_day_chooses_the_pack(as_plain):
    assert "改革时期" in text(page(as_plain, "packs", on="2015-06-01"))
    assert "现行（2022年规则）" in text(page(as_plain, "packs", on="2023-06-01"))
    assert page(as_plain, "packs", on="no day").status_code == 200


def test_each_entry_shows_its_article_and_standing(as_plain):
    shown = text(page(as_plain, "packs", kind="limits", on="2023-06-01", q="函询答复"))
    assert "15个工作日内" in shown
    assert "《中国共产党纪律检查机关监督执纪工作规则》 第29条" in shown
    assert "规定" in shown
    assert "三重一大" not in shown


def test_what_is_only_suggested_says_so(as_plain):
    shown = text(page(as_plain, "packs", kind="limits", q="盲区"))
    assert "建议默认值" in shown
    assert "没有规则规定这一天数" in shown


def test_what_the_time_did_not_know_is_shown_with_the_reason(as_plain):
    shown = text(page(as_plain, "packs", on="2015-06-01", q="告知实名"))
    assert "当时没有" in shown
    assert "始于2020年规则" in shown


def test_a_search_that_finds_nothing_says_what_to_do(as_plain):
    assert "请换一个词" in text(page(as_plain, "packs", q="没有这样的词语"))


def test_the_standing_narrows_the_entries(as_plain):
    shown = text(page(as_plain, "packs", kind="limits", standing="local", on="2023-06-01"))
    assert "提请会商提前天数" in shown
    assert "函询答复" not in shown


def test_the_comparison_shows_both_times_side_by_side(as_plain):
    shown = text(page(as_plain, "compare", first="2015-06-01", second="2023-06-01"))
    assert "拟立案、初核、谈话函询、暂存、了结" in shown
    assert "谈话函询、初步核实、暂存待查、予以了结" in shown
    assert "组长向纪委常委会专题述职" not in shown
    whole = text(page(as_plain, "compare", first="2015-06-01", second="2023-06-01", all="1"))
    assert "组长向纪委常委会专题述职" in whole
    same = text(page(as_plain, "compare", first="2023-06-01", second="2023-06-02"))
    assert "两个日期适用的内容相同" in same


def test_the_own_value_stands_beside_the_rule(as_office, home, office):
    factories.own_value(home, office)
    shown = text(page(as_office, "packs", kind="limits", q="函询答复"))
    assert "本机关自定：10个工作日内" in shown
    assert "本市加严" in shown


def test_the_office_sets_a_value_in_the_browser(as_office, home):
    form = page(as_office, "own_new", limit="inquiry_reply")
    assert "15个工作日内" in text(form)
    given = {"limit_key": "inquiry_reply", "amount": 10, "unit": "working_days",
             "from_on": "2023-06-01", "until_on": "", "reason": "常委会决定"}  # fmt: skip
    response = as_office.post(reverse("rulebook:own_new"), given, follow=True)
    assert "自定值已设定" in text(response)
    assert queries.limit("inquiry_reply", on=date(2023, 6, 1), commission=home).amount == 10


def test_a_laxer_value_comes_back_with_the_reason_and_the_article(as_office):
    given = {"limit_key": "inquiry_reply", "amount": 20, "unit": "working_days",
             "from_on": "2023-06-01", "reason": "常委会决定"}  # fmt: skip
    response = as_office.post(reverse("rulebook:own_new"), given)
    assert response.status_code == 200
    assert "只能加严，不能放宽" in text(response)
    assert "第29条" in text(response)
    assert not StricterLimit.objects.exists()


def test_nobody_else_reaches_the_form(as_plain):
    response = page(as_plain, "own_new")
    assert response.status_code == 403
    assert "纪委办公室" in text(response)


def test_the_list_offers_withdrawal_to_the_office_only(client, home, office):
    own = factories.own_value(home, office)
    url = reverse("rulebook:own_withdraw", args=[own.pk])
    client.force_login(office)
    assert url in text(page(client, "own"))
    client.force_login(factories.plain(home))
    assert url not in text(page(client, "own"))
    assert client.post(url, {"until_on": "2024-01-01"}).status_code == 403


def test_a_value_is_withdrawn_in_the_browser(as_office, home, office):
    own = factories.own_value(home, office, from_on=date(2100, 1, 1))
    url = reverse("rulebook:own_withdraw", args=[own.pk])
    assert "10个工作日" in text(as_office.get(url))
    early = as_office.post(url, {"until_on": "2099-12-31"})
    assert "2100-01-01" in text(early)
    assert "自定值已停用" in text(as_office.post(url, {"until_on": "2100-02-01"}, follow=True))
    own.refresh_from_db()
    assert own.until_on == date(2100, 2, 1)


def test_another_commissions_value_does_not_exist(as_office):
    other = factories.commission()
    own = factories.own_value(other, factories.office(other))
    assert page(as_office, "own_withdraw", own.pk).status_code == 404
    assert "函询答复" not in text(page(as_office, "own"))


def test_own_values_are_found_by_the_limits_name_and_exported_with_a_record(
    as_office, home, office
):
    factories.own_value(home, office)
    assert "函询答复" in text(page(as_office, "own", q="函询"))
    assert "函询答复" not in text(page(as_office, "own", q="测评"))
    assert page(as_office, "own", export="xlsx").status_code == 200
    assert Event.objects.filter(act="rulebook.own_values_exported").count() == 1


def test_an_unpublished_year_is_marked_loudly(as_plain):
    shown = text(page(as_plain, "calendar", year=NEXT))
    assert "节假日安排尚未录入" in shown
    assert "rb-assumed" in shown
    assert "节假日安排尚未录入" not in text(page(as_plain, "calendar", year=2022))


@pytest.mark.parametrize("year", ["", "abc", "99999", "0"])
def test_a_nonsensical_year_shows_this_year(as_plain, year):
    assert page(as_plain, "calendar", year=year).status_code == 200


def test_the_calculator_reckons_over_the_holidays(as_plain):
    asked = {"year": 2022, "start": "2022-09-28", "amount": 5, "unit": "working_days"}
    shown = text(page(as_plain, "calendar", **asked))
    assert "<strong>2022-10-10</strong>" in shown
    provisional = text(page(as_plain, "calendar", **asked | {"start": f"{NEXT}-03-01"}))
    assert "暂定" in provisional.partition('id="reckon"')[2].partition("</section>")[0]
    assert page(as_plain, "calendar", **asked | {"start": "x"}).status_code == 200


def test_the_administrator_enters_changes_and_removes_a_day(as_admin):
    given = {"day": "2022-10-12", "is_working_day": "False", "note": "本市活动"}
    assert "2022-10-12已录入" in text(
        as_admin.post(reverse("rulebook:day_new"), given, follow=True)
    )
    day = CalendarDay.objects.get()
    again = as_admin.post(reverse("rulebook:day_new"), given)
    assert "已经录入" in text(again)
    assert "本市活动" in text(page(as_admin, "day_change", day.pk))
    changed = {"is_working_day": "True", "note": "照常"}
    as_admin.post(reverse("rulebook:day_change", args=[day.pk]), changed)
    day.refresh_from_db()
    assert (day.is_working_day, day.note) == (True, "照常")
    as_admin.post(reverse("rulebook:day_remove", args=[day.pk]))
    assert not CalendarDay.objects.exists()


LIST = f"""
{NEXT}-01-01至{NEXT}-01-03 休 元旦
{NEXT}-02-05 ～ {NEXT}-02-11，放假，春节
{NEXT}-02-14 班 春节调休
"""


def test_the_administrator_enters_a_years_list(as_admin):
    given = {"year": NEXT, "source": "国办发明电〔2026〕号", "days": LIST}
    response = as_admin.post(reverse("rulebook:year_settle"), given, follow=True)
    assert "已录全：共录入11天" in text(response)
    assert "节假日安排尚未录入" not in text(response)
    assert queries.calendar().is_working_day(date(NEXT, 2, 14))
    assert not queries.calendar().add_working_days(date(NEXT, 2, 1), 20).provisional
    settled = SettledYear.objects.get()
    as_admin.post(reverse("rulebook:year_reopen", args=[settled.pk]))
    assert "节假日安排尚未录入" in text(page(as_admin, "calendar", year=NEXT))


def test_every_faulty_line_of_a_list_is_named(as_admin):
    days = f"{NEXT}-02-30 休 春节\n明天 休\n{NEXT}-05-03至{NEXT}-05-01 休\n2030-01-01 休\n{NEXT}-01-01 休\n{NEXT}-01-01 班"
    given = {"year": NEXT, "source": "国办", "days": days}
    shown = text(as_admin.post(reverse("rulebook:year_settle"), given))
    for fault in ("第1行", "第2行", "第3行", "第4行", f"{NEXT}-01-01重复出现"):
        assert fault in shown
    assert not CalendarDay.objects.exists()


def test_nobody_but_the_administrator_changes_the_calendar(as_office, admin):
    day = actions.add_day(day=date(2022, 10, 12), is_working_day=False, by=admin)
    actions.settle_year(
        year=NEXT, days=[DayDraft(date(NEXT, 1, 1), False)], source="国办", by=admin
    )
    settled = SettledYear.objects.get()
    for name, args in [("day_new", []), ("day_change", [day.pk]), ("year_settle", [])]:
        assert page(as_office, name, *args).status_code == 403
    for name, args in [("day_remove", [day.pk]), ("year_reopen", [settled.pk])]:
        assert as_office.post(reverse(f"rulebook:{name}", args=args)).status_code == 403
    assert CalendarDay.objects.filter(pk=day.pk).exists()
    assert reverse("rulebook:day_new") not in text(page(as_office, "calendar"))


@pytest.mark.parametrize("name", ["day_remove", "year_reopen"])
def test_what_changes_something_is_not_reached_by_a_link(as_admin, name):
    assert as_admin.get(reverse(f"rulebook:{name}", args=[1])).status_code == 405


@pytest.mark.parametrize("name", ["packs", "compare", "own", "calendar"])
def test_pages_cost_a_number_of_queries_that_does_not_grow(as_office, home, office, admin, name):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(as_office, name, year=2022)
        return len(captured)

    factories.own_value(home, office)
    actions.add_day(day=date(2022, 3, 2), is_working_day=False, by=admin)
    page(as_office, name)
    few = cost()
    for key in ("clue_disposition", "trial", "inquiry_report", "assigned_item"):
        factories.own_value(home, office, limit_key=key, amount=10, unit="days")
    for number in range(3, 9):
        actions.add_day(day=date(2022, 3, number), is_working_day=False, by=admin)
    assert cost() == few <= 15


@pytest.mark.parametrize("name", ["packs", "compare", "own", "calendar"])
def test_pages_speak_english_where_asked(as_plain, name):
    as_plain.cookies["django_language"] = "en"
    response = page(as_plain, name)
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "en"
