"""Periods in the address: what each key means, what nonsense means, what lies before and after."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from paizhu.web import dates


@pytest.mark.parametrize(
    ("key", "start", "end", "label"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31), "2015年"),
        ("2015H1", date(2015, 1, 1), date(2015, 6, 30), "2015年上半年"),
        ("2015H2", date(2015, 7, 1), date(2015, 12, 31), "2015年下半年"),
        ("2016Q1", date(2016, 1, 1), date(2016, 3, 31), "2016年第1季度"),
        ("2015Q4", date(2015, 10, 1), date(2015, 12, 31), "2015年第4季度"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "2016年2月"),
    ],
)
def test_a_key_is_a_period(key, start, end, label):
    found = dates.chosen(QueryDict(f"period={key}"))
    assert (found.start, found.end, found.label) == (start, end, label)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "period=x",
        "period=2015H3",
        "period=2015-13",
        "from=2015-01-01",
        "period=0000",
        "from=x&to=y",
        "period=9999",
    ],
)
@time_machine.travel("2016-05-04 12:00+08:00")
def test_nonsense_is_the_running_year(query):
    assert dates.chosen(QueryDict(query)).key == "2016"


def test_two_days_are_a_period_in_either_order():
    found = dates.chosen(QueryDict("from=2015-03-31&to=2015-02-01"))
    assert (found.start, found.end, found.key) == (date(2015, 2, 1), date(2015, 3, 31), "")
    assert found.label == "2015-02-01至2015-03-31"
    assert found.query == "from=2015-02-01&to=2015-03-31"


KEYS = some.builds(
    lambda year, rest: f"{year}{rest}",
    some.integers(1990, 2090),
    some.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "-01", "-02", "-12"]),
)


@given(KEYS)
def test_the_period_before_ends_where_this_one_begins(key):
    period = dates.period(key)
    assert (period.start - dates.previous(period).end).days == 1
    assert (dates.following(period).start - period.end).days == 1
    assert dates.following(dates.previous(period)) == period


@given(KEYS)
def test_a_period_is_among_the_choices_around_it(key):
    period = dates.period(key)
    assert period in [each for _kind, found in dates.choices(period) for each in found]


@pytest.mark.parametrize("text", ["", "2015-02-30", "0001-01-01", "heute", "2015"])
def test_a_day_that_is_none_is_the_default(text):
    assert dates.day(QueryDict(f"on={text}"), default=date(2015, 1, 1)) == date(2015, 1, 1)
    assert dates.day(QueryDict("on=2015-06-30")) == date(2015, 6, 30)
