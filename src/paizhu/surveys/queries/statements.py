"""How the public door asks the database: the few statements that a whole city sends within half an hour.

Sent by Django's cursors each costs more than the database needs to carry it out: on PostgreSQL its text is put together,
read and planned anew for each ballot. Here each is prepared once for a connection and then sent with nothing but its values. A
pooler before the database must keep prepared statements apart. Within a transaction, or where statements are watched,
Django's own cursor does the same.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import pq

from paizhu.tenancy.queries.statements import with_marks

_prepared: WeakKeyDictionary[psycopg.Connection, set[str]] = WeakKeyDictionary()
"""Of each connection the statements that it knows."""
READERS = {16: b"t".__eq__, 20: int, 21: int, 23: int}
"""How values of PostgreSQL's types are read: truth, whole numbers; all others are texts."""


def row(statement: str, values: Sequence) -> tuple | None:
    """Carry a statement out and return its first row; None where it has none."""
    found = rows(statement, values)
    return found[0] if found else None


def rows(statement: str, values: Sequence) -> list[tuple]:
    """Carry a statement out and return its rows."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.queries_logged or (own.vendor == "postgresql" and own.in_atomic_block):
        with own.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
    own.ensure_connection()
    with own.wrap_database_errors:
        if own.vendor == "postgresql":
            return _rows_of_postgresql(own.connection, statement, values)
        return own.connection.execute(with_marks(statement), values).fetchall()


def _rows_of_postgresql(own: psycopg.Connection, statement: str, values: Sequence) -> list[tuple]:
    known = _prepared.setdefault(own, set())
    name, text = _named(statement)
    if statement not in known:
        _check(own, own.pgconn.prepare(name, text))
        known.add(statement)
    sent = [value if isinstance(value, bytes) else str(value).encode() for value in values]
    kinds = [isinstance(value, bytes) for value in values]
    found = _check(own, own.pgconn.exec_prepared(name, sent, kinds))
    fields = range(found.nfields)
    return [
        tuple(READERS.get(found.ftype(n), bytes.decode)(found.get_value(line, n)) for n in fields)
        for line in range(found.ntuples)
    ]


def _check(own: psycopg.Connection, found: pq.abc.PGresult) -> pq.abc.PGresult:
    if found.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        return found
    if own.pgconn.status != pq.ConnStatus.OK:
        raise psycopg.OperationalError("the connection was lost")
    raise psycopg.errors.error_from_result(found)


_number = count(1)


@cache
def _named(statement: str) -> tuple[bytes, bytes]:
    """Return the name under which PostgreSQL keeps a statement, and the statement as it writes it."""
    place = count(1)
    text = re.sub("%s", lambda _found: f"${next(place)}", statement)
    return f"paizhu_{next(_number)}".encode(), text.encode()
