"""The annotated copy: faults marked where they are, listed with links, the user's own content untouched."""

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from paizhu.exchange import queries
from paizhu.exchange.queries import annotating
from tests.exchange.factories import Formula, small_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty(tmp_path):
    city = small_city()
    city.put("单位", 3, "单位名称", Formula("=A1")).put("监督活动", 2, "方式", "=喝茶")
    city.put("任职", 4, "免职日期", date(2010, 1, 1)).add(
        "谈话",
        谈话编码="T1",
        日期="2015-03-02",
        类型="廉政谈话",
        单位编码="U1",
        谈话人编码="P9",
        人数=1,
    )
    city.add("任职", 人员编码="P4", 职务="纪委办公室", 任职日期=date(2012, 3, 1))
    path = city.save(tmp_path / "city.xlsx")
    book = openpyxl.load_workbook(path)
    book["单位"]["D2"].fill = PatternFill("solid", fgColor="00FF00")
    book["监督活动"]["C2"].comment = Comment("科里的备注", "科员")
    book.save(path)
    return path


def annotated(path, tmp_path, **options):
    checked = queries.check_workbook(path)
    out = tmp_path / "out.xlsx"
    whole = queries.annotate(path, checked.faults, out, **options)
    return checked.faults, openpyxl.load_workbook(out), whole


def test_each_faulty_cell_is_coloured_and_says_why(faulty, tmp_path):
    faults, book, whole = annotated(faulty, tmp_path)
    assert whole
    assert len(faults) == 5
    for fault in faults:
        if fault.cell:
            cell = book[fault.sheet][fault.cell]
            assert cell.fill.fgColor.rgb.endswith("FFC7CE")
            assert fault.wrong in cell.comment.text
    assert book["任职"]["A9"].fill.fgColor.rgb.endswith("FFC7CE")  # a fault of the whole row


def test_the_list_names_every_fault_with_a_link_to_its_cell(faulty, tmp_path):
    faults, book, _whole = annotated(faulty, tmp_path)
    assert book.sheetnames[0] == "问题清单"
    page = book["问题清单"]
    assert page.max_row == 1 + len(faults)
    rows = {(row[0].value, row[2].value, row[1].value): row for row in page.iter_rows(min_row=2)}
    link = rows["单位", "B", 3][1].hyperlink
    assert (link.location or link.target).lstrip("#") == "'单位'!B3"
    method = rows["监督活动", "C", 2]
    assert "=喝茶" in method[4].value
    assert method[4].data_type == "s"


def test_the_users_own_content_stays(faulty, tmp_path):
    _faults, book, _whole = annotated(faulty, tmp_path)
    before = openpyxl.load_workbook(faulty)
    for name in before.sheetnames:
        for old, new in zip(before[name].iter_rows(), book[name].iter_rows(), strict=True):
            assert [cell.value for cell in old] == [cell.value for cell in new]
    assert book["单位"]["D2"].fill.fgColor.rgb == "0000FF00"
    assert "科里的备注" in book["监督活动"]["C2"].comment.text


def test_a_corrected_copy_loses_its_old_marks(faulty, tmp_path):
    _faults, book, _whole = annotated(faulty, tmp_path)
    book["单位"]["B3"] = "望澜市文化局"
    again = tmp_path / "again.xlsx"
    book.save(again)
    faults, book, _whole = annotated(again, tmp_path)
    assert len(faults) == 4
    assert book.sheetnames.count("问题清单") == 1
    assert book["单位"]["B3"].comment is None
    assert book["单位"]["B3"].fill.fill_type is None
    assert book["单位"]["D2"].fill.fgColor.rgb == "0000FF00"


def test_of_a_very_large_workbook_only_the_list_comes_back(faulty, tmp_path):
    faults, book, whole = annotated(faulty, tmp_path, cells=annotating.CELLS_LIMIT + 1)
    assert not whole
    assert book.sheetnames == ["问题清单"]
    assert book["问题清单"].max_row == 1 + len(faults)


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
def test_libreoffice_opens_template_and_annotated_copy(faulty, tmp_path):
    annotated(faulty, tmp_path)
    queries.write_template(tmp_path / "template.xlsx")
    for name in ("out.xlsx", "template.xlsx"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
             "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / name)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        assert (tmp_path / name).with_suffix(".ods").stat().st_size > 5000
