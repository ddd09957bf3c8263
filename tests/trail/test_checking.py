"""The check of whole chains sees every alteration, and says where."""

import json

import pytest
from django.db import connection

from paizhu.trail import queries
from paizhu.trail.models import ChainHead, Event
from paizhu.trail.queries import checking
from paizhu.trail.states import GENESIS, PLATFORM, Fault, key_of
from tests.trail import factories
from tests.trail.factories import Somebody, do
from tests.trail.guards import unchecked

LENGTH = 4


@pytest.fixture
def home(db):
    home = factories.commission()
    unit = factories.unit(home)
    for number in range(LENGTH):
        do(subject=unit, count=number, note="党组会𠮷", by=Somebody(pk=None if number == 1 else 9))
    return home


def tamper(statement, *given):
    with unchecked(), connection.cursor() as cursor:
        cursor.execute(statement, given)


def first_fault(**given):
    found = queries.verify(**given)
    return found.ok or (found.findings[0].sequence, found.findings[0].fault)


def columns():
    return [field.column for field in Event._meta.concrete_fields]


def alterations(column):
    """Yield statements that alter the second record's column, a byte at a time where it is text."""
    row = "WHERE sequence = 2"
    kind = Event._meta.get_field(
        "detail_text" if column == "detail" else column
    ).get_internal_type()
    if kind in ("BigAutoField", "BigIntegerField"):
        yield f"UPDATE trail_event SET {column} = coalesce({column}, 0) + 500 {row}", ()
        return
    if connection.vendor == "postgresql" and kind == "DateTimeField":
        yield f"UPDATE trail_event SET {column} = {column} + interval '1 microsecond' {row}", ()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM trail_event {row}")
        raw = cursor.fetchone()[0]
    text = raw if isinstance(raw, str) else str(raw)
    if connection.vendor == "postgresql":
        for at, character in enumerate(text):
            other = chr(ord(character) ^ 1)
            yield (
                f"UPDATE trail_event SET {column} = %s {row}",
                (text[:at] + other + text[at + 1 :],),
            )
        return
    stored = text.encode()
    for at in range(len(stored)):
        other = stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]
        yield f"UPDATE trail_event SET {column} = CAST(%s AS TEXT) {row}", (other,)


@pytest.mark.parametrize("column", columns())
def test_one_altered_byte_in_any_column_is_seen(home, column):
    """Also where the byte makes the text no text at all, or the details no JSON."""
    for statement, given in list(alterations(column)):
        savepoint = connection.savepoint()
        tamper(statement, *given)
        expected = Fault.ALTERED
        if column in ("id", "previous_hash"):
            expected = {"id": Fault.MISSING, "previous_hash": Fault.UNLINKED}[column]
        assert first_fault() == (2, expected), (statement, given)
        connection.savepoint_rollback(savepoint)
    assert queries.verify().ok


def test_a_whole_trail_is_found_whole(home):
    found = queries.verify()
    assert found.ok
    assert found.first_bad is None
    assert found.events == LENGTH
    assert {head.chain: head.sequence for head in found.heads} == {PLATFORM: 0, home.pk: LENGTH}


def test_a_removed_record_is_seen(home):
    tamper("DELETE FROM trail_event WHERE sequence = 2")
    assert first_fault() == (2, Fault.MISSING)


def test_a_cut_off_tail_is_seen(home):
    tamper("DELETE FROM trail_event WHERE sequence > 2")
    assert first_fault() == (3, Fault.CUT)


def test_a_chain_that_is_gone_with_its_end_is_seen(home):
    tamper("DELETE FROM trail_event")
    assert first_fault() == (1, Fault.CUT)
    tamper("DELETE FROM trail_chainhead")
    assert first_fault() == (1, Fault.EMPTY)


def test_an_added_record_is_seen(home):
    row = Event.objects.get(sequence=LENGTH)
    row.pk, row.sequence, row.previous_hash = key_of(home.pk, LENGTH + 1), LENGTH + 1, row.hash
    row.hash = row.computed_hash(row.previous_hash)
    row.save(force_insert=True)
    assert first_fault() == (LENGTH + 1, Fault.SURPLUS)


def test_a_record_pushed_in_between_is_seen(home):
    tamper("UPDATE trail_event SET id = id + 100, sequence = sequence + 100 WHERE sequence > 2")
    tamper("UPDATE trail_event SET id = id - 99, sequence = sequence - 99 WHERE sequence > 100")
    row = Event.objects.get(sequence=2)
    row.pk, row.sequence, row.previous_hash = key_of(home.pk, 3), 3, row.hash
    row.hash = row.computed_hash(row.previous_hash)
    row.save(force_insert=True)
    assert first_fault() == (4, Fault.ALTERED)


def test_two_swapped_records_are_seen(home):
    second, third = Event.objects.filter(sequence__in=[2, 3]).order_by("sequence")
    for row, sequence in ((second, 3), (third, 2)):
        row.pk, row.sequence = key_of(home.pk, sequence), sequence
    with unchecked():
        second.save()
        third.save()
    assert first_fault() == (2, Fault.ALTERED)


def test_a_record_altered_with_its_own_hash_is_seen_at_the_next(home):
    row = Event.objects.get(sequence=2)
    row.actor_name = "别人"
    row.hash = row.computed_hash(row.previous_hash)
    with unchecked():
        row.save()
    assert first_fault() == (3, Fault.UNLINKED)


@pytest.mark.parametrize(
    "change", ["sequence = sequence - 1", "hash = 'x' || substr(hash, 2)", "hash = ''"]
)
def test_an_altered_end_is_seen(home, change):
    tamper(f"UPDATE trail_chainhead SET {change}")
    assert not queries.verify().ok


def test_a_lost_end_is_seen(home):
    tamper("DELETE FROM trail_chainhead")
    assert first_fault() == (LENGTH, Fault.HEAD)


def test_a_chain_of_no_commission_is_checked_too(home):
    tamper("UPDATE trail_event SET chain = chain + 5, id = id + 5000000000000")
    assert {finding.chain for finding in queries.verify().findings} == {home.pk, home.pk + 5}


def test_a_commission_without_any_record_is_seen(home):
    empty = factories.commission()
    assert queries.verify().first_bad == {
        "chain": empty.pk,
        "sequence": 1,
        "fault": "empty",
        "reason": str(Fault.EMPTY.label),
    }
    assert queries.verify([home.pk]).ok


def test_every_broken_chain_is_named_once(home):
    factories.chain_of(2)
    tamper("UPDATE trail_event SET actor_name = 'x'")
    found = queries.verify()
    assert [finding.sequence for finding in found.findings] == [1, 1]
    assert found.events == LENGTH + 2


def rewrite(chain, name):
    """Rewrite the whole chain so that it is whole again, as somebody with the database in his hands can."""
    previous = GENESIS
    with unchecked():
        for row in Event.objects.filter(chain=chain).order_by("sequence"):
            row.actor_name, row.previous_hash = name, previous
            row.hash = previous = row.computed_hash(previous)
            row.save()
        ChainHead.objects.filter(chain=chain).update(hash=previous)


def test_a_rewritten_chain_is_seen_with_a_head_kept_outside(home):
    kept = queries.heads(home)[0]
    do(subject=factories.unit(home), by=Somebody())
    assert queries.verify(against=[kept]).ok
    rewrite(home.pk, "别人")
    assert queries.verify().ok
    assert first_fault(against=[kept]) == (LENGTH, Fault.REWRITTEN)
    assert first_fault(against=[json.loads(json.dumps(kept.as_json()))]) == (
        LENGTH,
        Fault.REWRITTEN,
    )


def test_a_chain_cut_off_with_its_end_is_seen_with_a_head_kept_outside(home):
    kept = queries.heads(home)[0]
    second = Event.objects.get(sequence=2)
    tamper("DELETE FROM trail_event WHERE sequence > 2")
    tamper("UPDATE trail_chainhead SET sequence = 2, hash = %s", second.hash)
    assert queries.verify().ok
    assert first_fault(against=[kept]) == (3, Fault.CUT)


def test_several_heads_of_one_chain_are_all_compared(home):
    early = queries.heads(home)[0]
    do(subject=factories.unit(home), by=Somebody())
    late = queries.heads(home)[0]
    assert queries.verify(against=[late, early, early]).ok
    wrong = queries.Head(home.pk, late.sequence, "0" * 64)
    assert first_fault(against=[early, wrong]) == (late.sequence, Fault.REWRITTEN)


def test_memory_does_not_grow_with_the_chain(home, monkeypatch, django_assert_num_queries):
    """Records are read a part at a time; a part that is just full is not the end."""
    monkeypatch.setattr(checking, "ROWS", 2)
    with django_assert_num_queries(1 + LENGTH // 2 + 1):
        assert queries.verify([home.pk]).events == LENGTH


def test_records_appended_during_the_check_are_left_to_the_next(home, monkeypatch):
    rows = checking._rows
    unit = factories.unit(home)

    def while_somebody_works(chain, until):
        do(subject=unit, by=Somebody())
        return rows(chain, until)

    monkeypatch.setattr(checking, "_rows", while_somebody_works)
    found = queries.verify([home.pk])
    assert (found.ok, found.events) == (True, LENGTH)


def test_a_moment_without_a_fraction_of_a_second_keeps_its_hash(home, time_machine):
    time_machine.move_to("2015-06-01T08:00:00+00:00", tick=False)
    do(subject=factories.unit(home), by=Somebody())
    assert Event.objects.latest("sequence").at.microsecond == 0
    assert queries.verify([home.pk]).ok
