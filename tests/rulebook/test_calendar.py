"""The working calendar kept by the system administrator: days, years, provisional marking, trail."""

from datetime import date

import pytest

from paizhu.kernel.refusals import Refused
from paizhu.kernel.workdays import PUBLISHED_YEARS
from paizhu.rulebook import actions, queries, rules
from paizhu.rulebook.actions import DayDraft
from paizhu.rulebook.models import CalendarDay, SettledYear
from paizhu.rulebook.queries.calendar import KEPT
from paizhu.trail.models import Event
from paizhu.trail.states import PLATFORM
from tests.rulebook import factories

pytestmark = pytest.mark.django_db
NEXT = PUBLISHED_YEARS[-1] + 1
NEW_YEAR = date(NEXT, 1, 1)


@pytest.fixture
def home():
    return factories.commission()


@pytest.fixture
def admin(home):
    return factories.system_admin(home)


def test_the_system_administrator_alone_keeps_the_calendar(home, admin):
    rules.check_can_keep_calendar(admin)
    for who in (factories.office(home), factories.plain(home)):
        with pytest.raises(Refused, match="系统管理员"):
            rules.check_can_keep_calendar(who)
        with pytest.raises(Refused):
            actions.add_day(day=NEW_YEAR, is_working_day=False, by=who)
    assert not CalendarDay.objects.exists()


def test_an_entered_day_counts_from_then_on(admin):
    friday = date(2023, 6, 9)
    actions.add_day(day=friday, is_working_day=False, note="本市停电", by=admin)
    assert queries.calendar().add_working_days(date(2023, 6, 8), 1).on == date(2023, 6, 12)
    day = CalendarDay.objects.get()
    actions.change_day(calendar_day=day, is_working_day=True, note="恢复", by=admin)
    assert queries.calendar().add_working_days(date(2023, 6, 8), 1).on == friday
    actions.remove_day(calendar_day=day, by=admin)
    assert not queries.calendar().is_changed(friday)


def test_a_day_is_entered_once(admin):
    actions.add_day(day=NEW_YEAR, is_working_day=False, by=admin)
    with pytest.raises(Refused):
        actions.add_day(day=NEW_YEAR, is_working_day=True, by=admin)


def test_a_year_entered_in_full_is_no_longer_provisional(admin):
    assert queries.calendar().add_working_days(date(NEXT, 3, 1), 5).provisional
    drafts = [DayDraft(NEW_YEAR, False, "元旦"), DayDraft(date(NEXT, 1, 2), True, "元旦调休")]
    actions.settle_year(year=NEXT, days=drafts, source="国办通知", by=admin)
    calendar = queries.calendar()
    assert not calendar.add_working_days(date(NEXT, 3, 1), 5).provisional
    assert calendar.is_working_day(date(NEXT, 1, 2))
    assert not calendar.is_working_day(NEW_YEAR)


def test_a_single_day_does_not_settle_a_year(admin):
    actions.add_day(day=NEW_YEAR, is_working_day=False, by=admin)
    assert queries.calendar().add_working_days(date(NEXT, 3, 1), 5).provisional


def test_a_reopened_year_is_provisional_again_and_keeps_its_days(admin):
    actions.settle_year(year=NEXT, days=[DayDraft(NEW_YEAR, False)], source="国办通知", by=admin)
    actions.reopen_year(settled_year=SettledYear.objects.get(), by=admin)
    assert queries.calendar().add_working_days(date(NEXT, 3, 1), 5).provisional
    assert CalendarDay.objects.count() == 1


@pytest.mark.parametrize(
    "days",
    [
        [],
        [DayDraft(date(NEXT + 1, 1, 1), False)],
        [DayDraft(NEW_YEAR, False), DayDraft(NEW_YEAR, True)],
    ],
)
def test_a_faulty_list_is_refused_as_a_whole(admin, days):
    with pytest.raises(Refused):
        actions.settle_year(year=NEXT, days=days, source="国办通知", by=admin)
    assert not CalendarDay.objects.exists()
    assert not SettledYear.objects.exists()


def test_a_published_or_settled_year_is_not_entered_again(admin):
    with pytest.raises(Refused):
        rules.check_can_settle_year(admin, 2022)
    actions.settle_year(year=NEXT, days=[DayDraft(NEW_YEAR, False)], source="国办通知", by=admin)
    with pytest.raises(Refused):
        rules.check_can_settle_year(admin, NEXT)


def test_every_change_of_the_calendar_stands_in_the_platforms_trail(admin):
    actions.add_day(day=date(2023, 6, 9), is_working_day=False, by=admin)
    day = CalendarDay.objects.get()
    actions.change_day(calendar_day=day, is_working_day=True, by=admin)
    actions.change_day(calendar_day=day, is_working_day=True, by=admin)
    actions.remove_day(calendar_day=day, by=admin)
    actions.settle_year(year=NEXT, days=[DayDraft(NEW_YEAR, False)], source="国办通知", by=admin)
    actions.reopen_year(settled_year=SettledYear.objects.get(), by=admin)
    events = Event.objects.filter(chain=PLATFORM, act__startswith="rulebook.").order_by("sequence")
    assert [event.act.removeprefix("rulebook.") for event in events] == [
        "day_added_off", "day_changed_working", "day_removed", "year_settled", "year_reopened",
    ]  # fmt: skip
    assert events[1].detail["changes"] == {"is_working_day": [False, True]}


def test_the_calendar_is_read_once_in_a_request_and_anew_after_a_change(
    admin, django_assert_num_queries
):
    KEPT.begin()
    try:
        with django_assert_num_queries(2):
            queries.calendar()
            queries.calendar()
        actions.add_day(day=date(2023, 6, 9), is_working_day=False, by=admin)
        assert not queries.calendar().is_working_day(date(2023, 6, 9))
    finally:
        KEPT.end()
    with django_assert_num_queries(4):
        queries.calendar()
        queries.calendar()


def test_the_year_page_knows_holidays_adjusted_days_and_entries(admin):
    actions.add_day(day=date(2022, 10, 12), is_working_day=False, note="本市活动", by=admin)
    year = queries.year_of(2022)
    days = {day.on: day for day in year.adjusted}
    assert days[date(2022, 10, 8)].is_working
    assert days[date(2022, 10, 8)].is_adjusted
    assert str(days[date(2022, 10, 3)].name) == "国庆节"
    assert days[date(2022, 10, 12)].kept.note == "本市活动"
    assert year.is_published
    assert not queries.year_of(NEXT).is_published
    assert sum(len([d for w in m.weeks for d in w if d]) for m in year.months) == 365


def test_working_days_of_a_known_year():
    assert queries.year_of(2015).working_days == 249
