"""Finding a page of a very long ledger stretch by stretch of days, never by walking the whole of it.

Whoever may see only some activities has them found in narrow indexes by unit, person and group. Within a month
that is a few dozen rows, over ten years tens of thousands. So the page is looked for in the month where it
begins (a year for one unit or one person); where that does not fill it, in four times as long before, and so on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from paizhu.kernel import clock
from paizhu.web.lists import paging
from paizhu.web.lists.address import Address
from paizhu.web.lists.declare import ListPage
from paizhu.web.lists.keyset import Keyset
from paizhu.web.lists.respond import Listing

MONTH, YEAR = 31, 366
GROWTH, LONGEST = 4, 20 * YEAR
"""How much longer each stretch is than the one before; one longer than this is all that is left."""
COUNTED = 500
"""Up to here a count is exact for those who do not see the whole ledger."""

Day = date | None
Ledger = Callable[[Any, Day, Day, dict], QuerySet]
"""The records that a user may see of some days, both included, None for an open side; and what the filters ask."""


@dataclass(frozen=True)
class Reading:
    """Where reading begins, the days it stays within, both included, and whether it goes back in time.

    `outermost`: for reading from an end of the ledger, which is thought to lie near `start`: what lies beyond is read along, and
    where nothing is found there it says the outermost day, None for an empty ledger.
    """

    start: Day
    bounds: tuple[Day, Day]
    down: bool
    outermost: Callable[[], Day] | None = None

    def take(self, fetch: Callable[[Day, Day, int], int], wanted: int, length: int) -> None:
        """Call `fetch(first, last, most)` for one stretch of days after another until it has taken `wanted` rows.

        It returns how many it took, never more than `most`. The first stretch has `length` days.
        """
        at, (beyond, bound) = self.start, self.bounds[::-1] if self.down else self.bounds
        edge = beyond if self.outermost else at
        while at is not None and wanted > 0:
            last = _moved(at, length - 1, self.down) if length <= LONGEST else None
            if last is None or (bound and (last <= bound if self.down else last >= bound)):
                last = bound
            taken = fetch(*((last, edge) if self.down else (edge, last)), wanted)
            if last == bound:
                return
            wanted -= taken
            edge, length = _moved(last, 1, self.down), length * GROWTH
            at = self._nearest(edge) if at == self.start and not taken else edge

    def _nearest(self, day: Day) -> Day:
        """Return the day from which to read on where nothing lay at the start: the outermost one of the ledger."""
        if self.outermost is None or day is None:
            return day
        found = self.outermost()
        return found and (min if self.down else max)(day, found)


def _moved(day: date, by: int, down: bool) -> Day:
    try:
        return day - timedelta(by) if down else day + timedelta(by)
    except OverflowError:
        return None


@dataclass(frozen=True)
class Place:
    """A place in the list, the values of its keys beginning with the day; which side is read, and the condition for rows there."""

    values: Sequence[Any]
    is_before: bool
    condition: Any

    @property
    def day(self) -> date:
        """The day at which it lies."""
        return self.values[0]


@dataclass(frozen=True)
class Stretches:
    """What a queryset in order is to paging: restricted by a place and cut off after some rows."""

    rows: Callable[[Day, Day], QuerySet]
    reading: Callable[[Day], Reading]
    length: int
    place: Place | None = None

    def filter(self, place: Place) -> "Stretches":
        """Begin at a place."""
        return replace(self, place=place)

    def __getitem__(self, part: slice) -> list[Any]:
        found: list[Any] = []

        def fetch(first: Day, last: Day, most: int) -> int:
            rows = self.rows(first, last)
            rows = rows.filter(self.place.condition) if self.place else rows
            taken = list(rows[:most])
            found.extend(taken)
            return len(taken)

        self.reading(self.place.day if self.place else None).take(fetch, part.stop, self.length)
        return found


class StretchedKeyset(Keyset):
    """A keyset whose first key is the day, read stretch by stretch."""

    def __init__(self, listing: "StretchedListing", order: tuple[str, ...]):
        super().__init__(listing.model.objects.none(), order)
        self.listing, self.order = listing, order

    def ordered(self, *, backwards: bool = False) -> Stretches:
        """The rows in order, or from the end."""
        down = self.keys[0].is_descending != backwards
        return Stretches(
            rows=lambda first, last: Keyset(self.listing.within(first, last), self.order).ordered(
                backwards=backwards
            ),
            reading=lambda day: self.listing.reading(day, down=down),
            length=self.listing.first_stretch,
        )

    def beyond(self, place: list[Any], *, backwards: bool = False) -> Place:
        """The place with its day."""
        down = self.keys[0].is_descending != backwards
        return Place(place, down, super().beyond(place, backwards=backwards))


class StretchedListing(Listing):
    """A list in order of a day, `ledger` giving its records between days. Other orders are read at once."""

    def __init__(self, ledger: Ledger, request: Any, page: ListPage, asked: Address | None = None):
        super().__init__(request, page, asked)
        self.ledger = ledger

    @property
    def model(self) -> type[Model]:
        """What the ledger records."""
        return self.page.filterset._meta.model

    @property
    def is_stretched(self) -> bool:
        """Whether the list is in order of its day."""
        return self.order.removeprefix("-") == self.page.default_order.removeprefix("-")

    @cached_property
    def places(self) -> Keyset:
        """The keys of the order, read stretch by stretch where the first is the day."""
        return StretchedKeyset(self, self.order_keys) if self.is_stretched else self.keyset

    @cached_property
    def turn(self) -> paging.Turn:
        """The page of records asked for, prepared."""
        turn = paging.turn(self.places, self.asked, self.size)
        self.prepare(turn.records)
        return turn

    @property
    def order_keys(self) -> tuple[str, ...]:
        """The keys of the order asked for."""
        keys = self.page.column(self.order.removeprefix("-")).order_keys
        return tuple(f"-{key}" for key in keys) if self.order.startswith("-") else keys

    @cached_property
    def count(self) -> paging.Count:
        """How many rows in all, counted from the latest on where neither the first nor the last page shows it."""
        if not self.has_pages:
            return paging.Count(len(self.turn.records), False)
        if self.first_row is None:
            return paging.Count(self.counts_to, True)
        if not self.turn.has_next:
            return paging.Count(self.last_row, False)
        return self._count_from(None, down=True)

    @cached_property
    def first_row(self) -> int | None:
        """The running number of the page's first row, or None very deep in a list."""
        if not (self.turn.has_previous and self.turn.records):
            return 1
        if not self.is_stretched:
            return super().first_row
        first = self.places.place(self.places.cursor(self.turn.records[0]))
        place = self.places.beyond(first, backwards=True)
        before = self._count_from(place, down=not self.order.startswith("-"))
        return None if before.is_more else before.number + 1

    def _count_from(self, place: Place | None, *, down: bool) -> paging.Count:
        """Count from a place on, as far as counting goes."""
        most, numbers = self.counts_to, []

        def fetch(first: Day, last: Day, wanted: int) -> int:
            numbers.append(self.tally(first, last, place, wanted))
            return numbers[-1]

        reading = self.reading(place.day if place else None, down=down)
        reading.take(fetch, most + 1, self._days_of(most))
        return paging.Count(min(sum(numbers), most), sum(numbers) > most)

    def tally(self, first: Day, last: Day, place: Place | None, at_most: int) -> int:
        """Count up to so many records of some days, beyond a place if one is given."""
        rows = self.within(first, last)
        rows = rows.filter(place.condition) if place else rows
        return rows.order_by().values("pk")[:at_most].count()

    @property
    def counts_to(self) -> int:
        """Up to here a count is exact for this reader."""
        return paging.COUNTED if self.request.user.powers.sees_commission else COUNTED

    def _days_of(self, rows: int) -> int:
        """How many days hold so many rows, and some more, if they lie as on this page; a month at least."""
        days = [record.on for record in self.turn.records]
        of_page = abs((days[0] - days[-1]).days) + 1 if days else LONGEST
        return max(MONTH, of_page * rows * 5 // (4 * max(len(days), 1)))

    @cached_property
    def bounds(self) -> tuple[Day, Day]:
        """The first and the last day asked for; None for an open side."""
        asked = self.filters.form.cleaned_data
        return asked.get("from"), asked.get("to")

    def reading(self, day: Day, *, down: bool) -> Reading:
        """Read from a day on; where none is given from the last one, today, or forward in time from the ledger's first."""
        first, last = self.bounds
        if day is not None:
            day = min(day, last or day) if down else max(day, first or day)
            return Reading(day, self.bounds, down)
        latest = (lambda: self._latest) if down else None
        return Reading(self._start(down), self.bounds, down, latest)

    @property
    def first_stretch(self) -> int:
        """Where the page is looked for first, in days: what one unit or one person did fills no page in a month."""
        asked = self.filters.form.cleaned_data
        return YEAR if asked.get("unit") or asked.get("official") else MONTH

    def _start(self, down: bool) -> Day:
        first, last = self.bounds
        day = clock.today() if down else self._day("on")
        if day is None:
            return None
        return min(day, last or day) if down else max(day, first or day)

    @cached_property
    def _latest(self) -> Day:
        return self._day("-on")

    def _day(self, order: str) -> Day:
        days = self.model.objects.of(self.request.user.commission_id).order_by(order)
        return days.values_list("on", flat=True).first()

    def within(self, first: Day, last: Day) -> QuerySet:
        """The records of some days that search and filters leave."""
        asked = self.filters.form.cleaned_data
        return self.filters.restrict(self.ledger(self.request.user, first, last, asked))
