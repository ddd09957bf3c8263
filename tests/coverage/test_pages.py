"""The pages of coverage: who may open them, what their numbers and cells lead to, how they behave by size."""

import re
from datetime import date

import pytest
from django.urls import reverse

from paizhu.organization.models import Post
from paizhu.oversight.models import Method
from paizhu.tenancy.models import Commission
from tests.coverage.small_city import City, small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db
JUNE = "2015-06-30"


def built():
    city = small_city()
    city.post("OFF", Post.OFFICE)
    city.post("C1", Post.CONTACT, "U2")
    return city


standing_city, city = standing(built)


@pytest.fixture
def reader(city, client):
    """Sign somebody in by his code."""

    def sign_in(code):
        client.force_login(city.user(code))
        return client

    return sign_in


def page(name, query=""):
    return reverse(f"coverage:{name}") + (f"?{query}" if query else "")


@pytest.mark.parametrize("name", ["overview", "map", "blind_spots", "balance"])
@pytest.mark.parametrize(
    ("code", "others", "balance"),
    [("OFF", 200, 200), ("P1", 200, 403), ("P4", 200, 403), ("P6", 200, 403), ("C1", 403, 403)],
)
def test_who_may_open_which_page(reader, name, code, others, balance):
    expected = balance if name == "balance" else others
    assert reader(code).get(page(name)).status_code == expected


def test_each_tile_names_as_many_units_as_it_counts(reader):
    client = reader("OFF")
    tiles = client.get(page("overview", f"on={JUNE}")).context["tiles"]
    assert {tile.value for tile in tiles} == {5, 3, 1}
    for tile in tiles:
        chosen = client.get(tile.url.partition("#")[0]).context["chosen"]
        expected = 2 if "is=key" in tile.url else tile.value  # all key units, covered twice or not
        assert len(chosen) == expected, tile.label


def test_each_number_of_a_group_names_its_units(reader):
    client = reader("OFF")
    for line in client.get(page("overview", f"on={JUNE}")).context["groups"]:
        counts = {
            "units": len(line.units),
            "from_outside": line.from_outside,
            "both": line.both,
            "blind": line.blind,
        }
        for name, address in line.addresses.items():
            chosen = client.get(address.partition("#")[0]).context["chosen"]
            assert len(chosen) == counts[name], (line.group.code, name)


def test_every_unit_is_told_in_words_and_leads_to_its_page(city, reader):
    html = reader("OFF").get(page("overview", f"on={JUNE}")).content.decode()
    for code, state in (("U1", "仅同体监督"), ("U3", "双重监督"), ("U6", "未覆盖")):
        unit = city.units[code]
        told = re.search(rf'href="{reverse("organization:unit", args=[unit.pk])}"[^>]*', html)
        assert unit.name in told.group(0)
        assert state in told.group(0)


def test_a_group_member_reads_of_his_own_units_and_group_only(reader):
    html = reader("P5").get(page("overview", f"on={JUNE}")).content.decode()
    assert "规划局" in html
    assert "Z2综合组" in html
    assert not [word for word in ("教育局", "财政局", "林业局", "Z1综合组") if word in html]


def test_nonsense_in_the_address_shows_today(reader):
    client = reader("OFF")
    for query in ("on=31.12.2015", "is=nothing", "group=x", "sector=9999999", "unit=-1"):
        assert client.get(page("overview", query)).status_code == 200
    for query in ("year=zero", "year=1", "year=99999", "sector=<b>", "open=x", "paper=a0"):
        assert client.get(page("map", query)).status_code == 200


def test_a_cell_of_the_map_leads_to_as_many_activities_as_it_shows(city, reader):
    city.activity("A1", date(2015, 5, 31), Method.VISIT, ("U2", "U4"), ("P1", "P5"))
    city.activity("A2", date(2015, 5, 1), Method.MEETING, ("U2",), ("P3",))
    city.activity("A3", date(2015, 6, 1), Method.MEETING, ("U2",), ("P3",))
    client = reader("OFF")
    html = client.get(page("map", "year=2015")).content.decode()
    cells = re.findall(r'<a class="split-\w+" href="([^"]*unit=\d+[^"]*)"[^>]*>(\d+)</a>', html)
    assert sorted(int(shown) for _href, shown in cells) == [1, 1, 2]
    for href, shown in cells:
        listed = client.get(href.replace("&amp;", "&")).context["listing"].turn.records
        assert len(listed) == int(shown)


def test_a_cell_tells_same_and_cross_body_apart(city, reader):
    city.activity("A1", date(2015, 5, 4), Method.VISIT, ("U3",), ("P2", "P5"))
    city.activity("A2", date(2015, 5, 5), Method.VISIT, ("U1",), ("P1",))
    html = reader("OFF").get(page("map", "year=2015")).content.decode()
    assert "监督活动1次；同体1人次，异体1人次，职责外0人次" in html
    assert 'class="split-5"' in html  # half and half
    assert 'class="split-0"' in html  # same-body alone


def test_a_month_without_a_supervisor_from_outside_is_marked(city, reader):
    """U3: P2 and P5 until the rotation, P5 after it; U1 has only its own people; U5 no group."""
    html = reader("OFF").get(page("map", "year=2015")).content.decode()
    rows = dict(
        re.findall(r'<th scope="row"><a href="[^"]*/(\d+)/">[^<]*</a>.*?</th>(.*?)</tr>', html)
    )
    blind = {code: rows[str(unit.pk)].count(" blind") for code, unit in city.units.items()}
    assert blind == {"U1": 12, "U2": 2, "U3": 2, "U4": 2, "U5": 12, "U6": 12}


def test_a_small_city_is_open_and_a_large_one_opens_what_is_asked_for(city, reader):
    client = reader("OFF")
    assert all(sector.is_open for sector in client.get(page("map")).context["sectors"])
    for number in range(200):
        city.unit(f"V{number:03}", f"某{number}局", "农林")
    sectors = client.get(page("map")).context["sectors"]
    assert not any(sector.is_open for sector in sectors)
    asked = city.sectors["党群"].pk
    opened = client.get(page("map", f"open={asked}")).context["sectors"]
    assert [sector.name for sector in opened if sector.is_open] == ["党群"]
    part = client.get(
        page("map", f"sector={asked}"),
        headers={"HX-Request": "true", "HX-Target": f"sector-{asked}"},
    )
    assert part.content.decode().lstrip().startswith(f'<tbody id="sector-{asked}"')
    assert part.content.decode().count('scope="row"') == 3


def test_a_closed_sector_shows_the_same_sums_as_an_open_one(city, reader):
    city.activity("A1", date(2015, 5, 31), Method.VISIT, ("U1", "U2"), ("P1", "P5"))
    client, sector = reader("OFF"), city.sectors["党群"].pk
    cells = [
        client.get(page("map", f"year=2015&sector={sector}{more}")).context["sectors"][0].cells
        for more in ("", "&closed=1")
    ]
    assert cells[0] == cells[1]


def test_the_blind_spots_page_lists_both_kinds_and_the_gaps(city, reader):
    city.activity("A1", date(2015, 6, 20), Method.VISIT, ("U2", "U3"), ("P1",))
    shown = reader("OFF").get(page("blind_spots", f"on={JUNE}")).context
    assert [line.unit.code for line in shown["blind"]] == ["U1", "U5", "U6"]
    assert [line.unit.code for line in shown["silent"]] == ["U1", "U4", "U5", "U6"]
    assert [line.unit.code for line in shown["gaps"]] == ["U1"]
    assert shown["limit"] == 90
    assert [tile.value for tile in shown["tiles"]] == [3, 4, 1]


def test_the_balance_page_says_whether_the_promise_holds(city, reader):
    client = reader("OFF")
    assert "不成立" in client.get(page("balance", f"on={JUNE}")).content.decode()
    city.post("P5", Post.RESIDENT_MEMBER, "R2")
    told = client.get(page("balance", f"on={JUNE}")).content.decode()
    assert "成立：未增加机构、编制、人员。" in told


@pytest.mark.parametrize("name", ["overview", "map", "blind_spots", "balance"])
def test_the_number_of_queries_does_not_grow(city, reader, django_assert_max_num_queries, name):
    client = reader("OFF")
    with django_assert_max_num_queries(40) as before:
        client.get(page(name))
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
        city.post(f"Q{number:03}", Post.MEMBER, "Z1")
    with django_assert_max_num_queries(len(before)):
        client.get(page(name))


def test_a_name_from_outside_cannot_put_markup_into_the_page(city, reader):
    unit = city.units["U2"]
    unit.name = '<img src=x onerror="alert(1)">'
    unit.save()
    client = reader("OFF")
    for name in ("overview", "map", "blind_spots"):
        assert "<img src=x" not in client.get(page(name)).content.decode()


def test_an_empty_commission_is_told_when_coverage_shows(client):
    home = City(Commission.objects.create(code="LEER", name="空白市纪委监察局"))
    home.post("OFF", Post.OFFICE)
    client.force_login(home.user("OFF"))
    for name in ("overview", "map"):
        assert "尚未录入单位" in client.get(page(name)).content.decode()
    for name in ("blind_spots", "balance"):
        assert client.get(page(name)).status_code == 200
