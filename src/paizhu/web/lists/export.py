"""The list as an Excel workbook: its filters, its order, the columns shown; nothing is ever a formula.

Written row by row to a temporary file, so memory does not grow with the rows.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.web.lists import address as words
from paizhu.web.lists.cells import as_plain
from paizhu.web.lists.declare import Kind

ROWS = 100_000
"""Rows that one export holds at most."""
CHUNK = 1_000
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {
    Kind.TEXT: 26,
    Kind.CODE: 16,
    Kind.NUMBER: 12,
    Kind.DATE: 12,
    Kind.MOMENT: 18,
    Kind.STATE: 14,
}
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def respond(request: HttpRequest, listing: Any) -> HttpResponse:
    """Answer with the workbook, or with a page that says that it would not hold all rows."""
    whole = listing.keyset.records.order_by().values("pk")[: ROWS + 1].count() <= ROWS
    if not whole and not listing.asked.get(words.WHOLE):
        url = f"{listing.export_url}&{words.WHOLE}=1"
        context = {"listing": listing, "title": listing.page.title, "rows": f"{ROWS:,}", "url": url}
        return render(request, "web/lists/too_many.html", context)
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    count = write(Path(file.name), listing, is_whole=whole)
    if listing.page.on_export:
        listing.page.on_export(request, count)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_name(listing), content_type=CONTENT)


def write(target: Path, listing: Any, *, is_whole: bool = True) -> int:
    """Write the workbook and return the number of rows in it."""
    book = xlsxwriter.Workbook(target, {**SAFE, "tmpdir": str(target.parent)})
    try:
        return _write_rows(book, listing, is_whole)
    finally:
        book.close()


def _write_rows(book: xlsxwriter.Workbook, listing: Any, is_whole: bool) -> int:
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1}),
        Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"}),
        Kind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", str(listing.page.title))[:31])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    for position, column in enumerate(listing.columns):
        sheet.set_column(position, position, WIDTHS[column.kind])
        sheet.write_string(0, position, str(column.title), formats["head"])
    row = 0
    for row, record in enumerate(_records(listing), start=1):
        for position, column in enumerate(listing.columns):
            _write(sheet, row, position, as_plain(column.value_of(record)), formats)
    sheet.autofilter(0, 0, row, max(len(listing.columns) - 1, 0))
    _write_origin(book, listing, row, is_whole)
    return row


def _records(listing: Any) -> Iterator[Any]:
    """All rows in order, prepared a chunk at a time."""
    rows = islice(listing.keyset.ordered().iterator(chunk_size=CHUNK), ROWS)
    while chunk := list(islice(rows, CHUNK)):
        listing.prepare(chunk)
        yield from chunk


def _write(sheet: Any, row: int, position: int, value: Any, formats: dict) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, position, value, formats[Kind.MOMENT])
    elif isinstance(value, date):
        sheet.write_datetime(row, position, value, formats[Kind.DATE])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, position, value)
    elif value:
        sheet.write_string(row, position, value)


def _write_origin(book: xlsxwriter.Workbook, listing: Any, rows: int, is_whole: bool) -> None:
    """The second sheet: where these rows come from, who took them and when."""
    user = listing.request.user
    commission = getattr(user, "commission", None)
    lines = [
        (_("List"), str(listing.page.title)),
        (_("Commission"), str(commission or "")),
        (_("Taken by"), getattr(user, "display_name", str(user))),
        (_("Taken at"), f"{timezone.localtime():%Y-%m-%d %H:%M}"),
        (_("Rows"), f"{rows:,}"),
        *((str(chip.label), str(chip.text)) for chip in listing.filters.chips),
    ]
    if not is_whole:
        lines.append(
            (
                _("Not complete"),
                _("Only the first %(rows)s rows are in this workbook.") % {"rows": f"{ROWS:,}"},
            )
        )
    if getattr(commission, "is_demonstration", False):
        lines.append((_("Note"), _("Demonstration data, all of it invented.")))
    sheet = book.add_worksheet(_("About this export")[:31])
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60)
    bold = book.add_format({"bold": True})
    for row, (label, text) in enumerate(lines):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text)


def _name(listing: Any) -> str:
    stem = listing.page.export_name or str(listing.page.title)
    return f"{stem}-{timezone.localdate():%Y%m%d}.xlsx"
