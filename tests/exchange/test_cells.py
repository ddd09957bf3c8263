"""One cell: what is taken, what is refused, and that nothing is guessed."""

import math
from datetime import date, datetime, time

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paizhu.exchange.queries import parsing
from paizhu.exchange.states.sheets import BY_KEY

CODE = BY_KEY["units"].by_field["code"]
NAME = BY_KEY["units"].by_field["name"]
COUNT = BY_KEY["units"].by_field["headcount"]
KEY = BY_KEY["units"].by_field["is_key"]
DAY = BY_KEY["activities"].by_field["on"]
MOMENT = BY_KEY["notices"].by_field["happens_at"]
UNITS = BY_KEY["activities"].by_field["units"]
SUBJECTS = BY_KEY["activities"].by_field["subjects"]
METHOD = BY_KEY["activities"].by_field["method"]

TAKEN = [
    (CODE, " U1\u3000", "U1"),
    (CODE, 1001.0, "1001"),
    (CODE, 999_999_999_999_999, "999999999999999"),
    (CODE, "007", "007"),
    (NAME, "=1+1", "=1+1"),
    (NAME, "+86 电话", "+86 电话"),
    (NAME, 2015.0, "2015"),
    (NAME, 1.5, "1.5"),
    (NAME, "一行\r\n二行", "一行\n二行"),
    (COUNT, 3.0, 3),
    (COUNT, "12", 12),
    (COUNT, 0, 0),
    (KEY, "是", True),
    (KEY, " 否 ", False),
    (DAY, date(2015, 3, 1), date(2015, 3, 1)),
    (DAY, datetime(2015, 3, 1), date(2015, 3, 1)),
    (DAY, "2015-03-01", date(2015, 3, 1)),
    (UNITS, "U2；U1; U3;", ("U1", "U2", "U3")),
    (UNITS, 1001.0, ("1001",)),
    (METHOD, "列席会议", "meeting"),
    (SUBJECTS, "大额度资金使用;政治纪律", (1, 128)),
]
REFUSED = [
    (CODE, 1.5, "code_float"),
    (CODE, -3.0, "code_float"),
    (CODE, math.nan, "code_float"),
    (CODE, math.inf, "code_float"),
    (CODE, 1.1010119900307e17, "code_long"),
    (CODE, 10**15, "code_long"),
    (CODE, True, "unreadable"),
    (CODE, date(2015, 3, 1), "code_date"),
    (CODE, time(9), "code_date"),
    (CODE, "U 1", "code_shape"),
    (CODE, "U1;U2", "code_shape"),
    (CODE, "U1\nU2", "code_shape"),
    (CODE, "x" * 65, "too_long"),
    (NAME, "x" * 201, "too_long"),
    (NAME, "坏\x01", "control"),
    (NAME, date(2015, 3, 1), "unreadable"),
    (NAME, True, "unreadable"),
    (COUNT, -1, "count_bad"),
    (COUNT, 1.5, "count_bad"),
    (COUNT, "三", "count_bad"),
    (COUNT, "１２", "count_bad"),
    (COUNT, 2_000_000, "count_bad"),
    (COUNT, True, "count_bad"),
    (COUNT, math.nan, "count_bad"),
    (KEY, "Y", "yes_no_bad"),
    (KEY, True, "yes_no_bad"),
    (DAY, "2015/3/1", "date_bad"),
    (DAY, "2015-02-30", "date_bad"),
    (DAY, "2015年3月1日", "date_bad"),
    (DAY, 42000.0, "date_bad"),
    (DAY, time(0), "date_bad"),
    (DAY, datetime(2015, 3, 1, 9, 30), "date_with_time"),
    (DAY, "1015-03-01", "date_range"),
    (MOMENT, "2015-03-01 25:00", "moment_bad"),
    (MOMENT, "下午三点", "moment_bad"),
    (MOMENT, 42000.5, "moment_bad"),
    (MOMENT, time(9, 30), "moment_bad"),
    (MOMENT, "1015-03-01 09:00", "date_range"),
    (UNITS, "U1;U2;U1", "named_twice"),
    (UNITS, "；;", "unreadable"),
    (UNITS, "U1;U 2", "code_shape"),
    (METHOD, "开会", "word_unknown"),
    (METHOD, 3.0, "word_unknown"),
    (SUBJECTS, "政治纪律;作风", "word_unknown"),
]


@pytest.mark.parametrize(("column", "raw", "value"), TAKEN)
def test_a_fitting_cell_gives_its_value(column, raw, value):
    assert parsing.value_of(column, raw) == value


@pytest.mark.parametrize(("column", "raw", "kind"), REFUSED)
def test_an_unfitting_cell_gives_its_fault(column, raw, kind):
    with pytest.raises(parsing.BadCell) as bad:
        parsing.value_of(column, raw)
    assert bad.value.kind == kind


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        (datetime(2015, 3, 1, 9, 30), (9, 30, 0)),
        (datetime(2015, 3, 1, 9, 29, 59, 999_999), (9, 30, 0)),
        ("2015-03-01 09:30", (9, 30, 0)),
        ("2015-03-01T09:30:15", (9, 30, 15)),
        ("2015-03-01", (0, 0, 0)),
        (date(2015, 3, 1), (0, 0, 0)),
    ],
)
def test_a_moment_is_read_in_the_commissions_time_zone(raw, clock):
    moment = timezone.localtime(parsing.value_of(MOMENT, raw))
    assert (moment.hour, moment.minute, moment.second) == clock
    assert moment.date() == date(2015, 3, 1)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000\t", "\u200b"])
def test_a_cell_of_spaces_is_empty(raw):
    assert parsing.is_blank(raw)


RAW = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
COLUMNS = st.sampled_from([c for sheet in BY_KEY.values() for c in sheet.columns])


@given(column=COLUMNS, raw=RAW)
def test_any_cell_gives_a_value_or_a_fault_with_both_sentences(column, raw):
    from paizhu.exchange.states.faults import Fault

    if parsing.is_blank(raw):
        return
    try:
        parsing.value_of(column, raw)
    except parsing.BadCell as bad:
        fault = Fault(bad.kind, "单位", 2, column.header, "A", bad.words)
        assert fault.wrong
        assert fault.expected
        assert Fault.from_stored(fault.as_stored()).wrong == fault.wrong


@given(day=st.dates(parsing.FIRST_DAY, parsing.LAST_DAY))
def test_a_day_is_the_same_as_date_cell_and_as_text(day):
    assert parsing.value_of(DAY, day) == parsing.value_of(DAY, day.isoformat()) == day


@given(text=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=64))
def test_a_value_once_taken_is_taken_again_unchanged(text):
    try:
        value = parsing.value_of(CODE, text)
    except parsing.BadCell:
        return
    assert parsing.value_of(CODE, value) == value


@given(number=st.integers(0, 10**15 - 1))
def test_a_code_typed_as_an_exact_number_is_its_digits(number):
    assert parsing.value_of(CODE, float(number)) == str(number)
