"""What one thing that waits looks like, and for whom it is looked up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import Capacity, Unit
from paizhu.organization.queries import Structure
from paizhu.rectification.queries import Clock, Deadlines, Light

AT_MOST = 50
"""So many of one kind are read at most; a first page says “more” rather than count further."""
URGENCY = {Light.RED: 0, Light.YELLOW: 1, Light.BLUE: 2, Light.FAR: 3, Light.NONE: 4}
NO_LIGHT = Clock(Light.NONE)


class Kind(NamedTuple):
    """One kind of thing that waits: its key, what is to be done, the page of all of them and its filter."""

    key: str
    label: Any
    page: str
    query: str = ""

    @property
    def url(self) -> str:
        """Return the address of the list."""
        return f"{reverse(self.page)}?{self.query}" if self.query else reverse(self.page)


class Step(NamedTuple):
    """A step that can be taken at once. `is_direct`: it needs no words, so its button sends it off."""

    label: Any
    url: str
    look: str = ""
    is_direct: bool = False
    revision: int | None = None


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the reader.

    `what`: what is to be done; `text`: which matter; `who`: who asked or said the last word; `capacity`: in which the
    reader acts at the unit, empty for none; `days`: working days left, or since `due_on`; `basis`: the rule.
    """

    kind: Kind
    number: str
    url: str
    what: Any
    unit: str = ""
    unit_id: int | None = None
    capacity: str = ""
    due_on: date | None = None
    clock: Clock = NO_LIGHT
    basis: str = ""
    text: str = ""
    who: Any = ""
    steps: Sequence[Step] = ()

    @property
    def light(self) -> Light:
        """How near its day is."""
        return self.clock.light

    @property
    def days(self) -> int:
        """Working days left, or since the day ran out."""
        return self.clock.days

    @property
    def rank(self) -> tuple:
        """The order on the page: the reddest first, then the nearest day."""
        return URGENCY[self.light], self.due_on or date.max, self.number


@dataclass(frozen=True)
class Reader:
    """Who looks, and what is needed to say how near and in which capacity. Ids of units.

    `led`: linked to the groups that he heads; `working`: to those in which he works; `own`: units to which he belongs.
    """

    user: Viewer
    today: date
    deadlines: Deadlines
    structure: Structure | None = None
    led: frozenset[int] = frozenset()
    working: frozenset[int] = frozenset()
    own: frozenset[int] = field(default_factory=frozenset)
    known: dict[tuple, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def official_id(self) -> int:
        """The reader as an official; 0 for none, which no record has."""
        return getattr(self.user, "official_id", None) or 0

    @property
    def heads(self) -> frozenset[int]:
        """The groups that he leads or is deputy of."""
        return self.user.powers.led_groups | self.user.powers.deputised_groups

    def capacity(self, unit_id: int) -> str:
        """Return in which capacity he acts at a unit today, as acts are counted; empty where in none."""
        if unit_id in self.user.powers.host_units:
            return Capacity.SAME_BODY
        return Capacity.CROSS_BODY if unit_id in self.working else ""

    def clock(self, due_on: date | None) -> Clock:
        """Return the light of a day."""
        if due_on is None:
            return NO_LIGHT
        return self.once(("clock", due_on), lambda: self.deadlines.until(due_on))

    def last_day(self, key: str, start: date) -> date | None:
        """Return the last day by a limit of the rule pack, or None where that time knew none."""
        limit = self.deadlines.limits.get(key)
        if limit is None:
            return None
        return self.once((key, start), lambda: limit.due(start, self.deadlines.calendar).on)

    def basis(self, key: str) -> str:
        """Return a limit in words with its basis."""
        limit = self.deadlines.limits.get(key)
        return self.once((key,), lambda: f"{limit} · {limit.basis}") if limit else ""

    def once(self, key: tuple, asked: Callable[[], Any]) -> Any:
        """Ask for a thing once, such as a day or its basis: many matters share theirs."""
        if key not in self.known:
            self.known[key] = asked()
        return self.known[key]

    def at(self, unit: Unit) -> dict[str, Any]:
        """Return what a line says of the unit that it is about."""
        return {"unit": unit.name, "unit_id": unit.pk, "capacity": self.capacity(unit.pk)}


def reader(user: Viewer, today: date, structure: Structure | None = None) -> Reader:
    """Return the reader's own view of units and days; seven queries at most, three where the structure is known."""
    powers = user.powers
    heads = powers.led_groups | powers.deputised_groups
    if structure is None and powers.groups:
        structure = organization.structure_of(user.commission_id)
    return Reader(
        user,
        today,
        Deadlines(user.commission_id, today),
        structure=structure,
        led=_linked(structure, heads, today),
        working=_linked(structure, powers.groups, today) | powers.host_units,
        own=(powers.team_units | powers.contact_units) - powers.host_units,
    )


def _linked(structure: Structure | None, groups: Iterable[int], on: date) -> frozenset[int]:
    if structure is None:
        return frozenset()
    return frozenset().union(*(structure.linked_units(group, on) for group in groups))


def excerpt(text: str) -> str:
    """Return the first line of a text."""
    return text.strip().partition("\n")[0]
