"""Which pack a matter falls under, and what it says. The files are read once for each process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from paizhu.rulebook.queries import loading
from paizhu.rulebook.states import (
    Absence,
    ClosedList,
    Entry,
    Kind,
    Level,
    Pack,
    PersonCategory,
    Term,
    Topic,
)


@cache
def packs() -> tuple[Pack, ...]:
    """Return all packs with all their versions, oldest first."""
    return loading.load()


@lru_cache(maxsize=400)
def pack_on(on: date) -> Pack:
    """Return the pack for a matter of that day, holding what was in force on it."""
    return next(pack for pack in packs() if pack.is_in_force(on)).picked(on)


def closed_list(key: str, *, on: date) -> ClosedList:
    """Return a closed list as of a day. Raises `UnknownEntry`, `NotKnownThen`."""
    return pack_on(on).closed_list(key)


def term(key: str, *, on: date) -> Term:
    """Return the word of that day. Raises `UnknownEntry`, `NotKnownThen`."""
    return pack_on(on).term(key)


def level(step: str, category: str = PersonCategory.ANY, *, on: date) -> Level:
    """Return who had to approve, at the lowest, on that day. Raises `UnknownEntry`, `NotKnownThen`."""
    return pack_on(on).level(step, category)


def known_keys(kind: Kind) -> tuple[str, ...]:
    """Return every key of a kind that the packs speak of, in the order of the pages."""
    return tuple(entry.key for entry in in_order(pack_on(date.max).entries) if entry.kind == kind)


def in_order(entries: Iterable[Entry | Absence]) -> list[Entry | Absence]:
    """Sort entries by topic, then as the files have them."""
    topics = list(Topic)
    return sorted(entries, key=lambda entry: topics.index(entry.topic))


@dataclass(frozen=True)
class Group:
    """Entries of one topic."""

    topic: Topic
    entries: tuple[Any, ...]


def grouped(entries: Iterable[Entry | Absence]) -> list[Group]:
    """Return the entries by topic, without empty topics."""
    found = list(entries)
    groups = (Group(topic, tuple(e for e in found if e.topic == topic)) for topic in Topic)
    return [group for group in groups if group.entries]


@dataclass(frozen=True)
class Pair:
    """One key on two days. `differs`: what holds is not the same."""

    kind: Kind
    key: str
    label: Any
    topic: Topic
    before: Entry | Absence
    after: Entry | Absence
    differs: bool


def compared(first: date, second: date) -> list[Pair]:
    """Return every key with what held on each of the two days, in the order of the pages."""
    return list(_pairs(pack_on(first), pack_on(second)))


def _pairs(first: Pack, second: Pack) -> Iterator[Pair]:
    for after in in_order(second.entries):
        before = first.found[after.kind, after.key]
        yield Pair(
            after.kind,
            after.key,
            after.label,
            after.topic,
            before,
            after,
            _substance(before) != _substance(after),
        )


def _substance(entry: Entry | Absence) -> Any:
    """What must be equal for two entries to say the same; bases and notes may differ."""
    if entry.is_absent:
        return None
    if entry.kind == Kind.LIMIT:
        return (entry.amount, entry.unit, entry.extensions, entry.standing)
    if entry.kind == Kind.LEVEL:
        return (entry.approver, entry.consults, entry.files_with)
    if entry.kind == Kind.LIST:
        return entry.items
    return entry.word
