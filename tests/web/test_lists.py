"""The list page: what it shows, how it filters, sorts and remembers, and what stays out of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import Unit
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


def codes(response) -> list[str]:
    return re.findall(r">(U\d{4})<", response.content.decode())


def swapped(client, url: str, target: str = "list-results"):
    return client.get(url, headers={"HX-Request": "true", "HX-Target": target})


def test_the_first_page_shows_the_first_rows_in_the_default_order(client, home, reader):
    factories.units(home, 30)
    response = client.get("/units/")
    assert codes(response) == [f"U{n:04}" for n in range(1, 26)]
    assert "第1–25条，共30条" in response.content.decode()


@pytest.mark.parametrize(
    ("order", "first", "sorted_"),
    [
        ("code", "U0001", "ascending"),
        ("-code", "U0030", "descending"),
        ("headcount", "U0006", "ascending"),
    ],
)
def test_sorting_works_in_both_directions_and_is_told(client, home, reader, order, first, sorted_):
    factories.units(home, 30)
    response = client.get("/units/", {"order": order})
    assert codes(response)[0] == first
    head = re.search(r'<th[^>]*aria-sort="(\w+)"', response.content.decode())
    assert head.group(1) == sorted_


@pytest.mark.parametrize("order", ["secret", "-secret", "state", "pk", "commission__code", "';--"])
def test_an_order_that_is_not_offered_falls_back_to_the_default(client, home, reader, order):
    factories.units(home, 3)
    assert codes(client.get("/units/", {"order": order})) == ["U0001", "U0002", "U0003"]


def test_the_link_to_the_next_page_leads_on_and_back(client, home, reader):
    factories.units(home, 60)
    first = client.get("/units/").content.decode()
    second = client.get("/units/" + re.search(r'href="/units/(\?after=[^"]+)"', first).group(1))
    assert codes(second)[0] == "U0026"
    assert "第26–50条，共60条" in second.content.decode()
    back = re.search(r'href="/units/(\?before=[^"]+)"', second.content.decode()).group(1)
    assert codes(client.get("/units/" + back))[0] == "U0001"
    assert codes(client.get("/units/?last=1"))[-1] == "U0060"


def test_search_and_filters_restrict_and_are_shown_as_chips(client, home, reader):
    factories.units(home, 30)
    text = client.get("/units/", {"q": "示例单位1", "kind": "行政机关"}).content.decode()
    assert set(codes(client.get("/units/", {"q": "示例单位1", "kind": "行政机关"}))) == {
        f"U{n:04}" for n in (12, 15, 18)
    }
    assert text.count('class="chip"') == 2
    assert 'href="/units/?kind=%E8%A1%8C%E6%94%BF%E6%9C%BA%E5%85%B3"' in text


def test_a_filter_by_record_takes_its_key_and_shows_its_name(client, home, reader):
    unit = factories.units(home, 5)[2]
    text = client.get("/units/", {"unit": unit.pk}).content.decode()
    assert re.findall(r">(U\d{4})<", text) == [unit.code]
    assert f"{unit.name} ({unit.code})" in text


def test_a_filter_by_record_takes_its_name_where_there_is_no_script(client, home, reader):
    factories.units(home, 15)
    assert codes(client.get("/units/", {"unit": "", "unit-text": "U0003"})) == ["U0003"]


def test_an_invalid_filter_shows_its_fault_and_no_rows(client, home, reader):
    """Dropping it silently would show figures of something wider than what was asked."""
    factories.units(home, 5)
    text = client.get("/units/", {"least": "viele"}).content.decode()
    assert not re.findall(r">(U\d{4})<", text)
    assert "最少人数" in text
    assert 'role="alert"' in text


def test_empty_because_nothing_is_there_differs_from_nothing_matches(client, home, reader):
    nothing_yet = client.get("/units/").content.decode()
    assert "还没有单位。" in nothing_yet
    assert 'href="/import/"' in nothing_yet
    factories.units(home, 2)
    nothing_found = client.get("/units/", {"q": "不存在"}).content.decode()
    assert "还没有单位。" not in nothing_found
    assert "没有符合条件的记录" in nothing_found
    assert "清除全部条件" in nothing_found


def test_only_what_the_reader_may_see_is_listed_and_counted(client, home, reader):
    factories.units(home, 2)
    factories.units(factories.commission(), 5)
    text = client.get("/units/").content.decode()
    assert "共2条" in text


def test_a_column_not_open_to_the_reader_is_neither_shown_nor_offered(client, home, reader):
    factories.units(home, 1)
    client.get("/units/", {"columns": ["secret", "code"]})
    text = client.get("/units/").content.decode()
    assert "密" not in text


def test_chosen_columns_and_page_size_are_remembered_for_the_reader_alone(client, home, reader):
    factories.units(home, 40)
    response = client.get("/units/?kind=行政机关&columns=&columns=code&columns=home")
    assert response.status_code == 302
    assert response.url == "/units/?kind=%E8%A1%8C%E6%94%BF%E6%9C%BA%E5%85%B3"
    client.get("/units/", {"size": "50"})
    text = client.get("/units/").content.decode()
    assert len(re.findall(r">(U\d{4})<", text)) == 40
    assert home.name in text
    assert 'data-title="单位名称"' not in text
    client.force_login(factories.office(home))
    assert 'data-title="单位名称"' in client.get("/units/").content.decode()


@pytest.mark.parametrize("size", ["7", "100000", "-1", "x", ""])
def test_a_page_size_that_is_not_offered_is_ignored(client, home, reader, size):
    factories.units(home, 40)
    client.get("/units/", {"size": size})
    assert len(codes(client.get("/units/"))) == 25


def test_a_forged_preference_cookie_does_no_harm(client, home, reader):
    factories.units(home, 3)
    for value in ("x", "bnVsbA", "W10", "eyJ0ZXN0cy51bml0cyI6IDd9"):
        client.cookies[f"paizhu_lists_{reader.pk}"] = value
        assert codes(client.get("/units/")) == ["U0001", "U0002", "U0003"]


def test_a_swapped_part_carries_the_part_alone(client, home, reader):
    factories.units(home, 3)
    part = swapped(client, "/units/")
    assert part.content.decode().startswith('<div class="list-results"')
    assert "<html" not in part.content.decode()
    assert "HX-Target" in part.headers["Vary"]
    region = swapped(client, "/units/", "list").content.decode()
    assert region.startswith('<div class="list"')


def test_going_back_in_the_browser_gets_the_whole_page(client, home, reader):
    response = client.get(
        "/units/",
        headers={"HX-Request": "true", "HX-Target": "list", "HX-History-Restore-Request": "true"},
    )
    assert "<html" in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(client, home, reader):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    factories.units(home, 30)
    client.get("/units/")
    few = queries("/units/?order=-headcount")
    factories.units(home, 970)
    assert queries("/units/?order=-headcount") == few
    middle = Unit.objects.order_by("code")[500]
    from paizhu.web.lists.keyset import Keyset

    place = Keyset(Unit.objects.all(), ("code",)).cursor(middle)
    assert queries(f"/units/?after={place}") <= few + 1


def test_a_button_with_a_refusal_cannot_be_used_and_says_why(client, home, reader):
    text = client.get("/units/").content.decode()
    assert "只有办公室可以合并单位。" in text
    button = re.search(r"<button[^>]*aria-disabled=\"true\"[^>]*>", text).group(0)
    assert re.search(r'aria-describedby="([^"]+)"', button).group(1) in text


def test_what_a_record_is_called_cannot_become_markup(client, home, reader):
    factories.units(home, 1, name='<img src=x onerror="x">')
    assert "<img src=x" not in client.get("/units/").content.decode()
