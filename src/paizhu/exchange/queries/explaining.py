"""The first sheet 「说明」: how to fill the workbook in, and every column, in Chinese and English.

It is part of the workbook, not of the interface, so both languages stand in it always.
"""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from paizhu.exchange.states.cells import NO, YES, CellKind, Column
from paizhu.exchange.states.sheets import BY_KEY, EXPLANATION, SHEETS

INTRODUCTION = (
    (
        "每张工作表第一行为表头，请勿改动；带 * 的列必填。数据从第二行起，一行一条，空行忽略。",
        "Row 1 of each sheet holds the headers: leave them as they are. Columns with * must be filled. "
        "One record a row from row 2; empty rows are skipped.",
    ),
    (
        "编码是一条记录的固定标识：同一编码再次导入视为修改，内容相同则不作任何改动。编码请以文本填写，不含空格和分号。",
        "A code identifies its record for ever: importing the same code again changes the record, and changes "
        "nothing where nothing differs. Codes are text without spaces or semicolons.",
    ),
    (
        "可填多个值的单元格用分号（; 或 ；）隔开。日期用 Excel 日期，或填 2015-03-18 这样的文本。",
        "Cells with several values separate them by a semicolon. Dates are Excel dates, or text such as 2015-03-18.",
    ),
    (
        "不要使用公式：系统只接受数值和文本。编码可以引用本工作簿中的行，也可以引用系统中已有的记录。",
        "No formulas: values only. A code may refer to a row of this workbook or to what is stored already.",
    ),
    (
        "导入要么全部成功，要么一条也不写入；有错误时，一次列出全部错误及所在单元格。用不到的工作表可以留空。",
        "An import is all or nothing; every fault is listed at once with its cell. Sheets may stay empty.",
    ),
)
HEADERS = ("工作表 Sheet", "列 Column", "必填 Required", "格式 Format", "说明", "Explanation")
WIDTHS = (16, 18, 10, 34, 56, 62)
FORMATS = {
    CellKind.CODE: "编码(文本) code",
    CellKind.TEXT: "文本 text",
    CellKind.DATE: "日期 date",
    CellKind.MOMENT: "日期和时间 date with time",
    CellKind.COUNT: "整数 whole number",
    CellKind.YES_NO: f"{YES} / {NO}",
}


def write(book: Workbook, styles) -> None:
    """Write the sheet; `styles` are those of `writing.Styles`."""
    page = book.add_worksheet(EXPLANATION)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.write_string(0, 0, "派驻监督数据工作簿 · 填写说明", styles.title)
    row = 2
    for zh, en in INTRODUCTION:
        page.set_row(row, 32)
        for place, text in ((0, zh), (4, en)):
            page.merge_range(row, place, row, place + (3 if place == 0 else 1), text, styles.note)
        row += 1
    row += 1
    for place, header in enumerate(HEADERS):
        page.write_string(row, place, header, styles.required)
    for sheet in SHEETS:
        row += 1
        _write_line(page, row, (sheet.name, "", "", "", sheet.zh, sheet.en), styles.section)
        for column in sheet.columns:
            row += 1
            _write_line(page, row, _line(column), styles.cell)


def _write_line(page: Worksheet, row: int, texts: tuple[str, ...], style: Format) -> None:
    """One row, high enough for its longest cell: a streamed sheet is not fitted by Excel itself."""
    lines = max(-(-_width(text) // width) for text, width in zip(texts, WIDTHS, strict=True))
    page.set_row(row, 16 * max(lines, 1))
    for place, text in enumerate(texts):
        page.write_string(row, place, text, style)


def _width(text: str) -> int:
    """Width in Latin characters; a Chinese one takes two."""
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)


def _line(column: Column) -> tuple[str, ...]:
    return "", column.header, "*" if column.required else "", _format(column), column.zh, column.en


def _format(column: Column) -> str:
    """What the cells look like: the closed list in full, or the kind, and the sheets referred to."""
    shown = " / ".join(column.words) if column.words else FORMATS[column.kind]
    if column.refers:
        shown += " → " + "、".join(BY_KEY[key].name for key in column.refers)
    return shown + (" (;)" if column.many else "")
