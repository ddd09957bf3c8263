"""Petitions in a real browser: drafts keep themselves and come back, nothing lies in the browser, pages fit the screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.clues.models import Draft, Petition
from tests.clues.factories import clue_of, named, registered
from tests.web.conftest import eventually, faults, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page) -> list[str]:
    """Return what the accessibility checker finds; the watermark is faint on purpose and hidden from readers."""
    page.evaluate("document.querySelectorAll('.watermark').forEach(mark => mark.remove())")
    return faults(page)


def test_a_draft_keeps_itself_comes_back_after_a_break_and_goes_when_sent(visit, city):
    office, new = city.user("petitions"), reverse("clues:petition_new")
    page = visit(new, office)
    page.get_by_label("否：由本机关受理").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("被反映人姓名").fill("王某某")
    page.get_by_label("反映内容").fill("反映其收受礼金，写到一半")
    expect(page.get_by_text("已保存草稿")).to_be_visible(timeout=10_000)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "王某某" not in kept
    assert Draft.objects.count() == 1
    page.get_by_label("反映内容").fill("反映其收受礼金，写完了")
    page.evaluate("window.onbeforeunload = null")
    page.goto("about:blank")  # a break: what was written last is sent as the page goes
    eventually(page, lambda: "写完了" in Draft.objects.get().text)
    page = visit(new, office)
    page.get_by_role("link", name="继续填写").click()
    expect(page.get_by_label("反映内容")).to_have_value("反映其收受礼金，写完了")
    expect(page.get_by_label("被反映人姓名")).to_have_value("王某某")
    page.get_by_label("来件方式").select_option("来信")
    page.get_by_label("被反映人职级").select_option("科级正职")
    page.get_by_label("署名情况").select_option("匿名")
    unit = page.get_by_role("combobox", name="被反映单位")
    unit.fill("乙")
    page.get_by_role("option", name="市乙局").click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("信访件已登记")).to_be_visible()
    assert not Draft.objects.exists()
    assert Petition.objects.get().text == "反映其收受礼金，写完了"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_petitions_fit_the_screen_and_are_accessible(visit, city, width):
    office = city.user("petitions")
    first, made = registered(city, "U5"), named(city, "U5", text="反映其在工程发包中收受礼金！")
    clue_of(city, "U5", petition=made)
    addresses = [
        reverse("clues:petitions"), reverse("clues:petition_new"), made.get_absolute_url(),
        reverse("clues:petition_answers"), reverse("clues:petition_results"),
        reverse("clues:petition_step", args=[made.pk, "refuse"]),
        reverse("clues:petition_step", args=[made.pk, "link"]),
        reverse("clues:petition_correct", args=[first.pk]), reverse("clues:reporter", args=[made.pk]),
        reverse("clues:reporter_enter", args=[first.pk]),
    ]  # fmt: skip
    for address in addresses:
        page = visit(address, office, width)
        assert overflow(page) <= 0, address
        assert not seen(page), address
    page = visit(reverse("clues:petition_new"), office, width)
    page.get_by_label("是：反映的是本机关主要负责人").check()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="径送单")).to_be_visible()
    assert overflow(page) <= 0
    assert not seen(page)
