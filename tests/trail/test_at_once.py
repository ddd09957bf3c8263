"""Many people act at once: each chain stays one unbroken chain, from its very first record."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from paizhu.kernel import acts
from paizhu.organization.models import Unit
from paizhu.trail import actions as trail
from paizhu.trail import queries
from paizhu.trail.models import Event
from tests.trail import factories
from tests.trail.factories import Somebody, do


def all_at_once(people, work):
    """Let so many threads, each with a connection of its own, begin their work together."""
    gate = Barrier(people)

    def one(number):
        try:
            gate.wait(timeout=30)
            work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(one, range(people)))


def append_together(people, each):
    homes = [factories.commission(), factories.commission()]
    units = [factories.unit(home) for home in homes]

    def work(number):
        for step in range(each):
            do(subject=units[(number + step) % 2], number=number, step=step, by=Somebody(pk=number))

    all_at_once(people, work)
    found = queries.verify([home.pk for home in homes])
    assert found.ok, found.first_bad
    assert found.events == people * each
    for number in range(people):
        own = Event.objects.filter(actor_id=number).order_by("at", "pk")
        assert sorted(event.detail["step"] for event in own) == list(range(each))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="two writers of one file")
def test_two_connections_to_one_file_keep_one_chain(transactional_db):
    append_together(people=2, each=20)


@pytest.mark.postgres
def test_eight_connections_keep_one_chain(transactional_db):
    append_together(people=8, each=25)


@pytest.mark.postgres
def test_acts_that_touch_records_and_chain_in_turn_do_not_block_one_another(transactional_db):
    """The end of the chain is locked when an act ends, whatever it still changes after `trail.record`."""
    home = factories.commission()
    unit = factories.unit(home)
    do(subject=unit, by=Somebody())
    held, go_on = Barrier(2), Barrier(2)

    @acts.act
    def record_then_change(*, by):
        trail.record("test.done", unit, by=by)
        held.wait(timeout=30)
        go_on.wait(timeout=30)
        Unit.objects.filter(pk=unit.pk).update(name="后改")

    @acts.act
    def change_then_record(*, by):
        held.wait(timeout=30)
        Unit.objects.filter(pk=unit.pk).update(name="先改")
        trail.record("test.done", unit, by=by)
        go_on.wait(timeout=30)

    all_at_once(
        2, lambda number: (record_then_change, change_then_record)[number](by=Somebody(pk=number))
    )
    assert queries.verify([home.pk]).events == 3
    unit.refresh_from_db()
    assert unit.name == "后改"
