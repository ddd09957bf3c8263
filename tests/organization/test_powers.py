"""Powers from postings: what each post gives, from which day, and nothing beyond it."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from paizhu.organization.actions import people
from paizhu.organization.models import Capacity, Post
from paizhu.organization.queries import capacity_of, powers_of, structure_of
from paizhu.organization.states import Powers
from tests.organization import factories
from tests.organization.city import PEOPLE
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db
EVERYBODY = {"U1", "U2", "U3", "U4", "U5"}
DANGQUN, ZHENGFA = {"U1", "U2", "U5"}, {"U3", "U4"}
BY_Z1 = {"supervising_groups": {"Z1"}}
"""What everybody has who belongs to U1 or resides there."""

GIVEN = {
    Post.LIAISON: {"guided_groups": {"Z1"}, "units": DANGQUN},
    Post.LEADER: {"led_groups": {"Z1"}, "units": DANGQUN},
    Post.DEPUTY: {"deputised_groups": {"Z1"}, "units": DANGQUN},
    Post.MEMBER: {"member_groups": {"Z1"}, "units": DANGQUN},
    Post.RESIDENT_LEADER: {"resident_groups": {"R1"}, "host_units": {"U1"}, "units": {"U1"}}
    | BY_Z1,
    Post.RESIDENT_DEPUTY: {"resident_groups": {"R1"}, "host_units": {"U1"}, "units": {"U1"}}
    | BY_Z1,
    Post.RESIDENT_MEMBER: {"resident_groups": {"R1"}, "host_units": {"U1"}, "units": {"U1"}}
    | BY_Z1,
    Post.UNIT_HEAD: {"team_units": {"U1"}, "headed_units": {"U1"}} | BY_Z1,
    Post.TEAM_MEMBER: {"team_units": {"U1"}} | BY_Z1,
    Post.CONTACT: {"contact_units": {"U1"}} | BY_Z1,
    Post.SECRETARY: {"commission_posts": {Post.SECRETARY}},
    Post.DEPUTY_SECRETARY: {"commission_posts": {Post.DEPUTY_SECRETARY}},
    Post.STANDING_MEMBER: {"commission_posts": {Post.STANDING_MEMBER}},
    Post.OFFICE: {"commission_posts": {Post.OFFICE}},
    Post.PETITION_OFFICE: {"commission_posts": {Post.PETITION_OFFICE}},
    Post.CASE_OFFICE: {"commission_posts": {Post.CASE_OFFICE}},
}
MEANS = {
    "sees_commission": {Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.STANDING_MEMBER, Post.OFFICE},
    "keeps_structure": {Post.OFFICE},
    "supervises": {
        Post.LEADER, Post.DEPUTY, Post.MEMBER, Post.RESIDENT_LEADER, Post.RESIDENT_DEPUTY, Post.RESIDENT_MEMBER,
    },
    "is_staff_of_commission": set(Post) - {Post.UNIT_HEAD, Post.TEAM_MEMBER, Post.CONTACT},
    "is_system_admin": set(),
    "is_security_admin": set(),
    "is_auditor": set(),
    "is_operator": set(),
}  # fmt: skip


def place_of(city, post: Post):
    return city.place(
        {"unit": "U1", "resident_group": "R1", "composite_group": "Z1"}.get(post.target, "")
    )


def coded(city, powers: Powers) -> dict:
    """Return the powers that are not empty, ids as codes."""
    codes = {
        **dict.fromkeys(
            (
                "led_groups",
                "deputised_groups",
                "member_groups",
                "guided_groups",
                "supervising_groups",
            ),
            city.groups,
        ),
        "resident_groups": city.residents,
        **dict.fromkeys(
            ("host_units", "team_units", "headed_units", "contact_units", "units"), city.units
        ),
    }
    found = {}
    for part in fields(Powers):
        value = getattr(powers, part.name)
        if part.name in ("on", "is_operator") or not value:
            continue
        by_id = {record.pk: code for code, record in codes.get(part.name, {}).items()}
        found[part.name] = {by_id.get(key, key) for key in value}
    return found


@pytest.mark.parametrize("post", Post)
def test_a_post_gives_exactly_this(city, post):
    person = city.people["nobody"]
    factories.PostingFactory(official=person, post=post, place=place_of(city, post))
    powers = powers_of(person, REFORM)
    assert coded(city, powers) == GIVEN[post]
    assert {name for name in MEANS if getattr(powers, name)} == {
        name for name, posts in MEANS.items() if post in posts
    }


@pytest.mark.parametrize(("day", "is_held"), [
    (REFORM - timedelta(days=1), False),
    (REFORM, True),
    (date(2015, 6, 30), True),
    (date(2015, 7, 1), False),
])  # fmt: skip
def test_powers_begin_on_the_first_day_and_end_before_the_day_of_the_end(city, day, is_held):
    person = city.people["nobody"]
    factories.PostingFactory(official=person, post=Post.OFFICE, until_on=date(2015, 7, 1))
    assert powers_of(person, day).keeps_structure is is_held


def test_somebody_without_a_posting_and_nobody_at_all_have_no_powers(city):
    assert coded(city, powers_of(city.people["nobody"], REFORM)) == {}
    assert powers_of(None, REFORM) == Powers(on=REFORM)


def test_double_capacity_gives_the_units_of_both_postings(city):
    assert coded(city, powers_of(city.people["leader"], REFORM)) == {
        "led_groups": {"Z1"}, "resident_groups": {"R1"}, "host_units": {"U1"}, "units": DANGQUN, **BY_Z1,
    }  # fmt: skip


def test_a_unit_that_changed_its_sector_is_known_to_the_group_of_the_day_only(city):
    moved, unit = REFORM + timedelta(days=30), city.units["U2"]
    unit.placements.update(until_on=moved)
    factories.PlacementFactory(unit=unit, sector=city.sectors["政法"], from_on=moved)
    for day, group in ((moved - timedelta(days=1), "Z1"), (moved, "Z2")):
        assert coded(city, powers_of(city.people["head"], day))["supervising_groups"] == {group}
    assert "U2" not in coded(city, powers_of(city.people["liaison"], moved))["units"]


def test_powers_cost_two_queries_whatever_somebody_holds(city, django_assert_num_queries):
    for name in ("leader", "liaison"):
        with django_assert_num_queries(2):
            powers_of(city.people[name], REFORM)


CAPACITIES = {
    ("leader", "U1"): Capacity.BOTH,
    ("leader", "U2"): Capacity.CROSS_BODY,
    ("leader", "U3"): Capacity.OUTSIDE,
    ("deputy", "U3"): Capacity.CROSS_BODY,
    ("resident", "U3"): Capacity.SAME_BODY,
    ("resident", "U4"): Capacity.OUTSIDE,
    ("liaison", "U1"): Capacity.OUTSIDE,
    ("team", "U4"): Capacity.OUTSIDE,
    ("nobody", "U1"): Capacity.OUTSIDE,
}


@pytest.mark.parametrize(("name", "unit"), CAPACITIES)
def test_capacity_follows_from_where_somebody_is_resident_and_works(city, name, unit):
    official, supervised = city.people[name], city.units[unit]
    expected = CAPACITIES[name, unit]
    assert capacity_of(official, supervised, REFORM) == expected
    assert structure_of(city.commission).capacity(official.pk, supervised.pk, REFORM) == expected


def test_before_the_reform_a_resident_leader_acted_in_same_body_capacity_only(city):
    leader, before = city.people["leader"], REFORM - timedelta(days=1)
    assert capacity_of(leader, city.units["U1"], before) == Capacity.SAME_BODY
    assert capacity_of(leader, city.units["U2"], before) == Capacity.OUTSIDE


def test_the_single_question_and_the_whole_structure_always_agree(city):
    office = city.looker("office")
    people.rotate(
        posting=city.posting("leader", Post.LEADER), post=Post.MEMBER, place=city.groups["Z2"],
        from_on=date(2015, 7, 1), by=office,
    )  # fmt: skip
    structure = structure_of(city.commission)
    for day in (date(2014, 6, 1), REFORM, date(2015, 6, 30), date(2015, 7, 1)):
        for name in PEOPLE:
            for unit in city.units.values():
                official = city.people[name]
                assert capacity_of(official, unit, day) == structure.capacity(
                    official.pk, unit.pk, day
                )


def test_the_structure_is_loaded_with_four_queries_whatever_its_size(
    city, django_assert_num_queries
):
    with django_assert_num_queries(4):
        structure_of(city.commission)
    for number in range(20):
        factories.UnitFactory(commission=city.commission, sector=city.sectors["党群"])
        factories.PostingFactory(
            official=factories.OfficialFactory(commission=city.commission),
            post=Post.MEMBER,
            place=city.groups["Z1"],
            from_on=date(2015, 4, 1 + number),
        )
    with django_assert_num_queries(4):
        structure_of(city.commission)
