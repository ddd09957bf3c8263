"""Who and what occurs in a chain, for the filters of the auditor's page."""

import pytest

from paizhu.access.queries import operator
from paizhu.trail import queries
from paizhu.trail.models import Event
from tests.trail import factories
from tests.trail.factories import Somebody, do


@pytest.fixture
def home(db):
    home = factories.commission()
    unit = factories.unit(home)
    for pk, name in ((3, "丙"), (1, "甲"), (3, "丙改名")):
        do(subject=unit, by=Somebody(pk=pk, trail_name=name))
    do(subject=home, by=operator(home))
    return home


def test_each_actor_occurs_once_by_the_name_borne_last(home):
    factories.chain_of(1)
    assert sorted(queries.actors(home.pk)) == [(1, "甲"), (3, "丙改名")]
    assert queries.actors(home.pk + 10) == []


def test_each_kind_of_record_occurs_once(home):
    assert queries.kinds(home.pk) == ["organization.unit", "tenancy.commission"]


def test_only_an_auditor_reads_the_trail_and_only_his_own(home):
    factories.chain_of(1)
    assert set(Event.objects.visible_to(factories.auditor(home)).values_list("chain")) == {
        (home.pk,)
    }
    assert not Event.objects.visible_to(Somebody(home.pk)).exists()


def test_the_history_of_a_record_is_for_those_who_see_the_commission(home):
    unit = factories.unit(home)
    do(subject=unit, by=Somebody())
    do(subject=unit, changes={"name": ["a", "b"]}, by=Somebody())
    history = Event.objects.history_of(unit, operator(home))
    assert [event.sequence for event in history] == [6, 5]
    assert not Event.objects.history_of(unit, Somebody(home.pk)).exists()
    assert not Event.objects.history_of(unit, factories.auditor(home)).exists()
    assert not Event.objects.history_of(unit, operator(None)).exists()
    assert not Event.objects.history_of(unit, operator(factories.commission())).exists()
