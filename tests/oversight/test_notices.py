"""Matter notices: who sends word, when it counts as late, which number it gets."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.oversight import queries
from paizhu.oversight.actions import notices
from paizhu.oversight.forms.notices import quick_times
from paizhu.rulebook.models import StricterLimit
from paizhu.trail.models import Event
from tests.oversight.factories import CHINA, let_in, notice_draft, save_notice


def send(city, unit="U1", role="office", **given):
    draft = notice_draft(city, unit, **{"code": "", **given})
    return notices.send(commission=city.commission, draft=draft, by=city.looker(role))


def test_word_of_a_units_matter_is_sent_by_those_who_supervise_it_and_by_the_office(city):
    """Of U3: its residents, the people of Z2, and the office; its own people not yet."""
    allowed = let_in(city, lambda role: send(city, "U3", role))
    assert allowed == {"leader_two", "resident", "deputy", "office", "operator"}


def test_word_gets_the_next_number_of_the_year_it_is_sent_in(city):
    new_year = datetime(2016, 1, 1, 0, 30, tzinfo=CHINA)
    codes = [send(city).code, send(city, sent_at=new_year).code, send(city).code]
    assert codes == ["TB-2015-0001", "TB-2016-0001", "TB-2015-0002"]


def test_word_cannot_come_from_the_future_but_may_come_too_late(city):
    with pytest.raises(Refused):
        send(city, sent_at=timezone.now() + timedelta(hours=1))
    late = send(city, happens_at=datetime(2015, 5, 1, 9, tzinfo=CHINA))
    assert late.is_after_the_fact


def test_the_kind_of_matter_is_one_of_the_closed_list(city):
    with pytest.raises(ValidationError):
        send(city, matter="weather")


def test_the_trail_says_of_which_unit_but_neither_the_matter_nor_who_sent_word(city):
    sender = city.people["leader"]
    send(city, title="机密议题", sender_id=sender.pk)
    record = Event.objects.get(act="oversight.notice_sent")
    assert record.detail["unit"] == "U1"
    assert set(record.detail) == {"unit", "matter", "happens_at", "sent_at"}
    assert "机密议题" not in record.detail_text + record.subject_label


def at(day, hour=9):
    return datetime(2015, 6, day, hour, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("sent", "happens", "days", "is_short", "is_after"),
    [
        (at(2), at(5), 3, False, False),  # Tuesday to Friday
        (at(3), at(5), 2, True, False),
        (at(5), at(8), 1, True, False),  # over a weekend
        (at(17), at(23), 3, False, False),  # Dragon Boat Festival, 20 to 22 June 2015
        (at(18), at(23), 2, True, False),
        (at(5, 8), at(5, 15), 0, True, False),
        (at(5, 16), at(5, 15), 0, True, True),
        (at(9), at(5), -2, True, True),
    ],
)
def test_lead_time_is_counted_in_working_days_and_held_against_the_rule(
    city, sent, happens, days, is_short, is_after
):
    notice = save_notice(city, sent_at=sent, happens_at=happens)
    lead = queries.LeadTimes(city.commission.pk).of(notice)
    assert (lead.days, lead.is_short, lead.is_after) == (days, is_short, is_after)
    assert "3" in lead.asked
    assert not lead.provisional


def test_a_commissions_own_stricter_lead_time_counts_from_its_day(city):
    StricterLimit.objects.create(
        commission=city.commission, limit_key="meeting_notice", amount=5, unit="working_days",
        from_on=at(10).date(), reason="从严",
    )  # fmt: skip
    leads = queries.LeadTimes(city.commission.pk)
    before = save_notice(city, sent_at=at(2), happens_at=at(5))
    after = save_notice(city, sent_at=at(9), happens_at=at(12))
    assert not leads.of(before).is_short
    assert leads.of(after).is_short


def test_a_matter_of_a_year_without_published_holidays_is_marked_provisional(city):
    far = datetime(2031, 6, 5, 9, tzinfo=CHINA)
    notice = save_notice(city, sent_at=far - timedelta(days=7), happens_at=far)
    assert queries.LeadTimes(city.commission.pk).of(notice).provisional


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        (datetime(2015, 9, 1, 9), "明天上午", "2015-09-02"),
        (datetime(2015, 9, 30, 9), "下一个工作日上午", "2015-10-08"),  # National Day
        (datetime(2015, 9, 2, 9), "下一个工作日上午", "2015-09-06"),  # the Sunday is worked
        (datetime(2015, 10, 9, 9), "明天上午", "2015-10-10"),  # so is the Saturday
    ],
)
def test_the_morning_that_is_offered_is_the_next_on_which_people_work(db, today, words, day):
    with clock.standing_on(today):
        offered = dict(quick_times())
    assert f"{day}T09:00" in offered
    assert str(offered[f"{day}T09:00"]).startswith(words)
