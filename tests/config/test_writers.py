"""SQLite's writers of one process stand in line, and nobody keeps the others waiting after an end of any kind."""

from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection, transaction

from paizhu.config.sqlite import base
from paizhu.tenancy.models import Commission

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own line"),
]


def test_the_turn_is_held_for_one_transaction_and_given_on_however_it_ends():
    with transaction.atomic():
        assert base._turn.locked()
        with transaction.atomic():
            assert base._turn.locked()
        assert base._turn.locked(), "an inner block ends no transaction"
    assert not base._turn.locked()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert not base._turn.locked()
    with pytest.raises(OperationalError), transaction.atomic():
        connection.cursor().execute("SELECT broken")
    assert not base._turn.locked()
    with transaction.atomic():
        connection.close()
    assert not base._turn.locked()


def test_who_waits_too_long_is_told_that_the_database_is_locked(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    base._turn.acquire()
    try:
        with pytest.raises(OperationalError), transaction.atomic():
            pass
    finally:
        base._turn.release()
    with transaction.atomic():
        assert base._turn.locked()


def test_eight_who_write_at_once_all_have_their_turn():
    start, faults = Barrier(8), []

    def write(number: int) -> None:
        try:
            start.wait()
            for each in range(5):
                with transaction.atomic():
                    count = Commission.objects.count()
                    Commission.objects.create(code=f"{number}-{each}", name=str(count))
        except Exception as fault:  # noqa: BLE001  told by the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    names = sorted(int(name) for name in Commission.objects.values_list("name", flat=True))
    assert names == list(range(40)), "each saw what those before had written"
