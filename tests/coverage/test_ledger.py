"""The ledger by unit and person says the same as the ledger of activities: nobody counts what he may not see."""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.coverage.queries import parts, visits
from paizhu.organization.models import Post
from paizhu.oversight.models import Activity
from tests.coverage.small_city import small_city
from tests.reporting.test_figures import record
from tests.standing import standing

pytestmark = pytest.mark.django_db


def built():
    city = record(small_city())
    city.post("OFF", Post.OFFICE)
    city.post("C2", Post.CONTACT, "U2")
    city.post("PET", Post.PETITION_OFFICE)
    city.activity("X1", date(2015, 8, 1), at=("U5",), by=("P4", "P1"), group=None)
    city.activity("X2", date(2015, 8, 2), at=("U2", "U3"), by=("P5",), group="Z2")
    return city


standing_city, city = standing(built)


@pytest.mark.parametrize("code", ["OFF", "P1", "P3", "P4", "P5", "P6", "C2", "PET"])
def test_both_ledgers_know_of_the_same_activities(city, code):
    user = city.user(code)
    seen = set(Activity.objects.visible_to(user).values_list("code", flat=True))
    assert set(visits(user).values_list("activity__code", flat=True)) == seen
    assert set(parts(user).values_list("activity__code", flat=True)) == seen


def test_days_bound_what_is_known_without_changing_it(city):
    user = city.user("P5")
    june = date(2015, 6, 1), date(2015, 6, 30)
    whole = parts(user).filter(on__range=june)
    assert set(parts(user, *june)) == set(whole)
    assert set(visits(user, *june)) == set(visits(user).filter(on__range=june))


def test_of_an_act_at_several_units_a_member_knows_his_units_part(city):
    """X2 of Z2 at U2 and U3: P1 of Z1 knows of U2; P4, resident at U5, of neither."""
    known = visits(city.user("P1")).filter(activity__code="X2")
    assert [visit.unit.code for visit in known] == ["U2"]
    assert not visits(city.user("P4")).filter(activity__code="X2").exists()


def test_who_took_part_knows_all_units_of_the_act_and_his_own_part_elsewhere(city):
    """X1 at U5, which P1 does not supervise: he knows that he was there, not what P4 did there."""
    user = city.user("P1")
    assert [one.official.code for one in parts(user).filter(activity__code="X1")] == ["P1"]
    assert visits(user).filter(activity__code="X1").count() == 1


def test_the_command_line_knows_its_own_commission_only(city):
    other = small_city("QT")
    other.activity("F1", date(2015, 8, 1))
    assert "F1" not in set(
        visits(operator(city.commission)).values_list("activity__code", flat=True)
    )
