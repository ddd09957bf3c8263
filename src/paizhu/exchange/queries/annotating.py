"""The user's own workbook given back with its faults marked: coloured cells with a comment, and a list.

Nothing else of the workbook is touched. A very large workbook would need more memory than a server should
give; of it only the list comes back, with the faulty rows beside each fault.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import FAULT_LIST

AUTHOR = "派驻"
CELLS_LIMIT = 400_000
COMMENTS_LIMIT = 2000  # marks that a person can still work through; the list holds all
MARK = PatternFill("solid", fgColor="FFC7CE")
HEAD = PatternFill("solid", fgColor="1F4E79")
WIDTHS = (16, 8, 8, 20, 60, 60)


def annotate(source: Path, faults: Sequence[Fault], out: Path, *, cells: int = 0) -> bool:
    """Write the annotated copy; returns False where only the list could be given (see the module).

    `cells`: how many cells the workbook has, as reading it told. Texts are in the language in force.
    """
    if cells > CELLS_LIMIT:
        book = Workbook()
        book.remove(book.active)
        _list_faults(book, faults, linked=False)
        book.save(out)
        return False
    book = openpyxl.load_workbook(source)
    _unmark(book)
    _mark(book, faults)
    _list_faults(book, faults, linked=True)
    book.save(out)
    return True


def _unmark(book: Workbook) -> None:
    """Take away the marks of an earlier copy that was corrected and sent again."""
    if FAULT_LIST in book.sheetnames:
        del book[FAULT_LIST]
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment and cell.comment.author == AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _mark(book: Workbook, faults: Sequence[Fault]) -> None:
    """Colour each faulty cell and say in a comment what is wrong; a faulty row is marked at its first cell."""
    told: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.sheet in book.sheetnames and fault.row:
            told[fault.sheet, fault.cell or f"A{fault.row}"].append(fault)
    for number, ((sheet, place), here) in enumerate(told.items()):
        cell = book[sheet][place]
        if isinstance(cell, MergedCell):
            continue
        cell.fill = MARK
        if number < COMMENTS_LIMIT:
            cell.comment = _comment(cell, here)
    for sheet in {fault.sheet for fault in faults}:
        if sheet in book.sheetnames:
            book[sheet].sheet_properties.tabColor = "C00000"


def _comment(cell: Cell, faults: Sequence[Fault]) -> Comment:
    """Say the faults; a comment of the user's own stays, below."""
    lines = [f"{fault.wrong}\n→ {fault.expected}" for fault in faults]
    if cell.comment:
        lines.append(cell.comment.text)
    comment = Comment("\n\n".join(lines), AUTHOR, width=320)
    comment.height = 40 + 36 * sum(1 + len(line) // 26 for line in lines)
    return comment


def _list_faults(book: Workbook, faults: Iterable[Fault], *, linked: bool) -> None:
    """Add 「问题清单」 as the first sheet: one fault a row, each linked to its cell."""
    page = book.create_sheet(FAULT_LIST, 0)
    headers = (
        _("Sheet"),
        _("Row"),
        _("Column"),
        _("Header"),
        _("What is wrong"),
        _("What is expected"),
    )
    page.append(headers)
    for place, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
        page.cell(1, place).font = Font(bold=True, color="FFFFFF")
        page.cell(1, place).fill = HEAD
    for number, fault in enumerate(faults, start=2):
        _list_fault(page, number, fault, linked and fault.sheet in book.sheetnames)
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"
    page.auto_filter.ref = page.dimensions
    page.sheet_properties.tabColor = "C00000"
    book.active = 0


def _list_fault(page: Worksheet, number: int, fault: Fault, linked: bool) -> None:
    values = (fault.sheet, fault.row, fault.letter, fault.header, fault.wrong, fault.expected)
    for place, value in enumerate(values, start=1):
        cell = page.cell(number, place)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # what a cell held may begin with a formula sign
            cell.alignment = Alignment(wrap_text=place > 4, vertical="top")
    if linked and fault.row:
        link = page.cell(number, 2)
        link.hyperlink = f"#'{fault.sheet}'!{fault.cell or f'A{fault.row}'}"
        link.font = Font(color="0563C1", underline="single")
