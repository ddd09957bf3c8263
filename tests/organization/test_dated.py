"""Placements and charges: a unit in one sector on any day, a sector handed from group to group."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paizhu.kernel.refusals import Refused
from paizhu.organization.actions import groups, units
from paizhu.organization.models import EVER, Charge, Placement, Post, Posting
from paizhu.organization.queries import structure_of
from paizhu.trail.models import Event
from tests.organization import factories
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(city):
    return city.looker("office")


def lines(unit):
    found = Placement.objects.filter(unit=unit).order_by("from_on")
    return [(line.sector.name, line.from_on, line.until_on) for line in found]


def test_a_transferred_unit_is_in_one_sector_before_and_in_another_from_the_day(city, office, told):
    unit, day = city.units["U2"], date(2015, 7, 1)
    units.transfer(unit=unit, sector=city.sectors["政法"], from_on=day, by=office)
    assert lines(unit) == [("党群", EVER, day), ("政法", day, None)]
    structure = structure_of(city.commission)
    assert structure.groups_of_unit(unit.pk, day - timedelta(days=1)) == [city.groups["Z1"].pk]
    assert structure.groups_of_unit(unit.pk, day) == [city.groups["Z2"].pk]
    assert [call["unit_ids"] for call in told] == [{unit.pk}]
    assert Event.objects.get().detail == {"sector": "政法", "from_on": "2015-07-01"}


def test_a_transfer_taken_back_leaves_the_unit_where_it_was(city, office, told):
    unit = city.units["U2"]
    units.transfer(unit=unit, sector=city.sectors["政法"], from_on=date(2015, 7, 1), by=office)
    units.take_back_transfer(unit=unit, by=office)
    assert lines(unit) == [("党群", EVER, None)]
    with pytest.raises(Refused):
        units.take_back_transfer(unit=unit, by=office)


@pytest.mark.parametrize(("sector", "from_on"), [
    ("党群", date(2016, 1, 1)),  # is there already
    ("政法", date(2015, 7, 1)),  # on the day of a later transfer
    ("政法", date(2015, 1, 1)),  # before a later transfer
])  # fmt: skip
def test_a_transfer_that_fits_nowhere_is_refused(city, office, sector, from_on):
    unit = city.units["U4"]
    units.transfer(unit=unit, sector=city.sectors["党群"], from_on=date(2015, 7, 1), by=office)
    with pytest.raises(Refused):
        units.transfer(unit=unit, sector=city.sectors[sector], from_on=from_on, by=office)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["党群", "政法"]), st.integers(0, 30)),
            st.just("back"),
        ),
        max_size=8,
    )
)
def test_whatever_is_asked_a_unit_is_in_exactly_one_sector_on_any_day(city, steps):
    office, unit = city.looker("office"), city.units["U2"]
    with transaction.atomic():
        for step in steps:
            try:
                if step == "back":
                    units.take_back_transfer(unit=unit, by=office)
                else:
                    day = REFORM + timedelta(days=step[1])
                    units.transfer(unit=unit, sector=city.sectors[step[0]], from_on=day, by=office)
            except Refused:
                continue
        placements = list(Placement.objects.filter(unit=unit))
        for day in (EVER, *(REFORM + timedelta(days=number) for number in range(-1, 33))):
            assert sum(placement.is_in_force(day) for placement in placements) == 1
        transaction.set_rollback(True)


def test_a_sector_handed_over_has_one_group_before_and_another_from_the_day(city, office, told):
    sector, day = city.sectors["党群"], date(2016, 1, 1)
    groups.hand_over(sector=sector, group=city.groups["Z2"], from_on=day, by=office)
    structure = structure_of(city.commission)
    unit = city.units["U2"].pk
    assert structure.groups_of_unit(unit, day - timedelta(days=1)) == [city.groups["Z1"].pk]
    assert structure.groups_of_unit(unit, day) == [city.groups["Z2"].pk]
    assert structure.linked_units(city.groups["Z2"].pk, day) == {
        unit.pk for unit in city.units.values()
    }
    assert told[0]["unit_ids"] == {city.units[code].pk for code in ("U1", "U2", "U5")}
    assert Event.objects.get().detail == {
        "sector": "党群",
        "from_on": "2016-01-01",
        "before": ["Z1"],
    }


def test_a_hand_over_taken_back_goes_on_with_the_group_before(city, office):
    charge = groups.hand_over(
        sector=city.sectors["党群"], group=city.groups["Z2"], from_on=date(2016, 1, 1), by=office
    )
    groups.take_back_charge(charge=charge, by=office)
    only = Charge.objects.get(sector=city.sectors["党群"])
    assert (only.group, only.until_on) == (city.groups["Z1"], None)


@pytest.mark.parametrize(("group", "from_on"), [
    ("Z1", date(2016, 1, 1)),  # has it already
    ("Z2", REFORM),            # on the day the other took it
    ("Z2", date(2015, 1, 1)),  # before the group was there
])  # fmt: skip
def test_a_hand_over_that_fits_nowhere_is_refused(city, office, group, from_on):
    with pytest.raises(Refused):
        groups.hand_over(
            sector=city.sectors["党群"], group=city.groups[group], from_on=from_on, by=office
        )


def test_only_the_latest_hand_over_is_taken_back(city, office):
    first = groups.hand_over(
        sector=city.sectors["党群"], group=city.groups["Z2"], from_on=date(2016, 1, 1), by=office
    )
    groups.hand_over(
        sector=city.sectors["党群"], group=city.groups["Z1"], from_on=date(2017, 1, 1), by=office
    )
    with pytest.raises(Refused):
        groups.take_back_charge(charge=first, by=office)


DATED = {
    "units.transfer": lambda city: (units.transfer, {
        "unit": city.units["U2"], "sector": city.sectors["政法"], "from_on": date(2016, 1, 1)}),
    "groups.hand_over": lambda city: (groups.hand_over, {
        "sector": city.sectors["党群"], "group": city.groups["Z2"], "from_on": date(2016, 1, 1)}),
    "groups.take_back_charge": lambda city: (groups.take_back_charge, {"charge": Charge.objects.first()}),
}  # fmt: skip


@pytest.mark.parametrize("role", ["leader", "secretary", "contact", "system_admin", "nobody"])
@pytest.mark.parametrize("name", DATED)
def test_dated_facts_are_kept_by_the_office_only(city, other_city, role, name):
    act, given_to_it = DATED[name](city)
    for stranger in (city.looker(role), other_city.looker("office")):
        with pytest.raises(Refused):
            act(**given_to_it, by=stranger)
    assert not Event.objects.exists()


@pytest.mark.parametrize(("from_on", "until_on", "is_apart"), [
    (date(2015, 1, 1), date(2015, 2, 1), False),
    (date(2014, 1, 1), None, False),
    (date(2015, 12, 31), None, False),
    (date(2016, 1, 1), None, True),
    (date(2013, 1, 1), date(2014, 1, 1), True),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["placement", "charge", "posting"])
def test_the_database_itself_refuses_two_periods_of_one_kind_on_one_day(
    city, kind, from_on, until_on, is_apart
):
    """Also to who passes the acts by: from 2014-01-01 up to 2016-01-01 is taken."""
    home = {"commission": city.commission}
    taken = {"from_on": date(2014, 1, 1), "until_on": date(2016, 1, 1)}
    unit = factories.UnitFactory(**home)
    model, fixed = {
        "placement": (Placement, {**home, "unit": unit, "sector": city.sectors["党群"]}),
        "charge": (Charge, {**home, "group": city.groups["Z1"], "sector": city.sectors["政法"]}),
        "posting": (
            Posting,
            {**home, "official": city.people["nobody"], "post": Post.CONTACT, "unit": unit},
        ),
    }[kind]
    model.objects.create(**fixed, **taken)
    other = {**fixed, "sector": city.sectors["政法"]} if kind == "placement" else fixed
    period = {"from_on": from_on, "until_on": until_on}
    if is_apart:
        model.objects.create(**other, **period)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**other, **period)
    later = model.objects.create(**other, from_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=later.pk).update(**period)
