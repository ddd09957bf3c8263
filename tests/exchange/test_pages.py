"""The pages of the workbook: upload, check, faults or plan, confirmation, progress, result, export."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paizhu.access.models import User
from paizhu.access.queries import operator
from paizhu.exchange import actions, background, queries
from paizhu.exchange.actions import runs
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Official, Unit
from paizhu.trail.models import Event
from tests.exchange.factories import small_city

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch, settings, tmp_path):
    """Background work is done before the page answers, and files lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(background, "start", lambda work, run: work(run.pk))


@pytest.fixture
def commission(tmp_path):
    path = small_city().save(tmp_path / "first.xlsx")
    return actions.import_workbook(
        workbook=queries.read_workbook(path), by=operator(None)
    ).commission


@pytest.fixture
def office(commission) -> User:
    return account(commission, "P4")


def account(commission, code) -> User:
    official = Official.objects.of(commission).get(code=code)
    return User.objects.create(
        commission=commission, official=official, username=code, display_name=official.name,
        is_active=True,
    )  # fmt: skip


@pytest.fixture
def page(client, office):
    client.force_login(office)
    return client


def upload(page, city, tmp_path, name="数据.xlsx"):
    content = city.save(tmp_path / "upload.xlsx").read_bytes()
    file = SimpleUploadedFile(name, content, XLSX)
    answer = page.post(reverse("exchange:workbook"), {"workbook": file}, follow=True)
    assert answer.status_code == 200
    return answer, ImportRun.objects.latest("pk")


def test_the_page_shows_the_ways_and_every_sheet(page):
    text = page.get(reverse("exchange:workbook")).content.decode()
    for word in ("下载模板", "上传并检查", "导出工作簿", "重要事项通报", "问题线索"):
        assert word in text


def test_the_template_is_a_workbook_of_the_contract(page, tmp_path):
    answer = page.get(reverse("exchange:template"))
    out = tmp_path / "template.xlsx"
    out.write_bytes(b"".join(answer.streaming_content))
    assert queries.read_workbook(out).faults == []
    assert "filename*=utf-8''" in answer["Content-Disposition"]


def test_a_changed_workbook_is_shown_confirmed_and_taken_in(page, tmp_path):
    city = small_city().put("单位", 2, "单位名称", "望澜市教育和体育局")
    city.add("单位", 单位编码="U5", 单位名称="望澜市气象局", 口="农林")
    answer, run = upload(page, city, tmp_path)
    text = answer.content.decode()
    assert run.state == RunState.READY
    assert run.path.exists()
    assert run.path.stat().st_mode & 0o777 == 0o600
    assert "望澜市教育和体育局" in text
    assert "确认导入" in text
    assert Unit.objects.count() == 4
    answer = page.post(reverse("exchange:begin", args=[run.pk]), follow=True)
    run.refresh_from_db(fields=["counts"])
    assert ImportRun.objects.get(pk=run.pk).state == RunState.DONE
    assert "新增 1 条，修改 1 条" in answer.content.decode()
    assert Unit.objects.count() == 5
    assert not run.path.exists()
    assert not list(run.folder().iterdir())
    events = Event.objects.filter(act__startswith="exchange.").order_by("pk")
    acts = [event.act for event in events]
    assert acts[-3:] == ["exchange.received", "exchange.begun", "exchange.imported"]


def test_the_stored_workbook_needs_no_import(page, tmp_path):
    answer, run = upload(page, small_city(), tmp_path)
    assert run.state == RunState.READY
    assert "完全一致" in answer.content.decode()
    assert "确认导入" not in answer.content.decode()


def test_faults_are_listed_alike_ones_together_and_can_be_searched(page, tmp_path):
    city = small_city().put("单位", 2, "口", "").put("监督活动", 2, "日期", "明天")
    for number in range(30):
        city.add("人员", 人员编码=f"X{number}", 姓名=f"甲{number}", 职级="部级")
    answer, run = upload(page, city, tmp_path)
    text = answer.content.decode()
    assert run.state == RunState.FAULTY
    assert run.fault_count == 32
    assert "32 处问题" in text
    assert "D7–D36" in text
    url = reverse("exchange:run", args=[run.pk])
    found = page.get(url, {"q": "明天"}).content.decode()
    assert "B2" in found
    assert "D7–D36" not in found
    only = page.get(url, {"sheet": "人员"}).content.decode()
    assert "D7–D36" in only
    assert "明天" not in only
    assert "没有符合" in page.get(url, {"q": "绝无此语"}).content.decode()
    assert page.get(url, {"page": "99"}).status_code == 200
    assert page.get(url, {"page": "x"}).status_code == 200


def test_the_marked_copy_comes_back_until_the_next_upload(page, tmp_path):
    _answer, run = upload(page, small_city().put("单位", 2, "口", ""), tmp_path)
    url = reverse("exchange:annotated", args=[run.pk])
    content = b"".join(page.get(url).streaming_content)
    assert "问题清单" in openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    upload(page, small_city(), tmp_path)
    assert ImportRun.objects.get(pk=run.pk).state == RunState.DISCARDED
    assert not run.path.exists()
    assert page.get(url).status_code == 403


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04nonsense"])
def test_a_file_that_is_no_workbook_gets_a_plain_answer(page, content):
    file = SimpleUploadedFile("数据.xlsx", content, XLSX)
    answer = page.post(reverse("exchange:workbook"), {"workbook": file}, follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "空" in text or "不是 Excel 工作簿" in text or "已损坏" in text


def test_a_name_with_a_path_is_cut_to_its_last_part(page, tmp_path):
    _answer, run = upload(page, small_city(), tmp_path, name="../../etc/数据.xlsx")
    assert run.file_name == "数据.xlsx"
    assert run.path.parent == run.folder()


def test_a_workbook_put_away_is_gone(page, tmp_path):
    _answer, run = upload(page, small_city(), tmp_path)
    page.post(reverse("exchange:discard", args=[run.pk]))
    assert ImportRun.objects.get(pk=run.pk).state == RunState.DISCARDED
    assert not run.path.exists()
    assert page.post(reverse("exchange:begin", args=[run.pk])).status_code == 403


def test_what_changed_between_check_and_import_is_checked_again(page, tmp_path):
    city = small_city().put("单位", 2, "单位名称", "新名")
    city.add("任职", 人员编码="P5", 职务="联络员", 任职对象编码="U2", 任职日期=date(2013, 1, 1))
    _answer, run = upload(page, city, tmp_path)
    late = small_city()
    late.add("任职", 人员编码="P5", 职务="联络员", 任职对象编码="U2", 任职日期=date(2012, 6, 1))
    path = late.save(tmp_path / "late.xlsx")
    actions.import_workbook(
        workbook=queries.read_workbook(path), commission=run.commission, by=operator(run.commission)
    )
    page.post(reverse("exchange:begin", args=[run.pk]))
    run = ImportRun.objects.get(pk=run.pk)
    assert run.state == RunState.FAULTY
    assert [fault[0] for fault in run.faults] == ["overlap"]
    assert not Unit.objects.filter(name="新名").exists()


def test_a_failure_in_the_background_is_told_and_leaves_nothing(page, tmp_path, monkeypatch):
    _answer, run = upload(page, small_city().put("单位", 2, "单位名称", "新名"), tmp_path)

    def fail(**_given):
        raise MemoryError

    monkeypatch.setattr(actions, "import_workbook", fail)
    answer = page.post(reverse("exchange:begin", args=[run.pk]), follow=True)
    assert ImportRun.objects.get(pk=run.pk).state == RunState.FAILED
    assert "未导入任何数据" in answer.content.decode()
    assert not run.path.exists()


def running(run) -> ImportRun:
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.IMPORTING)
    return ImportRun.objects.get(pk=run.pk)


def test_a_running_import_says_how_far_it_has_come(page, tmp_path):
    _answer, run = upload(page, small_city(), tmp_path)
    running(run).note_progress(30, 120, "write")
    text = page.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "30 / 120" in text
    assert "正在写入数据" in text
    part = page.get(reverse("exchange:progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert "30 / 120" in part.content.decode()
    assert "HX-Refresh" not in part


def test_a_run_that_has_ended_opens_the_page_anew(page, tmp_path):
    _answer, run = upload(page, small_city(), tmp_path)
    part = page.get(reverse("exchange:progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"


def test_a_run_whose_process_is_gone_is_ended(page, tmp_path):
    import os

    _answer, run = upload(page, small_city(), tmp_path)
    run = running(run)
    run.note_progress(1, 2, "write")
    os.utime(run.progress_path, (0, 0))
    text = page.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "服务器停止运行" in text
    assert ImportRun.objects.get(pk=run.pk).state == RunState.FAILED


def test_one_import_at_a_time(page, office, tmp_path):
    _answer, first = upload(page, small_city().put("单位", 2, "单位名称", "甲"), tmp_path)
    running(first)
    _answer, second = upload(page, small_city().put("单位", 2, "单位名称", "乙"), tmp_path)
    with pytest.raises(Refused, match="另有一个导入"):
        runs.begin(run=second, by=office)
    assert page.post(reverse("exchange:begin", args=[second.pk])).status_code == 403


def test_the_export_is_what_the_reader_may_see_and_stands_in_the_trail(page, commission, tmp_path):
    answer = page.post(reverse("exchange:export"))
    out = tmp_path / "export.xlsx"
    out.write_bytes(b"".join(answer.streaming_content))
    found = queries.check_workbook(out, commission=commission)
    assert found.changes_nothing
    assert Event.objects.filter(act="exchange.exported").count() == 1


def test_a_group_leader_exports_his_units_only(client, commission, tmp_path):
    client.force_login(account(commission, "P1"))
    assert client.get(reverse("exchange:workbook")).status_code == 403
    answer = client.post(reverse("exchange:export"))
    out = tmp_path / "export.xlsx"
    out.write_bytes(b"".join(answer.streaming_content))
    tables = queries.read_workbook(out).tables
    assert {row.code for row in tables["units"].rows} == {"U1", "U2"}
    assert {row.official for row in tables["recusals"].rows} == {"P1"}
    assert "P2" not in {row.code for row in tables["officials"].rows}


def test_another_commissions_import_does_not_exist(page, client, tmp_path):
    _answer, run = upload(page, small_city(), tmp_path)
    other = small_city().put("机关", 2, "机关编码", "XX").save(tmp_path / "other.xlsx")
    abroad = actions.import_workbook(
        workbook=queries.read_workbook(other), by=operator(None)
    ).commission
    official = Official.objects.of(abroad).get(code="P4")
    stranger = User.objects.create(
        commission=abroad, official=official, username="abroad", display_name="x", is_active=True
    )
    client.force_login(stranger)
    assert client.get(reverse("exchange:run", args=[run.pk])).status_code == 404
    assert client.get(reverse("exchange:workbook")).status_code == 200


def test_the_list_of_imports_costs_the_same_for_many(page, tmp_path, django_assert_max_num_queries):
    for _number in range(3):
        upload(page, small_city(), tmp_path)
    with django_assert_max_num_queries(12):
        page.get(reverse("exchange:imports"))


def test_pages_speak_english_too(page, tmp_path):
    _answer, run = upload(page, small_city().put("单位", 2, "口", ""), tmp_path)
    page.cookies["django_language"] = "en"
    text = page.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "The cell is empty." in text
