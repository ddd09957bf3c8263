"""The coverage map's cells: activities by unit and month, and the acts in them by capacity."""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.coverage.queries import sector_map, year_map
from paizhu.coverage.queries.months import Cell, SectorCell
from paizhu.coverage.states import intensity
from tests.coverage.small_city import small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db


def built():
    return small_city()


standing_city, city = standing(built)


def row(city, code, year=2015, user=None):
    return year_map(user or operator(city.commission), year).row(city.units[code].pk)


def test_an_activity_counts_once_at_each_of_its_units_and_its_acts_by_person(city):
    """P1 and P3 together at U2 and U4: at U2 both cross-body, at U4, another group's, both outside."""
    city.activity("A1", date(2015, 5, 4), at=("U2", "U4"), by=("P1", "P3"))
    assert row(city, "U2")[4] == Cell(activities=1, cross_body=2)
    assert row(city, "U4")[4] == Cell(activities=1, outside=2)


def test_the_host_units_own_resident_acts_same_body_also_when_linked(city):
    city.activity("A1", date(2015, 5, 4), at=("U1",), by=("P1",))
    assert row(city, "U1")[4] == Cell(activities=1, same_body=1)


def test_months_begin_and_end_where_the_calendar_does(city):
    for number, day in enumerate([date(2014, 12, 31), date(2015, 1, 1), date(2015, 12, 31)]):
        city.activity(f"A{number}", day)
    assert [cell.activities for cell in row(city, "U2")] == [1, *[0] * 10, 1]
    assert [cell.activities for cell in row(city, "U2", 2014)] == [*[0] * 11, 1]


def test_a_sector_cell_tells_at_how_many_units_something_was_done(city):
    city.activity("A1", date(2015, 5, 4), at=("U1", "U2"), by=("P1",))
    city.activity("A2", date(2015, 5, 9), at=("U2",), by=("P3",))
    city.activity("A3", date(2015, 6, 9), at=("U2",), by=("P3",))
    sector_of = {city.units["U1"].pk: 1, city.units["U2"].pk: 1, city.units["U5"].pk: None}
    found = sector_map(operator(city.commission), 2015, sector_of)
    assert [cell.visited for cell in found[None]] == [0] * 12
    may, june = found[1][4:6]
    assert may == SectorCell(visited=2, units=2, same_body=1, cross_body=2)
    assert (may.intensity, june.visited, june.intensity) == (4, 1, 2)


def test_a_groups_member_sees_only_his_units_part_of_an_act_at_several_units(city):
    city.activity("A1", date(2015, 5, 4), at=("U2", "U4"), by=("P1", "P5"))
    found = year_map(city.user("P3"), 2015, [unit.pk for unit in city.units.values()])
    assert found.row(city.units["U2"].pk)[4].activities == 1
    assert found.row(city.units["U4"].pk)[4].activities == 1  # done in the name of his own group
    city.activity("A2", date(2015, 5, 5), at=("U2", "U4"), by=("P5",), group="Z2")
    found = year_map(city.user("P6"), 2015)
    assert found.row(city.units["U2"].pk)[4].activities == 2
    assert found.row(city.units["U4"].pk)[4].activities == 1


@pytest.mark.parametrize(
    ("activities", "step"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (90, 4)]
)
def test_the_colour_has_five_steps(activities, step):
    assert intensity(activities) == step


def test_the_map_needs_two_queries_for_any_size(city, django_assert_num_queries):
    user = operator(city.commission)
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
    city.activity("A1", date(2015, 5, 4), at=("U1", "U2"))
    with django_assert_num_queries(2):
        year_map(user, 2015)
