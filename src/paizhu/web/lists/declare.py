"""How a room says what its list is: `ListPage` and its `Column`s. No request is read here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django_filters import FilterSet

from paizhu.web.components import Button, Empty


class Kind(StrEnum):
    """How a column's values are set: text, code (on one line where there is room), number, day, moment, or state (`Mark`)."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    STATE = "state"


@dataclass(frozen=True)
class Column:
    """One column. `value`: attribute path (`"unit.name"`, `"get_method_display"`) or function of the record.

    `order`: one key or several, each optionally with a leading minus. `link(record)` → address or None.
    `draw(record)` draws the cell as safe HTML; `template` does, given `record` and `value`, where a cell holds a form:
    a template for each row is slow. `hidden`: offered, but not shown at first.
    `visible(user)` keeps a column from those who may not read it, in the page and in the export.
    """

    key: str
    title: Any
    value: str | Callable[[Any], Any] = ""
    order: str | tuple[str, ...] = ()
    link: Callable[[Any], str | None] | None = None
    kind: Kind = Kind.TEXT
    draw: Callable[[Any], str] | None = None
    template: str = ""
    hidden: bool = False
    visible: Callable[[Any], bool] | None = None

    @property
    def order_keys(self) -> tuple[str, ...]:
        """The keys as a tuple, however they were written."""
        return (self.order,) if isinstance(self.order, str) else self.order

    def value_of(self, record: Any) -> Any:
        """Return the record's value in this column; None where the path breaks off."""
        if callable(self.value):
            return self.value(record)
        found = record
        for name in (self.value or self.key).split("."):
            found = getattr(found, name, None)
            if found is None:
                return None
        return found() if callable(found) else found


def code_column(title: Any, **given: Any) -> Column:
    """Return the column of a record's code: its numbers are set on one line and the list can be sorted by it."""
    return Column("code", title, **{"order": "code", "kind": Kind.CODE, **given})


@dataclass(frozen=True)
class ListPage:
    """Everything about one list; see the package's docstring for an example.

    `on_search(request, count)` notes a search that is answered, with the number the list shows: rows are found and counted once.
    `found_exactly`: up to here a search says how many it found, where telling more would cost as much as finding them all.
    `listing`: a `respond.Listing` of the room's own, where rows are found otherwise than by a queryset alone.
    """

    name: str
    title: Any
    queryset: Callable[[Any], QuerySet]
    columns: tuple[Column, ...]
    default_order: str
    filterset: type[FilterSet] | None = None
    search: tuple[str, ...] | Callable[[QuerySet, str], QuerySet] | None = None
    search_hint: Any = ""
    empty: Empty | None = None
    buttons: Callable[[Any], Iterable[Button]] | None = None
    prepare: Callable[[Any, Sequence[Model]], None] | None = None
    export_name: str = ""
    on_export: Callable[[Any, int], None] | None = None
    on_search: Callable[[Any, int], None] | None = None
    found_exactly: int = 10_000
    lead: Any = ""
    template: str = "web/list.html"
    listing: Callable[..., Any] | None = None

    @property
    def is_searched(self) -> bool:
        """Whether there is a search; a template would call a search function to find out."""
        return bool(self.search)

    def columns_for(self, user: Any) -> tuple[Column, ...]:
        """The columns this reader may know of."""
        return tuple(c for c in self.columns if c.visible is None or c.visible(user))

    def column(self, key: str) -> Column | None:
        """The column of that key, or None."""
        return next((column for column in self.columns if column.key == key), None)

    def searched(self, records: QuerySet, text: str) -> QuerySet:
        """Restrict to what the search finds; every word must be found."""
        if not text or not self.search:
            return records
        if callable(self.search):
            return self.search(records, text)
        for word in text.split():
            records = records.filter(
                reduce(or_, (Q(**{f"{name}__icontains": word}) for name in self.search))
            )
        return records
