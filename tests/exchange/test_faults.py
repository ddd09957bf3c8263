"""Each kind of fault: one edit of a valid workbook gives exactly one answer, at its sheet, row and column."""

from datetime import date, datetime

import pytest

from paizhu.exchange import queries
from paizhu.exchange.states.faults import SENTENCES
from tests.exchange.factories import Formula, city_with_casework, small_city

pytestmark = pytest.mark.django_db
LATER = date(2015, 9, 1)


def put(sheet, row, header, value):
    return lambda city: city.put(sheet, row, header, value)


def add(sheet, **cells):
    return lambda city: city.add(sheet, **cells)


def header(sheet, place, text):
    def edit(city):
        city.sheets[sheet][0][place] = text

    return edit


def without_column(sheet, place):
    def edit(city):
        for row in city.sheets[sheet]:
            row[place] = ""

    return edit


def without(sheet):
    return lambda city: city.sheets.pop(sheet)


def stray_sheet(city):
    city.sheets["单位2"] = [["单位编码"], ["U9"]]


def stray_column(city):
    for row in city.sheets["单位"]:
        row.append("")
    city.sheets["单位"][2][-1] = "备注"


def posting(person, post, place="", start=LATER, end=""):
    return add("任职", 人员编码=person, 职务=post, 任职对象编码=place, 任职日期=start, 免职日期=end)


def unknown(sheet, row, name):
    return (
        f"{sheet}/{name} unknown",
        put(sheet, row, name, "X9"),
        ("code_unknown", sheet, row, name),
    )


# (what it is about, the edit, (kind, sheet, row, header))
CASES = [
    ("sheet missing", without("机关"), ("sheet_missing", "机关", None, "")),
    ("sheet unknown", stray_sheet, ("sheet_unknown", "单位2", None, "")),
    ("header unknown", header("单位", 3, "性质分类"), ("header_unknown", "单位", 1, "")),
    ("header twice", header("单位", 4, "单位性质"), ("header_twice", "单位", 1, "单位性质")),
    ("header missing", without_column("回避", 3), ("header_missing", "回避", 1, "事由")),
    ("values without header", stray_column, ("header_blank", "单位", 1, "")),
    (
        "two commissions",
        add("机关", 机关编码="WL2", 机关名称="另一机关"),
        ("commission_rows", "机关", None, ""),
    ),
    (
        "no commission",
        lambda city: city.sheets["机关"].pop(),
        ("commission_rows", "机关", None, ""),
    ),
    (
        "higher commission unknown",
        put("机关", 2, "上级机关编码", "PROV"),
        ("code_unknown", "机关", 2, "上级机关编码"),
    ),
    ("required", put("单位", 3, "单位名称", " "), ("required", "单位", 3, "单位名称")),
    ("formula", put("单位", 3, "单位名称", Formula("=A1")), ("formula", "单位", 3, "单位名称")),
    (
        "formula without kept value",
        put("监督活动", 3, "摘要", Formula("=A1", "")),
        ("formula", "监督活动", 3, "摘要"),
    ),
    ("float code", put("回避", 2, "单位编码", 1.5), ("code_float", "回避", 2, "单位编码")),
    ("long code", put("回避", 2, "单位编码", 1.2e16), ("code_long", "回避", 2, "单位编码")),
    ("date as code", put("回避", 2, "单位编码", LATER), ("code_date", "回避", 2, "单位编码")),
    ("spaced code", put("回避", 2, "单位编码", "U 2"), ("code_shape", "回避", 2, "单位编码")),
    ("truth as code", put("回避", 2, "单位编码", True), ("unreadable", "回避", 2, "单位编码")),
    ("control", put("单位", 2, "单位性质", "坏\x02字"), ("control", "单位", 2, "单位性质")),
    ("too long", put("单位", 2, "单位性质", "长" * 61), ("too_long", "单位", 2, "单位性质")),
    ("bad date", put("监督活动", 2, "日期", "2015.3.1"), ("date_bad", "监督活动", 2, "日期")),
    ("number as date", put("监督活动", 2, "日期", 42073), ("date_bad", "监督活动", 2, "日期")),
    (
        "date with time",
        put("监督活动", 2, "日期", datetime(2015, 3, 1, 8)),
        ("date_with_time", "监督活动", 2, "日期"),
    ),
    (
        "date far off",
        put("监督活动", 2, "日期", "1015-03-10"),
        ("date_range", "监督活动", 2, "日期"),
    ),
    (
        "bad moment",
        put("重要事项通报", 2, "通报时间", "上午"),
        ("moment_bad", "重要事项通报", 2, "通报时间"),
    ),
    ("bad count", put("派驻纪检组", 2, "编制数", -1), ("count_bad", "派驻纪检组", 2, "编制数")),
    ("bad yes or no", put("单位", 2, "重点单位", "有"), ("yes_no_bad", "单位", 2, "重点单位")),
    ("word", put("监督活动", 3, "方式", "开会"), ("word_unknown", "监督活动", 3, "方式")),
    (
        "word in a list",
        put("监督活动", 3, "监督内容", "作风"),
        ("word_unknown", "监督活动", 3, "监督内容"),
    ),
    (
        "named twice",
        put("监督活动", 3, "单位编码", "U3;U4;U3"),
        ("named_twice", "监督活动", 3, "单位编码"),
    ),
    (
        "duplicate code",
        add("单位", 单位编码="U1", 单位名称="又一个教育局", 口="宣教"),
        ("duplicate", "单位", 6, "单位编码"),
    ),
    ("sector", put("综合组", 2, "口", "宣教;水利"), ("sector_unknown", "综合组", 2, "口")),
    unknown("派驻纪检组", 2, "驻在单位编码"),
    unknown("任职", 2, "人员编码"),
    unknown("任职", 2, "任职对象编码"),
    unknown("回避", 2, "人员编码"),
    unknown("回避", 2, "单位编码"),
    unknown("回避", 3, "相关人员编码"),
    unknown("重要事项通报", 2, "单位编码"),
    unknown("重要事项通报", 2, "通报人编码"),
    unknown("监督活动", 2, "综合组编码"),
    unknown("监督活动", 2, "通报编码"),
    unknown("意见建议", 2, "活动编码"),
    unknown("意见建议", 2, "单位编码"),
    (
        "one unknown of several",
        put("监督活动", 3, "参加人员编码", "P1;X9"),
        ("code_unknown", "监督活动", 3, "参加人员编码"),
    ),
    (
        "free before appointed",
        posting("P5", "联络员", "U2", end=date(2015, 8, 1)),
        ("ends_early", "任职", 9, "免职日期"),
    ),
    (
        "free on the day",
        posting("P5", "联络员", "U2", end=LATER),
        ("ends_early", "任职", 9, "免职日期"),
    ),
    ("overlap", posting("P4", "纪委办公室"), ("overlap", "任职", 9, "任职日期")),
    (
        "row twice",
        posting("P4", "纪委办公室", start=date(2012, 3, 1)),
        ("row_twice", "任职", 9, ""),
    ),
    ("place needed", posting("P4", "联络员"), ("place_needed", "任职", 9, "任职对象编码")),
    ("place not needed", posting("P4", "信访室", "U1"), ("place_none", "任职", 9, "任职对象编码")),
    (
        "unit for a group",
        posting("P4", "综合组成员", "U1"),
        ("place_wrong", "任职", 9, "任职对象编码"),
    ),
    (
        "group for a unit",
        posting("P4", "班子成员", "R1"),
        ("place_wrong", "任职", 9, "任职对象编码"),
    ),
    (
        "other group",
        posting("P4", "派驻纪检组成员", "G1"),
        ("place_wrong", "任职", 9, "任职对象编码"),
    ),
    (
        "recusal both",
        put("回避", 2, "相关人员编码", "P5"),
        ("recusal_both", "回避", 2, "相关人员编码"),
    ),
    ("recusal none", put("回避", 2, "单位编码", ""), ("recusal_none", "回避", 2, "单位编码")),
    (
        "own relation",
        put("回避", 3, "相关人员编码", "P2"),
        ("recusal_self", "回避", 3, "相关人员编码"),
    ),
    (
        "recusal ends early",
        put("回避", 2, "截止日期", date(2012, 1, 1)),
        ("ends_early", "回避", 2, "截止日期"),
    ),
    (
        "due early",
        put("意见建议", 3, "整改期限", date(2015, 4, 1)),
        ("due_early", "意见建议", 3, "整改期限"),
    ),
    (
        "closed without date",
        put("意见建议", 2, "销号日期", ""),
        ("closed_without_date", "意见建议", 2, "销号日期"),
    ),
    (
        "date without closed",
        put("意见建议", 3, "销号日期", LATER),
        ("closed_without_state", "意见建议", 3, "销号日期"),
    ),
    (
        "closed early",
        put("意见建议", 2, "销号日期", date(2015, 3, 1)),
        ("closed_early", "意见建议", 2, "销号日期"),
    ),
    (
        "unit of another activity",
        put("意见建议", 3, "单位编码", "U1"),
        ("unit_not_there", "意见建议", 3, "单位编码"),
    ),
]


CASEWORK = [
    unknown("问题线索", 2, "被反映单位编码"),
    unknown("问题线索", 3, "被反映人编码"),
    unknown("问题线索", 2, "承办组编码"),
    unknown("谈话", 2, "单位编码"),
    unknown("谈话", 2, "线索编码"),
    ("talker", put("谈话", 2, "谈话人编码", "P1;X9"), ("code_unknown", "谈话", 2, "谈话人编码")),
    ("clue twice", put("问题线索", 3, "线索编码", "XS1"), ("duplicate", "问题线索", 3, "线索编码")),
    ("no summary", put("问题线索", 2, "问题摘要", ""), ("required", "问题线索", 2, "问题摘要")),
    (
        "formula",
        put("问题线索", 2, "问题摘要", Formula("=A1")),
        ("formula", "问题线索", 2, "问题摘要"),
    ),
    (
        "a conclusion's word as disposition",
        put("问题线索", 4, "处置方式", "谈话提醒"),
        ("word_unknown", "问题线索", 4, "处置方式"),
    ),
    (
        "a disposition's word as conclusion",
        put("问题线索", 2, "核实结论", "初步核实"),
        ("word_unknown", "问题线索", 2, "核实结论"),
    ),
    ("kind of talk", put("谈话", 2, "类型", "初核谈话"), ("word_unknown", "谈话", 2, "类型")),
    (
        "assigned before receipt",
        put("问题线索", 2, "交办日期", date(2015, 3, 1)),
        ("out_of_order", "问题线索", 2, "交办日期"),
    ),
    (
        "disposed before assignment",
        put("问题线索", 4, "处置日期", date(2015, 5, 5)),
        ("out_of_order", "问题线索", 4, "处置日期"),
    ),
    (
        "filed before disposition",
        put("问题线索", 2, "立案日期", date(2015, 3, 24)),
        ("out_of_order", "问题线索", 2, "立案日期"),
    ),
    (
        "talk before receipt",
        put("谈话", 2, "日期", date(2015, 3, 1)),
        ("out_of_order", "谈话", 2, "日期"),
    ),
    (
        "group without day",
        put("问题线索", 4, "交办日期", ""),
        ("day_missing", "问题线索", 4, "交办日期"),
    ),
    (
        "day without group",
        put("问题线索", 4, "承办组编码", ""),
        ("day_alone", "问题线索", 4, "交办日期"),
    ),
    (
        "day without disposition",
        put("问题线索", 4, "处置方式", ""),
        ("day_alone", "问题线索", 4, "处置日期"),
    ),
    (
        "conclusion without verification",
        put("问题线索", 3, "核实结论", "移送"),
        ("conclusion_alone", "问题线索", 3, "核实结论"),
    ),
    (
        "filed though concluded",
        put("问题线索", 2, "核实结论", "予以了结"),
        ("filed_otherwise", "问题线索", 2, "立案日期"),
    ),
    (
        "everybody resident there",
        put("问题线索", 2, "被反映单位编码", "U1"),
        ("nobody_free", "问题线索", 2, "承办组编码"),
    ),
    (
        "everybody with a declared tie",
        put("问题线索", 2, "被反映单位编码", "U2"),
        ("nobody_free", "问题线索", 2, "承办组编码"),
    ),
    (
        "everybody a relative",
        lambda city: city.put("问题线索", 2, "被反映人编码", "P5").put(
            "问题线索", 2, "承办组编码", "G2"
        ),
        ("nobody_free", "问题线索", 2, "承办组编码"),
    ),
    ("nobody talked to", put("谈话", 2, "人数", 0), ("people_none", "谈话", 2, "人数")),
]


def faults_of(city, tmp_path):
    return queries.check_workbook(city.save(tmp_path / "city.xlsx")).faults


@pytest.mark.parametrize(("edit", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_edit_gives_exactly_one_fault_at_its_place(edit, expected, tmp_path):
    city = small_city()
    edit(city)
    (fault,) = faults_of(city, tmp_path)
    assert (fault.kind, fault.sheet, fault.row, fault.header) == expected
    assert fault.wrong
    assert fault.expected
    assert "%(" not in fault.wrong + fault.expected + str(fault)


@pytest.mark.parametrize(
    ("edit", "expected"), [c[1:] for c in CASEWORK], ids=[c[0] for c in CASEWORK]
)
def test_one_edit_of_casework_gives_exactly_one_fault_at_its_place(edit, expected, tmp_path):
    city = city_with_casework()
    edit(city)
    (fault,) = faults_of(city, tmp_path)
    assert (fault.kind, fault.sheet, fault.row, fault.header) == expected
    assert "%(" not in fault.wrong + fault.expected + str(fault)


def test_all_faults_of_casework_are_told_at_once(tmp_path):
    city = city_with_casework()
    for _name, edit, _expected in CASEWORK[:6]:
        edit(city)
    assert len(faults_of(city, tmp_path)) >= 6


def test_the_valid_workbooks_have_no_fault(tmp_path):
    assert faults_of(small_city(), tmp_path) == []
    assert faults_of(city_with_casework(), tmp_path) == []


def test_every_kind_of_fault_has_a_case():
    elsewhere = {"not_xlsx", "old_xls", "locked", "damaged", "too_large", "far_cell", "excel_error"}
    elsewhere |= {"commission_other", "refused"}
    elsewhere |= {
        "sheet_casework",
        "sheet_structure",
        "code_closed",
    }  # tests.exchange.test_casework
    assert {case[2][0] for case in (*CASES, *CASEWORK)} | elsewhere == set(SENTENCES)


def test_a_missing_code_column_does_not_drag_every_reference_along(tmp_path):
    city = small_city()
    for row in city.sheets["单位"]:
        row[0] = ""
    assert [fault.kind for fault in faults_of(city, tmp_path)] == ["header_missing"]


def test_a_missing_required_column_of_postings_is_one_fault(tmp_path):
    for place in range(5):
        city = small_city()
        for row in city.sheets["任职"]:
            row[place] = ""
        kinds = {fault.kind for fault in faults_of(city, tmp_path)}
        assert kinds <= {"header_missing", "place_needed"}, place


def test_an_overlap_with_an_open_earlier_period_names_the_row(tmp_path):
    city = small_city()
    city.add(
        "任职", 人员编码="P2", 职务="派驻纪检组长", 任职对象编码="R3", 任职日期=date(2015, 7, 1)
    )
    assert faults_of(city, tmp_path) == []
    city.put("任职", 9, "任职日期", date(2015, 6, 30))
    (fault,) = faults_of(city, tmp_path)
    assert (fault.kind, fault.row) == ("overlap", 9)
    assert "任职!4" in fault.wrong


def test_forty_different_faults_give_forty_answers(tmp_path):
    """Edits at forty different cells; each answer names its own."""
    city = small_city()
    expected = set()
    for number in range(40):
        row = city.add("人员", 人员编码=f"X{number}", 姓名=f"甲{number}", 职级="其他")
        edits = [("姓名", ""), ("性别", "无"), ("职级", "部级"), ("姓名", Formula("=1"))]
        header, value = edits[number % 4]
        city.put("人员", row, header, value)
        expected.add((row, header))
    found = faults_of(city, tmp_path)
    assert len(found) == 40
    assert {(fault.row, fault.header) for fault in found} == expected


def test_a_file_that_cannot_be_read_has_that_one_fault(tmp_path):
    path = tmp_path / "file.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    assert [fault.kind for fault in queries.check_workbook(path).faults] == ["damaged"]
