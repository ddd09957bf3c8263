"""The public door as people meet it: on small screens, enlarged, by keys alone, without script, in both languages."""

import os

import pytest
from benchmarks.surveys import definition
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.surveys.models import Ballot, SurveyUnit
from tests.surveys import factories
from tests.web.conftest import faults, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAIZHU_TEST_SHOTS")
"""A folder for pictures of what was tested, for people to look at."""


@pytest.fixture
def door(city, live_server):
    """A large survey of 25 questions; the addresses of a form, of a used ticket, and of the page behind both."""
    survey = factories.issued(city, {"U1": {"A": 6}}, definition=definition())
    codes = factories.codes(city, survey)["A"]
    held = SurveyUnit.objects.get(survey=survey)

    def address(name, *given):
        return live_server.url + reverse(f"ballot:{name}", args=given)

    return {
        "codes": codes,
        "enter": address("enter"),
        "form": address("form", codes[0]),
        "second": address("form", codes[1]),
        "unknown": address("form", "ABCDEFGHJKMN"),
        "thanks": address("thanks", held.page),
        "results": address("results", held.page),
    }


def shoot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_each_page_fits_and_is_accessible_in_both_languages(browser_page, door, width):
    for language in ("zh-hans", "en"):
        for name in ("enter", "form", "unknown", "thanks", "results"):
            browser_page.set_viewport_size({"width": width, "height": 800})
            browser_page.goto(f"{door[name]}?lang={language}")
            shoot(browser_page, f"{name}-{language}-{width}")
            assert overflow(browser_page) <= 0, (name, language)
            assert width == 390 or not faults(browser_page), (name, language)


def test_what_is_wrong_is_led_to_from_a_summary_that_has_the_focus(browser_page, door):
    browser_page.set_viewport_size({"width": 320, "height": 800})
    browser_page.goto(door["form"])
    browser_page.get_by_role("button").click()
    summary = browser_page.locator("#faults")
    expect(summary).to_be_focused()
    expect(browser_page).to_have_title("尚未提交 · 压力测试")
    shoot(browser_page, "faulty-320")
    assert overflow(browser_page) <= 0
    assert not faults(browser_page)
    summary.get_by_role("link").nth(23).focus()
    browser_page.keyboard.press("Enter")
    matrix = browser_page.locator("#q-24")
    expect(matrix).to_be_focused()
    told = matrix.get_attribute("aria-describedby")
    expect(browser_page.locator(f"#{told}")).to_have_text("每一行都要作答。")
    expect(browser_page.get_by_role("group", name="24. 矩阵")).to_have_count(1)


def test_twice_as_large_nothing_is_cut_off(browser_page, door):
    browser_page.set_viewport_size({"width": 640, "height": 800})
    browser_page.goto(door["form"])
    browser_page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert overflow(browser_page) <= 0
    shoot(browser_page, "enlarged-640")


def test_without_script_by_keys_alone_a_ballot_arrives_once(browser, door):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN"
    )
    page, hosts = context.new_page(), set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(door["enter"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(door["codes"][0].lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("压力测试")
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    for _choice in range(31):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("希望公开食堂采购账目。")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="提交答卷")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("答卷已收到")
    assert Ballot.objects.count() == 1
    page.goto(door["form"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("已经使用")
    assert not context.cookies()
    assert len(hosts) == 1
    context.close()


def test_a_whole_form_with_all_that_it_loads_is_small_on_the_wire(browser, door):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page, sizes = context.new_page(), []
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(door["form"], wait_until="networkidle")
    assert len(sizes) >= 3
    assert 0 < sum(sizes) < 60_000
    context.close()


def test_a_draft_stays_in_this_tab_until_the_ballot_has_arrived(browser_page, door):
    browser_page.goto(door["second"])
    browser_page.locator("textarea").fill("先写一半")
    browser_page.reload()
    expect(browser_page.locator("textarea")).to_have_value("先写一半")
    browser_page.goto(door["thanks"])
    browser_page.goto(door["second"])
    expect(browser_page.locator("textarea")).to_have_value("")


ITEMS = [{"key": f"i{n}", "label": item} for n, item in enumerate("德能勤绩廉", start=1)]
TEAM = {"key": "m", "kind": "matrix", "title": "逐项评价", "options": factories.OPTIONS, "lines": "members", "items": ITEMS}  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
def test_each_member_by_each_item_is_asked_by_name_fits_and_arrives(
    browser_page, city, live_server, width
):
    asked = factories.DEFINITION | {"sections": [{"title": "班子成员", "questions": [TEAM]}]}
    survey = factories.issued(city, {"U1": {"A": 6}}, definition=asked)
    code = factories.codes(city, survey)["A"][0]
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(live_server.url + reverse("ballot:form", args=[code]))
    lines = [f"{member} {item}" for member in ("张三", "李四") for item in "德能勤绩廉"]
    for line in lines:
        expect(browser_page.get_by_role("group", name=line, exact=True)).to_have_count(1)
    assert overflow(browser_page) <= 0
    assert not faults(browser_page)
    shoot(browser_page, f"team-{width}")
    for line in lines[:-1]:
        browser_page.get_by_role("group", name=line, exact=True).get_by_label("较好").check()
    browser_page.get_by_role("button", name="提交答卷").click()
    expect(browser_page.locator("#faults")).to_be_focused()
    left = browser_page.locator(".line.is-open legend")
    expect(left).to_have_text("李四 廉")
    assert not faults(browser_page)
    shoot(browser_page, f"team-faulty-{width}")
    browser_page.get_by_role("group", name=lines[-1], exact=True).get_by_label("较好").check()
    expect(browser_page.locator("[data-progress]")).to_contain_text("1 / 1")
    browser_page.get_by_role("button", name="提交答卷").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("答卷已收到")
    assert Ballot.objects.count() == 1
