"""The figures as an Excel workbook: one sheet a table, and where it all comes from. No cell is a formula."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.reporting.queries import Figures
from paizhu.reporting.tables import sentence
from paizhu.reporting.tables.figures import Table
from paizhu.web.components import Tile
from paizhu.web.dates import Period

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(
    target: Path, found: Figures, period: Period, tiles: Iterable[Tile], tables: Iterable[Table]
) -> None:
    """Write the workbook of one scope's figures."""
    book = xlsxwriter.Workbook(target, {**SAFE, "tmpdir": str(target.parent)})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"border": 1}),
        "soft": book.add_format({"font_color": "#4A5568"}),
    }
    try:
        _summary(book, formats, found, period, tiles)
        for table in tables:
            _sheet(book, formats, table)
    finally:
        book.close()


def _summary(
    book: Any, formats: dict, found: Figures, period: Period, tiles: Iterable[Tile]
) -> None:
    scope, sheet = found.scope, book.add_worksheet(_("Summary"))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 46)
    sheet.write_string(
        0, 0, _("Figures of %(period)s") % {"period": period.label}, formats["title"]
    )
    sheet.merge_range(1, 0, 1, 2, sentence.plain(found, period), formats["text"])
    sheet.set_row(1, 64)
    row = 3
    for tile in tiles:
        sheet.write_string(row, 0, str(tile.label), formats["cell"])
        sheet.write_number(row, 1, tile.value, formats["cell"])
        sheet.write_string(row, 2, str(tile.note), formats["soft"])
        row += 1
    for label, text in (
        (_("Commission"), str(scope.commission)),
        (_("Period"), f"{scope.start} — {scope.end}"),
        (_("Narrowed to"), _(", ").join(map(str, scope.filters)) or _("the whole")),
        (_("Counted for"), getattr(scope.user, "display_name", str(scope.user))),
        (_("Taken at"), f"{timezone.localtime():%Y-%m-%d %H:%M}"),
        (_("Note"), _note(scope.commission)),
    ):
        row += 1
        sheet.write_string(row, 0, label, formats["soft"])
        sheet.write_string(row, 1, text, formats["soft"])
    _paper(sheet)


def _note(commission: Any) -> str:
    if commission.is_demonstration:
        return _("Demonstration data, all of it invented.")
    return _("Counted are the records that the reader may see.")


def _sheet(book: Any, formats: dict, table: Table) -> None:
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", str(table.title))[:31])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max(len(table.columns), 1), 12)
    for position, title in enumerate((table.of, *table.columns)):
        sheet.write_string(0, position, str(title), formats["head"])
    for row, line in enumerate(table.lines, start=1):
        sheet.write_string(row, 0, str(line.name), formats["cell"])
        for position, number in enumerate(line.numbers, start=1):
            sheet.write_number(row, position, number.value, formats["cell"])
    if table.note:
        sheet.write_string(len(table.lines) + 2, 0, str(table.note), formats["soft"])
    _paper(sheet)


def _paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
