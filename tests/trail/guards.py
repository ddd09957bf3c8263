"""Lifting the trail's guards, for tests only: to empty the tables between tests, and to play the intruder.

Nothing under `src/` can lift them but a migration that is undone. Whoever owns a database can take its
triggers away, and so do these few lines; that is why the trail is hashed as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase

TABLES = ("trail_event", "trail_chainhead")


@contextmanager
def lifted() -> Iterator[None]:
    """Take the triggers away for a while."""
    if connection.vendor == "postgresql":
        _run(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES)
        yield
        _run(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
            TABLES,
        )
        triggers = cursor.fetchall()
    _run(f"DROP TRIGGER {name}" for name, _sql in triggers)
    yield
    _run(sql for _name, sql in triggers)


@contextmanager
def unchecked() -> Iterator[None]:
    """Take triggers and check constraints away, as somebody with the database in his hands can."""
    with lifted():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT conname FROM pg_constraint"
                    " WHERE contype = 'c' AND conrelid = 'trail_event'::regclass"
                )
                names = [name for (name,) in cursor.fetchall()]
            _run(f"ALTER TABLE trail_event DROP CONSTRAINT {name}" for name in names)
            yield
            return
        _run(["PRAGMA ignore_check_constraints = ON"])
        try:
            yield
        finally:
            _run(["PRAGMA ignore_check_constraints = OFF"])


def lift_while_flushing() -> None:
    """Let the tables be emptied after a test that really commits. Called once by `conftest`."""
    empty = TransactionTestCase._fixture_teardown

    def emptied(case):
        with lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = emptied


def _run(statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
