"""Signing in and the access pages in a real browser: widths, accessibility, both languages, without script."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post
from tests.access import factories
from tests.web.conftest import faults, overflow, screen_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def structure(transactional_db):
    return factories.Structure(factories.commission())


@pytest.fixture
def keepers(structure):
    """Return one account for each of the three offices; another account waits to be put in force."""
    structure.holder(Post.MEMBER, is_active=False)
    return {
        office: factories.administrator(structure.commission, office, username=office)
        for office in Office
    }


def sign_in(page, username: str) -> None:
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(factories.PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_the_door_fits_the_screen_and_is_accessible(visit, structure):
    page = visit(reverse("account_login"))
    assert not screen_faults(page)
    sign_in(page, "nobody-here")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
    assert not screen_faults(page)


def test_the_door_speaks_english_too(visit, structure):
    page = visit(reverse("account_login"), width=320)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert overflow(page) <= 0
    assert not faults(page)


def test_one_signs_in_sets_up_the_second_factor_and_signs_out_without_script(
    browser, live_server, structure, settings
):
    settings.SECOND_FACTOR = "everybody"
    structure.holder(Post.OFFICE, username="office")
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('access:me')}")
    sign_in(page, "office")
    expect(page.get_by_role("heading", name="设置双因素认证")).to_be_visible()
    secret = page.locator(".secret code").text_content()
    page.get_by_label("验证码").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="设置").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="已妥善保存").click()
    expect(page.get_by_text("纪委机关")).to_be_visible()
    page.goto(f"{live_server.url}{reverse('account_logout')}")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    context.close()


PAGES = {
    "access:me": Office.AUDITOR,
    "access:accounts": Office.SYSTEM_ADMIN,
    "access:account_new": Office.SYSTEM_ADMIN,
    "access:waiting": Office.SECURITY_ADMIN,
    "access:administrators": Office.SECURITY_ADMIN,
    "account_change_password": Office.AUDITOR,
}


def test_the_pages_fit_the_screen_and_are_accessible(visit, structure, keepers):
    account = structure.holder(Post.CONTACT).get_absolute_url()
    pages = {reverse(name): office for name, office in PAGES.items()}
    for address, office in (pages | {account: Office.SECURITY_ADMIN}).items():
        assert not screen_faults(visit(address, keepers[office])), address


def test_an_account_is_opened_and_put_in_force_with_the_mouse(visit, structure, keepers):
    person = factories.official(structure.commission, "孙示例")
    page = visit(reverse("access:account_new"), keepers[Office.SYSTEM_ADMIN])
    page.get_by_label("人员").fill("孙")
    page.get_by_role("option", name=person.name).click()
    page.get_by_label("用户名").fill("sun")
    page.get_by_role("button", name="开立账号").click()
    expect(page.locator(".once-password")).to_be_visible()
    page = visit(reverse("access:waiting"), keepers[Office.SECURITY_ADMIN])
    card = page.get_by_role("region", name="孙示例 (sun)")
    card.get_by_role("button", name="启用").first.click()
    page.get_by_role("dialog").get_by_role("button", name="启用").click()
    expect(page.get_by_role("status").first).to_contain_text("已启用")
