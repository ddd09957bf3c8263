"""The times of matter notices as tables of a page and of a workbook. No cell is a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.oversight.queries.notice_times import Report, Times
from paizhu.web.dates import Period

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Table:
    """One table: what its lines are, and for each line name, address and numbers (None for none)."""

    key: str
    title: Any
    of: Any
    lines: Sequence[tuple[str, str, tuple]]


def columns() -> list[Any]:
    """Return the heads of the numbers."""
    return [
        _("Matter notices"),
        _("in time"),
        _("late"),
        _("only afterwards"),
        _("Attended"),
        _("Hours until first read"),
        _("Hours until decided"),
        _("Days until attended"),
    ]


def tables(found: Report, period: Period) -> list[Table]:
    """Return the tables by group and by unit, each with the whole as its last line."""
    whole = ("", found.whole)
    groups = [(reverse("organization:group", args=[one.pk]), one) for one in found.groups]
    units = [
        (f"{reverse('oversight:notices')}?unit={one.pk}&{period.query}", one) for one in found.units
    ]
    return [
        Table("groups", _("By group"), _("Composite group"), _lines([*groups, whole])),
        Table("units", _("By unit"), _("Unit"), _lines([*units, whole])),
    ]


def _lines(given: Sequence[tuple[str, Times]]) -> list[tuple[str, str, tuple]]:
    return [
        (
            times.name,
            url,
            (
                times.count,
                times.in_time,
                times.late,
                times.after,
                times.attended,
                *times.medians,
            ),
        )
        for url, times in given
    ]


def write(target: Path, drawn: Sequence[Table]) -> None:
    """Write the workbook, one sheet a table."""
    book = xlsxwriter.Workbook(target, {**SAFE, "tmpdir": str(target.parent)})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1, "text_wrap": True})
    try:
        for table in drawn:
            sheet = book.add_worksheet(str(table.title)[:31])
            sheet.freeze_panes(1, 1)
            sheet.repeat_rows(0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.set_column(0, 0, 30)
            sheet.set_column(1, len(columns()), 13)
            for position, title in enumerate((table.of, *columns())):
                sheet.write_string(0, position, str(title), head)
            for row, (name, _url, numbers) in enumerate(table.lines, start=1):
                sheet.write_string(row, 0, name)
                for position, number in enumerate(numbers, start=1):
                    if number is not None:
                        sheet.write_number(row, position, number)
    finally:
        book.close()
