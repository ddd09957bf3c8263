"""Coverage on the pages of units and groups: today's state, the reader's own capacity, the last act."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import RequestFactory

from paizhu.coverage import panels
from paizhu.organization.models import Post
from tests.coverage.small_city import small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db
NOW = datetime(2015, 6, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel(NOW, tick=False):
        yield


def built():
    city = small_city()
    city.post("OFF", Post.OFFICE)
    city.post("C1", Post.CONTACT, "U1")
    return city


standing_city, city = standing(built)


def seen(city, code, panel, subject):
    request = RequestFactory().get("/")
    request.user = city.user(code)
    return panel(request, subject)


def test_a_unit_tells_how_it_is_covered_and_why_it_is_a_blind_spot(city):
    html = seen(city, "OFF", panels.unit, city.units["U1"])
    assert "仅同体监督" in html
    assert "综合组内只有本单位的派驻纪检组人员。" in html


@pytest.mark.parametrize(
    ("code", "unit", "capacity"),
    [("P1", "U1", "capacity-both"), ("P1", "U2", "capacity-cross"), ("P4", "U5", "capacity-same")],
)
def test_a_group_person_is_told_in_which_capacity_he_acts_there(city, code, unit, capacity):
    assert capacity in seen(city, code, panels.unit, city.units[unit])


def test_who_has_no_capacity_there_is_told_of_none(city):
    assert "capacity-" not in seen(city, "OFF", panels.unit, city.units["U1"])


def test_the_last_act_is_marked_once_the_silence_is_too_long(city):
    city.activity("A1", date(2015, 4, 1), at=("U2",))
    assert "90天前" in seen(city, "OFF", panels.unit, city.units["U2"])
    city.activity("A2", date(2015, 4, 2), at=("U2",))
    html = seen(city, "OFF", panels.unit, city.units["U2"])
    assert "2015-04-02" in html
    assert "天前" not in html


def test_a_units_own_people_are_told_nothing_of_acts_and_silence(city):
    assert seen(city, "C1", panels.unit, city.units["U1"]) == ""
    assert seen(city, "C1", panels.group, city.groups["Z1"]) == ""


def test_of_a_unit_or_group_that_is_not_his_a_reader_is_told_nothing(city):
    assert seen(city, "P5", panels.unit, city.units["U1"]) == ""
    assert seen(city, "P1", panels.group, city.groups["Z2"]) == ""


def test_a_group_shows_its_units_and_how_many_are_blind_spots(city):
    html = seen(city, "OFF", panels.group, city.groups["Z1"])
    assert html.count('class="square square-same_body') == 2  # 教育局, and the legend
    assert "1个单位无异体监督人员" in html
    assert "规划局" not in html
