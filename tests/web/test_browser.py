"""The pages in a real browser: widths, accessibility, keys, swapping, choosing, and all of it without script."""

import re

import pytest
from playwright.sync_api import expect

from paizhu.organization.models import Unit
from tests.web.conftest import faults, misfits, screen_faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.urls"),
]
PAGES = [
    "/web/components/",
    "/units/",
    "/units/?q=nirgends&kind=x",
    "/form/",
    "/refuse/",
    "/nowhere/",
]


def test_a_page_fits_the_screen_and_is_accessible(visit, office):
    for path in PAGES:
        page = visit(path, office)
        page.wait_for_load_state("networkidle")
        assert not screen_faults(page), path


def test_the_longer_language_fits_too(visit, office):
    page = visit("/units/", office)
    page.locator(".languages button[value=en]").click()
    for path in ("/units/", "/web/components/"):
        expect(page.locator("html")).to_have_attribute("lang", "en")
        visit(path)
        assert not misfits(page), path
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_searching_swaps_the_rows_keeps_the_focus_and_can_be_sent_to_a_colleague(visit, office):
    page = visit("/units/", office)
    page.keyboard.press("/")
    expect(page.locator("#list-search")).to_be_focused()
    page.keyboard.type("单位37")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("#list-search")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/units/\?q=%E5%8D%95%E4%BD%8D37$"))
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("#list-clear").click()
    expect(page.locator("tbody tr")).to_have_count(25)
    expect(page.locator("#list-search")).to_have_value("")


def test_the_back_button_leads_to_the_list_as_it_was(visit, office):
    page = visit("/units/", office)
    page.locator("#list-sort-name").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("单位名称")
    page.locator("#list-next").click()
    expect(page.locator(".list-count")).to_contain_text("第26–40条")
    page.go_back()
    expect(page.locator(".list-count")).to_contain_text("第1–25条")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("单位名称")
    page.go_back()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("单位代码")


def test_the_order_is_kept_when_a_filter_is_set(visit, office):
    page = visit("/units/?order=-code", office)
    page.locator("#list-filters summary").click()
    page.locator("#id_kind").select_option("事业单位")
    expect(page.locator(".chip")).to_contain_text("事业单位")
    expect(page.locator("tbody tr").first).to_contain_text("U0040")
    expect(page).to_have_url(re.compile("order=-code"))
    expect(page.locator("#id_kind")).to_be_visible()


def test_columns_and_rows_are_chosen_and_stay(visit, office):
    page = visit("/units/", office)
    page.locator("#list-columns summary").click()
    page.get_by_role("checkbox", name="性质").uncheck()
    page.get_by_role("button", name="应用").click()
    expect(page.locator("thead th")).to_have_count(4)
    page.locator("#list-size-50").click()
    expect(page.locator("tbody tr")).to_have_count(40)
    expect(page).to_have_url(re.compile("/units/$"))
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(40)
    expect(page.locator("thead th")).to_have_count(4)


def test_pages_turn_by_key(visit, office):
    page = visit("/units/", office)
    page.keyboard.press("n")
    expect(page.locator(".list-count")).to_contain_text("第26–40条")
    page.keyboard.press("p")
    expect(page.locator(".list-count")).to_contain_text("第1–25条")


def test_the_keys_are_shown_by_key_and_closed_by_escape(visit, office):
    page = visit("/units/", office)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert not faults(page)
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_refused_button_gives_its_reason_to_the_keyboard(visit, office):
    page = visit("/units/", office)
    expect(page.get_by_text("只有办公室可以合并单位。")).to_be_hidden()
    page.get_by_role("button", name="合并").focus()
    expect(page.get_by_text("只有办公室可以合并单位。")).to_be_visible()


def test_the_navigation_opens_and_closes_on_a_phone(visit, office):
    page = visit("/units/", office, 390)
    expect(page.locator("#navigation")).to_be_hidden()
    page.locator("[data-navigation=open]").click()
    expect(page.locator("#navigation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#navigation")).to_be_hidden()
    expect(page.locator("[data-navigation=open]")).to_be_focused()


def test_a_record_is_chosen_by_keys_from_suggestions(visit, office):
    page = visit("/form/", office)
    box = page.locator("#id_unit-box")
    box.click()
    page.keyboard.type("单位12")
    expect(page.locator("#id_unit-list [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert not faults(page)
    page.keyboard.press("Enter")
    expect(box).to_have_value("示例单位12 (U0012)")
    unit = Unit.objects.get(code="U0012")
    expect(page.locator("input[name=unit]")).to_have_value(str(unit.pk))


def test_several_records_are_added_and_taken_away(visit, office):
    page = visit("/form/", office)
    for text in ("单位12", "单位13"):
        page.locator("#id_more-box").click()
        page.keyboard.type(text)
        page.locator("#id_more-list [role=option]", has_text=text).click()
    expect(page.locator(".pick-one input:checked")).to_have_count(2)
    page.locator(".pick-one input").first.uncheck()
    page.locator("#id_name").fill("甲")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".pick-one")).to_have_count(1)
    expect(page.locator(".pick-one")).to_contain_text("示例单位13")


def test_a_form_with_faults_brings_them_into_focus(visit, office):
    page = visit("/form/", office)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.locator("[data-errors] a").first.click()
    expect(page.locator("#id_name")).to_be_focused()
    assert not faults(page)


def test_a_form_is_sent_once_however_often_it_is_clicked(visit, office):
    page = visit("/form/", office)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.locator("#id_name").fill("甲")
    with page.expect_navigation():
        page.evaluate(
            "const b = document.querySelector('.sheet [type=submit]'); b.click(); b.click(); b.click()"
        )
    page.wait_for_load_state("networkidle")
    assert len(sent) == 1


def test_leaving_a_form_with_changes_asks_first(visit, office):
    page = visit("/form/", office)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_name").click()
    page.keyboard.type("甲")
    page.goto(page.url.replace("/form/", "/units/"))
    assert asked == ["beforeunload"]


def test_a_refused_swap_is_told_in_passing(visit, office):
    page = visit("/units/", office)
    page.evaluate("htmx.ajax('GET', '/refuse/', {target: '#list-results'})")
    expect(page.locator("#toasts")).to_contain_text("驻在本单位的人不得核查本单位。")
    expect(page.locator("tbody tr")).to_have_count(25)


def test_a_dialog_asks_before_an_act(visit, office):
    page = visit("/web/components/", office)
    page.locator("a[data-opens=sample-end]").first.click()
    expect(page.locator("#sample-end")).to_be_visible()
    page.locator("#sample-end").get_by_text("取消").click()
    expect(page.locator("#sample-end")).to_be_hidden()


def test_charts_are_drawn_and_say_the_same_as_their_tables(visit, office):
    page = visit("/web/components/", office)
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    table = page.locator("#chart-sectors table")
    expect(table).to_be_hidden()
    page.locator("#chart-sectors summary").click()
    expect(table.locator("tbody tr").nth(2)).to_contain_text("22")


def test_on_paper_there_is_no_navigation_and_the_foot_says_who_read(visit, office):
    page = visit("/units/", office)
    page.emulate_media(media="print")
    for hidden in ("#navigation", ".bar", "#list-ask", ".list-foot"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".foot-print")).to_contain_text(office.display_name)
    expect(page.locator(".foot-print")).to_contain_text("演示数据，纯属虚构")
    expect(page.locator(".demonstration")).to_be_visible()


@pytest.fixture
def scriptless(browser, live_server, client, office):
    """A page in a browser that runs no script, signed in."""
    context = browser.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 800}
    )
    client.force_login(office)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/units/")
    yield page
    context.close()


def test_without_script_lists_search_sort_and_turn(scriptless):
    page = scriptless
    page.locator("#list-search").fill("单位3")
    page.locator(".list-go").click()
    expect(page.locator("tbody tr")).to_have_count(11)
    page.locator("#list-clear").click()
    expect(page.locator("tbody tr")).to_have_count(25)
    page.locator("#list-next").click()
    expect(page.locator(".list-count")).to_contain_text("第26–40条")


def test_without_script_navigation_menus_and_dialogs_open(scriptless, live_server):
    page = scriptless
    page.locator("[data-navigation=open]").click()
    expect(page.locator("#navigation")).to_be_visible()
    page.goto(f"{live_server.url}/web/components/")
    page.locator("a[data-opens=sample-end]").first.click()
    expect(page.locator("#sample-end")).to_be_visible()
