"""The shapes of a rule pack: documents, bases, the four kinds of entry, stated absences, and the pack itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.kernel.workdays import Reckoned, WorkingCalendar
from paizhu.rulebook.states.words import (
    Approver,
    Direction,
    Kind,
    Measure,
    PersonCategory,
    Standing,
    Text,
    Topic,
    quantity,
)


class UnknownEntry(LookupError):
    """No pack speaks of this key. A defect of the caller, never of the data."""


class NotKnownThen(LookupError):
    """The time of the matter knew no such thing; `absence` says what is known about that."""

    def __init__(self, absence: "Absence"):
        super().__init__(f"{absence.label}: {absence.reason}")
        self.absence = absence


@dataclass(frozen=True)
class Document:
    """A regulation, or whatever else an entry rests on.

    `dated` as printed: a year, a month, a day, or nothing. `read`: `text` where the text itself was read in
    a public copy, `quoted` where only quotations were, `none` where there is no text.
    """

    key: str
    title: Text
    dated: str
    read: str
    in_force_on: date | None = None

    @property
    def year(self) -> str:
        """The printed year, or nothing."""
        return self.dated[:4]


@dataclass(frozen=True)
class Basis:
    """What an entry rests on: a document and its article. `is_verified` is False where the article, or the
    number it gives, could not be read in the text itself."""

    document: Document
    article: str = ""
    is_verified: bool = True

    @property
    def place(self) -> str:
        """The article in words, or nothing."""
        return _("article %(article)s") % {"article": self.article} if self.article else ""

    def __str__(self) -> str:
        is_text = self.document.read != "none"
        title = (
            _("“%(title)s”") % {"title": self.document.title} if is_text else self.document.title
        )
        return f"{title} {self.place}".strip() if self.place else str(title)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every entry has. In force from `from_on` (None: since the pack begins) up to, but not on, `until_on`."""

    kind: ClassVar[Kind]

    key: str
    label: Text
    topic: Topic
    standing: Standing
    bases: tuple[Basis, ...]
    note: Text | None = None
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_absent(self) -> bool:
        """Whether this only says that the time knew none."""
        return False

    @property
    def is_verified(self) -> bool:
        """Whether every article was read."""
        return all(basis.is_verified for basis in self.bases)

    @property
    def basis(self) -> str:
        """All bases in one line."""
        return pgettext("between sources", "; ").join(map(str, self.bases))

    def is_in_force(self, on: date) -> bool:
        """Tell whether the entry holds on the day."""
        return (self.from_on is None or self.from_on <= on) and (
            self.until_on is None or on < self.until_on
        )

    def holds(self, words: str) -> bool:
        """Tell whether the words occur anywhere in the entry, in either language."""
        texts = [
            self.label,
            self.note,
            *(basis.document.title for basis in self.bases),
            *self._texts(),
        ]
        return words.casefold() in self.key or any(text.holds(words) for text in texts if text)

    def _texts(self) -> Iterator[Text]:
        yield from ()


@dataclass(frozen=True)
class Extension:
    """How a limit may be extended. `amount` None: as long as the approver allows."""

    when: Text
    amount: int | None = None
    unit: Measure | None = None
    approver: Text | None = None

    def __str__(self) -> str:
        by_how_much = f"+{quantity(self.amount, self.unit)}" if self.amount else ""
        by_whom = f"({self.approver})" if self.approver else ""
        return " ".join(filter(None, (by_how_much, str(self.when), by_whom)))


@dataclass(frozen=True, kw_only=True)
class Limit(Entry):
    """A time limit or another amount.

    `direction`: AT_MOST where a stricter value is smaller, AT_LEAST where it is larger. `is_before`: reckoned
    backwards from the event. `recurs`: due again so long after the last time. `floor`, `ceiling`: what
    no commission's own value may pass, whatever the standing.
    """

    kind: ClassVar[Kind] = Kind.LIMIT

    amount: int
    unit: Measure
    direction: Direction
    starts_at: Text | None = None
    is_before: bool = False
    recurs: bool = False
    floor: int | None = None
    ceiling: int | None = None
    extensions: tuple[Extension, ...] = ()
    approver: Text | None = None

    @property
    def quantity(self) -> str:
        """The amount with its unit."""
        return quantity(self.amount, self.unit)

    def __str__(self) -> str:
        if self.recurs:
            words = _("every %(quantity)s")
        elif self.is_before:
            words = _("%(quantity)s before")
        elif self.direction is Direction.AT_LEAST:
            words = _("at least %(quantity)s")
        else:
            words = _("within %(quantity)s")
        return words % {"quantity": self.quantity}

    def due(self, start: date, calendar: WorkingCalendar) -> Reckoned:
        """Return the last day for an event on `start` (the last day before it, for `is_before`).

        Raises `ValueError` where the amount is no time.
        """
        return calendar.deadline(start, -self.amount if self.is_before else self.amount, self.unit)

    def _texts(self) -> Iterator[Text]:
        yield from filter(None, (self.starts_at, self.approver))
        yield from (extension.when for extension in self.extensions)


@dataclass(frozen=True, kw_only=True)
class Level(Entry):
    """Who approves a step for a category of person, at the lowest. Key: `step/category`.

    `consults`: whose view is asked before, without a veto. `files_with`: to whom it is reported.
    """

    kind: ClassVar[Kind] = Kind.LEVEL

    step: Text
    category: PersonCategory
    approver: Approver
    consults: Text | None = None
    files_with: Text | None = None

    def __str__(self) -> str:
        return str(self.approver.label)

    def _texts(self) -> Iterator[Text]:
        yield from filter(None, (self.consults, self.files_with))


@dataclass(frozen=True)
class Item:
    """One word of a closed list. `weight`: points or percent, where the list has them."""

    key: str
    label: Text
    note: Text | None = None
    weight: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClosedList(Entry):
    """A list that is closed: nothing else may be chosen."""

    kind: ClassVar[Kind] = Kind.LIST

    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The codes, in the order of the rule."""
        return tuple(item.key for item in self.items)

    def item(self, key: str) -> Item:
        """Return the item of that code. Raises `UnknownEntry`."""
        for item in self.items:
            if item.key == key:
                return item
        raise UnknownEntry(f"{self.key}/{key}")

    def __str__(self) -> str:
        return pgettext("in a list", ", ").join(str(item.label) for item in self.items)

    def _texts(self) -> Iterator[Text]:
        yield from (item.label for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Term(Entry):
    """The word of a time for one of the product's own notions."""

    kind: ClassVar[Kind] = Kind.TERM

    word: Text

    def __str__(self) -> str:
        return str(self.word)

    def _texts(self) -> Iterator[Text]:
        yield self.word


@dataclass(frozen=True, kw_only=True)
class Absence:
    """The statement that a time knew no such entry, and why we say so."""

    kind: Kind
    key: str
    label: Text
    topic: Topic
    reason: Text
    from_on: date | None = None
    until_on: date | None = None
    is_absent: ClassVar[bool] = True

    is_in_force = Entry.is_in_force

    def holds(self, words: str) -> bool:
        """Tell whether the words occur, in either language."""
        return words.casefold() in self.key or self.label.holds(words) or self.reason.holds(words)

    def __str__(self) -> str:
        return _("that time knew none")


@dataclass(frozen=True)
class Pack:
    """All entries of one time, from `from_on` (None: open) up to, but not on, `until_on` (None: open).

    `on`: the day for which the entries were picked, None while the pack holds every version of them.
    """

    key: str
    title: Text
    note: Text
    from_on: date | None
    until_on: date | None
    entries: tuple[Entry | Absence, ...]
    on: date | None = None
    found: Mapping[tuple[Kind, str], Entry | Absence] | None = None

    def is_in_force(self, on: date) -> bool:
        """Tell whether a matter of that day falls under the pack."""
        return (self.from_on is None or self.from_on <= on) and (
            self.until_on is None or on < self.until_on
        )

    def picked(self, on: date) -> "Pack":
        """Return the pack as it was on one day of its time: one entry or absence for each key."""
        entries = tuple(entry for entry in self.entries if entry.is_in_force(on))
        return replace(self, on=on, entries=entries, found={(e.kind, e.key): e for e in entries})

    def entry(self, kind: Kind, key: str) -> Any:
        """Return an entry. Raises `UnknownEntry`, or `NotKnownThen` for a stated absence."""
        found = self.found.get((kind, key)) if self.found is not None else None
        if found is None:
            raise UnknownEntry(f"{kind}: {key}")
        if found.is_absent:
            raise NotKnownThen(found)
        return found

    def limit(self, key: str) -> Limit:
        """Return a time limit or amount; errors as `entry`."""
        return self.entry(Kind.LIMIT, key)

    def closed_list(self, key: str) -> ClosedList:
        """Return a closed list; errors as `entry`."""
        return self.entry(Kind.LIST, key)

    def term(self, key: str) -> Term:
        """Return the word of the time; errors as `entry`."""
        return self.entry(Kind.TERM, key)

    def level(self, step: str, category: str = PersonCategory.ANY) -> Level:
        """Return who approves; errors as `entry`.

        A category that has no level of its own falls to the next one that includes it, never to a lower level:
        a unit's head is a member of its leadership; what the time did not tell apart falls to its general case.
        """
        wanted = [category]
        if category == PersonCategory.UNIT_HEAD:
            wanted.append(PersonCategory.UNIT_TEAM)
        stated = any((Kind.LEVEL, f"{step}/{each}") in self.found for each in wanted)
        wanted += [PersonCategory.ANY, PersonCategory.OTHER] if stated else [PersonCategory.ANY]
        found = [self.found.get((Kind.LEVEL, f"{step}/{each}")) for each in wanted]
        for level in found:
            if level is not None and not level.is_absent:
                return level
        absent = next((level for level in found if level is not None), None)
        if absent is not None:
            raise NotKnownThen(absent)
        raise UnknownEntry(f"{Kind.LEVEL}: {step}/{category}")
