"""Protected values open with their key and in their place only; keys are made once, kept close and renewed."""

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from paizhu.kernel import protection
from paizhu.kernel.protection import CannotOpen, Damaged, KeyLost, KeyRingUnreadable

PLACE = "access.authenticator:17"


@pytest.fixture(autouse=True)
def ring(settings, tmp_path):
    settings.KEY_FILE = str(tmp_path / "keys" / "ring.json")
    return Path(settings.KEY_FILE)


@pytest.mark.parametrize("text", ["", "密钥", "𠮷\0\n", "x" * 10_000])
def test_a_sealed_text_opens_in_its_place(text):
    sealed = protection.seal(text, place=PLACE)
    assert protection.is_sealed(sealed)
    assert not protection.is_sealed(text)
    assert text == "" or text not in sealed
    assert protection.open_sealed(sealed, place=PLACE) == text


def test_the_same_text_is_never_sealed_alike():
    assert protection.seal("x", place=PLACE) != protection.seal("x", place=PLACE)


def test_a_value_moved_to_another_place_does_not_open():
    sealed = protection.seal("secret", place=PLACE)
    with pytest.raises(Damaged, match=r"access\.authenticator:18"):
        protection.open_sealed(sealed, place="access.authenticator:18")


def test_a_damaged_value_does_not_open_wherever_it_is_damaged():
    sealed = protection.seal("secret", place=PLACE)
    for position in range(len(sealed)):
        other = "A" if sealed[position] != "A" else "B"
        with pytest.raises(CannotOpen):
            protection.open_sealed(sealed[:position] + other + sealed[position + 1 :], place=PLACE)


@pytest.mark.parametrize("value", ["", "plain", "paizhu1$k1", "paizhu1$k1$AAAA", "paizhu1$k1$*"])
def test_what_was_never_sealed_does_not_open(value):
    with pytest.raises(Damaged, match="损坏"):
        protection.open_sealed(value, place=PLACE)


def test_the_key_ring_is_readable_to_its_owner_only(ring):
    old = os.umask(0)
    try:
        protection.seal("x", place=PLACE)
    finally:
        os.umask(old)
    assert stat.S_IMODE(ring.stat().st_mode) == 0o600
    assert stat.S_IMODE(ring.parent.stat().st_mode) == 0o700
    protection.rotate_key_ring()
    assert stat.S_IMODE(ring.stat().st_mode) == 0o600


def test_a_lost_key_ring_is_said_plainly_and_none_is_made_for_opening(ring):
    sealed = protection.seal("x", place=PLACE)
    ring.unlink()
    with pytest.raises(KeyLost, match=r"密钥环.*ring\.json"):
        protection.open_sealed(sealed, place=PLACE)
    assert not ring.exists()


def test_a_new_key_ring_is_not_taken_for_the_lost_one(ring):
    sealed = protection.seal("x", place=PLACE)
    lost = ring.read_text()
    ring.unlink()
    protection.seal("y", place=PLACE)
    with pytest.raises(KeyLost):
        protection.open_sealed(sealed, place=PLACE)
    ring.write_text(lost)
    assert protection.open_sealed(sealed, place=PLACE) == "x"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"current": "k9", "keys": {}}', "not json"])
def test_a_damaged_key_ring_is_said_plainly_and_never_replaced(ring, text):
    sealed = protection.seal("x", place=PLACE)
    ring.write_text(text)
    for attempt in (
        lambda: protection.open_sealed(sealed, place=PLACE),
        lambda: protection.seal("y", place=PLACE),
        protection.rotate_key_ring,
    ):
        with pytest.raises(KeyRingUnreadable, match=r"ring\.json"):
            attempt()
    assert ring.read_text() == text


def test_a_rotated_ring_seals_with_the_new_key_and_opens_the_old():
    old = protection.seal("x", place=PLACE)
    key = protection.rotate_key_ring()
    new = protection.seal("x", place=PLACE)
    assert new.split("$")[1] == key != old.split("$")[1]
    assert protection.open_sealed(old, place=PLACE) == "x"


def test_a_value_is_sealed_anew_only_where_its_key_is_old():
    old = protection.seal("x", place=PLACE)
    assert not protection.needs_new_seal(old)
    assert protection.seal_anew(old, place=PLACE) == old
    key = protection.rotate_key_ring()
    assert protection.needs_new_seal(old)
    new = protection.seal_anew(old, place=PLACE)
    assert new.split("$")[1] == key
    assert protection.open_sealed(new, place=PLACE) == "x"
    with pytest.raises(Damaged):
        protection.seal_anew(old, place="elsewhere")


def test_a_ring_can_be_made_by_rotating(ring):
    assert protection.rotate_key_ring() == json.loads(ring.read_text())["current"]


def test_a_ring_changed_by_another_process_is_noticed(ring):
    protection.seal("x", place=PLACE)
    keys = _in_processes(1, lambda _number: protection.rotate_key_ring())
    assert protection.seal("y", place=PLACE).split("$")[1] == keys[0]


def test_processes_that_start_at_once_make_one_ring(ring):
    sealed = _in_processes(6, lambda number: protection.seal(str(number), place=PLACE))
    opened = {protection.open_sealed(value, place=PLACE) for value in sealed}
    assert opened == set("012345")
    assert len(json.loads(ring.read_text())["keys"]) == 1
    assert [
        file.name for file in ring.parent.iterdir() if file.suffix not in (".json", ".lock")
    ] == []


def test_processes_that_rotate_at_once_lose_no_key(ring):
    keys = _in_processes(4, lambda _number: protection.rotate_key_ring())
    assert set(json.loads(ring.read_text())["keys"]) == set(keys)


def _in_processes(count, work):
    """Run the work in so many processes that begin together; return what each gave."""
    context = multiprocessing.get_context("fork")
    gate, results = context.Barrier(count), context.Queue()

    def one(number):
        gate.wait(timeout=30)
        results.put(work(number))

    processes = [context.Process(target=one, args=(number,)) for number in range(count)]
    for process in processes:
        process.start()
    given = [results.get(timeout=30) for _process in processes]
    for process in processes:
        process.join(timeout=30)
    return given
