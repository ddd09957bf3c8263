"""Whether the bytes are what the name says, and all of them arrived. A false name and a cut end are told apart.

No parser of the formats themselves runs here: signature, end mark, and for a zip its directory. So a hostile file
has little to work on, and a whole one is never refused for what a stricter program would dislike.
"""

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.documents.states import MEGABYTE, FileKind

UNPACKED_LIMIT = 500 * MEGABYTE
"""What a zip-like file may unpack to: a document of this size that claims more is made to choke a reader."""
OLE_HEAD, OLE_FREE = 512, 0xFFFFFFFA
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TAIL = 4096
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class _Other(Exception):
    """The content is of another kind than the name says."""


class _Cut(Exception):
    """The end is missing."""


class _Macros(Exception):
    """There is a program inside."""


def check_content(data: bytes, kind: FileKind, name: str) -> None:
    """Examine the bytes by the kind's family. Raises `ValidationError` with what is wrong and what to do."""
    try:
        EXAMINERS[kind.family](data, kind)
    except _Other as fault:
        raise ValidationError(_said_other(data, name), code="other") from fault
    except _Cut as fault:
        raise ValidationError(
            _(
                "“%(name)s” is cut short or damaged. Open it on your device, save it anew and choose it again."
            )
            % {"name": name},
            code="cut",
        ) from fault
    except _Macros as fault:
        raise ValidationError(
            _(
                "“%(name)s” has macros in it, which are not kept here. Save it without macros, or as PDF."
            )
            % {"name": name},
            code="macros",
        ) from fault


def _said_other(data: bytes, name: str) -> str:
    guessed = filetype.guess(data)
    if guessed is None:
        return _("“%(name)s” is not what its ending says.") % {"name": name}
    return _("“%(name)s” is not what its ending says: its content is %(kind)s.") % {
        "name": name,
        "kind": guessed.extension.upper(),
    }


def _pdf(data: bytes, kind: FileKind) -> None:
    if b"%PDF-" not in data[:1024]:
        raise _Other
    if b"%%EOF" not in data[-TAIL:]:
        raise _Cut


def _png(data: bytes, kind: FileKind) -> None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise _Other
    if b"IEND\xaeB`\x82" not in data:
        raise _Cut


def _jpeg(data: bytes, kind: FileKind) -> None:
    """Step over the segments, in which a thumbnail has an end of its own, to the picture, and look for its end.

    Telephones write more behind the picture (moving pictures, depth); that is no fault.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        raise _Other
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:  # a byte of filling
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA:  # the picture begins
            break
    else:
        raise _Cut
    if data.find(b"\xff\xd9", at) < 0:
        raise _Cut


def _webp(data: bytes, kind: FileKind) -> None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise _Other
    if len(data) < 8 + int.from_bytes(data[4:8], "little"):
        raise _Cut


def _zip(data: bytes, kind: FileKind) -> None:
    if not data.startswith(b"PK\x03\x04"):
        raise _Other
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise _Cut from fault
    names = {part.filename for part in parts}
    if not names & set(kind.marks):
        raise _Other
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise _Cut
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise _Macros


def _ole(data: bytes, kind: FileKind) -> None:
    """An old office file: its streams are named in UTF-16; its tables say which sectors are in use."""
    if not data.startswith(OLE):
        raise _Other
    if len(data) < OLE_HEAD or len(data) <= _last_sector_at(data):
        raise _Cut
    if not any(mark.encode("utf-16-le") in data for mark in kind.marks):
        raise _Other
    if any(mark.encode("utf-16-le") in data for mark in ("_VBA_PROJECT", "Macros\0")):
        raise _Macros


def _last_sector_at(data: bytes) -> int:
    """Return where the last sector in use begins, by the tables that the head names (the first 7 MB of them).

    Source: [MS-CFB] 2.2, 2.3: shift of the sector's size at byte 30, table's sectors from byte 76.
    """
    size = 1 << int.from_bytes(data[30:32], "little")
    if size not in (512, 4096):
        raise _Cut
    last, entries = 0, size // 4
    for number, (table,) in enumerate(struct.iter_unpack("<I", data[76:OLE_HEAD])):
        if table >= OLE_FREE:
            break
        begins = (table + 1) * size
        last = max(last, table)
        used = data[begins : begins + size]
        for place, (entry,) in enumerate(struct.iter_unpack("<I", used[: len(used) // 4 * 4])):
            if entry != 0xFFFFFFFF:
                last = max(last, number * entries + place)
    return (last + 1) * size


def _text(data: bytes, kind: FileKind) -> None:
    """Text of an office's machine: UTF-8 (also with mark), UTF-16 with mark, or GB 18030."""
    codes = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text) and filetype.guess(data) is None:
            return
    raise _Other


EXAMINERS: dict[str, Callable[[bytes, FileKind], None]] = {
    "pdf": _pdf,
    "png": _png,
    "jpeg": _jpeg,
    "webp": _webp,
    "zip": _zip,
    "ole": _ole,
    "text": _text,
}
