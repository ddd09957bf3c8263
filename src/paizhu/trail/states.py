"""How a record is hashed and what can be wrong with a chain. Plain Python, so that anybody can check it elsewhere.

The hash of a record is SM3 over the hash before it and the record's ten values, each framed as
`<length in bytes>:<value in UTF-8>,`. Details enter as the very text that is stored, so no second
program has to write JSON in the same way.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64
"""What stands before the first record of a chain."""
PLATFORM = 0
"""The chain of acts that belong to no commission, such as giving an installation its first operator."""
NUMBERS = 10**12
"""Records that one chain can hold; a record's key is its chain times this, plus its number."""
HASHED = (
    "chain",
    "sequence",
    "at",
    "actor_id",
    "actor_name",
    "act",
    "subject_kind",
    "subject_id",
    "subject_label",
    "detail_text",
)
"""The columns that enter the hash, in this order."""
GUARDS = {
    "sqlite": (
        "trail_event_add",
        "trail_event_keep",
        "trail_event_stay",
        "trail_head_forward",
        "trail_head_start",
        "trail_head_stay",
    ),
    "postgresql": (
        "trail_event_keep",
        "trail_event_whole",
        "trail_head_forward",
        "trail_head_start",
        "trail_head_stay",
        "trail_head_whole",
    ),
}
"""The triggers that must stand in each kind of database; their text is in the migration that lays them."""
SAFE_INTEGER = 2**53 - 1
"""Greater whole numbers are not the same in every language's JSON; they are kept as text (RFC 7493)."""


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Said(NamedTuple):
    """What an act says, before the record has its place in a chain; the order is that of `HASHED`."""

    chain: int
    actor_id: int | None
    actor_name: str
    act: str
    subject_kind: str
    subject_id: str
    subject_label: str
    detail_text: str


class Fault(models.TextChoices):
    """What is wrong with a record, or with a chain's end."""

    ALTERED = "altered", _("The record was altered: its hash does not fit its contents.")
    UNLINKED = "unlinked", _("The record does not follow the one before it.")
    MISSING = "missing", _("A record is missing here.")
    SURPLUS = "surplus", _("A record stands here that does not belong to the chain.")
    CUT = "cut", _("The chain was cut off: records after this one are missing.")
    HEAD = "head", _("The stored end of the chain does not fit its last record.")
    REWRITTEN = (
        "rewritten",
        _("The chain was rewritten: it does not lead to the head kept outside."),
    )
    EMPTY = "empty", _("The chain is gone: this commission has no record at all.")


class Unwritable(ValueError):
    """A value that cannot be kept in the trail word for word, such as a NUL character. A defect of the caller."""


def key_of(chain: int, sequence: int) -> int:
    """Return a record's primary key, in which the order of a chain is the order of the table."""
    return chain * NUMBERS + sequence


def instant(at: datetime) -> str:
    """Return the moment in UTC with microseconds, the only form in which it enters the hash."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def as_bytes(value: Any) -> bytes:
    """Return a column's value as it is hashed: text in UTF-8, whole numbers in decimal, nothing for NULL."""
    if isinstance(value, bytes):
        return value
    return b"" if value is None else str(value).encode()


def digest(previous: bytes, values: Iterable[bytes]) -> str:
    """Return SM3(previous hash ‖ framed values) as 64 hexadecimal digits."""
    chained = Hash(SM3())
    chained.update(previous + framed(values))
    return chained.finalize().hex()


def framed(values: Iterable[bytes]) -> bytes:
    """Return the values one after the other, each as `<length>:<bytes>,`: no two lists look alike."""
    return b"".join([b"%d:%b," % (len(value), value) for value in values])


def written(detail: Mapping[str, Any]) -> str:
    """Return details as the text that is stored and hashed. Raises `Unwritable`."""
    return _canonical(plain(detail)) if detail else "{}"


def plain(value: Any) -> Any:
    """Return a value as text, whole number, truth value, None, list or object keyed by text.

    Fractions, days, moments and very great numbers become text, so that they read the same everywhere.
    Raises `Unwritable` for anything else.
    """
    shape = _EXACT.get(type(value))
    if shape is not None:
        return shape(value)
    for kinds, shape in _SHAPES:
        if isinstance(value, kinds):
            return shape(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise Unwritable(f"The trail keeps no {type(value).__name__}: {value!r:.80}")


def word(text: str) -> str:
    """Return a text that both databases keep as it is. Raises `Unwritable` for NUL and half characters."""
    if "\0" in text:
        raise Unwritable(f"The trail keeps no NUL character: {text!r:.80}")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Unwritable(f"The trail keeps no half characters: {text!r:.80}") from None
    return text


def _as_it_is(value: bool | None) -> bool | None:
    return value


def _whole(value: int) -> int | str:
    return int(value) if abs(value) <= SAFE_INTEGER else str(value)


def _text(value: Any) -> str:
    return word(str(value))


def _listed(values: Iterable[Any]) -> list[Any]:
    return [plain(value) for value in values]


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted(_listed(values), key=str)


def _named(parts: Mapping[Any, Any]) -> dict[str, Any]:
    return {_text(plain(name)): plain(part) for name, part in parts.items()}


_EXACT: dict[type, Callable[[Any], Any]] = {
    str: word,
    int: _whole,
    bool: _as_it_is,
    NoneType: _as_it_is,
    list: _listed,
    dict: _named,
}
"""The common kinds, found at once: a great import writes many details."""
_SHAPES: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Enum, lambda word: plain(word.value)),
    ((bool, NoneType), _as_it_is),
    (int, _whole),
    ((str, Promise, float, Decimal), _text),
    (Mapping, _named),
    ((list, tuple), _listed),
    ((set, frozenset), _sorted),
)
