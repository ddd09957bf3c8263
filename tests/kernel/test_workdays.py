"""The working-day clock against known Chinese holidays, at month ends, and beyond the published years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paizhu.kernel.workdays import (
    PUBLISHED_YEARS,
    TimeUnit,
    WorkingCalendar,
    add_months,
    holiday_name,
)

CALENDAR = WorkingCalendar()
ANY_DAY = st.dates(date(1998, 1, 1), date(2035, 12, 31))
PUBLISHED_DAY = st.dates(date(2006, 1, 1), date(2023, 12, 31))
LAST = PUBLISHED_YEARS[-1]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2015, 2, 15), True),  # Sunday worked for the Spring Festival
        (date(2015, 2, 18), False),  # Wednesday, New Year's Eve by the lunar calendar
        (date(2015, 2, 24), False),
        (date(2015, 2, 25), True),
        (date(2015, 2, 28), True),  # Saturday worked for the Spring Festival
        (date(2015, 9, 3), False),  # the 70th anniversary, once only
        (date(2015, 9, 6), True),  # Sunday worked for it
        (date(2022, 10, 7), False),
        (date(2022, 10, 8), True),  # Saturday worked for the National Day
        (date(2022, 10, 9), True),  # Sunday worked for the National Day
        (date(2022, 10, 15), False),
        (date(2022, 10, 17), True),
    ],
)
def test_holidays_and_adjusted_working_days_are_those_of_the_state_council(day, works):
    assert CALENDAR.is_working_day(day) is works
    assert not CALENDAR.is_provisional(day)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2015, 2, 17), 1, date(2015, 2, 25)),
        (date(2015, 2, 16), 5, date(2015, 2, 28)),
        (date(2022, 9, 30), 3, date(2022, 10, 10)),
        (date(2022, 10, 1), 1, date(2022, 10, 8)),
        (date(2022, 10, 10), -3, date(2022, 9, 30)),
        (date(2022, 10, 5), -1, date(2022, 9, 30)),
        (date(2022, 10, 5), 0, date(2022, 10, 5)),
        (date(2021, 12, 31), 1, date(2022, 1, 4)),
        (date(2022, 1, 4), -1, date(2021, 12, 31)),
    ],
)
def test_the_day_of_receipt_does_not_count(start, count, end):
    found = CALENDAR.add_working_days(start, count)
    assert found.on == end
    assert not found.provisional


def test_fifteen_working_days_reach_over_the_spring_festival():
    """A letter of inquiry received on 2 February 2015 is to be answered by 27 February."""
    assert CALENDAR.deadline(date(2015, 2, 2), 15, TimeUnit.WORKING_DAYS).on == date(2015, 2, 27)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (date(2022, 1, 15), 1, date(2022, 2, 15)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 3, 31), 1, date(2022, 4, 30)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2022, 12, 31), 6, date(2023, 6, 30)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 1, 10), -1, date(2021, 12, 10)),
    ],
)
def test_a_month_ends_on_the_same_day_number_or_the_last_day_of_a_shorter_month(start, amount, end):
    assert CALENDAR.deadline(start, amount, TimeUnit.MONTHS).on == end


def test_days_are_calendar_days():
    assert CALENDAR.deadline(date(2022, 9, 30), 10, TimeUnit.DAYS).on == date(2022, 10, 10)


def test_what_is_no_unit_of_time_is_refused():
    with pytest.raises(ValueError, match="people"):
        CALENDAR.deadline(date(2022, 1, 1), 2, "people")


def test_dates_beyond_the_published_years_are_marked_provisional():
    monday = date(LAST + 1, 3, 1) + timedelta(days=-date(LAST + 1, 3, 1).weekday() + 7)
    assert CALENDAR.is_working_day(monday)
    assert CALENDAR.is_provisional(monday)
    assert not CALENDAR.is_working_day(monday - timedelta(days=1))
    assert CALENDAR.add_working_days(monday, 5).provisional
    assert CALENDAR.working_days_between(monday, monday + timedelta(days=7)).provisional
    assert CALENDAR.days_left(monday + timedelta(days=7), monday).provisional


def test_a_span_that_only_reaches_into_an_unpublished_year_is_provisional_too():
    eve = date(LAST, 12, 28)
    assert not CALENDAR.add_working_days(eve, 1).provisional
    assert CALENDAR.add_working_days(eve, 30).provisional
    assert CALENDAR.add_working_days(date(2003, 12, 20), 20).provisional
    assert not CALENDAR.add_working_days(date(LAST + 1, 1, 1), -5).provisional


def test_calendar_days_and_months_never_depend_on_the_holidays():
    assert not CALENDAR.deadline(date(LAST + 1, 1, 1), 30, TimeUnit.DAYS).provisional
    assert not CALENDAR.deadline(date(LAST + 1, 1, 1), 1, TimeUnit.MONTHS).provisional


def test_days_handed_in_go_before_what_is_published():
    calendar = WorkingCalendar({date(2022, 10, 10): False, date(2022, 10, 15): True})
    assert calendar.add_working_days(date(2022, 10, 9), 1).on == date(2022, 10, 11)
    assert calendar.is_working_day(date(2022, 10, 15))
    assert calendar.working_days_between(date(2022, 10, 9), date(2022, 10, 15)).days == 5
    assert CALENDAR.add_working_days(date(2022, 10, 9), 1).on == date(2022, 10, 10)


def test_a_settled_year_is_no_longer_provisional():
    new_year = date(LAST + 1, 1, 1)
    calendar = WorkingCalendar({new_year: False}, settled_years=[LAST + 1])
    assert not calendar.add_working_days(date(LAST, 12, 28), 10).provisional
    assert not calendar.is_working_day(new_year)


def test_single_days_of_an_unsettled_year_are_known_but_their_neighbours_are_not():
    monday = date(LAST + 1, 1, 4) + timedelta(days=-date(LAST + 1, 1, 4).weekday() + 7)
    calendar = WorkingCalendar({monday: True})
    eve = monday - timedelta(days=1)
    assert not calendar.working_days_between(eve, monday).provisional
    assert calendar.working_days_between(eve, monday + timedelta(days=1)).provisional


@pytest.mark.parametrize(
    ("deadline", "today", "days", "is_past"),
    [
        (date(2022, 9, 30), date(2022, 9, 28), 2, False),
        (date(2022, 9, 30), date(2022, 9, 30), 0, False),
        (date(2022, 9, 30), date(2022, 10, 3), 0, True),
        (date(2022, 9, 30), date(2022, 10, 8), -1, True),
        (date(2022, 10, 8), date(2022, 9, 30), 1, False),
    ],
)
def test_days_left_count_working_days_and_tell_the_overdue(deadline, today, days, is_past):
    left = CALENDAR.days_left(deadline, today)
    assert (left.days, left.is_past) == (days, is_past)


def test_holidays_have_names():
    assert str(holiday_name(date(2022, 10, 1))) == "国庆节"
    assert str(holiday_name(date(2022, 10, 8))) == "国庆节"
    assert holiday_name(date(2022, 10, 12)) == ""


@given(ANY_DAY, st.integers(-800, 800))
def test_adding_working_days_and_counting_them_agree(start, count):
    found = CALENDAR.add_working_days(start, count)
    counted = CALENDAR.working_days_between(start, found.on)
    assert counted.days == count
    if count:
        assert CALENDAR.is_working_day(found.on)
        assert counted.provisional == found.provisional


@given(PUBLISHED_DAY, st.integers(1, 400))
def test_the_fast_count_is_the_slow_count(start, span):
    end = start + timedelta(days=span)
    days = [start + timedelta(days=n) for n in range(1, span + 1)]
    assert CALENDAR.working_days_between(start, end).days == sum(map(CALENDAR.is_working_day, days))


@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_counting_is_additive(first, second, third):
    first, second, third = sorted((first, second, third))

    def count(start, end):
        return CALENDAR.working_days_between(start, end).days

    assert count(first, second) + count(second, third) == count(first, third)


@given(ANY_DAY, st.integers(0, 60))
def test_months_never_leave_the_month_aimed_at(start, months):
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or add_months(end, 0).day in (28, 29, 30)


@given(
    st.dictionaries(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.booleans(), max_size=12),
    st.dates(date(2025, 1, 1), date(2029, 12, 31)),
    st.integers(-300, 300),
)
def test_days_handed_in_keep_adding_and_counting_in_agreement(extra, start, count):
    calendar = WorkingCalendar(extra)
    found = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, found.on).days == count
