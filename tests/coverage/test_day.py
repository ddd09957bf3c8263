"""Coverage of a day, sentence by sentence of the public contract, against the small city."""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.coverage.queries import attention, coverage_on, heads_of, last_acts, silent_units
from paizhu.coverage.states import Blind, Concern, Cover
from paizhu.organization.models import Post
from tests.coverage.small_city import REFORM, ROTATION, small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db
JUNE = date(2015, 6, 30)


def built():
    return small_city()


standing_city, city = standing(built)


def on(city, day, user=None):
    return coverage_on(city.commission, day, user or operator(city.commission))


def covers(coverage):
    return {unit.code: unit.cover for unit in coverage.units}


def test_the_contracts_document_is_exactly_this(city):
    assert on(city, JUNE).as_json() == {
        "on": "2015-06-30",
        "units": 6,
        "covered": 5,
        "same_body": 3,
        "cross_body": 3,
        "both": 1,
        "uncovered": ["U6"],
        "posts": {"before": 7, "after": 8},
        "groups": [
            {"code": "Z1", "units": 2, "members": 2},
            {"code": "Z2", "units": 2, "members": 2},
        ],
    }


def test_a_unit_is_covered_from_inside_from_outside_by_both_or_not_at_all(city):
    assert covers(on(city, JUNE)) == {
        "U1": Cover.SAME_BODY,
        "U2": Cover.CROSS_BODY,
        "U3": Cover.BOTH,
        "U4": Cover.CROSS_BODY,
        "U5": Cover.SAME_BODY,
        "U6": Cover.UNCOVERED,
    }


def test_who_is_resident_at_a_unit_is_no_supervisor_from_outside_though_his_group_is_linked(city):
    """P1 and P3 work in the group of their own host unit: that gives U1 nobody from outside."""
    education = on(city, JUNE).units[0]
    assert education.groups
    assert not education.is_cross_body
    assert education.blind is Blind.ONLY_OWN


def test_a_posting_holds_on_its_first_day_and_no_longer_on_its_last(city):
    assert covers(on(city, date(2015, 2, 28)))["U2"] is Cover.UNCOVERED
    assert covers(on(city, REFORM))["U2"] is Cover.CROSS_BODY
    assert covers(on(city, JUNE))["U3"] is Cover.BOTH
    assert covers(on(city, ROTATION))["U3"] is Cover.CROSS_BODY


def test_a_group_is_not_there_before_it_is_established(city):
    assert on(city, date(2015, 2, 28)).as_json()["groups"] == []
    assert [group["code"] for group in on(city, REFORM).as_json()["groups"]] == ["Z1", "Z2"]


def test_posts_after_adds_one_for_a_member_without_a_resident_posting(city):
    assert on(city, JUNE).posts.after - on(city, JUNE).posts.before == 1
    city.post("P5", Post.RESIDENT_MEMBER, "R2")
    assert on(city, JUNE).posts.added == 0


def test_posts_after_adds_a_person_once_however_many_groups_he_is_in(city):
    city.post("P5", Post.DEPUTY, "Z1")
    assert on(city, JUNE).posts.added == 1


def test_who_has_left_his_resident_posting_and_stays_in_the_group_adds_a_post(city):
    city.post("P7", Post.RESIDENT_MEMBER, "R2", date(2014, 1, 1), ROTATION)
    city.post("P7", Post.MEMBER, "Z2")
    assert on(city, JUNE).posts.added == 1
    assert on(city, ROTATION).posts.added == 2


def test_the_liaison_member_covers_nobody_and_adds_no_post(city):
    city.post("P8", Post.LIAISON, "Z2")
    before = on(city, JUNE)
    assert before.posts.added == 1
    assert [len(group.members) for group in before.groups] == [2, 2]


def test_a_blind_spot_says_why(city):
    city.post("P9", Post.OFFICE)
    found = {unit.code: unit.blind for unit in on(city, JUNE).blind_spots}
    assert found == {"U1": Blind.ONLY_OWN, "U5": Blind.NO_GROUP, "U6": Blind.NO_SECTOR}
    city.group("Z3", "农林")
    assert {u.code: u.blind for u in on(city, JUNE).blind_spots}["U5"] is Blind.NO_MEMBER


def test_a_key_unit_wants_its_group_and_a_resident_group(city):
    coverage = on(city, JUNE)
    assert [unit.code for unit in coverage.key_units] == ["U1", "U3"]
    assert [unit.code for unit in coverage.key_gaps] == ["U1"]
    assert [unit.code for unit in on(city, ROTATION).key_gaps] == ["U1", "U3"]


def test_units_stand_by_sector_and_those_without_come_last(city):
    assert [(name, len(units)) for _pk, name, units in on(city, JUNE).by_sector] == [
        ("党群", 2),
        ("综合", 2),
        ("农林", 1),
        ("", 1),
    ]


def test_attention_names_groups_units_and_sectors_to_put_in_order(city):
    city.post("P7", Post.LEADER, "Z1")
    heads = heads_of(operator(city.commission), ROTATION)
    found = [(one.concern, one.name) for one in attention(on(city, ROTATION), heads)]
    assert found == [
        (Concern.NO_LEADER, "Z2综合组"),
        (Concern.TWO_LEADERS, "Z1综合组"),
        (Concern.NO_LIAISON, "Z2综合组"),
        (Concern.NO_SECTOR, "新设局"),
        (Concern.KEY_GAP, "规划局"),
        (Concern.NO_GROUP, "农林"),
    ]


def test_a_unit_is_silent_from_the_day_on_which_the_limit_is_reached(city):
    city.activity("A1", date(2015, 4, 1), at=("U1", "U2"))
    city.activity("A2", date(2015, 6, 20), at=("U1",))
    user = operator(city.commission)
    coverage = on(city, JUNE)
    last = last_acts(user, JUNE)
    silent = {one.unit.code: one.days for one in silent_units(coverage, last, 90)}
    assert silent == {"U2": 90, "U3": None, "U4": None, "U5": None, "U6": None}
    assert "U2" not in {one.unit.code for one in silent_units(coverage, last, 91)}


def test_an_act_after_the_day_asked_for_breaks_no_silence(city):
    city.activity("A1", date(2015, 7, 1), at=("U2",))
    assert last_acts(operator(city.commission), JUNE) == {}


def test_a_groups_member_counts_the_units_of_his_supervision_only(city):
    """P5 works in Z2 only; of Z1 and its units he knows nothing, not even a number."""
    seen = on(city, JUNE, city.user("P5"))
    assert seen.as_json() == {
        "on": "2015-06-30",
        "units": 2,
        "covered": 2,
        "same_body": 1,
        "cross_body": 2,
        "both": 1,
        "uncovered": [],
        "posts": {"before": 2, "after": 3},
        "groups": [{"code": "Z2", "units": 2, "members": 2}],
    }


def test_nothing_of_another_commission_is_counted(city):
    other = small_city("QT")
    assert on(city, JUNE).as_json()["units"] == 6
    assert on(city, JUNE, operator(other.commission)).as_json()["units"] == 0


def test_the_number_of_queries_does_not_grow(city, django_assert_num_queries):
    user = operator(city.commission)

    def read():
        coverage = coverage_on(city.commission, JUNE, user)
        attention(coverage, heads_of(user, JUNE))
        silent_units(coverage, last_acts(user, JUNE), 90)

    with django_assert_num_queries(10):
        read()
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
    with django_assert_num_queries(10):
        read()
