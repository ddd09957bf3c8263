"""What every page keeps: refusals in plain words, errors in style, languages, the banner, fields told aloud."""

import re

import pytest
from django.test import Client

from paizhu.kernel import panels
from paizhu.web.context import Shell
from tests.web import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def home():
    return factories.commission()


@pytest.fixture
def reader(home, client):
    user = factories.office(home)
    client.force_login(user)
    return user


def page(response) -> str:
    return response.content.decode()


def test_a_refusal_is_a_page_with_the_reason_its_basis_and_a_way_back(client, reader):
    response = client.get("/refuse/", headers={"Referer": "http://testserver/units/?q=1"})
    assert response.status_code == 403
    assert "驻在本单位的人不得核查本单位。" in page(response)
    assert "《工作规则》第四十一条" in page(response)
    assert 'href="/units/?q=1"' in page(response)


@pytest.mark.parametrize(
    "came_from",
    [
        "http://elsewhere.example/x",
        "http://testserver/refuse/",
        "http://testserver.evil.example/",
        "javascript:1",
        "",
    ],
)
def test_the_way_back_never_leads_elsewhere_or_into_a_circle(client, reader, came_from):
    found = page(client.get("/refuse/", headers={"Referer": came_from}))
    assert 'class="btn btn-primary" href="/"' in found


def test_a_refusal_of_a_swapped_part_is_told_without_swapping(client, reader):
    response = client.get("/refuse/", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response.headers["HX-Reswap"] == "none"
    assert "paizhu:toast" in response.headers["HX-Trigger"]
    assert response.headers["HX-Trigger"].isascii()


def test_a_missing_page_says_what_to_do(client, reader):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到此页面" in page(response)


def test_a_broken_page_needs_neither_database_nor_reader(reader, django_assert_num_queries):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/sign-in/", headers={"Host": "wrong host"})
        assert response.status_code == 400
    client.force_login(reader)
    response = client.get("/fail/")
    assert response.status_code == 500
    assert "系统出错" in page(response)
    assert "broken on purpose" not in page(response)


def test_the_broken_page_itself_asks_no_query(rf, django_assert_num_queries):
    from paizhu.web import views

    with django_assert_num_queries(0):
        assert views.server_error(rf.get("/")).status_code == 500


def test_the_broken_page_arrives_though_it_cannot_be_drawn(rf, monkeypatch):
    from paizhu.web import views

    monkeypatch.setattr(views.loader, "get_template", lambda name: 1 / 0)
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "系统出错" in page(response)


def test_an_expired_form_says_that_nothing_was_saved(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    response = client.post("/form/", {})
    assert response.status_code == 403
    assert "内容没有保存" in page(response)


def test_the_page_says_its_language_and_offers_the_other(client, reader):
    assert '<html lang="zh-Hans">' in page(client.get("/units/"))
    client.post("/language/", {"language": "en", "next": "/units/"})
    english = page(client.get("/units/"))
    assert '<html lang="en">' in english
    assert "Nothing here yet" in english or "Skip to the content" in english


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_invented_data_is_marked_on_every_page(client, home, reader, is_demonstration):
    home.is_demonstration = is_demonstration
    home.save()
    assert ("演示数据，纯属虚构" in page(client.get("/units/"))) is is_demonstration
    assert ("演示数据，纯属虚构" in page(client.get("/nowhere/"))) is is_demonstration


def test_the_navigation_shows_what_the_reader_may_see_and_marks_where_he_is(
    client, reader, monkeypatch
):
    monkeypatch.setattr(panels, "_navigation", {})
    panels.add_navigation(
        panels.NavigationEntry(1, "甲", "可见", "set_language", "home", lambda user: True),
        panels.NavigationEntry(2, "甲", "不可见", "account_logout", "home", lambda user: False),
        panels.NavigationEntry(3, "乙", "没有地址", "nowhere:at_all", "home", lambda user: True),
    )
    found = page(client.get("/units/"))
    assert "可见" in found
    assert "不可见" not in found
    assert "没有地址" not in found


@pytest.mark.urls("paizhu.config.urls")
def test_every_navigation_entry_has_an_address():
    from django.urls import reverse

    for entry in panels._navigation.values():
        assert reverse(entry.url_name)


def test_the_frame_asks_the_database_nothing_of_its_own(rf, reader, django_assert_max_num_queries):
    request = rf.get("/units/")
    request.user, request.resolver_match = reader, None
    with django_assert_max_num_queries(0):
        shell = Shell(request)
        assert shell.commission.pk == reader.commission_id
        assert shell.version


def test_a_field_names_its_help_and_its_faults(client, reader):
    found = page(client.post("/form/", {"name": "字" * 30, "unit": "", "unit-text": ""}))
    box = re.search(r'<input type="text" name="name"[^>]*>', found).group(0)
    assert 'aria-invalid="true"' in box
    assert 'aria-describedby="id_name_helptext id_name_error"' in box
    assert 'id="id_name_helptext"' in found
    assert 'id="id_name_error"' in found
    assert 'class="form-control is-invalid"' in box


def test_the_summary_of_faults_leads_to_each_field(client, reader):
    found = page(client.post("/form/", {"name": ""}))
    summary = found[found.index("data-errors") :]
    for target in re.findall(r'<a href="#([^"]+)">', summary[: summary.index("</ul>")]):
        assert f'id="{target}"' in found
    assert 'href="#id_name"' in summary
    assert 'href="#id_unit-box"' in summary


def test_a_day_is_chosen_in_the_browsers_own_calendar_in_every_language(client, reader):
    for language in ("zh-hans", "en"):
        client.post("/language/", {"language": language})
        found = page(client.post("/form/", {"on": "2015-03-02"}))
        assert re.search(r'<input type="date" name="on" value="2015-03-02"', found)


def test_every_label_speaks_of_a_field_that_is_there(client, reader):
    found = page(client.get("/form/"))
    for target in re.findall(r'<label[^>]* for="([^"]+)"', found):
        assert f'id="{target}"' in found


@pytest.mark.parametrize("path", ["/units/", "/nowhere/", "/refuse/", "/units/?export=xlsx"])
def test_nothing_read_by_somebody_signed_in_is_kept(client, reader, path):
    """Going back after signing out must show nothing."""
    response = client.get(path)
    assert "no-store" in response.headers["Cache-Control"]
    response.close()


def test_the_component_page_is_not_for_production(client, reader, settings):
    assert client.get("/web/components/").status_code == 200
    settings.STAGE = "production"
    assert client.get("/web/components/").status_code == 404
