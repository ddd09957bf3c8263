"""Finding and counting activities in narrow indexes (unit, day), (official, day), (group, day), written as one condition.

Built of querysets, the same condition takes the application longer to put together than the database to answer. What
the indexes tell alone is counted in them: the activities themselves lie all over a large table.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Model

from paizhu.tenancy.queries import statements

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Rows:
    """Rows that have one of these values in a field; `key` names the activity that each speaks of."""

    model: type[Model]
    field: str
    values: Collection[int]
    key: str = "activity"


@dataclass(frozen=True)
class Side:
    """One side of an activity in the ledger's order of day and key: `is_before` it or after."""

    day: date
    key: int
    is_before: bool


class SpokenOf(Func):
    """Whether rows of one kind or another, within some days, speak of the activity."""

    output_field = BooleanField()

    def __init__(self, *rows: Rows, days: Days):
        self.rows, self.days = [each for each in rows if each.values], days
        super().__init__(F("pk"))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list]:
        """Write a union of sub-selects; parameters keep their order."""
        if not self.rows:
            raise EmptyResultSet
        key, params = compiler.compile(self.source_expressions[0])
        params, parts = list(params), []
        for rows in self.rows:
            sql, given = _written(rows, self.days, connection.ops)
            parts.append(sql)
            params.extend(given)
        return f"{key} IN ({' UNION '.join(parts)})", params


def count(rows: Sequence[Rows], days: Days, side: Side | None, at_most: int) -> int:
    """Count up to so many activities of which these rows speak within some days, and on one side of another activity."""
    parts, params = [], []
    for each in rows:
        if each.values:
            sql, given = _written(each, days, connection.ops, side)
            parts.append(sql)
            params.extend(given)
    if not parts:
        return 0
    # One part alone may name an activity twice; a union of several leaves the second one out.
    first, *others = parts
    found = " UNION ".join(parts) if others else f"SELECT DISTINCT * FROM ({first}) AS one"  # noqa: S608  names only
    with statements.cursor() as asked:
        counting = f"SELECT COUNT(*) FROM ({found} LIMIT %s) AS found"  # noqa: S608  names only
        asked.execute(counting, [*params, at_most])
        return asked.fetchone()[0]


def _written(rows: Rows, days: Days, ops: Any, side: Side | None = None) -> tuple[str, list]:
    def column(name: str) -> str:
        return ops.quote_name(rows.model._meta.get_field(name).column)

    table, on, key = ops.quote_name(rows.model._meta.db_table), column("on"), column(rows.key)
    asked = [f"{column(rows.field)} IN ({', '.join(['%s'] * len(rows.values))})"]
    params = list(rows.values)
    for sign, day in zip((">=", "<="), days, strict=True):
        if day:
            asked.append(f"{on} {sign} %s")
            params.append(ops.adapt_datefield_value(day))
    if side:
        asked.append(f"({on}, {key}) {'<' if side.is_before else '>'} (%s, %s)")
        params += [ops.adapt_datefield_value(side.day), side.key]
    return f"SELECT {key} FROM {table} WHERE {' AND '.join(asked)}", params  # noqa: S608  names only
