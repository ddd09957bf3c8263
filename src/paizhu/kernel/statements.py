"""Reads whose statement is written once: what every request asks, with other values each time.

Django puts a statement together anew each time it is asked, which takes longer than the database needs to answer. A read
that always has the same shape is declared with a function that makes the queryset out of its values:

    POSTINGS = statements.Read(lambda official, on: Posting.objects.in_force(on).filter(official=official), int, date)
    POSTINGS(official.pk, today)                     # a list; records, or rows where the function says `values_list`

The function is called once for each kind of database, with stand-ins of the kinds given. So it may not ask the values
anything, must use each of them as a value to compare with, and has neither prefetches nor slices.

`insert` stores records whose keys nobody asks for, in the same way.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Kind = type[int] | type[str] | type[date] | type[datetime]
STAND_INS: dict[Kind, Callable[[int], Any]] = {
    int: lambda place: 987_654_321_000 + place,
    str: lambda place: f"stand-in {place}",
    date: lambda place: date(9000 + place, 1, 1),
    datetime: lambda place: datetime(9000 + place, 1, 1, tzinfo=UTC),
}
"""Values that no record has; they show where a statement holds which value."""


class _Written(NamedTuple):
    """A statement. `values`: each one's place among those given, or itself where it is always the same."""

    queryset: QuerySet
    compiler: SQLCompiler
    statement: str
    values: tuple[tuple[int | None, Any], ...]


class Read:
    """A read of one shape; see the module's docstring."""

    def __init__(self, make: Callable[..., QuerySet], *kinds: Kind):
        self._make, self._kinds = make, kinds
        self._written: dict[str, _Written] = {}

    def __call__(self, *given: Any) -> list[Any]:
        """Return what the queryset of these values would; one query."""
        own = connection.vendor
        written = self._written.get(own)
        if written is None:
            written = self._written[own] = self._write()
        adapted = [_adapted(kind, value) for kind, value in zip(self._kinds, given, strict=True)]
        values = tuple(
            fixed if place is None else adapted[place] for place, fixed in written.values
        )
        compiler = copy(written.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_given, **_named: (written.statement, values)
        asked = written.queryset.all()
        asked.query.get_compiler = lambda *_given, **_named: compiler
        return list(asked)

    def _write(self) -> _Written:
        stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(self._kinds)]
        marks = [_adapted(*pair) for pair in zip(self._kinds, stand_ins, strict=True)]
        queryset = self._make(*stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        if missing := [mark for mark in marks if mark not in values]:
            raise ValueError(f"a value is not compared with: {missing}")
        places = [
            (marks.index(value), None) if value in marks else (None, value) for value in values
        ]
        return _Written(queryset, compiler, statement, tuple(places))


def _adapted(kind: Kind, value: Any) -> Any:
    """Return a value as the database's driver takes it."""
    if kind is date:
        return connection.ops.adapt_datefield_value(value)
    if kind is datetime:
        return connection.ops.adapt_datetimefield_value(value)
    return value


VALUES_AT_ONCE = 900
"""SQLite takes a few more in one statement."""


def insert(records: Sequence[Model], *, passing_over: bool = False) -> int:
    """Store new records of one kind, whose keys nobody asks for; returns how many were stored.

    `passing_over`: what a unique constraint refuses is left out.
    """
    if not records:
        return 0
    fields, head, line = _insertion(type(records[0]))
    end, step, count = (
        " ON CONFLICT DO NOTHING" if passing_over else "",
        VALUES_AT_ONCE // len(fields),
        0,
    )
    with connection.cursor() as cursor:
        for start in range(0, len(records), step):
            chunk = records[start : start + step]
            values = [
                field.get_db_prep_save(getattr(record, field.attname), connection)
                for record in chunk
                for field in fields
            ]
            cursor.execute(f"{head} {', '.join([line] * len(chunk))}{end}", values)
            count += cursor.rowcount
    return count


@cache
def _insertion(model: type[Model]) -> tuple[Sequence[Field], str, str]:
    """Return the fields of a model without its key, how its statement begins, and the places of one record."""
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return fields, f'INSERT INTO "{meta.db_table}" ({columns}) VALUES', f"({places})"
