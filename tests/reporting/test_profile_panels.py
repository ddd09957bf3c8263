"""The profiles of unit, group and person on their pages, and the unit's timeline year by year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from paizhu.access.queries import operator
from paizhu.organization.models import Post
from paizhu.reporting.queries import profile
from tests.coverage.small_city import ROTATION, small_city
from tests.reporting.test_figures import record
from tests.standing import standing

pytestmark = pytest.mark.django_db
NOW = datetime(2015, 12, 31, 18, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_the_years_end():
    with time_machine.travel(NOW, tick=False):
        yield


def built():
    city = record(small_city())
    city.post("OFF", Post.OFFICE)
    return city


standing_city, city = standing(built)


def told(city, code, year=2015, user=None):
    months = profile.months_of_unit(user or operator(city.commission), city.units[code], year)
    return {
        month.first.month: [(one.kind, str(one.record)) for one in month.happenings]
        for month in months
    }


def test_a_units_year_tells_acts_opinions_and_who_supervised_it(city):
    assert told(city, "U3") == {
        7: [("posting_ended", "某P2 — 派驻纪检组长 (驻规划局纪检组)"), ("activity", "A5")],
        6: [("opinion_made", "Y5"), ("opinion_made", "Y4"), ("activity", "A4")],
        3: [("charge_begun", "Z2综合组 — 综合")],
    }


def test_an_opinion_is_told_when_it_was_made_and_when_it_was_closed_out(city):
    assert told(city, "U2")[5] == [("activity", "A3"), ("opinion_closed", "Y1")]
    assert told(city, "U3", 2016) == {1: [("opinion_closed", "Y4")]}


def test_a_transfer_to_another_sector_is_told(city):
    city.place(city.units["U6"], "综合", ROTATION)
    assert told(city, "U6") == {
        7: [("placement_begun", "新设局 — 综合")],
        3: [("charge_begun", "Z2综合组 — 综合")],
    }


def test_a_units_contact_is_told_opinions_and_never_acts_or_notices(city):
    city.post("C2", Post.CONTACT, "U2")
    found = told(city, "U2", user=city.user("C2"))
    kinds = {kind for happenings in found.values() for kind, _record in happenings}
    assert kinds == {"opinion_made", "opinion_closed", "charge_begun"}


def test_the_years_begin_with_the_first_that_is_on_record(city):
    user = operator(city.commission)
    today = date(2015, 12, 31)
    assert profile.years_of_unit(user, city.units["U2"], today) == [2015, 2014]
    assert profile.years_of_unit(user, city.units["U6"], today) == [2015]


def test_the_timeline_has_a_page_for_each_year_and_a_part_for_the_units_page(city, client):
    client.force_login(city.user("OFF"))
    address = reverse("reporting:timeline", args=[city.units["U2"].pk])
    page = client.get(address)
    assert page.context["older"] == 2014
    part = client.get(
        f"{address}?year=2014", headers={"HX-Request": "true", "HX-Target": "timeline-older"}
    )
    assert part.content.decode().lstrip().startswith('<div class="timeline-year">')
    assert part.context["older"] is None


def test_a_unit_that_the_reader_may_not_see_has_no_timeline(city, client):
    client.force_login(city.user("P5"))
    address = reverse("reporting:timeline", args=[city.units["U1"].pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "of", "code", "words"),
    [
        ("unit", "units", "U2", ["时间线", "2015年统计", "监督身份"]),
        ("group", "groups", "Z1", ["2015年统计", "某P3"]),
        ("official", "officials", "P5", ["履职情况（按监督身份）"]),
    ],
)
def test_the_profile_stands_on_the_page_it_is_about(city, client, page, of, code, words):
    client.force_login(city.user("OFF"))
    subject = getattr(city, of)[code]
    html = client.get(reverse(f"organization:{page}", args=[subject.pk])).content.decode()
    assert [word for word in words if word in html] == [w for w in words if w != "监督身份"]


def test_a_persons_years_count_his_acts_by_capacity(city):
    (year,) = profile.years_of_person(operator(city.commission), city.officials["P5"])
    assert (year.year, year.tally.cross_body, year.tally.outside) == (2015, 2, 1)


def test_of_a_person_of_another_group_a_reader_counts_only_what_concerns_him(city):
    """P5 acted at U2 (P1's unit) in an activity of Z1; what he did at U3 is Z2's."""
    (year,) = profile.years_of_person(city.user("P1"), city.officials["P5"])
    assert (year.tally.cross_body, year.tally.outside) == (1, 1)
