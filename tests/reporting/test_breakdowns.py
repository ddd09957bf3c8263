"""Breakdowns of the figures: each line and the total say the same as the figures themselves."""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.oversight.models import Method, OpinionState, Subject
from paizhu.reporting import queries as reporting
from paizhu.reporting.queries import Scope
from tests.coverage.small_city import small_city
from tests.reporting.test_figures import YEAR, record
from tests.standing import standing

pytestmark = pytest.mark.django_db


def built():
    return record(small_city())


standing_city, city = standing(built)


def scope(city, start=YEAR[0], end=YEAR[1], user=None, **given):
    return Scope(city.commission, start, end, user or operator(city.commission), **given)


def test_each_month_of_the_period_has_its_line(city):
    rows = {row.of.month: row.tally for row in reporting.by_month(scope(city))}
    assert list(rows) == list(range(1, 13))
    assert [tally.activities for tally in rows.values()] == [1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1]
    assert [tally.meetings for tally in rows.values()] == [1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
    assert [tally.cross_body for tally in rows.values()] == [0, 0, 0, 2, 2, 1, 0, 0, 0, 0, 0, 0]
    assert [tally.opinions for tally in rows.values()] == [0, 0, 0, 2, 1, 2, 0, 0, 0, 0, 0, 1]
    assert [tally.closed for tally in rows.values()] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]


def test_a_period_over_new_year_has_its_months_in_order(city):
    rows = reporting.by_month(scope(city, date(2015, 12, 31), date(2016, 1, 1)))
    assert [(row.of, row.tally.activities) for row in rows] == [
        (date(2015, 12, 1), 1),
        (date(2016, 1, 1), 1),
    ]


def test_each_group_has_its_line_and_acts_in_no_groups_name_a_last_one(city):
    rows = reporting.by_group(scope(city))
    assert [(row.of and row.of.code, row.tally.activities) for row in rows] == [
        ("Z1", 3),
        ("Z2", 2),
        (None, 1),
    ]
    assert rows[0].methods[Method.MEETING] == 2
    assert [row.tally.meetings for row in rows] == [1, 1, 1]
    assert [row.tally.opinions for row in rows] == [4, 2, 0]
    assert [row.tally.closed for row in rows] == [1, 0, 1]
    assert [row.tally.overdue for row in rows] == [1, 1, 0]


def test_an_activity_at_units_of_two_sectors_counts_in_both(city):
    rows = {row.of.name: row.tally for row in reporting.by_sector(scope(city))}
    assert {name: tally.activities for name, tally in rows.items()} == {
        "党群": 4,
        "综合": 3,
        "农林": 0,
    }
    assert rows["党群"].meetings == 2
    assert (rows["综合"].same_body, rows["综合"].cross_body, rows["综合"].outside) == (1, 2, 2)
    assert rows["综合"].overdue == 1


def test_an_activity_at_two_units_of_one_sector_counts_once_in_it(city):
    city.activity("B1", date(2015, 9, 1), at=("U1", "U2"))
    rows = {row.of.name: row.tally.activities for row in reporting.by_sector(scope(city))}
    assert rows["党群"] == 5


def test_each_unit_has_its_line_also_where_nothing_was_done(city):
    rows = {row.of.code: row.tally for row in reporting.by_unit(scope(city))}
    assert {code: tally.activities for code, tally in rows.items()} == {
        "U1": 2,
        "U2": 2,
        "U3": 2,
        "U4": 1,
        "U5": 0,
        "U6": 0,
    }
    assert (rows["U2"].cross_body, rows["U2"].outside) == (3, 1)
    assert (rows["U2"].opinions, rows["U2"].closed, rows["U2"].overdue) == (2, 2, 1)


def test_a_group_member_gets_lines_of_his_own_units_and_group_only(city):
    mine = scope(city, user=city.user("P5"))
    assert [row.of.code for row in reporting.by_unit(mine)] == ["U3", "U4"]
    assert [row.of and row.of.code for row in reporting.by_group(mine)] == ["Z2", None]
    assert [row.of.name for row in reporting.by_sector(mine)] == ["综合"]


def test_subjects_count_each_activity_once_for_each_subject(city):
    found = dict(reporting.by_subject(scope(city)))
    assert (found[Subject.FUNDS], found[Subject.DECISIONS], found[Subject.INTEGRITY]) == (2, 1, 0)
    assert list(found) == list(Subject)


def test_opinions_by_state_are_those_made_in_the_period(city):
    found = dict(reporting.opinions_by_state(scope(city)))
    assert found == {
        OpinionState.RAISED: 2,
        OpinionState.RECTIFYING: 1,
        OpinionState.REPORTED: 0,
        OpinionState.CLOSED: 2,
        OpinionState.DECLINED: 1,
    }


@pytest.mark.parametrize("breakdown", ["by_month", "by_group", "by_sector", "by_unit"])
def test_breakdowns_ask_no_more_for_more_units(city, breakdown, django_assert_max_num_queries):
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
    with django_assert_max_num_queries(8):
        getattr(reporting, breakdown)(scope(city))
