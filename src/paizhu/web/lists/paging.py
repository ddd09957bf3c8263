"""Turning pages of a `Keyset`: which rows, whether there are more on either side, how many in all."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from paizhu.web.lists import address as words
from paizhu.web.lists.address import Address
from paizhu.web.lists.keyset import Keyset

COUNTED = 10_000
"""Up to here a count is exact; beyond it nobody needs the figure and the database is spared."""


@dataclass(frozen=True)
class Turn:
    """One page of rows, in order."""

    records: list[Any]
    has_previous: bool
    has_next: bool


@dataclass(frozen=True)
class Count:
    """How many rows there are: exact, or `is_more` than `number`."""

    number: int
    is_more: bool

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.is_more else f"{self.number:,}"


def count(records: QuerySet, at_most: int | None = None) -> Count:
    """Count at most so many rows, `COUNTED` where nothing is said, and tell whether there are more."""
    at_most = COUNTED if at_most is None else at_most
    found = records.order_by().values("pk")[: at_most + 1].count()
    return Count(min(found, at_most), found > at_most)


def rows_before(keyset: Keyset, turn: Turn, at_most: int | None = None) -> int | None:
    """Number of rows before the page; None where counting them would cost too much."""
    if not (turn.has_previous and turn.records):
        return 0
    place = keyset.place(keyset.cursor(turn.records[0]))
    if place is None:
        return None
    before = count(keyset.records.filter(keyset.beyond(place, backwards=True)), at_most)
    return None if before.is_more else before.number


def turn(keyset: Keyset, asked: Address, size: int) -> Turn:
    """Return the page that the address names; a place that no longer is leads to the nearest page."""
    if (place := keyset.place(asked.get(words.AFTER))) is not None:
        found = _rows(keyset.ordered().filter(keyset.beyond(place)), size + 1)
        return Turn(found[:size], True, len(found) > size) if found else _last(keyset, size)
    if (place := keyset.place(asked.get(words.BEFORE))) is not None:
        backwards = keyset.ordered(backwards=True)
        found = _rows(backwards.filter(keyset.beyond(place, backwards=True)), size + 1)
        if len(found) > size:
            return Turn(found[:size][::-1], True, True)
        return _first(keyset, size)
    return _last(keyset, size) if asked.get(words.LAST) else _first(keyset, size)


def _first(keyset: Keyset, size: int) -> Turn:
    found = _rows(keyset.ordered(), size + 1)
    return Turn(found[:size], False, len(found) > size)


def _last(keyset: Keyset, size: int) -> Turn:
    found = _rows(keyset.ordered(backwards=True), size + 1)
    return Turn(found[:size][::-1], len(found) > size, False)


def _rows(ordered: QuerySet, most: int) -> list[Any]:
    """Read the first rows. What stands in other tables is joined to these alone, not to all that are put in order."""
    if not (isinstance(ordered, QuerySet) and ordered.query.select_related):
        return list(ordered[:most])
    keys = list(ordered.values_list("pk", flat=True)[:most])
    found = {record.pk: record for record in ordered.order_by().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]
