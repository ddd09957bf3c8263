"""From a parsed or stored row back to the cells of the contract: words, 是 and 否, local times."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from paizhu.exchange.states.cells import NO, YES, CellKind, Column, Sheet


def cells(sheet: Sheet, rows: Iterable[tuple]) -> Iterator[tuple]:
    """Yield, for each row, its cells in the order of the columns; a list is one tuple of texts."""
    renderers = [_renderer(column) for column in sheet.columns]
    for row in rows:
        yield tuple(render(value) for render, value in zip(renderers, row[1:], strict=True))


def shown(column: Column, value: Any) -> str:
    """Return a value as text for people: what the cell would show."""
    cell = _renderer(column)(value)
    if isinstance(cell, tuple):
        return "；".join(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return "" if cell is None else str(cell)


def _renderer(column: Column) -> Callable[[Any], Any]:
    if column.kind is CellKind.WORD:
        words = {value: word for word, value in column.words.items()}
        if column.many:
            return lambda values: tuple(words[value] for value in values)
        return lambda value: words[value] if value else None
    if column.kind is CellKind.YES_NO:
        return lambda value: None if value is None else YES if value else NO
    if column.kind is CellKind.MOMENT:
        return _local
    return lambda value: value


def _local(moment: datetime | None) -> datetime | None:
    """Excel knows no time zone: the commission's own is meant."""
    if moment is None:
        return None
    return timezone.make_naive(moment, timezone.get_default_timezone())
