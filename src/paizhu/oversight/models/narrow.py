"""Finding activities in narrow indexes (unit, day), (official, day), (group, day), written as one condition.

Built of querysets, the same condition takes the application longer to put together than the database to answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, Model

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Rows:
    """Rows that have one of these values in a field; `key` names the activity that each speaks of."""

    model: type[Model]
    field: str
    values: Collection[int]
    key: str = "activity"


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


def _written(rows: Rows, days: Days, ops: Any) -> tuple[str, tuple]:
    def column(name: str) -> str:
        return ops.quote_name(rows.model._meta.get_field(name).column)

    first, last = (day and ops.adapt_datefield_value(day) for day in days)
    table, on = ops.quote_name(rows.model._meta.db_table), column("on")
    marks = ", ".join(["%s"] * len(rows.values))
    sql = f"SELECT {column(rows.key)} FROM {table} WHERE {column(rows.field)} IN ({marks})"  # noqa: S608  names only
    sql += f" AND {on} >= %s" if first else ""
    sql += f" AND {on} <= %s" if last else ""
    return sql, (*rows.values, *filter(None, (first, last)))
