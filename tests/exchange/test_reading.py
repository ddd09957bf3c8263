"""The file itself and its headers: what cannot or must not be opened, and how forgiving the reader is."""

import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from paizhu.exchange.queries import archive, formulas, writing
from paizhu.exchange.queries.reading import read
from tests.exchange.factories import Formula, small_city

SHEET_HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)


def kinds(workbook):
    return [fault.kind for fault in workbook.faults]


def rebuilt(source, target, changes):
    """Copy a zip with some parts changed by a function of their content."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, changes.get(info.filename, lambda same: same)(content))
    return target


@pytest.fixture
def book(tmp_path):
    return small_city().save(tmp_path / "city.xlsx")


def test_a_valid_workbook_is_read_without_fault(book):
    workbook = read(book)
    assert workbook.faults == []
    assert workbook.row_count == 28
    assert workbook.tables["activities"].rows[1].units == ("U3", "U4")
    assert workbook.tables["activities"].rows[0].number == 2


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "not_xlsx"),
        (b"code,name\n1,2\n", "not_xlsx"),
        (b"PK\x03\x04 cut short", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_xls"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ],
)
def test_a_file_that_is_no_open_workbook_gets_one_plain_answer(tmp_path, content, kind):
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    workbook = read(path)
    assert kinds(workbook) == [kind]
    assert workbook.faults[0].wrong
    assert workbook.row_count == 0


def test_a_zip_that_is_no_workbook_is_told_so(tmp_path):
    path = tmp_path / "file.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    assert kinds(read(path)) == ["not_xlsx"]


@pytest.mark.parametrize("cut", [100, 4000, -60])
def test_a_workbook_cut_short_is_damaged(book, tmp_path, cut):
    path = tmp_path / "cut.xlsx"
    path.write_bytes(book.read_bytes()[:cut])
    assert kinds(read(path)) == ["damaged"]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"]
)
def test_a_document_type_in_any_part_is_refused(book, tmp_path, part):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    path = rebuilt(
        book, tmp_path / "x.xlsx", {part: lambda old: old.replace(b"?>", b"?>" + bomb, 1)}
    )
    assert kinds(read(path)) == ["damaged"]


def test_broken_xml_is_damaged(book, tmp_path):
    path = rebuilt(
        book, tmp_path / "x.xlsx", {"xl/worksheets/sheet2.xml": lambda old: old[: len(old) // 2]}
    )
    assert kinds(read(path)) == ["damaged"]


def test_a_zip_bomb_is_refused_by_its_ratio(book, tmp_path):
    path = rebuilt(
        book, tmp_path / "x.xlsx", {"xl/styles.xml": lambda old: old + b" " * 40_000_000}
    )
    assert kinds(read(path)) == ["too_large"]


def test_a_lie_about_the_inflated_size_does_not_help(book, tmp_path, monkeypatch):
    path = rebuilt(
        book, tmp_path / "x.xlsx", {"xl/styles.xml": lambda old: old + b" " * 40_000_000}
    )
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as parts:
        true = parts.getinfo("xl/styles.xml").file_size.to_bytes(4, "little")
    assert raw.count(true) >= 2
    path.write_bytes(bytes(raw).replace(true, (1000).to_bytes(4, "little")))
    assert kinds(read(path)) == ["too_large"]


def test_limits_of_the_file_and_of_its_content_are_said(book, monkeypatch):
    monkeypatch.setattr(archive, "FILE_LIMIT", 1000)
    assert kinds(read(book)) == ["too_large"]
    monkeypatch.undo()
    monkeypatch.setattr(archive, "INFLATED_LIMIT", 5000)
    assert kinds(read(book)) == ["too_large"]


def test_one_far_cell_does_not_make_a_huge_table(tmp_path):
    city = small_city()
    path = city.save(tmp_path / "city.xlsx")
    far = b'<row r="1048000"><c r="XFD1048000"><v>1</v></c></row></sheetData>'
    path = rebuilt(
        path,
        tmp_path / "x.xlsx",
        {"xl/worksheets/sheet2.xml": lambda old: old.replace(b"</sheetData>", far)},
    )
    (fault,) = read(path).faults
    assert (fault.kind, fault.sheet) == ("far_cell", "单位")
    assert "XFD" in fault.wrong


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B7"><f>1+1</f><v>2</v></c>',
        b"<c><v>0</v></c><c><f>1+1</f></c>",
        b"<c r='B7'><f t='shared' si='0'/><v>2</v></c>",
        b'<c s="0" r="B7" t="str"><f>A1</f><v>x</v></c>',
    ],
)
def test_a_formula_is_found_in_every_spelling(book, tmp_path, cell):
    row = b'<row r="7">' + cell + b"</row></sheetData>"
    path = rebuilt(
        book,
        tmp_path / "x.xlsx",
        {"xl/worksheets/sheet2.xml": lambda old: old.replace(b"</sheetData>", row)},
    )
    faults = [fault for fault in read(path).faults if fault.kind == "formula"]
    assert [(fault.sheet, fault.cell, fault.header) for fault in faults] == [
        ("单位", "B7", "单位名称")
    ]


def test_a_formula_is_found_in_another_encoding_and_with_a_prefix():
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/'
        'spreadsheetml/2006/main"><x:sheetData><x:row r="3"><x:c r="C3"><x:f>1</x:f></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    for raw in (text.encode("utf-16"), text.replace("UTF-16", "UTF-8").encode()):
        scan = formulas.Scan()
        scan.feed(raw)
        scan.close()
        assert not scan.is_certain
        assert formulas.parse([raw]).formulas == {(2, 2)}


def test_the_quick_look_agrees_with_the_proper_one_however_the_bytes_are_cut(book):
    with zipfile.ZipFile(book) as parts:
        raw = parts.read("xl/worksheets/sheet2.xml")
    proper = formulas.parse([raw])
    for size in (1, 7, 100, len(raw)):
        scan = formulas.Scan()
        for start in range(0, len(raw), size):
            scan.feed(raw[start : start + size])
        scan.close()
        assert scan.is_certain
        assert (scan.found.rows, scan.found.columns, scan.found.cells) == (
            proper.rows, proper.columns, proper.cells,
        )  # fmt: skip


def test_an_error_cell_is_a_fault_and_not_an_empty_cell(book, tmp_path):
    city = small_city()
    city.put("单位", 2, "单位性质", Formula("=NA()", "#N/A"))
    path = city.save(tmp_path / "city.xlsx")
    pasted = {"xl/worksheets/sheet2.xml": lambda old: old.replace(b"<f>NA()</f>", b"")}
    (fault,) = read(rebuilt(path, tmp_path / "x.xlsx", pasted)).faults
    assert (fault.kind, fault.cell) == ("excel_error", "D2")
    assert "#N/A" in fault.wrong


@pytest.mark.parametrize(
    "header", ["单位名称", " 单位名称 * ", "单位名称＊", "单位名称*(全称)", "单位名称（全称）"]
)
def test_a_header_is_taken_with_or_without_star_and_remark(tmp_path, header):
    city = small_city()
    city.sheets["单位"][0][1] = header
    assert read(city.save(tmp_path / "city.xlsx")).faults == []


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_missing(tmp_path):
    city = small_city()
    city.sheets["单位"] = [[row[2], row[1], row[0]] for row in city.sheets["单位"]]
    workbook = read(city.save(tmp_path / "city.xlsx"))
    assert workbook.faults == []
    assert workbook.tables["units"].rows[0].code == "U1"


def test_empty_rows_and_columns_before_and_between_are_skipped(tmp_path):
    city = small_city()
    city.sheets["单位"] = [["", *row] for row in city.sheets["单位"]]
    city.sheets["单位"].insert(2, ["", " ", "", "", "", "", ""])
    workbook = read(city.save(tmp_path / "city.xlsx"))
    assert workbook.faults == []
    assert [row.number for row in workbook.tables["units"].rows] == [2, 4, 5, 6]
    assert workbook.tables["units"].fault("required", 4, "name").cell == "C4"


def test_sheets_may_be_left_out_and_are_named(tmp_path):
    city = small_city()
    for name in ("回避", "问题线索", "谈话"):
        del city.sheets[name]
    workbook = read(city.save(tmp_path / "city.xlsx"))
    assert workbook.faults == []
    assert workbook.absent == ["回避", "问题线索", "谈话"]


def test_the_readers_own_sheets_and_empty_ones_are_not_looked_at(tmp_path):
    city = small_city()
    city.sheets["说明"] = [["随便写"]]
    city.sheets["问题清单"] = [["旧的问题"]]
    city.sheets["Sheet1"] = []
    assert read(city.save(tmp_path / "city.xlsx")).faults == []


def test_the_template_is_read_back_as_empty(tmp_path):
    path = tmp_path / "template.xlsx"
    writing.write(path)
    workbook = read(path)
    assert (workbook.faults, workbook.row_count, workbook.absent) == ([], 0, [])


def test_a_moment_keeps_its_minute(book):
    notice = read(book).tables["notices"].rows[0]
    assert notice.happens_at.replace(tzinfo=None) == datetime(2015, 3, 10, 9, 30)


def test_progress_counts_to_the_end(book):
    seen = []
    read(book, lambda done, total, stage: seen.append((done, total, stage)))
    assert seen[-1][0] == seen[-1][1]
    assert {stage for _done, _total, stage in seen} == {"read"}


def test_a_workbook_made_by_another_program_is_read(tmp_path):
    import openpyxl

    path = tmp_path / "other.xlsx"
    book = openpyxl.load_workbook(small_city().save(tmp_path / "city.xlsx"))
    book.save(path)
    assert read(path).faults == []


def test_shared_strings_without_use_of_constant_memory_and_with_it_are_the_same(tmp_path):
    for constant in (True, False):
        path = tmp_path / f"{constant}.xlsx"
        with xlsxwriter.Workbook(str(path), {"constant_memory": constant}) as book:
            page = book.add_worksheet("机关")
            page.write_row(0, 0, ["机关编码*", "机关名称*"])
            page.write_row(1, 0, ["WL", "望澜"])
        assert read(path).tables["commission"].rows[0].name == "望澜"
