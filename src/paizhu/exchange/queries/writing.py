"""Writing the contract's workbook with XlsxWriter: the empty template, or filled row by row.

Cells are written by kind, never guessed: text that begins with a formula sign stays text. Rows are
streamed to disk (constant memory), so an export of any size needs little.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from paizhu.exchange.queries import explaining
from paizhu.exchange.states.cells import NO, YES, CellKind, Column, Sheet
from paizhu.exchange.states.sheets import SHEETS

LAST_ROW = 1_048_575
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
NUMBER_FORMATS = {
    CellKind.CODE: "@",
    CellKind.TEXT: "@",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.MOMENT: "yyyy-mm-dd hh:mm",
    CellKind.COUNT: "0",
    CellKind.YES_NO: "@",
    CellKind.WORD: "@",
}
WIDTHS = {
    CellKind.CODE: 16,
    CellKind.TEXT: 28,
    CellKind.DATE: 13,
    CellKind.MOMENT: 18,
    CellKind.COUNT: 10,
    CellKind.YES_NO: 10,
    CellKind.WORD: 16,
}
TAB_COLOURS = {"structure": "#1F4E79", "records": "#2E7D32", "casework": "#8B1E1E"}
RECORD_SHEETS = frozenset({"notices", "activities", "opinions"})
BEAT = 1000


def write(
    out: Path,
    rows: Mapping[str, Iterable[tuple]] | None = None,
    *,
    wrote: Callable[[str, int], None] = lambda _sheet, _count: None,
) -> dict[str, int]:
    """Write the whole workbook; `rows` gives, by sheet key, cells in the order of the columns.

    Calls `wrote(sheet name, rows so far)` now and then. Returns the number of rows of each sheet.
    """
    counts = {}
    with xlsxwriter.Workbook(str(out), OPTIONS) as book:
        styles = Styles(book)
        explaining.write(book, styles)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            _lay_out(page, sheet, styles)
            counts[sheet.key] = _fill(page, sheet, styles, (rows or {}).get(sheet.key, ()), wrote)
    return counts


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook):
        font = {"font_name": "等线", "font_size": 11, "valign": "top"}
        head = {**font, "bold": True, "border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
        self.title = book.add_format({**font, "bold": True, "font_size": 16})
        self.note = book.add_format({**font, "text_wrap": True, "font_color": "#595959"})
        self.required = book.add_format({**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
        self.optional = book.add_format({**head, "bg_color": "#D9E2EC", "font_color": "#1F2933"})
        self.cell = book.add_format(
            {**font, "text_wrap": True, "border": 1, "border_color": "#D9D9D9"}
        )
        self.section = book.add_format(
            {**font, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True}
        )
        self._by_kind = {
            kind: book.add_format({**font, "num_format": shown})
            for kind, shown in NUMBER_FORMATS.items()
        }
        wrap = {**font, "num_format": "@", "text_wrap": True}
        self.text = book.add_format(wrap)
        self.quoted = book.add_format({**wrap, "quote_prefix": True})

    def of(self, column: Column) -> Format:
        """The format of a column's cells."""
        if column.kind is CellKind.TEXT:
            return self.text
        return self._by_kind[CellKind.CODE if column.many else column.kind]

    def header(self, column: Column) -> Format:
        """Dark where the cell must be filled."""
        return self.required if column.required else self.optional


def _lay_out(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    """Headers, widths, drop-down lists, and what Excel says when a cell is entered."""
    group = "records" if sheet.key in RECORD_SHEETS else "structure"
    page.set_tab_color(TAB_COLOURS["casework" if sheet.casework else group])
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, 24)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(column), styles.of(column))
        page.data_validation(1, place, LAST_ROW, place, _validation(column))
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.title, styles.header(column))


def _width(column: Column) -> int:
    if column.kind is CellKind.TEXT:
        return 60 if column.longest > 1000 else 14 if column.many or column.longest < 100 else 30
    return WIDTHS[column.kind] + (12 if column.many else 0)


def _validation(column: Column) -> dict[str, Any]:
    """A drop-down list for a closed list; a warning, not a ban, for dates and counts."""
    rule: dict[str, Any] = {"validate": "any", "ignore_blank": True}
    if not column.many and (
        words := list(column.words) or ([YES, NO] if column.kind is CellKind.YES_NO else [])
    ):
        rule = {"validate": "list", "source": words, "error_message": "请从下拉列表中选择。"}
    elif column.kind in {CellKind.DATE, CellKind.MOMENT}:
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1921, 1, 1),
            "maximum": date(2120, 12, 31),
            "error_type": "warning",
            "error_message": "请填写日期，如 2015-03-18。",
        }
    elif column.kind is CellKind.COUNT:
        rule = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": column.most,
            "error_message": "请填写不小于 0 的整数。",
        }
    return {**rule, "input_title": column.title, "input_message": column.zh}


def _fill(page: Worksheet, sheet: Sheet, styles: Styles, rows: Iterable[tuple], wrote) -> int:
    writers = [_writer(page, place, column, styles) for place, column in enumerate(sheet.columns)]
    number = 0
    for number, row in enumerate(rows, start=1):
        for write_cell, value in zip(writers, row, strict=True):
            if value is not None and value != "" and value != ():
                write_cell(number, value)
        if number % BEAT == 0:
            wrote(sheet.name, number)
    wrote(sheet.name, number)
    return number


def _writer(
    page: Worksheet, place: int, column: Column, styles: Styles
) -> Callable[[int, Any], None]:
    """Return what writes one cell of the column. Values come as `cells_of` words, dates and numbers."""
    style, quoted = styles.of(column), styles.quoted

    def text(row: int, value: Any) -> None:
        if not isinstance(value, str):
            value = ";".join(value)
        page.write_string(row, place, value, quoted if value.startswith(FORMULA_SIGNS) else style)

    def day(row: int, value: date | datetime) -> None:
        page.write_datetime(row, place, value, style)

    def number(row: int, value: int) -> None:
        page.write_number(row, place, value, style)

    if column.kind in {CellKind.DATE, CellKind.MOMENT}:
        return day
    return number if column.kind is CellKind.COUNT else text
