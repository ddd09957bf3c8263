"""When a job was due last, and when it is next."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from paizhu.jobs.queries import Weekday, daily, every, monthly, weekly
from paizhu.jobs.states import AtHour

CHINA, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def at(text: str, zone: ZoneInfo = CHINA) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("schedule", "now", "last", "following"),
    [
        (daily(7), "2015-06-01 07:00", "2015-06-01 07:00", "2015-06-02 07:00"),
        (daily(7), "2015-06-01 06:59", "2015-05-31 07:00", "2015-06-01 07:00"),
        (daily(7, 30), "2015-01-01 00:00", "2014-12-31 07:30", "2015-01-01 07:30"),
        # 1 June 2015 is a Monday
        (weekly(Weekday.MONDAY, 8), "2015-06-01 08:00", "2015-06-01 08:00", "2015-06-08 08:00"),
        (weekly(Weekday.MONDAY, 8), "2015-06-01 07:59", "2015-05-25 08:00", "2015-06-01 08:00"),
        (weekly(Weekday.SUNDAY, 8), "2015-06-03 12:00", "2015-05-31 08:00", "2015-06-07 08:00"),
        (monthly(6), "2015-03-01 06:00", "2015-03-01 06:00", "2015-04-01 06:00"),
        (monthly(6), "2015-03-01 05:59", "2015-02-01 06:00", "2015-03-01 06:00"),
        (monthly(6, day=28), "2016-03-01 05:59", "2016-02-28 06:00", "2016-03-28 06:00"),
        (every(15), "2015-06-01 10:44", "2015-06-01 10:30", "2015-06-01 10:45"),
        (every(60), "2015-06-01 23:59", "2015-06-01 23:00", "2015-06-02 00:00"),
        (every(1), "2015-06-01 00:00", "2015-06-01 00:00", "2015-06-01 00:01"),
    ],
)
def test_the_last_and_the_next_due_moment(schedule, now, last, following):
    assert schedule.last_due(at(now)) == at(last)
    assert schedule.next_due(at(now)) == at(following)


def test_a_day_on_which_clocks_are_put_forward_keeps_its_hour():
    schedule = daily(9)
    found = schedule.next_due(at("2015-03-07 10:00", NEW_YORK))
    assert (found.hour, found.day) == (9, 8)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: daily(24),
        lambda: daily(7, 60),
        lambda: monthly(7, day=31),
        lambda: every(0),
        lambda: every(7),
        lambda: AtHour(7, month_day=0),
    ],
)
def test_a_schedule_that_some_day_lacks_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\S"):
        wrong()


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (daily(7), "every day at 07:00"),
        (weekly(Weekday.FRIDAY, 8, 30), "every Friday at 08:30"),
        (monthly(6), "on day 1 of every month at 06:00"),
        (every(5), "every 5 minutes"),
    ],
)
def test_a_schedule_reads_as_a_sentence(schedule, said):
    with translation.override("en"):
        assert str(schedule) == said
    assert str(schedule) != said  # and in Chinese
