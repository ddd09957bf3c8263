"""The quick entry on a telephone: what is typed survives a lost connection, arrives once, and is then forgotten."""

import pytest
from playwright.sync_api import expect

from paizhu.oversight.models import Activity
from tests.organization.city import build
from tests.web.conftest import eventually, faults, overflow, visit  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUICK = "/oversight/activities/quick/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('paizhu.keep:')).length"


def test_what_is_typed_survives_a_lost_connection_arrives_once_and_is_forgotten(visit):  # noqa: F811
    city = build()
    page = visit(QUICK, city.user("leader"), 390)
    assert overflow(page) <= 0
    assert not faults(page)
    page.check("input[name=method][value=talk]")
    page.locator("input[name=places]").first.check()
    page.fill("input[name=summary]", "了解情况")
    page.context.set_offline(True)
    page.click(".sheet-foot button[type=submit]")
    expect(page.locator("#toasts")).to_contain_text("保留在本浏览器")
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("input[name=summary]")).to_have_value("")
    page.click("[data-kept-take]")
    expect(page.locator("input[name=summary]")).to_have_value("了解情况")
    expect(page.locator("input[name=method][value=talk]")).to_be_checked()
    page.click(".sheet-foot button[type=submit]")
    expect(page.locator(".note-success")).to_be_visible()
    page.wait_for_load_state()
    eventually(page, lambda: page.evaluate(KEPT) == 0)
    assert Activity.objects.get().summary == "了解情况"


def test_signing_out_forgets_what_was_kept(visit):  # noqa: F811
    page = visit(QUICK, build().user("leader"), 390)
    page.fill("input[name=summary]", "了解情况")
    eventually(page, lambda: page.evaluate(KEPT) == 1)  # what is typed is kept a moment later
    page.on("dialog", lambda dialog: dialog.accept())
    page.click(".bar-person")
    page.click("form[action*=out] button[type=submit]")
    expect(page.locator("input[type=password]")).to_be_visible()
    page.wait_for_load_state()
    eventually(page, lambda: page.evaluate(KEPT) == 0)
