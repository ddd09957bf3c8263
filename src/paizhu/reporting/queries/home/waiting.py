"""What waits for a reader: of every room, the reddest first, each with its day, its basis and the steps offered.

    for each in waiting_for(user, today).lines: …

The same few queries whatever waits and however long the ledgers are: each source reads at most `AT_MOST` open ones
through an index, and nothing that is closed is counted. All of it starts at `visible_to`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from paizhu.kernel.viewers import Viewer
from paizhu.reporting.queries.home import casework, notices, plans, rectifications, summaries
from paizhu.reporting.queries.home.shapes import (
    AT_MOST,
    URGENCY,
    Kind,
    Light,
    Reader,
    Waiting,
    reader,
)


class OfKind(NamedTuple):
    """How many of one kind wait, and the worst light among them. `is_more`: there may be more than were read."""

    kind: Kind
    count: int
    light: Light
    is_more: bool


@dataclass(frozen=True)
class WaitingList:
    """Everything that waits, in order. `__len__` counts what was read."""

    lines: Sequence[Waiting]

    def __len__(self) -> int:
        return len(self.lines)

    def of_light(self, light: Light) -> int:
        """Count the lines that show a light."""
        return sum(line.light == light for line in self.lines)

    @property
    def is_more(self) -> bool:
        """Whether of some kind there may be more than were read."""
        return any(each.is_more for each in self.kinds)

    @cached_property
    def kinds(self) -> list[OfKind]:
        """Return how many of each kind wait, in the order of the first one of each."""
        found: dict[str, list[Waiting]] = {}
        for line in self.lines:
            found.setdefault(line.kind.key, []).append(line)
        return [
            OfKind(
                lines[0].kind,
                len(lines),
                min((line.light for line in lines), key=URGENCY.__getitem__),
                len(lines) >= AT_MOST,
            )
            for lines in found.values()
        ]


def waiting_for(user: Viewer, today: date, *, who: Reader | None = None) -> WaitingList:
    """Return what waits for the user on the day. `who`: the reader, where the caller has looked him up."""
    return in_order(_of(who or reader(user, today)))


def in_order(lines: Iterable[Waiting]) -> WaitingList:
    """Sort by light and day."""
    return WaitingList(sorted(lines, key=lambda line: line.rank))


def _of(who: Reader) -> Iterator[Waiting]:
    powers = who.user.powers
    if powers.guided_groups:
        yield from plans.to_decide(who)
        yield from summaries.to_read(who)
    if powers.supervises:
        yield from notices.to_decide(who)
        yield from notices.to_attend(who)
        yield from notices.to_complete(who)
        yield from rectifications.answers(who)
        yield from rectifications.extensions(who)
        yield from rectifications.rechecks(who)
        yield from plans.to_write(who)
        yield from plans.calls(who)
        yield from summaries.to_hand_in(who)
    if powers.contact_units or powers.team_units:
        yield from rectifications.owed_by_unit(who)
    yield from casework.lines(who)
