"""Messages: what each room's pages and code say, held against its Chinese catalogue.

`python -m tools.messages` lists what is missing, fuzzy, left over or has other placeholders, room by
room; `--add` adds the missing ids to the catalogues, with the translation that another room or the JSON
file of `--with` has, else empty. Needs no gettext programs.
"""

import argparse
import fcntl
import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "paizhu"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdif]|\{(\w+)\}")
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Key = tuple[str | None, str, str | None]


def rooms() -> list[Path]:
    """Return the rooms' folders."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def messages_of(room: Path) -> Iterator[tuple[Key, str]]:
    """Yield ((context, id, plural), place) of every message in the room's Python and templates."""
    for file in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if "vendor" in file.parts or "static" in file.parts or "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            # A template's indentation means nothing to the Python tokenizer that reads the messages.
            text = re.sub(r"^[ \t]+", "", templatize(text), flags=re.MULTILINE)
        for line, message, _comments, context in extract(
            "python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            singular, plural = (
                (message[0], message[1]) if isinstance(message, tuple) else (message, None)
            )
            if singular:
                yield (context, singular, plural), f"{file.relative_to(SOURCE)}:{line}"


def catalogue_of(room: Path) -> Path:
    """Return where the room's Chinese catalogue lies."""
    return room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def faults_of(room: Path) -> list[str]:
    """Return one line for each fault of the room's catalogue."""
    wanted = dict(messages_of(room))
    stored = {} if not catalogue_of(room).exists() else {
        (entry.msgctxt, entry.msgid): entry
        for entry in polib.pofile(str(catalogue_of(room)))
        if not entry.obsolete
    }  # fmt: skip
    faults = []
    for (context, singular, plural), place in wanted.items():
        entry = stored.pop((context, singular), None)
        if entry is None or not entry.translated():
            faults.append(f"{place}: not translated: {singular!r}")
        elif "fuzzy" in entry.flags:
            faults.append(f"{place}: fuzzy: {singular!r}")
        elif plural and (not entry.msgid_plural or not all(entry.msgstr_plural.values())):
            faults.append(f"{place}: plural not translated: {singular!r}")
        else:
            texts = entry.msgstr_plural.values() if plural else [entry.msgstr]
            expected = set(PLACEHOLDER.findall(plural or singular))
            if any(not set(PLACEHOLDER.findall(text)) <= expected for text in texts):
                faults.append(f"{place}: other placeholders: {singular!r}")
    faults += [f"{room.name}: nobody says any more: {key[1]!r}" for key in stored]
    return faults


def known() -> dict[str, str]:
    """Return every translation that any room has, by id; those with a context or a plural left out."""
    return {
        entry.msgid: entry.msgstr
        for room in rooms()
        if catalogue_of(room).exists()
        for entry in polib.pofile(str(catalogue_of(room)))
        if entry.msgstr and not entry.msgctxt
    }


def add_missing(room: Path, translations: dict[str, str]) -> int:
    """Add the room's missing ids to its catalogue, drop the left-over ones; returns how many stay untranslated.

    `translations`: id → Chinese, used for whatever is empty; `context|id` for an id with a context.
    """
    file = catalogue_of(room)
    wanted = {
        (context, singular): plural for (context, singular, plural), _place in messages_of(room)
    }
    if not wanted:
        return 0
    catalogue = polib.pofile(str(file)) if file.exists() else polib.POFile()
    catalogue.metadata = HEADER
    stored = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, entry in stored.items():
        if key not in wanted:
            catalogue.remove(entry)
    missing = [key for key in wanted if key not in stored]
    for context, singular in missing:
        plural = wanted[context, singular]
        several = {"msgid_plural": plural, "msgstr_plural": {0: ""}} if plural else {}
        catalogue.append(polib.POEntry(msgctxt=context, msgid=singular, **several))
    for entry in catalogue.untranslated_entries():
        key = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        if text := translations.get(key):
            entry.msgstr_plural = {0: text} if entry.msgid_plural else {}
            entry.msgstr = "" if entry.msgid_plural else text
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file))
    return len(catalogue.untranslated_entries())


def add(names: list[str], file: Path | None) -> None:
    """Bring the catalogues of these rooms, or of all, up to what they say."""
    given = json.loads(file.read_text(encoding="utf-8")) if file else {}
    translations = known() | given
    for room in rooms():
        if not names or room.name in names:
            print(f"{room.name}: {add_missing(room, translations)} untranslated")


def main() -> int:
    """Return 1 where a catalogue has faults."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rooms", nargs="*", help="only these rooms")
    arguments.add_argument("--add", action="store_true", help="add missing ids to the catalogues")
    arguments.add_argument("--with", dest="file", type=Path, help="JSON: id → Chinese")
    given = arguments.parse_args()
    if given.add:
        with open(__file__, encoding="utf-8") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            add(given.rooms, given.file)
        return 0
    faulty = False
    for room in rooms():
        if given.rooms and room.name not in given.rooms:
            continue
        for fault in faults_of(room):
            faulty = True
            print(fault)
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
