"""A workbook goes in through a real browser: upload, faults, correction, plan, confirmation, result."""

from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.access.models import User
from paizhu.access.queries import operator
from paizhu.exchange import actions, queries
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.organization.models import Official, Unit
from tests.exchange.factories import small_city
from tests.web.conftest import screen_faults
from tests.web.conftest import visit as visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAIT = 60_000  # milliseconds for a busy machine; nothing sleeps


@pytest.fixture
def office(transactional_db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    path = small_city().save(tmp_path / "first.xlsx")
    commission = actions.import_workbook(
        workbook=queries.read_workbook(path), by=operator(None)
    ).commission
    official = Official.objects.of(commission).get(code="P4")
    return User.objects.create(
        commission=commission, official=official, username="office", display_name="李敏",
        is_active=True,
    )  # fmt: skip


def send(page, city, tmp_path):
    page.get_by_label("工作簿（.xlsx）").set_input_files(city.save(tmp_path / "upload.xlsx"))
    page.get_by_role("button", name="上传并检查").click()


@contextmanager
def fits(page):
    yield
    assert not screen_faults(page)


def test_the_pages_fit_the_screen_and_are_accessible(visit, office, tmp_path):
    page = visit(reverse("exchange:workbook"), office)
    with fits(page):
        expect(page.get_by_role("heading", name="数据工作簿")).to_be_visible()
    faulty = small_city().put("单位", 2, "口", "").put("监督活动", 2, "方式", "开会")
    with fits(page):
        send(page, faulty, tmp_path)
        expect(page.get_by_text("工作簿有 2 处问题")).to_be_visible(timeout=WAIT)


def test_faults_are_corrected_and_the_workbook_is_taken_in(visit, office, tmp_path):
    page = visit(reverse("exchange:workbook"), office)
    send(page, small_city().put("单位", 2, "口", ""), tmp_path)
    expect(page.get_by_text("单元格为空")).to_be_visible(timeout=WAIT)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注副本").click()
    assert download.value.suggested_filename == "upload（问题标注）.xlsx"
    page.get_by_role("link", name="上传更正后的工作簿").click()
    with fits(page):
        send(page, small_city().put("单位", 2, "单位名称", "望澜市教育和体育局"), tmp_path)
        expect(page.get_by_text("检查通过")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("cell", name="望澜市教育和体育局")).to_be_visible()
    page.get_by_role("button", name="确认导入").click()
    with fits(page):
        expect(page.get_by_text("导入完成")).to_be_visible(timeout=WAIT)
    assert Unit.objects.get(code="U1").name == "望澜市教育和体育局"
    page.get_by_role("link", name="单位", exact=True).last.click()
    expect(page.get_by_text("望澜市教育和体育局")).to_be_visible()


def test_progress_moves_by_itself_and_ends_in_the_result(visit, office, tmp_path):
    run = ImportRun.objects.create(
        commission=office.commission, user=office, file_name="数据.xlsx", size=1, digest="0" * 64,
        stored_as="run", state=RunState.IMPORTING,
    )  # fmt: skip
    run.note_progress(10, 100, "write")
    page = visit(reverse("exchange:run", args=[run.pk]), office)
    with fits(page):
        expect(page.get_by_text("10 / 100")).to_be_visible()
    run.note_progress(70, 100, "write")
    expect(page.get_by_text("70 / 100")).to_be_visible(timeout=WAIT)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    expect(page.get_by_text("导入完成")).to_be_visible(timeout=WAIT)
