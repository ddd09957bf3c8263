"""A read that is written once for readers alike finds for each of them what his own question would."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import Official, Posting, Unit
from paizhu.organization.queries import alike
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
ON = date(2015, 6, 1)


def units(viewer, codes, on):
    return Unit.objects.visible_to(viewer).filter(pk__in=codes).standing(on).order_by("code")


def postings(viewer):
    held = Posting.objects.visible_to(viewer).select_related("unit", "official")
    return held.filter(official__code__gt="").order_by("pk")[:3]


def people(viewer, on):
    return Official.objects.visible_to(viewer).filter(postings__from_on__lte=on).values_list("pk")


def test_every_role_finds_what_its_own_question_finds(city):
    reads = alike.Read(units, alike.Ids, date), alike.Read(postings), alike.Read(people, date)
    keys = frozenset(unit.pk for unit in city.units.values())
    for role in ROLES:
        looker = city.looker(role)
        some, held, known = reads[0](looker, keys, ON), reads[1](looker), reads[2](looker, ON)
        assert some == list(units(looker, keys, ON)), role
        assert held == list(postings(looker)), role
        assert [(each.unit, each.official) for each in held] == [
            (each.unit, each.official) for each in postings(looker)
        ], role
        assert sorted(known) == sorted(people(looker, ON)), role


def test_who_stands_for_a_role_has_its_very_powers(city):
    """Each id in the same sets and no other: a read may ask for any of them."""
    for role in ROLES:
        powers = city.looker(role).powers
        shape, ids = alike._shape(powers, is_official=True)
        assert shape.viewer(1, 2, powers.on, ids).powers == powers, role


def test_readers_alike_share_a_statement_and_each_sees_his_own(city):
    read = alike.Read(units, alike.Ids, date)
    keys = frozenset(unit.pk for unit in city.units.values())
    found = {role: read(city.looker(role), keys, ON) for role in ("head", "team", "leader")}
    assert {each.code for each in found["head"]} == {"U2"}
    assert {each.code for each in found["team"]} == {"U4"}
    assert len(read._reads) <= len(found)
    shapes = {alike._shape(city.looker(role).powers, True)[0] for role in ("secretary", "office")}
    assert len(shapes) == 2, "what a post opens is part of the shape"


def test_it_takes_one_query_and_none_where_nothing_can_fit(city):
    read, office, leader = (
        alike.Read(units, alike.Ids, date),
        city.looker("office"),
        city.looker("leader"),
    )
    assert office.powers
    assert leader.powers
    with CaptureQueriesContext(connection) as captured:
        assert read(office, frozenset(), ON) == []
        assert read(leader, frozenset({city.units["U1"].pk}), ON)
    assert len(captured) == 1


def test_a_value_that_is_reckoned_with_or_left_out_is_refused(city):
    def earlier(viewer, on):
        return Unit.objects.of(viewer.commission_id).standing(on - timedelta(days=1))

    def without(viewer, on):
        return Unit.objects.of(viewer.commission_id)

    for make in (earlier, without):
        with pytest.raises(ValueError, match="not compared with"):
            alike.Read(make, date)(city.looker("office"), ON)
    with pytest.raises(ValueError, match="as it is"):
        alike.Read(
            lambda viewer, on: Unit.objects.standing(on).filter(pk=viewer.commission_id + 1), date
        )(city.looker("office"), ON)
