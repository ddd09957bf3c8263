"""Summaries of a group by week and month: drawn from records, frozen when handed in, with receipts of who read them."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from paizhu.kernel.refusals import Refused, allowed
from paizhu.oversight.models import Method
from paizhu.reporting import actions, rules
from paizhu.reporting.models import Summary, SummaryReading
from paizhu.reporting.queries import summaries
from paizhu.reporting.states import Span, Standing, SummaryPeriod, latest, period_of
from paizhu.reporting.tables.summaries import LABELS, paragraph
from paizhu.trail.models import Event
from tests.organization.city import ROLES, city, other_city, standing_city  # noqa: F401  fixtures
from tests.oversight.factories import let_in, save_activity, save_notice

WEEK = SummaryPeriod(date(2015, 6, 1), Span.WEEK)
CHINA = ZoneInfo("Asia/Shanghai")
SECRET = "研究预算"


def acted(city, at="U2", who="leader", **given):  # noqa: F811
    return save_activity(city, at, who, group_id=city.groups["Z1"].pk, **given)


def figures(city, role="leader", period=WEEK, group="Z1"):  # noqa: F811
    return summaries.content(city.groups[group], period, city.looker(role)).figures


def hand_in(city, role="leader", period=WEEK):  # noqa: F811
    return actions.hand_in_summary(group=city.groups["Z1"], period=period, by=city.looker(role))


def client(city, role):  # noqa: F811
    made = Client()
    made.force_login(city.user(role))
    return made


def address(city, name="summary", group="Z1", period=WEEK):  # noqa: F811
    start = period.start.isoformat()
    return reverse(f"reporting:{name}", args=[city.groups[group].pk, period.span, start])


@pytest.mark.parametrize(
    ("span", "on", "start", "end"),
    [
        (Span.WEEK, date(2015, 6, 1), date(2015, 6, 1), date(2015, 6, 7)),
        (Span.WEEK, date(2015, 6, 7), date(2015, 6, 1), date(2015, 6, 7)),
        (Span.WEEK, date(2016, 1, 1), date(2015, 12, 28), date(2016, 1, 3)),
        (Span.MONTH, date(2016, 2, 29), date(2016, 2, 1), date(2016, 2, 29)),
        (Span.MONTH, date(2015, 12, 31), date(2015, 12, 1), date(2015, 12, 31)),
    ],
)
def test_a_day_lies_in_one_week_and_one_month_and_none_is_left_out(span, on, start, end):
    found = period_of(span, on)
    assert (found.start, found.end) == (start, end)
    assert found.next.previous == found
    assert [one.next for one in latest(span, on, 3)][1:] == latest(span, on, 3)[:-1]


def test_figures_count_the_groups_records_of_the_period_and_no_others(city):  # noqa: F811
    acted(city, method=Method.MEETING, matter="project", on=date(2015, 6, 1))
    acted(city, "U1", method=Method.TALK, on=date(2015, 6, 7))
    acted(city, on=date(2015, 5, 31))
    acted(city, on=date(2015, 6, 8))
    save_activity(city, "U3", "leader_two", group_id=city.groups["Z2"].pk)
    for happens, sent in ((5, 1), (5, 5), (2, 3)):
        save_notice(
            city, "U2",
            happens_at=datetime(2015, 6, happens, 9, tzinfo=CHINA),
            sent_at=datetime(2015, 6, sent, 9, tzinfo=CHINA),
        )  # fmt: skip
    found = figures(city)
    assert found["activities"] == 2
    assert (found["meetings"], found["cross_body"], found["same_body"]) == (1, 1, 1)
    assert (found["notices"], found["notices_in_time"]) == (3, 1)
    assert (found["notices_late"], found["notices_after"]) == (1, 1)
    assert set(found) == set(LABELS)


def test_everybody_who_reads_a_summary_reads_the_same_figures(city):  # noqa: F811
    acted(city), acted(city, "U1"), save_notice(city, "U2")
    first = figures(city, "leader")
    for role in ("member", "liaison", "office", "secretary"):
        assert figures(city, role) == first, role


def test_the_paragraph_tells_what_happened_and_leaves_out_what_did_not(city):  # noqa: F811
    acted(city, method=Method.TALK)
    told = paragraph(summaries.content(city.groups["Z1"], WEEK, city.looker("leader")))
    for word in (
        "2015年第23周",
        "党群口综合纪检监察组",
        "开展监督活动1次",
        "个别谈话1次",
        "未收到重要事项通报",
    ):
        assert word in told
    assert "走访" not in told
    assert "整改" not in told
    empty = paragraph(summaries.content(city.groups["Z2"], WEEK, city.looker("deputy")))
    assert "没有监督活动记录" in empty


def test_the_leader_and_the_deputy_hand_in_and_nobody_else(city):  # noqa: F811
    assert let_in(city, lambda role: hand_in(city, role)) == {"leader"}
    period = WEEK
    attempt = lambda role: actions.hand_in_summary(  # noqa: E731
        group=city.groups["Z2"], period=period, by=city.looker(role)
    )
    assert let_in(city, attempt) == {"leader_two", "deputy"}


def test_it_is_handed_in_once_and_not_before_the_end_draws_near(city, monkeypatch):  # noqa: F811
    monkeypatch.setattr("paizhu.kernel.clock.today", lambda: date(2015, 6, 4))
    with pytest.raises(Refused, match="2015-06-05"):
        hand_in(city)
    monkeypatch.setattr("paizhu.kernel.clock.today", lambda: date(2015, 6, 5))
    hand_in(city)
    with pytest.raises(Refused, match="已经报送"):
        hand_in(city)


def test_figures_stand_as_handed_in_and_a_later_entry_shows_as_difference(city):  # noqa: F811
    acted(city)
    made = hand_in(city)
    assert made.figures["activities"] == 1
    acted(city, "U1")  # entered late
    made.refresh_from_db()
    assert made.figures["activities"] == 1
    assert actions.digest_of(made.figures) == made.digest
    rows = {
        row.name: (row.now, row.handed_in, row.difference)
        for row in client(city, "office").get(address(city)).context["rows"]
    }
    assert rows["activities"] == (2, 1, 1)
    record = Event.objects.get(act="reporting.summary_handed_in")
    assert made.digest in record.detail_text


@pytest.mark.parametrize(
    ("handed_in", "today", "standing"),
    [
        (None, date(2015, 6, 7), Standing.RUNNING),
        (None, date(2015, 6, 9), Standing.WAITING),
        (None, date(2015, 6, 10), Standing.MISSING),
        (datetime(2015, 6, 9, 23, tzinfo=CHINA), date(2015, 7, 1), Standing.IN_TIME),
        (datetime(2015, 6, 10, 1, tzinfo=CHINA), date(2015, 7, 1), Standing.LATE),
    ],
)
def test_a_summary_is_received_late_or_missing_by_the_rule_pack(city, handed_in, today, standing):  # noqa: F811
    group, made = city.groups["Z1"], None
    if handed_in:
        made = Summary(group=group, span=WEEK.span, start=WEEK.start, handed_in_at=handed_in)
    found = summaries.place(group, WEEK, made, today)
    assert (found.due_on, found.standing) == (date(2015, 6, 9), standing)


READERS = {"leader", "member", "liaison", "secretary", "deputy_secretary", "standing", "office"}


def test_who_reads_which_groups_summary(city, other_city):  # noqa: F811
    seen = {
        role
        for role in ROLES
        if role != "operator" and client(city, role).get(address(city)).status_code == 200
    }
    assert seen == READERS
    assert client(other_city, "office").get(address(city)).status_code == 404


def test_every_reader_leaves_one_receipt_once_it_was_handed_in(city):  # noqa: F811
    acted(city)
    office = client(city, "office")
    office.get(address(city))
    assert not SummaryReading.objects.exists()  # nothing to read yet
    made = actions.hand_in_summary(group=city.groups["Z1"], period=WEEK, by=city.user("leader"))
    client(city, "leader").get(address(city))  # his own
    for _ in range(2):
        office.get(address(city))
        page = client(city, "liaison").get(address(city)).content.decode()
    readers = SummaryReading.objects.filter(summary=made).values_list(
        "reader__display_name", flat=True
    )
    assert sorted(readers) == ["liaison", "office"]
    assert Event.objects.filter(act="reporting.summary_read").count() == 2
    assert "liaison" in page
    assert "office" in page


def test_pressing_twice_hands_in_once(city):  # noqa: F811
    acted(city)
    browser = client(city, "leader")
    for _ in range(2):
        answer = browser.post(address(city, "summary_hand_in"))
        assert answer.headers["Location"] == address(city)
    assert Summary.objects.count() == 1
    assert client(city, "member").post(address(city, "summary_hand_in")).status_code == 403


def test_the_office_sees_at_a_glance_what_has_come_and_what_is_missing(city):  # noqa: F811
    hand_in(city)
    page = client(city, "office").get(reverse("reporting:summaries") + "?until=2015-06-15")
    text = page.content.decode()
    assert "迟报" in text
    assert "未报" in text
    assert {group.code for group, _cells in page.context["lines"]} == {"Z1", "Z2"}
    own = client(city, "member").get(reverse("reporting:summaries"))
    assert {group.code for group, _cells in own.context["lines"]} == {"Z1"}


def test_the_workbook_has_paragraph_figures_and_records_but_no_formula(city):  # noqa: F811
    acted(city, method=Method.TALK, summary=SECRET)
    hand_in(city)
    answer = client(city, "liaison").get(address(city, "summary_export"))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    first = book.worksheets[0]
    assert "党群口综合纪检监察组" in first["A1"].value
    assert "个别谈话1次" in first["A2"].value
    assert [cell.value for cell in first[4]][:4] == ["项目", "现在", "报送时", "差异"]
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    assert not [c for c in cells if SECRET in str(c.value)]  # the working note stays inside
    assert Event.objects.filter(act="reporting.summary_exported").count() == 1


@pytest.mark.parametrize("start", ["2015-06-02", "2015-13-01", "x", "9999-12-27", "2999-01-07"])
def test_an_address_of_no_period_leads_nowhere(city, start):  # noqa: F811
    path = address(city).replace("2015-06-01", start)
    assert client(city, "office").get(path).status_code == 404


def test_the_rule_and_the_page_agree_on_who_reads_summaries(city):  # noqa: F811
    for role in ("leader", "contact", "resident", "auditor", "petitions"):
        may = allowed(rules.check_can_see_summaries, city.looker(role))
        status = client(city, role).get(reverse("reporting:summaries")).status_code
        assert (status == 200) is may, role
