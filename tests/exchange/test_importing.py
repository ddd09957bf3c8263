"""An import: all or nothing, the same twice changes nothing, a changed row updates, and back again cell by cell."""

import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from paizhu.access.queries import operator
from paizhu.exchange import actions, queries
from paizhu.exchange.actions import applying
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Posting,
    RecusalGround,
    Sector,
    Unit,
)
from paizhu.oversight.models import Activity, MatterNotice, Opinion, Participation
from paizhu.tenancy.models import Commission
from paizhu.trail.models import Event
from tests.exchange.factories import City, small_city

pytestmark = pytest.mark.django_db


def take_in(city: City, tmp_path, *, commission=None, by=None):
    path = city.save(tmp_path / "city.xlsx")
    return actions.import_workbook(
        workbook=queries.read_workbook(path), commission=commission, by=by or operator(commission)
    )


def stored():
    """Everything that an import could touch, counted."""
    models = (Commission, Sector, Unit, Placement, CompositeGroup, Charge, Official, Posting)
    models += (RecusalGround, MatterNotice, Activity, Participation, Opinion, Event)
    return {model.__name__: model.objects.count() for model in models}


def cells(path):
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_first_import_makes_the_commission_and_all_its_records(tmp_path):
    done = take_in(small_city(), tmp_path)
    assert done.commission == Commission.objects.get(code="WL")
    assert done.counts["监督活动"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert done.counts["机关"]["created"] == 1
    assert Unit.objects.count() == 4
    assert [s.name for s in Sector.objects.order_by("position")] == ["宣教", "农林"]
    leader = Posting.objects.get(official__code="P2", post="resident_leader")
    assert leader.until_on == date(2015, 7, 1)
    assert Opinion.objects.get(code="O1").closed_on == date(2015, 4, 20)
    capacities = {(p.official.code, p.unit.code): p.capacity for p in Participation.objects.all()}
    assert capacities == {
        ("P1", "U1"): "both",
        ("P1", "U3"): "outside",
        ("P1", "U4"): "outside",
        ("P2", "U3"): "both",
        ("P2", "U4"): "cross_body",
    }


def test_the_same_workbook_again_changes_nothing_and_says_so(tmp_path):
    done = take_in(small_city(), tmp_path)
    before = stored()
    again = take_in(small_city(), tmp_path, commission=done.commission)
    assert again.changed_nothing
    assert all(count["unchanged"] or not any(count.values()) for count in again.counts.values())
    assert stored() == before


CHANGES = [
    ("机关", 2, "机关名称", "望澜市纪委"),
    ("单位", 2, "单位名称", "望澜市教育和体育局"),
    ("单位", 3, "口", "农林"),
    ("单位", 5, "重点单位", "是"),
    ("单位", 5, "在编人数", ""),
    ("派驻纪检组", 2, "驻在单位编码", "U2"),
    ("派驻纪检组", 2, "编制数", 5),
    ("综合组", 2, "口", "宣教；农林"),
    ("综合组", 3, "成立日期", "2014-11-01"),
    ("人员", 4, "性别", "男"),
    ("任职", 8, "免职日期", date(2016, 1, 1)),
    ("回避", 2, "事由", "配偶在该单位任职"),
    ("回避", 2, "截止日期", date(2016, 1, 1)),
    ("重要事项通报", 2, "通报时间", "2015-03-11 08:30"),
    ("重要事项通报", 2, "通报人编码", ""),
    ("监督活动", 3, "参加人员编码", "P2"),
    ("监督活动", 3, "单位编码", "U4;U3;U1"),
    ("监督活动", 2, "监督内容", ""),
    ("监督活动", 2, "日期", date(2015, 3, 9)),
    ("意见建议", 3, "状态", "不采纳"),
    ("意见建议", 2, "整改期限", ""),
]


@pytest.mark.parametrize(("sheet", "row", "header", "value"), CHANGES)
def test_one_changed_cell_changes_one_row(tmp_path, sheet, row, header, value):
    first = take_in(small_city(), tmp_path)
    city = small_city().put(sheet, row, header, value)
    done = take_in(city, tmp_path, commission=first.commission)
    changed = {name: count for name, count in done.counts.items() if count["changed"]}
    assert {name: count["changed"] for name, count in changed.items()} == {sheet: 1}
    assert not any(count["created"] for count in done.counts.values())
    again = take_in(city, tmp_path, commission=done.commission)
    assert again.changed_nothing


def test_capacities_follow_a_corrected_posting(tmp_path):
    done = take_in(small_city(), tmp_path)
    city = small_city().put("任职", 4, "免职日期", date(2015, 4, 2))
    take_in(city, tmp_path, commission=done.commission)
    part = Participation.objects.get(official__code="P2", unit__code="U3")
    assert part.capacity == "cross_body"


def test_rows_left_out_stay_and_columns_left_out_keep_what_is_stored(tmp_path):
    done = take_in(small_city(), tmp_path)
    city = City()
    city.add("机关", 机关编码="WL", 机关名称="望澜市纪委监察局（测试）")
    city.sheets = {"机关": city.sheets["机关"], "单位": [["单位编码", "单位名称", "口"]]}
    city.sheets["单位"].append(["U1", "望澜市教育局", "宣教"])
    again = take_in(city, tmp_path, commission=done.commission)
    assert again.changed_nothing
    assert again.absent == (
        "派驻纪检组", "综合组", "人员", "任职", "回避", "重要事项通报", "监督活动", "意见建议",
        "问题线索", "谈话",
    )  # fmt: skip
    assert Unit.objects.get(code="U1").is_key
    assert Unit.objects.count() == 4


def test_later_workbooks_may_refer_to_what_is_stored(tmp_path):
    done = take_in(small_city(), tmp_path)
    city = City()
    city.add("机关", 机关编码="WL", 机关名称="望澜市纪委监察局（测试）")
    city.add(
        "监督活动", 活动编码="A3", 日期=date(2015, 5, 5), 方式="个别谈话", 单位编码="U2",
        参加人员编码="P1", 通报编码="N1", 综合组编码="G1",
    )  # fmt: skip
    city.add(
        "意见建议", 意见编码="O3", 活动编码="A1", 单位编码="U1", 内容="另一条。",
        提出日期=date(2015, 3, 13), 状态="已提出",
    )  # fmt: skip
    assert take_in(city, tmp_path, commission=done.commission).counts["监督活动"]["created"] == 1
    city.put("意见建议", 2, "单位编码", "U2")
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(city, tmp_path, commission=done.commission)
    assert [fault.kind for fault in faulty.value.faults] == ["unit_not_there"]


def test_an_overlap_with_a_stored_posting_is_found(tmp_path):
    done = take_in(small_city(), tmp_path)
    city = City()
    city.add("机关", 机关编码="WL", 机关名称="望澜市纪委监察局（测试）")
    city.add("任职", 人员编码="P4", 职务="纪委办公室", 任职日期=date(2014, 1, 1))
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(city, tmp_path, commission=done.commission)
    assert [fault.kind for fault in faulty.value.faults] == ["overlap"]
    city.add(
        "任职",
        人员编码="P4",
        职务="纪委办公室",
        任职日期=date(2012, 3, 1),
        免职日期=date(2014, 1, 1),
    )
    take_in(city, tmp_path, commission=done.commission)
    assert Posting.objects.filter(official__code="P4").count() == 2


def test_forty_faults_give_forty_answers_and_change_nothing(tmp_path):
    city = small_city()
    for number in range(40):
        city.add("人员", 人员编码=f"X{number}", 姓名=f"甲{number}", 职级="部级")
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(city, tmp_path)
    assert len(faulty.value.faults) == 40
    assert not any(stored().values())


def test_a_failure_at_the_last_sheet_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(work):
        raise RuntimeError("the disk is full")

    kept = tuple((s, fail if s.key == "opinions" else act) for s, act in applying.SHEETS)
    monkeypatch.setattr(applying, "SHEETS", kept)
    with pytest.raises(RuntimeError):
        take_in(small_city(), tmp_path)
    assert not any(stored().values())


def test_a_rule_that_no_check_foresaw_becomes_a_fault_of_its_sheet(tmp_path, monkeypatch):
    def refuse(work):
        raise Refused("今天不行")

    kept = tuple((s, refuse if s.key == "postings" else act) for s, act in applying.SHEETS)
    monkeypatch.setattr(applying, "SHEETS", kept)
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(small_city(), tmp_path)
    (fault,) = faulty.value.faults
    assert (fault.kind, fault.sheet, fault.wrong) == ("refused", "任职", "今天不行")
    assert not any(stored().values())


def test_a_workbook_of_another_commission_is_refused(tmp_path):
    done = take_in(small_city(), tmp_path)
    city = small_city().put("机关", 2, "机关编码", "XX")
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(city, tmp_path, commission=done.commission)
    assert [fault.kind for fault in faulty.value.faults] == ["commission_other"]


def test_a_second_commission_keeps_its_own_records(tmp_path):
    take_in(small_city(), tmp_path)
    other = take_in(small_city().put("机关", 2, "机关编码", "XX"), tmp_path)
    assert Unit.objects.of(other.commission).count() == 4
    assert Unit.objects.count() == 8


def test_the_trail_says_who_took_in_what(tmp_path):
    done = take_in(small_city(), tmp_path)
    event = Event.objects.get(act="exchange.imported")
    assert event.chain == done.commission.pk
    assert event.detail["counts"]["监督活动"] == [2, 0]


def test_progress_reaches_its_end_in_every_stage(tmp_path):
    seen = {}
    path = small_city().save(tmp_path / "city.xlsx")

    def progress(done, total, stage):
        seen[stage] = (done, total)

    workbook = queries.read_workbook(path, progress)
    actions.import_workbook(workbook=workbook, progress=progress, by=operator(None))
    assert set(seen) == {"read", "check", "compare", "write"}
    assert all(done == total for done, total in seen.values())


def test_export_import_export_gives_the_same_cells(tmp_path):
    done = take_in(small_city(), tmp_path)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    actions.export_workbook(out=first, commission=done.commission, by=operator(done.commission))
    again = actions.import_workbook(
        workbook=queries.read_workbook(first),
        commission=done.commission,
        by=operator(done.commission),
    )
    assert again.changed_nothing
    Commission.objects.filter(pk=done.commission.pk).update(code="OLD")
    other = actions.import_workbook(workbook=queries.read_workbook(first), by=operator(None))
    assert other.commission != done.commission
    actions.export_workbook(out=second, commission=other.commission, by=operator(other.commission))
    assert cells(first) == cells(second)


def test_an_export_holds_what_the_workbook_held(tmp_path):
    city = small_city()
    done = take_in(city, tmp_path)
    out = tmp_path / "out.xlsx"
    exported = actions.export_workbook(
        out=out, commission=done.commission, by=operator(done.commission)
    )
    found = queries.read_workbook(out)
    given = queries.read_workbook(tmp_path / "city.xlsx")
    for key, table in given.tables.items():
        assert sorted((row[1:] for row in table.rows), key=repr) == sorted(
            (row[1:] for row in found.tables[key].rows), key=repr
        ), key
    assert exported.left_empty == ("问题线索", "谈话")
    assert exported.counts["单位"] == 4
    assert Event.objects.get(act="exchange.exported").detail["rows"] == exported.rows


def test_text_with_a_formula_sign_goes_out_as_text(tmp_path):
    city = small_city()
    for row, text in enumerate(("=1+1", "+86", "-3", "@SUM(A1)"), start=2):
        city.put("单位", row, "单位名称", text)
    done = take_in(city, tmp_path)
    out = tmp_path / "out.xlsx"
    actions.export_workbook(out=out, commission=done.commission, by=operator(done.commission))
    assert queries.read_workbook(out).faults == []
    assert [row[1] for row in cells(out)["单位"][1:]] == ["=1+1", "+86", "-3", "@SUM(A1)"]


def test_only_the_office_takes_in_and_only_staff_take_out(tmp_path):
    from types import SimpleNamespace

    from paizhu.organization.models import Powers

    done = take_in(small_city(), tmp_path)
    outsider = SimpleNamespace(
        pk=1, commission_id=done.commission.pk, powers=Powers(on=date(2015, 1, 1)), trail_name="x"
    )
    with pytest.raises(Refused, match="办公室"):
        take_in(small_city(), tmp_path, commission=done.commission, by=outsider)
    with pytest.raises(Refused):
        actions.export_workbook(out=tmp_path / "x.xlsx", commission=done.commission, by=outsider)
    assert not (tmp_path / "x.xlsx").exists()


def test_every_code_named_in_a_check_is_a_kind_of_fault():
    """No check names a fault that has no sentences."""
    from pathlib import Path

    from paizhu.exchange.states.faults import SENTENCES

    folder = Path(queries.__file__).parent
    text = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    named = set(re.findall(r"""(?:fault|Fault|BadCell)\(\s*"(\w+)\"""", text))
    assert named
    assert named <= set(SENTENCES)
