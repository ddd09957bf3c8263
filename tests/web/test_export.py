"""The workbook of a list: same rows, same order, chosen columns, nothing evaluated."""

from io import BytesIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from paizhu.web.lists import export as workbook
from tests.web import factories, urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def home():
    return factories.commission(is_demonstration=True)


@pytest.fixture(autouse=True)
def reader(home, client):
    urls.exported.clear()
    user = factories.office(home)
    client.force_login(user)
    return user


def book(response) -> CalamineWorkbook:
    assert response.status_code == 200
    return CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))


def rows(response, sheet: int = 0) -> list[list]:
    return book(response).get_sheet_by_index(sheet).to_python()


def test_the_workbook_holds_every_row_of_the_filters_in_their_order(client, home):
    factories.units(home, 70)
    found = rows(client.get("/units/", {"export": "xlsx", "kind": "行政机关", "order": "-code"}))
    assert found[0] == ["单位代码", "单位名称", "性质", "人数", "状态"]
    assert [row[0] for row in found[1:]] == [f"U{n:04}" for n in range(69, 0, -3)]
    assert {row[2] for row in found[1:]} == {"行政机关"}


def test_the_workbook_has_the_columns_that_the_reader_chose(client, home):
    factories.units(home, 1)
    client.get("/units/?columns=&columns=code&columns=home")
    assert rows(client.get("/units/?export=xlsx")) == [["单位代码", "纪委"], ["U0001", home.name]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "http://a.b/c", "{=1}", "\t=1"]
)
def test_text_that_looks_like_a_formula_stays_text(client, home, text):
    factories.units(home, 1, name=text)
    response = client.get("/units/?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    assert sheet["B2"].value == text
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].hyperlink is None


def test_numbers_are_numbers_and_states_are_words(client, home):
    factories.units(home, 2)
    found = rows(client.get("/units/?export=xlsx"))
    assert found[1][3:] == [12, "已覆盖"]


def test_a_text_longer_than_a_cell_is_cut_and_does_not_vanish(client, home):
    unit = factories.units(home, 1)[0]
    unit.name = "长" * 40_000
    assert len(workbook.as_plain(unit.name)) == 32_767


def test_the_second_sheet_says_where_the_rows_come_from(client, home, reader):
    factories.units(home, 3)
    about = dict(rows(client.get("/units/", {"export": "xlsx", "q": "示例"}), 1))
    assert about["行数"] == "3"
    assert about["搜索"] == "示例"
    assert about["导出人"] == reader.display_name
    assert about["说明"] == "演示数据，纯属虚构。"


def test_an_export_is_told_to_the_room_with_its_number_of_rows(client, home, reader):
    factories.units(home, 5)
    client.get("/units/?export=xlsx").close()
    assert urls.exported == [(reader.username, 5)]


def test_a_list_longer_than_a_workbook_is_refused_plainly_or_cut_and_says_so(
    client, home, monkeypatch
):
    monkeypatch.setattr(workbook, "ROWS", 4)
    factories.units(home, 5)
    told = client.get("/units/?export=xlsx")
    assert "此列表超过4行" in told.content.decode()
    assert not urls.exported
    cut = client.get("/units/?export=xlsx&first_rows=1")
    found = book(cut)
    assert len(found.get_sheet_by_index(0).to_python()) == 5
    assert ["不完整", "本表只含前4行。"] in found.get_sheet_by_index(1).to_python()
