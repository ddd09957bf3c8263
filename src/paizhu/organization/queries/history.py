"""Lines of history: what held from when to when, placed on a strip of years for drawing.

The spans of a unit, a group and a person are gathered in their own modules; here is only the strip.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from paizhu.organization.models import EVER

YEAR = timedelta(days=366)
TICKS = 8
"""Years named along a strip at most."""


@dataclass(frozen=True)
class Span:
    """What held from a day up to, but not on, another. `kind` is drawn as a colour and told by the line's title."""

    from_on: date
    until_on: date | None
    label: str
    url: str = ""
    kind: str = "plain"

    @property
    def is_since_ever(self) -> bool:
        """Whether nobody wrote down when it began."""
        return self.from_on == EVER

    def within(self, from_on: date, until_on: date | None) -> "Span | None":
        """Return the part of it that lies in another period; None where they share no day."""
        start = max(self.from_on, from_on)
        ends = [day for day in (self.until_on, until_on) if day is not None]
        end = min(ends, default=None)
        if end is not None and end <= start:
            return None
        return Span(start, end, self.label, self.url, self.kind)


@dataclass(frozen=True)
class Bar:
    """A span on the strip; `x` and `width` in percent of the strip."""

    span: Span
    x: str
    width: str
    is_narrow: bool


@dataclass(frozen=True)
class Lane:
    """Bars that share no day. A line whose spans overlap has several lanes; only the first has a title."""

    title: Any
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """The first day of a year on the strip."""

    year: int
    x: str


@dataclass(frozen=True)
class History:
    """Several lines over one strip of years. `today` in percent, or empty where it lies outside."""

    lanes: tuple[Lane, ...] = ()
    ticks: tuple[Tick, ...] = ()
    today: str = ""
    rows: tuple[tuple[Any, Span], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.lanes)


def history(lines: Iterable[tuple[Any, Iterable[Span]]], today: date) -> History:
    """Place lines (title, spans) on a strip from the first known day to today, or to the last known end."""
    lines = [(title, sorted(spans, key=_begin)) for title, spans in lines]
    lines = [(title, spans) for title, spans in lines if spans]
    if not lines:
        return History()
    start, end = _extent([span for _title, spans in lines for span in spans], today)
    length = (end - start).days

    def at(day: date) -> float:
        return 100 * min(max((day - start).days / length, 0), 1)

    return History(
        lanes=tuple(
            Lane(title if number == 0 else "", tuple(_bar(span, at, end) for span in lane))
            for title, spans in lines
            for number, lane in enumerate(_lanes(spans))
        ),
        ticks=tuple(Tick(year, _percent(at(date(year, 1, 1)))) for year in _years(start, end)),
        today=_percent(at(today)) if start <= today < end else "",
        rows=tuple((title, span) for title, spans in lines for span in reversed(spans)),
    )


def _begin(span: Span) -> date:
    return span.from_on


def _extent(spans: Sequence[Span], today: date) -> tuple[date, date]:
    known = [span.from_on for span in spans if not span.is_since_ever]
    known += [span.until_on for span in spans if span.until_on]
    start = min([*known, today - YEAR])
    end = max([*known, today]) + timedelta(days=30)
    return date(start.year, 1, 1), end


def _lanes(spans: Iterable[Span]) -> list[list[Span]]:
    """Put each span into the first lane that is free by then."""
    lanes: list[list[Span]] = []
    for span in spans:
        for lane in lanes:
            until_on = lane[-1].until_on
            if until_on is not None and until_on <= span.from_on:
                lane.append(span)
                break
        else:
            lanes.append([span])
    return lanes


def _bar(span: Span, at: Any, end: date) -> Bar:
    left, right = at(span.from_on), at(span.until_on or end)
    return Bar(span, _percent(left), _percent(max(right - left, 0.4)), right - left < 4)


def _percent(value: float) -> str:
    return f"{value:.3f}%"


def _years(start: date, end: date) -> list[int]:
    years = list(range(start.year, end.year + 1))
    step = -(-len(years) // TICKS)
    return years[::step]
