"""The strict reader of the pack files: a missing, unknown, overlapping or unfounded entry is an error at start.

Nothing is repaired or assumed: `Faulty` names the file's entry and what is wrong with it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from paizhu.rulebook.states import (
    Absence,
    Approver,
    Basis,
    ClosedList,
    Direction,
    Document,
    Entry,
    Extension,
    Item,
    Kind,
    Level,
    Limit,
    Measure,
    Pack,
    PersonCategory,
    Standing,
    Term,
    Text,
    Topic,
)

FOLDER = Path(__file__).resolve().parents[1] / "packs"
SHARED = "shared"
ENDS = {"from_on", "until_on"}


class Faulty(ValueError):
    """A pack file that cannot be taken as it is."""


def load(folder: Path = FOLDER) -> tuple[Pack, ...]:
    """Read and check all packs, oldest first. Raises `Faulty`."""
    reader = _Reader(folder)
    packs = tuple(reader.pack(raw) for raw in _read(folder / "packs.toml")["packs"])
    for before, after in pairwise(packs):
        if before.until_on is None or before.until_on != after.from_on:
            raise Faulty(f"{after.key} does not begin where {before.key} ends")
    if packs[0].from_on or packs[-1].until_on:
        raise Faulty("some days have no pack")
    return packs


class _Reader:
    """Reads one folder: its documents and keys once, then pack after pack."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.documents = {
            key: _made(
                Document, f"documents.{key}", {**raw, "title": _text(raw["title"], key)}, key=key
            )
            for key, raw in _read(folder / "documents.toml").items()
        }
        self.known = _known(_read(folder / "keys.toml"))

    def pack(self, raw: Mapping[str, Any]) -> Pack:
        _only(raw, {"key", "title", "note", *ENDS}, "packs")
        pack = Pack(
            key=raw["key"],
            title=_text(raw["title"], raw["key"]),
            note=_text(raw["note"], raw["key"]),
            from_on=raw.get("from_on"),
            until_on=raw.get("until_on"),
            entries=tuple(self.entries(SHARED) + self.entries(raw["key"])),
        )
        self._check_complete(pack)
        return pack

    def entries(self, name: str) -> list[Entry | Absence]:
        """Return the entries and absences of one folder's four files."""
        found: list[Entry | Absence] = []
        for kind in Kind:
            raw = _read(self.folder / name / f"{kind}.toml")
            _only(raw, {str(kind), "absent"}, f"{name}/{kind}")
            found += [self.entry(kind, each, f"{name}/{kind}") for each in raw.get(kind, ())]
            found += [a for each in raw.get("absent", ()) for a in self.absences(kind, each, name)]
        return found

    def entry(self, kind: Kind, raw: Mapping[str, Any], file: str) -> Entry:
        """Return one entry, filled up with what `keys.toml` says of its key."""
        key = raw.get("key", "")
        place = f"{file}: {key or raw}"
        given = {**self._known_of(kind, key, place), **raw}
        given["bases"] = tuple(self.basis(each, place) for each in _needed(given, "basis", place))
        del given["basis"]
        given |= {name: _text(given[name], place) for name in _texts(kind) if name in given}
        given["standing"] = Standing(_needed(given, "standing", place))
        return _made(*_MAKERS[kind](given, place))

    def absences(self, kind: Kind, raw: Mapping[str, Any], name: str) -> list[Absence]:
        """Return one absence for each key that the statement names."""
        place = f"{name}/{kind}: absent"
        _only(raw, {str(kind), "reason", *ENDS}, place)
        found = []
        for key in _needed(raw, str(kind), place):
            known = self._known_of(kind, key, place)
            ends = {end: raw[end] for end in ENDS if end in raw}
            reason = _text(_needed(raw, "reason", place), place)
            common = {"label": known["label"], "topic": known["topic"]}
            found.append(Absence(kind=kind, key=key, reason=reason, **common, **ends))
        return found

    def basis(self, written: str, place: str) -> Basis:
        """Read `document`, `document:article`; a trailing question mark says that it is not verified."""
        name, _colon, article = written.partition(":")
        if name not in self.documents:
            raise Faulty(f"{place}: no document {name}")
        return Basis(self.documents[name], article.removesuffix("?"), not article.endswith("?"))

    def _known_of(self, kind: Kind, key: str, place: str) -> dict[str, Any]:
        try:
            return self.known[kind, key]
        except KeyError:
            raise Faulty(f"{place}: keys.toml does not know this key") from None

    def _check_complete(self, pack: Pack) -> None:
        """Each known key has, on each day of the pack, exactly one entry or stated absence."""
        spans = defaultdict(list)
        for entry in pack.entries:
            start = max(filter(None, (entry.from_on, pack.from_on)), default=None)
            end = min(filter(None, (entry.until_on, pack.until_on)), default=None)
            spans[entry.kind, entry.key].append((start or date.min, end or date.max))
        for key in self.known:
            place = f"{pack.key}: {key[0]}: {key[1]}"
            reached = pack.from_on or date.min
            for start, end in sorted(spans[key]):
                if start != reached or end <= start:
                    raise Faulty(f"{place} at {reached}: gap, overlap or empty span")
                reached = end
            if reached != (pack.until_on or date.max):
                raise Faulty(f"{place}: nothing is said from {reached} on")


def _known(raw: Mapping[str, Any]) -> dict[tuple[Kind, str], dict[str, Any]]:
    """What `keys.toml` fixes for each key of each kind."""
    _only(raw, {"limits", "steps", "levels", "lists", "terms"}, "keys")
    known: dict[tuple[Kind, str], dict[str, Any]] = {}
    for kind in (Kind.LIMIT, Kind.LIST):
        for key, given in raw[kind].items():
            label, topic = _text(given["label"], key), Topic(given["topic"])
            known[kind, key] = {**given, "label": label, "topic": topic}
    for key, label in raw[Kind.TERM].items():
        known[Kind.TERM, key] = {"label": _text(label, key), "topic": Topic.WORDS}
    for topic, keys in raw[Kind.LEVEL].items():
        for key in keys:
            step = _text(raw["steps"][key.partition("/")[0]], key)
            known[Kind.LEVEL, key] = {"label": step, "topic": Topic(topic)}
    return known


def _limit(given: dict[str, Any], place: str) -> tuple[type, str, dict[str, Any]]:
    given["unit"], given["direction"] = Measure(given["unit"]), Direction(given["direction"])
    given["is_before"] = given.pop("before", False)
    given["extensions"] = tuple(_extension(each, place) for each in given.get("extensions", ()))
    if not isinstance(given["amount"], int) or given["amount"] < 0:
        raise Faulty(f"{place}: amount must be a whole number, not below 0")
    return Limit, place, given


def _level(given: dict[str, Any], place: str) -> tuple[type, str, dict[str, Any]]:
    given["step"] = given["label"]
    given["category"] = PersonCategory(given["key"].partition("/")[2])
    given["approver"] = Approver(_needed(given, "approver", place))
    return Level, place, given


def _list(given: dict[str, Any], place: str) -> tuple[type, str, dict[str, Any]]:
    given["items"] = tuple(_item(each, place) for each in _needed(given, "items", place))
    if len({item.key for item in given["items"]}) != len(given["items"]):
        raise Faulty(f"{place}: a code twice")
    return ClosedList, place, given


def _term(given: dict[str, Any], place: str) -> tuple[type, str, dict[str, Any]]:
    return Term, place, given


_MAKERS: dict[Kind, Callable[[dict[str, Any], str], tuple[type, str, dict[str, Any]]]] = {
    Kind.LIMIT: _limit,
    Kind.LEVEL: _level,
    Kind.LIST: _list,
    Kind.TERM: _term,
}


def _texts(kind: Kind) -> set[str]:
    """Names of the fields that hold a text in both languages and may stand in the pack files."""
    own = {
        Kind.LIMIT: {"starts_at", "approver"},
        Kind.LEVEL: {"consults", "files_with"},
        Kind.TERM: {"word"},
    }
    return {"note", *own.get(kind, ())}


def _extension(raw: Mapping[str, Any], place: str) -> Extension:
    given = {**raw, "when": _text(_needed(raw, "when", place), place)}
    if "approver" in given:
        given["approver"] = _text(given["approver"], place)
    if "unit" in given:
        given["unit"] = Measure(given["unit"])
    return _made(Extension, place, given)


def _item(raw: Mapping[str, Any], place: str) -> Item:
    given = dict(raw)
    label = _text({"zh": given.pop("zh", ""), "en": given.pop("en", "")}, place)
    if "note" in given:
        given["note"] = _text(given["note"], place)
    return _made(Item, place, given, label=label)


def _made(shape: type, place: str, given: Mapping[str, Any], **more: Any) -> Any:
    """Make a shape from exactly its fields."""
    values = {**given, **more}
    _only(values, {field.name for field in fields(shape)}, place)
    for field in fields(shape):
        if field.default is MISSING and field.name not in values:
            raise Faulty(f"{place}: {field.name} is missing")
    return shape(**values)


def _text(raw: Any, place: str) -> Text:
    if not isinstance(raw, Mapping) or set(raw) != {"zh", "en"} or not all(raw.values()):
        raise Faulty(f"{place}: a text needs zh and en, found {raw!r}")
    return Text(**raw)


def _needed(raw: Mapping[str, Any], name: str, place: str) -> Any:
    if not raw.get(name):
        raise Faulty(f"{place}: {name} is missing")
    return raw[name]


def _only(raw: Iterable[str], allowed: set[str], place: str) -> None:
    if surplus := set(raw) - allowed:
        raise Faulty(f"{place}: unknown {sorted(surplus)}")


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
