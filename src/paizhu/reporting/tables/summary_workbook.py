"""A group's summary as an Excel workbook: the paragraph and the figures, then one sheet for each kind of record."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.reporting.queries.summaries import Content
from paizhu.reporting.tables import summaries
from paizhu.reporting.tables.workbook import SAFE


def write(target: Path, content: Content, frozen: dict[str, int] | None) -> None:
    """Write the workbook. No cell is a formula or a link."""
    book = xlsxwriter.Workbook(target, {**SAFE, "tmpdir": str(target.parent)})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
    }
    try:
        _first_sheet(book, formats, content, frozen)
        for title, heads, lines in summaries.tables(content):
            _sheet(book, formats, title, heads, lines)
    finally:
        book.close()


def _first_sheet(book: Any, formats: dict, content: Content, frozen: dict[str, int] | None) -> None:
    sheet = book.add_worksheet(_("Summary"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 14)
    title = f"{content.scope.group} {content.period.label}"
    sheet.write_string(0, 0, title, formats["title"])
    sheet.merge_range(1, 0, 1, 3, summaries.paragraph(content), formats["text"])
    sheet.set_row(1, 110)
    heads = (_("Figure"), _("Now"), _("As handed in"), _("Difference"))
    for position, head in enumerate(heads[: 4 if frozen is not None else 2]):
        sheet.write_string(3, position, head, formats["head"])
    row = 3
    for row, figure in enumerate(summaries.rows(content, frozen), start=4):
        sheet.write_string(row, 0, str(figure.label), formats["cell"])
        sheet.write_number(row, 1, figure.now, formats["cell"])
        if figure.handed_in is not None:
            sheet.write_number(row, 2, figure.handed_in, formats["cell"])
            sheet.write_number(row, 3, figure.difference, formats["cell"])
    taken = _("Taken at") + f" {timezone.localtime():%Y-%m-%d %H:%M}"
    sheet.write_string(row + 2, 0, taken)
    if content.scope.commission.is_demonstration:
        sheet.write_string(row + 3, 0, _("Demonstration data, all of it invented."))
    _paper(sheet)


def _sheet(book: Any, formats: dict, title: str, heads: Any, lines: Any) -> None:
    sheet = book.add_worksheet(str(title)[:31])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_column(0, len(heads) - 1, 20)
    for position, head in enumerate(heads):
        sheet.write_string(0, position, str(head), formats["head"])
    for row, (cells, _url) in enumerate(lines, start=1):
        for position, cell in enumerate(cells):
            sheet.write_string(row, position, str(cell), formats["cell"])
    _paper(sheet)


def _paper(sheet: Any) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
