"""Answering a request for a list: the page, its swapped part, the export, or a remembered choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from paizhu.web.components import Button, Empty
from paizhu.web.lists import address as words
from paizhu.web.lists import export, filters, paging, preferences
from paizhu.web.lists.address import Address
from paizhu.web.lists.cells import drawn_row, frame
from paizhu.web.lists.declare import Column, ListPage
from paizhu.web.lists.keyset import Keyset

PARTS = {"list": "web/lists/region.html", "list-results": "web/lists/results.html"}


@dataclass(frozen=True)
class Head:
    """One column's head. `sorted`: `ascending`, `descending` or empty; `url` sorts by it."""

    column: Column
    sorted: str
    url: str


class Listing:
    """One list as one reader asks for it. Lazy: each part costs its query only when it is drawn."""

    def __init__(self, request: HttpRequest, page: ListPage, asked: Address | None = None):
        self.request, self.page = request, page
        self.asked = asked or Address.of(request)
        self.offered = page.columns_for(request.user)
        self.columns = preferences.columns(request, page)
        self.size, self.sizes = preferences.size(request, page), preferences.SIZES
        self.order = self._order()

    def _order(self) -> str:
        asked = self.asked.get(words.ORDER)
        known = {column.key for column in self.offered if column.order_keys}
        return asked if asked.removeprefix("-") in known else self.page.default_order

    @cached_property
    def filters(self) -> filters.Filters:
        """Search and filters as asked."""
        return filters.read(self.request, self.page, self.asked)

    @cached_property
    def records(self) -> QuerySet:
        """What the reader may see, restricted."""
        return self.filters.restrict(self.page.queryset(self.request.user))

    @cached_property
    def keyset(self) -> Keyset:
        """The restricted records in order."""
        column = self.page.column(self.order.removeprefix("-"))
        if column is None or not column.order_keys:
            raise LookupError(f"{self.page.name} cannot be ordered by “{self.order}”")
        keys = column.order_keys
        if self.order.startswith("-"):
            keys = tuple(key[1:] if key.startswith("-") else f"-{key}" for key in keys)
        return Keyset(self.records, keys)

    @property
    def places(self) -> Keyset:
        """The keys by which a place in the list is named; what is only named reads no records."""
        return self.keyset

    @cached_property
    def turn(self) -> paging.Turn:
        """The page of records asked for, prepared."""
        turn = paging.turn(self.keyset, self.asked, self.size)
        self.prepare(turn.records)
        return turn

    def prepare(self, records: list[Model]) -> None:
        """Let the room look at the whole page of records once."""
        if self.page.prepare and records:
            self.page.prepare(self.request, records)

    @cached_property
    def count(self) -> paging.Count:
        """How many rows in all; not asked of the database where the first or the last page shows it."""
        if not self.turn.has_previous and not self.turn.has_next:
            return paging.Count(len(self.turn.records), False)
        if not self.turn.has_next and self.last_row is not None:
            return paging.Count(self.last_row, False)
        return paging.count(self.keyset.records, self.counts_to)

    @property
    def counts_to(self) -> int:
        """Up to here counts are exact."""
        return min(
            paging.COUNTED, self.page.found_exactly if self.asked.searched else paging.COUNTED
        )

    @cached_property
    def first_row(self) -> int | None:
        """The running number of the page's first row, or None very deep in a list."""
        before = paging.rows_before(self.keyset, self.turn, self.counts_to)
        return None if before is None else before + 1

    @property
    def has_pages(self) -> bool:
        """Whether there is more than this page."""
        return self.turn.has_previous or self.turn.has_next

    @property
    def last_row(self) -> int | None:
        """The running number of the page's last row."""
        return None if self.first_row is None else self.first_row + len(self.turn.records) - 1

    @property
    def rows(self) -> list[SafeString]:
        """The page's rows as drawn."""
        named = self._naming
        frames = [frame(column, names_the_row=column is named) for column in self.columns]
        return [drawn_row(frames, record) for record in self.turn.records]

    @property
    def _naming(self) -> Column:
        """The column that names a row: the first that leads somewhere, or the first."""
        return next((column for column in self.columns if column.link), self.columns[0])

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns shown; a sorted one offers the other direction."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        if not column.order_keys:
            return Head(column, "", "")
        if self.order == column.key:
            return Head(column, "ascending", self._ordered(f"-{column.key}"))
        if self.order == f"-{column.key}":
            return Head(column, "descending", self._ordered(column.key))
        return Head(column, "", self._ordered(column.key))

    def _ordered(self, order: str) -> str:
        return self.asked.link(order="" if order == self.page.default_order else order)

    def _at(self, name: str, value: str) -> str:
        link = self.asked.link()
        return f"{link}{'&' if '?' in link else '?'}{name}={value}"

    @property
    def links(self) -> dict[str, str]:
        """Addresses of the neighbouring pages; those that are not there are left out."""
        found, turn = {}, self.turn
        if turn.has_previous:
            found["first"] = self.asked.link()
        if turn.has_previous and turn.records:
            found["previous"] = self._at(words.BEFORE, self.places.cursor(turn.records[0]))
        if turn.has_next:
            found["next"] = self._at(words.AFTER, self.places.cursor(turn.records[-1]))
            found["last"] = self._at(words.LAST, "1")
        return found

    @property
    def export_url(self) -> str:
        """The address of the workbook with these filters and columns."""
        return self._at(words.EXPORT, "xlsx")

    @property
    def plain_columns_url(self) -> str:
        """The address that shows the columns as at first."""
        return self._at(words.COLUMNS, "")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What can be begun from this list."""
        return tuple(self.page.buttons(self.request)) if self.page.buttons else ()

    @property
    def empty(self) -> Empty | None:
        """What stands where there are no rows and nothing is filtered."""
        return self.page.empty

    @property
    def empty_button(self) -> Button | None:
        """What to do about an empty list."""
        button = self.page.empty.button if self.page.empty else None
        return button(self.request) if callable(button) else button


def respond(
    request: HttpRequest, page: ListPage, *, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Answer with the list. `context` is added for a room's own template (`ListPage.template`)."""
    asked = Address.of(request)
    if words.COLUMNS in asked.given or words.SIZE in asked.given:
        return preferences.remember(request, redirect(asked.link()), page)
    listing = (page.listing or Listing)(request, page, asked)
    if page.on_search and asked.searched:
        page.on_search(request, listing.count.number)
    if asked.get(words.EXPORT):
        return export.respond(request, listing)
    given = {"listing": listing, "page": page, "title": page.title, **(context or {})}
    response = render(request, _template(request, page), given)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def _template(request: HttpRequest, page: ListPage) -> str:
    htmx = request.htmx
    if htmx and not htmx.history_restore_request and htmx.target in PARTS:
        return PARTS[htmx.target]
    return page.template


def excerpt(
    request: HttpRequest,
    page: ListPage,
    *,
    url: str,
    query: str = "",
    columns: tuple[str, ...] = (),
    limit: int = 10,
) -> SafeString:
    """Draw the first rows as a small table with a link to all of them, for a panel or a first screen.

    `query` restricts as the list's address would (`"unit=12&order=-on"`); `url` is the list's own path.
    """
    listing = (page.listing or Listing)(request, page, Address(url, QueryDict(query)))
    listing.size = limit
    if columns:
        listing.columns = tuple(c for c in listing.offered if c.key in columns)
    return render_to_string(
        "web/lists/excerpt.html", {"listing": listing, "page": page}, request=request
    )
