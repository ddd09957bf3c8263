"""Who sees what: every role and every model of the structure. What one may not see does not exist."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Posting,
    RecusalGround,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import units
from tests.organization import factories
from tests.organization.city import PEOPLE, PLACES, ROLES

pytestmark = pytest.mark.django_db
ALL, NONE = "all", frozenset()
Z1_PEOPLE = {"leader", "member", "liaison"}
Z2_PEOPLE = {"leader_two", "deputy"}
RESIDENT_AT = {"U1": {"leader", "member"}, "U3": {"leader_two", "resident"}}
OWN = {"U2": {"head", "contact"}, "U4": {"team"}}
DANGQUN, ZHENGFA = {"U1", "U2", "U5"}, {"U3", "U4"}
COMMISSION = {"secretary", "deputy_secretary", "standing", "office"}

UNITS = {
    **dict.fromkeys((*COMMISSION, "operator"), ALL),
    **dict.fromkeys(Z1_PEOPLE, DANGQUN),
    **dict.fromkeys(Z2_PEOPLE, ZHENGFA),
    "resident": {"U3"},
    "head": {"U2"},
    "contact": {"U2"},
    "team": {"U4"},
}
"""Role → units seen; who is not named sees none."""
GROUPS = {
    **dict.fromkeys((*COMMISSION, "operator"), ALL),
    **{key: {"Z1"} for key in (*Z1_PEOPLE, "head", "contact")},
    **{key: {"Z2"} for key in (*Z2_PEOPLE, "resident", "team")},
}
PEOPLE_SEEN = {
    **dict.fromkeys((*COMMISSION, "operator", "system_admin", "security_admin"), ALL),
    # a group sees its own people, who is resident at its units, and the units' people
    **dict.fromkeys(Z1_PEOPLE, Z1_PEOPLE | RESIDENT_AT["U1"] | OWN["U2"]),
    **dict.fromkeys(Z2_PEOPLE, Z2_PEOPLE | RESIDENT_AT["U3"] | OWN["U4"]),
    "resident": RESIDENT_AT["U3"] | Z2_PEOPLE,
    # a unit's people see themselves and the group that supervises them, not the other units' people
    **dict.fromkeys(("head", "contact"), OWN["U2"] | Z1_PEOPLE),
    "team": OWN["U4"] | Z2_PEOPLE,
    **{name: {name} for name in ("petitions", "cases", "nobody")},
}


def seen(model, looker, city, named: str = "code") -> frozenset:
    return frozenset(model.objects.visible_to(looker).values_list(named, flat=True))


def expected(table, role, everything) -> frozenset:
    found = table.get(role, NONE)
    return frozenset(everything) if found is ALL else frozenset(found)


@pytest.fixture(autouse=True)
def _another_commission(other_city):
    """Stand beside, never to be seen."""


@pytest.mark.parametrize("role", ROLES)
def test_units_and_what_follows_from_them(city, role):
    looker, known = city.looker(role), expected(UNITS, role, city.units)
    assert seen(Unit, looker, city) == known
    hosts = {code for code, group in city.residents.items() if group.host.code in known}
    assert seen(ResidentGroup, looker, city) == hosts
    assert seen(Placement, looker, city, "unit__code") == known
    sectors = {"党群"} if known & DANGQUN else set()
    sectors |= {"政法"} if known & ZHENGFA else set()
    assert seen(Sector, looker, city, "name") == sectors


@pytest.mark.parametrize("role", ROLES)
def test_a_unit_found_by_its_key_is_one_of_those_seen(city, role):
    looker, keys = city.looker(role), Unit.objects.values_list("pk", flat=True)
    found = {unit.code for key in keys if (unit := units.unit_seen(looker, key))}
    assert found == seen(Unit, looker, city)


@pytest.mark.parametrize("role", ROLES)
def test_composite_groups_and_their_charges(city, role):
    looker, groups = city.looker(role), expected(GROUPS, role, city.groups)
    assert seen(CompositeGroup, looker, city) == groups
    assert seen(Charge, looker, city, "group__code") == groups


@pytest.mark.parametrize("role", ROLES)
def test_people(city, role):
    codes = {city.people[name].code: name for name in PEOPLE}
    found = {codes[code] for code in seen(Official, city.looker(role), city)}
    assert found == expected(PEOPLE_SEEN, role, PEOPLE)


@pytest.mark.parametrize("role", ROLES)
def test_postings_are_seen_where_they_are_held_and_by_their_holder(city, role):
    units, groups = expected(UNITS, role, city.units), expected(GROUPS, role, city.groups)
    sees_all = PEOPLE_SEEN.get(role) is ALL
    wanted = {
        (name, post.value)
        for name, post, where, _since in PLACES
        if sees_all or name == role or where in units or where in groups
        or (where in city.residents and city.residents[where].host.code in units)
    }  # fmt: skip
    names = {city.people[name].pk: name for name in PEOPLE}
    found = Posting.objects.visible_to(city.looker(role)).values_list("official", "post")
    assert {(names[official], post) for official, post in found} == wanted


@pytest.mark.parametrize("role", ROLES)
def test_grounds_of_recusal_are_known_to_the_office_and_to_the_person_alone(city, role):
    factories.RecusalGroundFactory(official=city.people["leader"], unit=city.units["U2"])
    factories.RecusalGroundFactory(official=city.people["member"], relative=city.people["head"])
    found = RecusalGround.objects.visible_to(city.looker(role)).values_list(
        "official__code", flat=True
    )
    names = {"office": {"leader", "member"}, "operator": {"leader", "member"}, "leader": {"leader"},
             "member": {"member"}}.get(role, set())  # fmt: skip
    assert set(found) == {city.people[name].code for name in names}


MODELS = (
    Unit,
    Sector,
    Placement,
    ResidentGroup,
    CompositeGroup,
    Charge,
    Official,
    Posting,
    RecusalGround,
)


@pytest.mark.parametrize("role", ROLES)
def test_each_record_is_seen_once_with_one_query_and_never_from_another_commission(city, role):
    looker = city.looker(role)
    for model in MODELS:
        with CaptureQueriesContext(connection) as queries:
            found = list(model.objects.visible_to(looker))
        assert len(queries) <= 1
        assert len(found) == len(set(found))
        assert all(record.commission_id == city.commission.pk for record in found)


def test_who_has_no_commission_sees_nothing(city):
    looker = city.looker("operator")
    stray = type(looker)(None, looker.powers)
    for model in MODELS:
        assert not model.objects.visible_to(stray).exists()


def test_what_was_seen_ends_with_the_posting(city):
    posting = city.posting("contact", "contact")
    posting.until_on = posting.from_on.replace(year=2015)
    posting.save()
    assert not seen(Unit, city.looker("contact"), city)
