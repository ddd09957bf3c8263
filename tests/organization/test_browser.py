"""The structure in a real browser: widths, accessibility, both languages, paper, and one appointment by hand."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.organization.models import Post, Posting
from tests.organization import factories
from tests.organization.city import City, build
from tests.web.conftest import faults, misfits, overflow, screen_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A3_LANDSCAPE = (1190, 842)
"""Width and height of the sheet in points."""


@pytest.fixture
def city(transactional_db) -> City:
    return build()


@pytest.fixture
def reform(transactional_db) -> City:
    """Return a city in the shape of the reform: 94 units with long names, 6 groups, 31 resident groups."""
    city = City(factories.CommissionFactory(name="示例市纪委监察局"))
    home, since = city.commission, {"from_on": date(2014, 1, 1)}
    city.people["office"] = factories.OfficialFactory(commission=home, name="办公室")
    factories.PostingFactory(official=city.people["office"], **since)
    for number, count in enumerate((22, 17, 17, 14, 12, 12)):
        sector = factories.SectorFactory(commission=home, position=number)
        group = factories.CompositeGroupFactory(
            commission=home, sectors=[sector], name=f"示例市纪委监察局派出第{number}综合纪检监察组"
        )
        for unit_number in range(count):
            unit = factories.UnitFactory(
                commission=home,
                sector=sector,
                name=f"示例市第{unit_number}人力资源和社会保障局",
                is_key=unit_number < 3,
            )
            if unit_number < 5 + (number == 0):
                person = factories.OfficialFactory(commission=home)
                resident = factories.ResidentGroupFactory(host=unit)
                factories.PostingFactory(
                    official=person, post=Post.RESIDENT_LEADER, place=resident, **since
                )
                factories.PostingFactory(
                    official=person, post=Post.MEMBER if unit_number else Post.LEADER, place=group
                )
        factories.PostingFactory(
            official=factories.OfficialFactory(commission=home), post=Post.LIAISON, place=group
        )
    return city


def addresses(city: City) -> list[str]:
    """Return the pages to look at, forms included."""
    records = (city.units["U1"], city.groups["Z1"], city.residents["R1"], city.people["leader"])
    posting = city.posting("leader", Post.LEADER).pk
    alone = (
        "chart",
        "units",
        "sectors",
        "groups",
        "resident_groups",
        "officials",
        "unit_new",
        "group_new",
        "official_new",
    )
    return [
        *(record.get_absolute_url() for record in records),
        *(reverse(f"organization:{name}") for name in alone),
        reverse("organization:official_posting_new", args=[city.people["nobody"].pk]),
        *(
            reverse(f"organization:{name}", args=[posting])
            for name in ("posting_end", "posting_rotate", "posting_correct")
        ),
    ]


def test_the_pages_fit_the_screen_and_are_accessible(visit, city):
    for address in addresses(city):
        assert not screen_faults(visit(address, city.user("office"))), address


def test_english_fits_too(visit, city):
    page = visit(reverse("organization:chart"), city.user("office"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for address in addresses(city):
        page = visit(address)
        assert not misfits(page), address
        assert not re.search(r"[\u4e00-\u9fff]{2,}：", page.title()), address


def test_the_chart_of_the_reform_prints_on_one_a3_sheet(visit, reform):
    page = visit(reverse("organization:chart"), reform.user("office"))
    expect(page.locator(".linked")).to_have_count(94)
    assert overflow(page) <= 0
    sheets = printed(page)
    assert len(sheets) == 1
    assert sheets[0] == pytest.approx(A3_LANDSCAPE, abs=2)


def printed(page) -> list[tuple[float, float]]:
    """Print and return the size of each sheet in points."""
    paper = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", paper)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == len(sizes)
    return [(float(width), float(height)) for width, height in sizes]


def test_on_a_phone_the_units_of_a_group_unfold(visit, reform):
    page = visit(reverse("organization:chart"), reform.user("office"), 390)
    assert overflow(page) <= 0
    first = page.locator(".branch").first
    expect(first.locator(".linked").first).to_be_hidden()
    first.get_by_text("22 个监督联系单位").click()
    expect(first.locator(".linked").first).to_be_visible()
    assert overflow(page) <= 0
    assert not faults(page)


def test_somebody_is_appointed_by_typing_initials(visit, city):
    page = visit(
        reverse("organization:official_posting_new", args=[city.people["nobody"].pk]),
        city.user("office"),
    )
    page.get_by_role("link", name="派驻纪检组", exact=True).last.click()
    page.get_by_label("职务").select_option("resident_member")
    page.get_by_label("派驻纪检组").fill("sbj")
    page.get_by_role("option", name="驻市丙局纪检组").click()
    page.get_by_label("任职日期").fill("2015-05-01")
    page.get_by_role("button", name="任职").click()
    expect(page.get_by_role("status").first).to_contain_text("任职已录入")
    assert Posting.objects.get(official=city.people["nobody"]).place == city.residents["R2"]


def test_a_posting_is_ended_without_script(browser, live_server, client, city, settings):
    client.force_login(city.user("office"))
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(live_server.url + city.people["leader"].get_absolute_url())
    page.get_by_role("link", name="免职").first.click()
    page.get_by_label("免职日期").fill("2015-07-01")
    page.get_by_role("button", name="免职").click()
    expect(page.locator(".posting-past")).to_contain_text("2015-06-30")
    context.close()
