"""Who and what occurs in a chain, for the auditor's filters. Skips through an index, however long the chain."""

from django.db import connection

from paizhu.trail.models import Event

_EACH = """
WITH RECURSIVE each(value) AS (
    SELECT min({column}) FROM {table} WHERE chain = %s
    UNION ALL
    SELECT (SELECT min({column}) FROM {table} WHERE chain = %s AND {column} > each.value)
    FROM each WHERE each.value IS NOT NULL
)
"""


def actors(chain: int) -> list[tuple[int, str]]:
    """Return the number of each account that acted, with the name it bore last, in order of the names."""
    last_name = (
        "(SELECT actor_name FROM {table} WHERE chain = %s AND actor_id = each.value"
        " ORDER BY at DESC, id DESC LIMIT 1)"
    )
    return sorted(_each("actor_id", chain, last_name, chain), key=lambda actor: actor[1])


def kinds(chain: int) -> list[str]:
    """Return the kinds of record that the chain speaks of, as `room.model`."""
    return [kind for kind, _same in _each("subject_kind", chain, "each.value")]


def _each(column: str, chain: int, beside: str, *given: int) -> list[tuple]:
    table = connection.ops.quote_name(Event._meta.db_table)
    statement = _EACH + f"SELECT each.value, {beside} FROM each WHERE each.value IS NOT NULL"  # noqa: S608  own text
    with connection.cursor() as cursor:
        cursor.execute(statement.format(column=column, table=table), [chain, chain, *given])
        return cursor.fetchall()
