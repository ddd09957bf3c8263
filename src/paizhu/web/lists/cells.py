"""How one value is written: on the page as safe HTML, in a workbook as a plain value."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from paizhu.web.components import Mark
from paizhu.web.lists.declare import Column, Kind
from paizhu.web.templatetags.web import mark as draw_mark

NOTHING = mark_safe('<span class="nothing" aria-hidden="true">—</span>')
EXCEL_TEXT = 32_767
"""Characters that one cell of a workbook can hold."""


class Frame(NamedTuple):
    """One column's cells but for the value, written once for all rows of a page."""

    column: Column
    opening: str
    opening_empty: str
    closing: str


def frame(column: Column, *, names_the_row: bool) -> Frame:
    """Prepare a column. Its title is shown beside each value on a phone."""
    css, title = f"cell cell-{column.kind}", conditional_escape(column.title)
    tag, role = ("th", 'role="rowheader" scope="row"') if names_the_row else ("td", 'role="cell"')
    if names_the_row:
        css += " cell-head"
    opening = '<{} {} class="{}{}" data-title="{}">'
    return Frame(
        column,
        opening.format(tag, role, css, "", title),
        opening.format(tag, role, css, " is-empty", title),
        f"</{tag}>",
    )


def drawn_row(frames: Sequence[Frame], record: Any) -> SafeString:
    """Draw one record as a row of the table; every value is escaped by `content`."""
    parts = ['<tr role="row">']
    for column, opening, opening_empty, closing in frames:
        html = content(column, record)
        parts += (opening_empty if html is NOTHING else opening, html, closing)
    parts.append("</tr>\n")
    return mark_safe("".join(parts))  # noqa: S308  `content` escapes every value, `frame` the title


def content(column: Column, record: Any) -> SafeString:
    """Draw the value of one column."""
    if column.draw:
        return conditional_escape(column.draw(record)) or NOTHING
    value = column.value_of(record)
    if column.template:
        return render_to_string(column.template, {"record": record, "value": value})
    html = as_html(value, column.kind)
    url = column.link(record) if column.link else None
    if url and html is not NOTHING:
        return SafeString(f'<a href="{escape(url)}">{html}</a>')
    return html


def as_html(value: Any, kind: Kind = Kind.TEXT) -> SafeString:
    """Write a value for a page."""
    if value is None or value == "":
        return NOTHING
    if type(value) is str:  # most cells: Django's way looks for lazy and safe texts first
        return SafeString(escape(value))
    if isinstance(value, Mark):
        return draw_mark(value)
    if isinstance(value, bool):
        return conditional_escape(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        text = f"{_local(value):%Y-%m-%d %H:%M}"
        return SafeString(f'<time datetime="{value.isoformat()}">{text}</time>')
    if isinstance(value, date):
        return SafeString(f'<time datetime="{value.isoformat()}">{value.isoformat()}</time>')
    if kind is Kind.NUMBER and isinstance(value, int | float | Decimal):
        return conditional_escape(number_format(value, force_grouping=True))
    return conditional_escape(value)


def as_plain(value: Any) -> Any:
    """Return a value as a workbook takes it: number, day, moment (naive local time) or text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return _local(value).replace(tzinfo=None)
    if isinstance(value, date | int | float | Decimal):
        return value
    return str(value)[:EXCEL_TEXT]


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
