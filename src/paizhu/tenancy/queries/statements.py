"""Reads whose statement is written once: what every request asks, with other values each time.

Django puts a statement together anew each time it is asked, which takes longer than the database needs to answer. A read
that always has the same shape is declared with a function that makes the queryset out of its values:

    POSTINGS = statements.Read(lambda official, on: Posting.objects.in_force(on).filter(official=official), int, date)
    POSTINGS(official.pk, today)                     # a list; records, or rows where the function says `values_list`

The function is called once for each kind of database, with stand-ins of the kinds given. So it may not ask the values
anything, must use each of them as a value to compare with, and has no prefetches; a slice is always the same.

`OfRecords` is a read about the records of a page, by their ids. `insert` stores records whose keys nobody asks for, in the same way. PostgreSQL also plans each of these statements once for a
connection; a pooler before the database must keep prepared statements apart.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Kind = type[int] | type[str] | type[date] | type[datetime]
STAND_INS: dict[Kind, Callable[[int], Any]] = {
    int: lambda place: 987_654_321_000 + place * 1009,
    str: lambda place: f"stand-in {place}",
    date: lambda place: date(9000 + place, 1, 1),
    datetime: lambda place: datetime(9000 + place, 1, 1, tzinfo=UTC),
}
"""Values that no record has; they show where a statement holds which value."""
REACH = 1_000_000_000
PLACE = re.compile(r"(?<!%)%s")


PREPARED = 300
"""So many plans a connection of PostgreSQL keeps: some statements are written for each shape of powers."""


def cursor() -> Any:
    """Return a cursor for statements that are sent again and again.

    On PostgreSQL Django's own puts values into the text of a statement, which is then read and planned anew each time;
    on SQLite it looks through each text for the places of values. The log of a test or a debugger wants Django's.
    """
    own = connections[DEFAULT_DB_ALIAS]
    if own.queries_logged or own.execute_wrappers:
        return own.cursor()
    own.ensure_connection()
    if own.vendor != "postgresql":
        return _Swift(own)
    own.connection.prepare_threshold = 0  # Django's own cursors never prepare
    own.connection.prepared_max = PREPARED
    return own.make_cursor(psycopg.Cursor(own.connection))


class _Swift:
    """SQLite's own cursor, with Django's errors and its care for broken transactions."""

    def __init__(self, own: BaseDatabaseWrapper):
        own.validate_thread_sharing()
        self._own = own
        with own.wrap_database_errors:
            self._cursor = own.connection.cursor(sqlite3.Cursor)
        self.fetchall, self.fetchone = self._cursor.fetchall, self._cursor.fetchone

    def __enter__(self) -> "_Swift":
        return self

    def __exit__(self, *fault: Any) -> None:
        self._cursor.close()

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return self._cursor.rowcount

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Have one statement carried out."""
        self._own.validate_no_broken_transaction()
        with self._own.wrap_database_errors:
            self._cursor.execute(with_marks(statement), values)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Have one statement carried out for each row of values."""
        self._own.validate_no_broken_transaction()
        with self._own.wrap_database_errors:
            self._cursor.executemany(with_marks(statement), rows)


@lru_cache(maxsize=500)
def with_marks(statement: str) -> str:
    """Return a statement with SQLite's marks in the places of values."""
    return PLACE.sub("?", statement).replace("%%", "%")


class _Written(NamedTuple):
    """A statement, and how its rows become what is asked for.

    `values`: each one's place among those given, or itself where it is always the same; `converters`: by column.
    """

    statement: str
    values: tuple[tuple[int | None, Any], ...]
    converters: dict[int, Any]
    shape: Callable[[list[Any]], list[Any]]


class Read:
    """A read of one shape; see the module's docstring."""

    def __init__(
        self,
        make: Callable[..., QuerySet],
        *kinds: Kind,
        needed: Sequence[int] | None = None,
        is_prepared: bool = True,
    ):
        """`needed`: the places of the values that the queryset must compare with; all of them unless said.

        `is_prepared`: whether PostgreSQL keeps the statement's plan, which is worth it for a few statements only.
        """
        self._make, self._kinds, self._is_prepared = make, kinds, is_prepared
        self._needed = range(len(kinds)) if needed is None else needed
        self._written: dict[str, _Written] = {}

    def __call__(self, *given: Any) -> list[Any]:
        """Return what the queryset of these values would; one query."""
        own = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(own.vendor)
        if written is None:
            written = self._written[own.vendor] = self._write(own)
        adapted = [_adapted(own, *pair) for pair in zip(self._kinds, given, strict=True)]
        values = [fixed if place is None else adapted[place] for place, fixed in written.values]
        if not written.statement:  # nothing can fit
            return []
        with cursor() if self._is_prepared or own.vendor != "postgresql" else own.cursor() as asked:
            asked.execute(written.statement, values)
            rows = asked.fetchall()
        if written.converters and rows:
            rows = _converted(rows, written.converters, own)
        return written.shape(rows)

    def _write(self, own: BaseDatabaseWrapper) -> _Written:
        stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(self._kinds)]
        marks = [_adapted(own, *pair) for pair in zip(self._kinds, stand_ins, strict=True)]
        queryset = self._make(*stand_ins)
        compiler = queryset.query.get_compiler(connection=own)
        try:
            statement, values = compiler.as_sql()
        except EmptyResultSet:
            return _Written("", (), {}, lambda rows: rows)
        if missing := [marks[place] for place in self._needed if marks[place] not in values]:
            raise ValueError(f"a value is not compared with: {missing}")
        if reckoned := [value for value in values if value not in marks and _is_stand_in(value)]:
            raise ValueError(f"a value is not compared with as it is: {reckoned}")
        places = [
            (marks.index(value), None) if value in marks else (None, _plain(value))
            for value in values
        ]
        converters = compiler.get_converters([each[0] for each in compiler.select])
        return _Written(statement, tuple(places), converters, _shape(queryset, compiler))


class OfRecords:
    """A read about some records of one page, given their ids in a list.

    It is written once for each of a few numbers of ids; the last id fills up what is short of one, which changes nothing that is found.
    """

    NUMBERS = (5, 25, 50, 100, 500)

    def __init__(self, make: Callable[[list[int]], QuerySet]):
        self._reads = {
            number: Read(lambda *keys: make(list(keys)), *[int] * number) for number in self.NUMBERS
        }

    def __call__(self, keys: Sequence[int]) -> list[Any]:
        """Return what the queryset of these ids would, 500 of them at a time; one query for each time."""
        return [
            row
            for start in range(0, len(keys), self.NUMBERS[-1])
            for row in self._of(list(keys[start : start + self.NUMBERS[-1]]))
        ]

    def _of(self, keys: list[int]) -> list[Any]:
        number = next(each for each in self.NUMBERS if each >= len(keys))
        return self._reads[number](*keys, *keys[-1:] * (number - len(keys)))


def _converted(
    rows: list[Any], converters: dict[int, Any], own: BaseDatabaseWrapper
) -> list[list[Any]]:
    """Return rows with their values as Python has them; what comes again in a column, as days do, is converted once."""
    found = list(map(list, rows))
    for column, (functions, expression) in converters.items():
        known: dict[Any, Any] = {}
        for row in found:
            value = row[column]
            if value not in known:
                known[value] = value
                for function in functions:
                    known[value] = function(known[value], expression, own)
            row[column] = known[value]
    return found


def _shape(queryset: QuerySet, compiler: SQLCompiler) -> Callable[[list[Any]], list[Any]]:
    """Return what makes records, tuples or single values of rows, as the queryset would."""
    kind = queryset._iterable_class
    if kind is FlatValuesListIterable:
        return lambda rows: [row[0] for row in rows]
    if kind is ValuesListIterable:
        return lambda rows: list(map(tuple, rows))
    if kind is not ModelIterable:
        raise TypeError(f"statements are not written for {kind.__name__}")
    return partial(_records, compiler.klass_info["model"], *_columns(compiler))


def _columns(compiler: SQLCompiler) -> tuple[slice, list[str], list[Any], list[tuple[str, int]]]:
    """Return where a record's own values stand, their fields, what fills its relations, and its annotations."""
    chosen, select = compiler.klass_info["select_fields"], compiler.select
    own = slice(chosen[0], chosen[-1] + 1)
    names = [column[0].target.attname for column in select[own]]
    related = get_related_populators(compiler.klass_info, select, DEFAULT_DB_ALIAS)
    return own, names, related, list(compiler.annotation_col_map.items())


def _records(
    model: type[Model],
    own: slice,
    names: list[str],
    related: list[Any],
    annotations: list[tuple[str, int]],
    rows: list[Any],
) -> list[Model]:
    found = []
    for row in rows:
        record = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for each in related:
            each.populate(row, record)
        for name, column in annotations:
            setattr(record, name, row[column])
        found.append(record)
    return found


def _is_stand_in(value: Any) -> bool:
    """Tell whether a value was reckoned from a stand-in: no record has such numbers or days."""
    if isinstance(value, int):
        return abs(value - STAND_INS[int](0)) < REACH
    return str(value)[:2] == "90" and str(value)[4:5] == "-"


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _adapted(own: BaseDatabaseWrapper, kind: Kind, value: Any) -> Any:
    """Return a value as the database's driver takes it."""
    if kind is date:
        return own.ops.adapt_datefield_value(value)
    if kind is datetime:
        return own.ops.adapt_datetimefield_value(value)
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
    with cursor() as asked:
        for start in range(0, len(records), step):
            chunk = records[start : start + step]
            values = [
                field.get_db_prep_save(getattr(record, field.attname), connection)
                for record in chunk
                for field in fields
            ]
            asked.execute(f"{head} {', '.join([line] * len(chunk))}{end}", values)
            count += asked.rowcount
    return count


@cache
def _insertion(model: type[Model]) -> tuple[Sequence[Field], str, str]:
    """Return the fields of a model without its key, how its statement begins, and the places of one record."""
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return fields, f'INSERT INTO "{meta.db_table}" ({columns}) VALUES', f"({places})"
