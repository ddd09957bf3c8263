"""The database itself refuses to change or remove what the trail has written."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from paizhu.trail import queries
from paizhu.trail.models import ChainHead, Event
from tests.trail import factories
from tests.trail.factories import Somebody, do
from tests.trail.guards import lifted

ONLY_GROWS = "The trail only grows"


@pytest.fixture
def home(db):
    return factories.chain_of(3)


def refuses(what, message=ONLY_GROWS):
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        what()
    assert queries.verify().ok


def run(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_a_record_is_not_changed(home):
    refuses(lambda: Event.objects.filter(sequence=2).update(actor_name="别人"))
    event = Event.objects.get(sequence=2)
    event.actor_name = "别人"
    refuses(event.save)


def test_a_record_is_not_removed(home):
    refuses(lambda: Event.objects.filter(sequence=2).delete())
    refuses(Event.objects.get(sequence=3).delete)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
def test_a_record_is_not_replaced(home):
    refuses(
        lambda: run(
            "INSERT OR REPLACE INTO trail_event SELECT id, chain, sequence, at, actor_id, 'x', act,"
            " subject_kind, subject_id, subject_label, detail, previous_hash, hash FROM trail_event"
        )
    )
    refuses(lambda: run("UPDATE OR REPLACE trail_event SET id = id + 1 WHERE sequence = 1"))


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["trail_event", "trail_chainhead"])
def test_the_tables_are_not_emptied_at_once(home, table):
    refuses(lambda: run(f"TRUNCATE {table}"))


def test_the_end_of_a_chain_is_not_moved_back(home):
    first = Event.objects.get(sequence=1)
    heads = ChainHead.objects.filter(chain=home.pk)
    refuses(lambda: heads.update(sequence=1, hash=first.hash), "only moves forward")


def test_the_end_of_a_chain_is_not_moved_to_a_record_that_is_not_there(home):
    heads = ChainHead.objects.filter(chain=home.pk)
    refuses(lambda: heads.update(sequence=9), "only moves forward")
    refuses(lambda: heads.update(chain=home.pk + 1, sequence=4), "only moves forward")


def test_the_end_of_a_chain_is_not_removed(home):
    refuses(ChainHead.objects.filter(chain=home.pk).delete)


def test_a_chain_is_not_begun_in_the_middle(home):
    refuses(lambda: ChainHead.objects.create(chain=home.pk + 1, sequence=1), "begins once")


def test_a_record_stands_at_the_key_of_its_chain_and_number(home):
    row = Event.objects.get(sequence=3)
    row.sequence = 4
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_all_guards_stand_after_all_migrations(home):
    assert queries.missing_guards() == []


def test_a_guard_that_is_gone_is_named(home):
    with lifted():
        assert "trail_event_keep" in queries.missing_guards()
    assert queries.missing_guards() == []


def test_the_guards_can_be_taken_away_and_laid_again_by_the_migration(transactional_db):
    factories.chain_of(1)
    call_command("migrate", "trail", "0001", verbosity=0)
    try:
        assert queries.missing_guards() != []
    finally:
        call_command("migrate", "trail", verbosity=0)
    assert queries.missing_guards() == []
    refuses(Event.objects.all().delete)


def test_the_database_can_be_emptied_between_tests(transactional_db):
    """The database of a test that really commits is flushed afterwards, for which the tests lift the guards."""
    assert not Event.objects.exists()
    do(subject=factories.unit(factories.commission()), by=Somebody())
