"""The cursor of the public door's two statements: PostgreSQL plans each once for a connection, not once for a ballot.

Django's own cursors put values into the text of a statement, which is then read and planned anew each time; for these two
that takes four times as long as carrying them out. A pooler before the database must keep prepared statements apart.
"""

from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


def cursor() -> Any:
    """Return a cursor for statements that are sent again and again."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.vendor != "postgresql":
        return own.cursor()
    own.ensure_connection()
    own.connection.prepare_threshold = 0  # Django's own cursors never prepare
    plain = psycopg.Cursor(own.connection)
    return own.make_debug_cursor(plain) if own.queries_logged else own.make_cursor(plain)
