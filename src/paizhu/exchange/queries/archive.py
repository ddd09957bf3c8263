"""Is this file a workbook that can be opened without harm? And where do its formulas stand?

An .xlsx is a zip of XML. Before any reader touches it, every part is inflated once in a stream and
measured for real (declared sizes may lie), document types and entities are refused, formulas are
found, and the extent of each sheet is bounded, because a single far cell makes a dense table huge.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from paizhu.exchange.queries import formulas
from paizhu.exchange.states.faults import Fault

MEGABYTE = 1024 * 1024
FILE_LIMIT = 100 * MEGABYTE
INFLATED_LIMIT = 800 * MEGABYTE
RATIO_LIMIT = 300  # a sheet of one repeated row inflates about a hundredfold
RATIO_FLOOR = 8 * MEGABYTE  # below this size no ratio does harm
PARTS_LIMIT = 5000
AREA_LIMIT = 8_000_000  # cells of the dense table of one sheet
CHUNK = MEGABYTE

OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DOCUMENT_TYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Unreadable(Exception):
    """The file cannot be read as a workbook; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.kind)
        self.fault = fault


@dataclass
class Archive:
    """What is known of the file before it is read: by sheet name, what its XML holds."""

    sheets: dict[str, formulas.Found] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """Cells of the whole workbook, empty formatted ones included."""
        return sum(found.cells for found in self.sheets.values())


def inspect(path: Path) -> Archive:
    """Look through the file. Raises `Unreadable` for anything that must not or cannot be opened."""
    _check_kind(path)
    try:
        with zipfile.ZipFile(path) as parts:
            return _inspect_parts(parts)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError) as broken:
        raise Unreadable(Fault("damaged")) from broken
    except (NotImplementedError, RuntimeError, DefusedXmlException) as strange:
        # an encrypted zip, an unknown compression, an entity in a part that names the sheets
        raise Unreadable(Fault("damaged")) from strange


def _check_kind(path: Path) -> None:
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise Unreadable(_too_large(size, FILE_LIMIT))
    with path.open("rb") as file:
        head = file.read(8)
        if head == OLE_HEAD:
            rest = file.read(FILE_LIMIT)
            raise Unreadable(Fault("locked" if ENCRYPTED in rest else "old_xls"))
    if not head.startswith(b"PK\x03\x04"):
        raise Unreadable(Fault("not_xlsx"))


def _inspect_parts(parts: zipfile.ZipFile) -> Archive:
    infos = parts.infolist()
    if len(infos) > PARTS_LIMIT or len({info.filename for info in infos}) < len(infos):
        raise Unreadable(Fault("damaged"))
    if "xl/workbook.xml" not in parts.namelist():
        raise Unreadable(Fault("not_xlsx"))
    sheets = _sheet_parts(parts)
    archive, inflated = Archive(), 0
    for info in infos:
        scan = formulas.Scan() if info.filename in sheets else None
        for chunk in _inflated(parts, info):
            inflated += len(chunk)
            if inflated > INFLATED_LIMIT:
                raise Unreadable(_too_large(inflated, INFLATED_LIMIT))
            if scan:
                scan.feed(chunk)
        if scan:
            _take_scan(archive, sheets[info.filename], scan, parts, info)
    return archive


def _take_scan(archive: Archive, name: str, scan: formulas.Scan, parts, info) -> None:
    """Keep what the quick look found; where it cannot be sure, look properly."""
    scan.close()
    found = scan.found
    if not scan.is_certain:
        found = formulas.parse(_inflated(parts, info))
    if found.area > AREA_LIMIT:
        words = {"far_row": found.rows, "far_letter": formulas.letter(found.columns - 1)}
        raise Unreadable(Fault("far_cell", name, words=words))
    archive.sheets[name] = found


def _inflated(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the real content of a part, whatever size it declares; refuse bombs and document types."""
    truth = copy(info)
    truth.file_size = INFLATED_LIMIT + 1  # else the reader stops where the declared size says
    is_xml = info.filename.endswith((".xml", ".rels"))
    size, tail = 0, b""
    with parts.open(truth) as part:
        for chunk in iter(lambda: part.read(CHUNK), b""):
            size += len(chunk)
            if size > RATIO_FLOOR and size > RATIO_LIMIT * max(info.compress_size, 1):
                raise Unreadable(_too_large(size, RATIO_FLOOR))
            if is_xml and DOCUMENT_TYPE.search(tail + chunk):
                raise Unreadable(Fault("damaged"))
            tail = chunk[-16:]
            yield chunk
    if size != info.file_size:
        raise Unreadable(Fault("damaged"))


def _sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """Map each worksheet part to the name of its sheet."""
    relations = {
        relation.get("Id"): normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in _tree(parts, "xl/_rels/workbook.xml.rels")
    }
    named = {}
    for element in _tree(parts, "xl/workbook.xml").iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = element.get(RELATION) or element.get(STRICT_RELATION)
            if relation in relations:
                named[relations[relation]] = element.get("name", "")
    return named


def _tree(parts: zipfile.ZipFile, name: str):
    content = b"".join(_inflated(parts, parts.getinfo(name)))
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except ElementTree.ParseError as broken:
        raise Unreadable(Fault("damaged")) from broken


def _too_large(size: int, limit: int) -> Fault:
    words = {"what": f"{size // MEGABYTE} MB", "limit": f"{limit // MEGABYTE} MB"}
    return Fault("too_large", words=words)
