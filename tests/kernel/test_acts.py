"""An act is one transaction with its records: all or nothing, and never without a record."""

import threading

import pytest

from paizhu.kernel import acts
from paizhu.kernel.acts import ActWithoutRecord, act
from paizhu.organization.models import Unit
from paizhu.trail import actions as trail
from paizhu.trail.models import ChainHead, Event
from tests.trail import factories
from tests.trail.factories import Somebody


@pytest.fixture
def unit(db):
    return factories.unit(factories.commission(), "原名")


def rename(unit, name):
    Unit.objects.filter(pk=unit.pk).update(name=name)


def name_of(unit):
    return Unit.objects.get(pk=unit.pk).name


@act
def renamed(*, unit, name, by):
    rename(unit, name)
    trail.record("test.done", unit, by=by)
    return name


def test_an_act_changes_records_and_leaves_its_own(unit):
    assert renamed(unit=unit, name="新名", by=Somebody()) == "新名"
    assert name_of(unit) == "新名"
    assert Event.objects.count() == 1
    assert not acts.inside_act()


def test_an_act_without_a_record_changes_nothing(unit):
    @act
    def silent(*, by):
        rename(unit, "悄悄改")

    with pytest.raises(ActWithoutRecord, match="silent"):
        silent(by=Somebody())
    assert name_of(unit) == "原名"


def test_an_act_that_fails_leaves_neither_change_nor_record(unit):
    @act
    def fails(*, by):
        rename(unit, "新名")
        trail.record("test.done", unit, by=by)
        raise LookupError

    with pytest.raises(LookupError):
        fails(by=Somebody())
    assert name_of(unit) == "原名"
    assert not Event.objects.exists()
    assert not ChainHead.objects.exists()


def test_a_trail_that_cannot_be_written_takes_the_change_back(unit, monkeypatch):
    def broken(records):
        raise OSError("disk full")

    monkeypatch.setattr(acts, "_writers", [broken])
    with pytest.raises(OSError, match="disk full"):
        renamed(unit=unit, name="新名", by=Somebody())
    assert name_of(unit) == "原名"


def test_an_act_may_find_nothing_to_do(unit):
    @act
    def already(*, by):
        acts.nothing_to_do()
        return "as asked"

    assert already(by=Somebody()) == "as asked"
    assert not Event.objects.exists()


def test_an_empty_batch_of_records_is_no_record(unit):
    @act
    def counts_none(*, by):
        trail.record_many([], by=by)

    with pytest.raises(ActWithoutRecord):
        counts_none(by=Somebody())


def test_the_record_of_an_inner_act_settles_the_outer(unit):
    @act
    def outer(*, by):
        renamed(unit=unit, name="内改", by=by)

    outer(by=Somebody())
    assert Event.objects.count() == 1


def test_an_outer_act_that_fails_takes_its_inner_acts_back(unit):
    @act
    def outer(*, by):
        renamed(unit=unit, name="内改", by=by)
        raise LookupError

    with pytest.raises(LookupError):
        outer(by=Somebody())
    assert name_of(unit) == "原名"
    assert not Event.objects.exists()


def test_an_inner_act_without_a_record_takes_only_itself_back(unit):
    other = factories.unit(unit.commission, "别的")

    @act
    def silent(*, by):
        rename(other, "悄悄改")

    @act
    def outer(*, by):
        with pytest.raises(ActWithoutRecord):
            silent(by=by)
        renamed(unit=unit, name="外改", by=by)

    outer(by=Somebody())
    assert (name_of(unit), name_of(other)) == ("外改", "别的")


@pytest.mark.parametrize("given", [{}, {"by": None}])
def test_an_act_demands_to_know_who_acts(unit, given):
    with pytest.raises(TypeError, match="who acts"):
        renamed(unit=unit, name="新名", **given)


def test_an_act_takes_nothing_by_place(unit):
    with pytest.raises(TypeError):
        renamed(unit, "新名", by=Somebody())


def test_a_function_that_could_hide_who_acts_is_no_act():
    with pytest.raises(TypeError, match="keyword-only"):
        act(lambda unit, *, by: None)
    with pytest.raises(TypeError, match="keyword-only"):
        act(lambda *, unit: None)


def test_an_act_keeps_its_name_and_says_that_it_is_one():
    assert renamed.__name__ == "renamed"
    assert renamed.is_act


def test_another_thread_is_not_inside_the_act(unit):
    seen = []

    @act
    def outer(*, by):
        thread = threading.Thread(target=lambda: seen.append(acts.inside_act()))
        thread.start()
        thread.join()
        seen.append(acts.inside_act())
        acts.nothing_to_do()

    outer(by=Somebody())
    assert seen == [False, True]


def test_outside_an_act_there_is_nothing_to_settle():
    acts.nothing_to_do()
    assert not acts.inside_act()
