"""Formula cells, error cells and the extent of one worksheet, from its XML: a quick look, and a proper one for doubts.

The quick look is a pattern over the raw bytes: a million cells take about a second. It is certain only
for the ordinary spelling (UTF-8, each cell with its address first, no formula, no error); everything
else is parsed with expat, which refuses entities.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
ERRORS = (b't="e"', b"t='e'")
CELL = re.compile(rb'<(?:[\w.-]+:)?c(?:\s+r="([A-Z]{1,3})([0-9]{1,7})")?(?=[\s/>])')
LONGEST_TEXT = 8 * 1024 * 1024  # bytes between two tags; no cell holds as much
ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Found:
    """What one worksheet holds, by (row, column) from 0, and how far its cells reach.

    `errors` gives the error shown by a cell without a formula; the reader would give it as empty.
    """

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    cells: int = 0

    @property
    def area(self) -> int:
        """Cells of the dense table that a reader would lay out."""
        return self.rows * self.columns


class Scan:
    """The quick look: feed it the inflated bytes, then `close`; `is_certain` tells whether to trust it."""

    def __init__(self):
        self.found = Found()
        self.is_certain = True
        self._rest = b""
        self._letters: set[bytes] = set()
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Take the next piece. Whole tags are looked at; a cut one waits for the next piece."""
        if not self._started:
            self._started = True
            self.is_certain = _is_plain_utf8(chunk)
        if not self.is_certain:
            return
        text = self._rest + chunk
        cut = text.rfind(b"<")
        self._look(text[:cut])
        self._rest = text[cut:]
        if len(self._rest) > LONGEST_TEXT:
            self.is_certain = False

    def close(self) -> None:
        """Look at what is left and sum up."""
        if self.is_certain:
            self._look(self._rest)
        self._rest = b""
        self.found.columns = max(
            (_number(letters.decode()) for letters in self._letters), default=0
        )

    def _look(self, text: bytes) -> None:
        if FORMULA.search(text) or any(error in text for error in ERRORS):
            self.is_certain = False
            return
        cells = CELL.findall(text)
        if not cells:
            return
        letters, numbers = zip(*cells, strict=True)
        self._letters.update(letters)
        if b"" in self._letters:
            self.is_certain = False
            return
        self.found.cells += len(cells)
        self.found.rows = max(self.found.rows, max(map(int, set(numbers))))


def parse(chunks: Iterable[bytes]) -> Found:
    """Read the worksheet's XML properly: slower, right in every spelling. Raises ValueError when broken."""
    reader = _Reader()
    try:
        for chunk in chunks:
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise ValueError("broken XML") from broken
    return reader.found


class _Reader:
    def __init__(self):
        self.found = Found()
        self.row = self.column = -1
        self.in_cell = self.is_error = self.in_value = False
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_declaration):
        raise ValueError("entities are not read")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            given = attributes.get("r", "")
            self.row = int(given) - 1 if given.isdecimal() else self.row + 1
            self.column = -1
        elif name == "c":
            self._enter_cell(attributes.get("r", ""))
            self.is_error = attributes.get("t") == "e"
        elif name == "v":
            self.in_value = True
        elif name == "f" and self.in_cell:
            self.found.formulas.add((self.row, self.column))

    def _enter_cell(self, address: str) -> None:
        self.in_cell = True
        if place := ADDRESS.fullmatch(address):
            self.column, self.row = _number(place[1]) - 1, int(place[2]) - 1
        else:
            self.column += 1
        found = self.found
        found.cells += 1
        found.rows, found.columns = (
            max(found.rows, self.row + 1),
            max(found.columns, self.column + 1),
        )

    def _text(self, text: str) -> None:
        if self.is_error and self.in_value:
            place = (self.row, self.column)
            self.found.errors[place] = self.found.errors.get(place, "") + text

    def _end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "c":
            self.in_cell = self.is_error = False
        elif name == "v":
            self.in_value = False


def letter(column: int) -> str:
    """Return the letter of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def _is_plain_utf8(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:4]:
        return False
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", head)
    return not declared or declared[1].lower() in {b"utf-8", b"us-ascii"}
