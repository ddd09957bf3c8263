"""The faults of a run as a page shows them: by sheet, searched, alike ones together, a page at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from paizhu.exchange.states.faults import Fault

PAGE = 50
RANGES = 12  # ranges of cells named before the rest is left to the marked copy


@dataclass
class Alike:
    """Faults that say the same of the same column; `rows` are the rows in which they stand."""

    fault: Fault
    rows: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells say it."""
        return len(self.rows)

    @property
    def places(self) -> list[str]:
        """The cells, neighbours as one range: C2–C9. Without a column, the rows."""
        letter = self.fault.letter
        named = [
            f"{letter}{first}" if first == last else f"{letter}{first}–{letter}{last}"
            for first, last in _ranges(sorted(self.rows))
        ]
        return named if len(named) <= RANGES else [*named[:RANGES], "…"]


@dataclass
class FaultPage:
    """The stored faults of one run, as one reader asks for them. `number` counts from 1."""

    stored: list[list]
    sheet: str = ""
    text: str = ""
    number: int = 1

    @cached_property
    def sheets(self) -> list[tuple[str, int]]:
        """Each sheet with its number of faults, in the order of the workbook."""
        return list(Counter(each[1] for each in self.stored).items())

    @cached_property
    def found(self) -> list[Alike]:
        """The faults of the sheet chosen that contain the text searched for, alike ones together."""
        alike: dict[tuple, Alike] = {}
        for fault in map(Fault.from_stored, self.stored):
            if self._fits(fault):
                words = tuple(fault.words.items())
                key = (fault.kind, fault.sheet, fault.header, fault.letter, words)
                group = alike.setdefault(key, Alike(fault))
                if fault.row:
                    group.rows.append(fault.row)
        return list(alike.values())

    def _fits(self, fault: Fault) -> bool:
        if self.sheet and fault.sheet != self.sheet:
            return False
        return not self.text or self.text.casefold() in f"{fault} {fault.cell}".casefold()

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-len(self.found) // PAGE), 1)

    @property
    def current(self) -> int:
        """The number of this page, whatever was asked for."""
        return min(max(self.number, 1), self.pages)

    @property
    def shown(self) -> list[Alike]:
        """The faults of this page."""
        return self.found[(self.current - 1) * PAGE : self.current * PAGE]


def _ranges(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each run of neighbouring rows."""
    first = last = rows[0] if rows else 0
    for row in rows[1:]:
        if row > last + 1:
            yield first, last
            first = row
        last = row
    if rows:
        yield first, last
