"""From a file to parsed rows, sheet by sheet, with every fault that one cell or one header can have.

What rows mean together is looked at in `checking`. Rows are numbered as Excel numbers them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from paizhu.exchange.queries import archive, formulas, parsing
from paizhu.exchange.states.cells import EXPECTED, CellKind, Column, Sheet
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import BY_KEY, BY_NAME, OWN_SHEETS, ROW_TYPES, SHEETS

Progress = Callable[[int, int, str], None]
BEAT = 2000  # rows between two words of progress
KEPT = 20_000  # different cells of a column that are remembered


def no_progress(done: int, total: int, stage: str) -> None:
    """Take word of progress and tell nobody."""


@dataclass
class Table:
    """One sheet as read: its rows, and where each field stands (column from 0, absent where missing)."""

    sheet: Sheet
    rows: list[Any] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def fault(self, kind: str, row: int | None = None, name: str = "", **words: Any) -> Fault:
        """Make a fault that stands in a field of a row of this sheet."""
        column = self.sheet.by_field.get(name)
        place = self.places.get(name)
        return Fault(
            kind,
            self.sheet.name,
            row,
            column.header if column else "",
            "" if place is None else formulas.letter(place),
            words,
        )


@dataclass
class Workbook:
    """A workbook as read: a table for each sheet that it may carry, and what was wrong so far."""

    tables: dict[str, Table]
    faults: list[Fault] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)  # names of sheets that were left out
    cells: int = 0
    is_readable: bool = True

    @property
    def row_count(self) -> int:
        """Rows that would be taken in."""
        return sum(len(table.rows) for table in self.tables.values())


def read(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read a workbook. A file that cannot be read gives a workbook with that one fault and no rows."""
    workbook = Workbook({sheet.key: Table(sheet) for sheet in SHEETS})
    try:
        looked = archive.inspect(path)
        workbook.cells = looked.cells
        with CalamineWorkbook.from_path(str(path)) as source:
            _read_sheets(source, looked, workbook, progress)
    except archive.Unreadable as unreadable:
        return _unreadable(unreadable.fault)
    except (CalamineError, OSError, ValueError):
        return _unreadable(Fault("damaged"))
    return workbook


def _unreadable(fault: Fault) -> Workbook:
    tables = {sheet.key: Table(sheet) for sheet in SHEETS}
    return Workbook(tables, [fault], is_readable=False)


def _read_sheets(source, looked: archive.Archive, workbook: Workbook, progress: Progress) -> None:
    names = {}
    for meta in source.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            names.setdefault(parsing.trimmed(meta.name), meta.name)
    heights = {name: looked.sheets.get(real, formulas.Found()).rows for name, real in names.items()}
    total, done = sum(heights.get(sheet.name, 0) for sheet in SHEETS), 0
    for sheet in SHEETS:
        if sheet.name not in names:
            _note_absent(workbook, sheet)
            continue
        real = names[sheet.name]
        reader = _SheetReader(
            workbook.tables[sheet.key], looked.sheets.get(real, formulas.Found()), workbook.faults
        )
        reader.read(
            source.get_sheet_by_name(real), lambda row, d=done: progress(d + row, total, "read")
        )
        done += heights[sheet.name]
        progress(done, total, "read")
    for name, real in names.items():
        if name not in BY_NAME and name not in OWN_SHEETS and source.get_sheet_by_name(real).start:
            near = get_close_matches(name, BY_NAME, n=1, cutoff=0.4) or [s.name for s in SHEETS]
            workbook.faults.append(Fault("sheet_unknown", name, words={"names": "、".join(near)}))


def _note_absent(workbook: Workbook, sheet: Sheet) -> None:
    """A workbook may leave sheets out, which says nothing of their records; 机关 says whose they are."""
    if sheet is BY_KEY["commission"]:
        workbook.faults.append(Fault("sheet_missing", sheet.name))
    else:
        workbook.absent.append(sheet.name)


class _SheetReader:
    """Reads one sheet into its table."""

    def __init__(self, table: Table, found: formulas.Found, faults: list[Fault]):
        self.table = table
        self.sheet = table.sheet
        self.found = found
        self.faults = faults
        self.columns: list[tuple[int, Column]] = []
        self.seen: dict[str, dict[str, Any]] = {}
        self.make = ROW_TYPES[self.sheet.key]
        self.empty = {column.field: parsing.empty(column) for column in self.sheet.columns}
        self.special_rows = {row for row, _column in (*found.formulas, *found.errors)}

    def read(self, source: CalamineSheet, progress: Callable[[int], None]) -> None:
        """Take in headers and rows."""
        rows = _rows(source)
        header = next(rows, None)
        if header is None:
            return
        stray = self._read_header(header[1])
        for number, cells in rows:
            if number % BEAT == 0:
                progress(number)
            if self._is_empty(number - 1, cells):
                continue
            self._read_row(number, cells)
            stray -= {place for place in stray if self._report_stray(place, cells)}

    def _is_empty(self, index: int, cells: list) -> bool:
        return index not in self.special_rows and all(map(parsing.is_blank, cells))

    def _read_header(self, cells: list) -> set[int]:
        """Find the columns; return the places of columns without a header, to be watched for values."""
        stray = set()
        for place, raw in enumerate(cells):
            if parsing.is_blank(raw):
                stray.add(place)
                continue
            self._take_header(place, _plain_header(raw))
        for column in self.sheet.columns:
            if column.required and column.field not in self.table.places:
                self.faults.append(self.table.fault("header_missing", 1, column.field))
        return stray

    def _take_header(self, place: int, header: str) -> None:
        column = self.sheet.by_header.get(header)
        where = {"sheet": self.sheet.name, "row": 1, "letter": formulas.letter(place)}
        if column is None:
            known = [each for each in self.sheet.by_header if each not in self._headers_taken()]
            near = get_close_matches(header, known, n=1, cutoff=0.5) or known or [""]
            words = {"found": parsing.shown(header), "names": "、".join(near)}
            self.faults.append(Fault("header_unknown", words=words, **where))
        elif column.field in self.table.places:
            words = {"found": column.header}
            self.faults.append(Fault("header_twice", header=column.header, words=words, **where))
        else:
            self.table.places[column.field] = place
            self.columns.append((place, column))

    def _headers_taken(self) -> set[str]:
        return {column.header for _place, column in self.columns}

    def _report_stray(self, place: int, cells: list) -> bool:
        if place >= len(cells) or parsing.is_blank(cells[place]):
            return False
        self.faults.append(
            Fault("header_blank", self.sheet.name, row=1, letter=formulas.letter(place))
        )
        return True

    def _read_row(self, number: int, cells: list) -> None:
        values = dict(self.empty)
        special = number - 1 in self.special_rows
        for place, column in self.columns:
            raw = cells[place] if place < len(cells) else ""
            if special and (fault := self._special(number, place, column)):
                self.faults.append(fault)
                values[column.field] = parsing.BAD
            elif not parsing.is_blank(raw):
                values[column.field] = self._value(number, column, raw)
            elif column.required:
                expected = _expected(column)
                self.faults.append(
                    self.table.fault("required", number, column.field, expected=expected)
                )
                values[column.field] = parsing.BAD
        self.table.rows.append(self.make(number, **values))

    def _value(self, number: int, column: Column, raw: Any) -> Any:
        """Read a filled cell. What repeats, such as words and codes of others, is read once and kept once."""
        seen = self.seen.setdefault(column.field, {}) if column.refers or column.words else None
        if seen is not None and isinstance(raw, str) and raw in seen:
            return seen[raw]
        try:
            value = parsing.value_of(column, raw)
        except parsing.BadCell as bad:
            self.faults.append(self.table.fault(bad.kind, number, column.field, **bad.words))
            return parsing.BAD
        if seen is not None and isinstance(raw, str) and len(seen) < KEPT:
            seen[raw] = value
        return value

    def _special(self, number: int, place: int, column: Column) -> Fault | None:
        """A formula or an error that the reader would give as a value, or as nothing."""
        cell = (number - 1, place)
        if cell in self.found.formulas:
            return self.table.fault("formula", number, column.field)
        if cell in self.found.errors:
            words = {"found": self.found.errors[cell], "expected": _expected(column)}
            return self.table.fault("excel_error", number, column.field, **words)
        return None


def _rows(source: CalamineSheet) -> Iterator[tuple[int, list]]:
    """Yield (Excel's row number, cells from column A). The reader begins at row 1 but at the first used column."""
    if source.start is None:
        return
    before = [""] * source.start[1]
    for number, cells in enumerate(source.iter_rows(), start=1):
        yield number, before + cells if before else cells


def _plain_header(raw: Any) -> str:
    """A header as the contract knows it: without star, without a remark in brackets, without spaces."""
    text = parsing.shown(raw).replace("（", "(").partition("(")[0]
    return parsing.trimmed(parsing.trimmed(text).rstrip("*＊"))


def _expected(column: Column) -> Any:
    return "、".join(column.words) if column.kind is CellKind.WORD else EXPECTED[column.kind]
