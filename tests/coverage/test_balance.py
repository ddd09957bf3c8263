"""The balance before and after the reform: institutions, posts and people of the small city."""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.coverage.queries import balance_of, coverage_on
from paizhu.organization.models import Post
from paizhu.organization.queries import structure_of
from tests.coverage.small_city import ROTATION, small_city

pytestmark = pytest.mark.django_db
JUNE = date(2015, 6, 30)


def balance(city, day=JUNE):
    coverage = coverage_on(city.commission, day, operator(city.commission))
    return balance_of(coverage, structure_of(city.commission), city.commission)


def test_resident_groups_stay_and_composite_groups_are_no_institution_with_posts():
    found = balance(small_city())
    assert (found.institutions.before, found.institutions.after) == (3, 3)
    assert found.composite_groups == 2


def test_people_are_distinct_persons_before_and_after():
    """P1–P4 are resident; P5 comes in with the reform; P6, liaison member, works in no group."""
    found = balance(small_city())
    assert (found.people.before, found.people.after) == (4, 5)
    assert [person.code for person in found.additions] == ["P5"]


def test_the_promise_holds_where_every_member_is_resident_somewhere():
    city = small_city()
    assert not balance(city).holds
    city.post("P5", Post.RESIDENT_MEMBER, "R2")
    assert balance(city).holds
    assert balance(city).people.added == 0


def test_what_is_overseen_before_and_after():
    """Before: U1, U3, U5 by their resident leaders. After: U2 and U4 as well; U2, U3, U4 from outside."""
    found = balance(small_city())
    assert (found.overseen.before, found.overseen.after) == (3, 5)
    assert (found.from_outside.before, found.from_outside.after) == (0, 3)


def test_each_resident_group_shows_its_posts_and_the_people_in_them():
    city = small_city()
    found = {one.code: (one.posts, one.people, one.is_over) for one in balance(city).establishments}
    assert found == {"R1": (3, 2, False), "R2": (2, 1, False), "R3": (2, 1, False)}
    city.post("P7", Post.RESIDENT_MEMBER, "R3")
    city.post("P8", Post.RESIDENT_MEMBER, "R3")
    assert {one.code: one.is_over for one in balance(city).establishments}["R3"]
    assert {one.code: one.people for one in balance(city, ROTATION).establishments}["R2"] == 0


def test_each_composite_group_shows_who_has_double_capacity_and_who_has_not():
    found = {one.code: one for one in balance(small_city()).compositions}
    assert (found["Z1"].double, found["Z1"].members) == (2, 2)
    assert (found["Z2"].double, found["Z2"].members) == (1, 2)
    assert [person.code for person in found["Z2"].without] == ["P5"]
