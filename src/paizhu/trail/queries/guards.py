"""Whether the database still refuses to change the trail: the triggers that the migration laid."""

from django.db import connection

from paizhu.trail.models import ChainHead, Event
from paizhu.trail.states import GUARDS

_ACTIVE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
        " AND tgrelid IN (%s::regclass, %s::regclass)"
    ),
}


def missing_guards() -> list[str]:
    """Return the names of triggers that are gone or switched off; empty where all stand.

    A later migration that rebuilds one of the tables on SQLite takes its triggers along: it must lay them again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVE[connection.vendor], [Event._meta.db_table, ChainHead._meta.db_table])
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(set(GUARDS[connection.vendor]) - standing)
