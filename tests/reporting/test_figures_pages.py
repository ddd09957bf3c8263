"""The figures page: each number leads to a list of exactly so many records, for every reader."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from paizhu.organization.models import Post
from paizhu.oversight.models import Matter, Method
from paizhu.reporting.tables.figures import Number
from paizhu.trail.models import Event
from tests.coverage.small_city import small_city
from tests.reporting.test_figures import record
from tests.standing import standing

pytestmark = pytest.mark.django_db
YEAR = "from=2015-01-01&to=2015-12-31"


def built():
    city = record(small_city())
    city.post("OFF", Post.OFFICE)
    return city


standing_city, city = standing(built)


@pytest.fixture
def reader(city, client):
    """Sign somebody in by his code."""

    def sign_in(code):
        client.force_login(city.user(code))
        return client

    return sign_in


def numbers(response):
    """Every number of the page with its address."""
    for tile in response.context["tiles"]:
        yield Number(tile.value, tile.url)
    for table in response.context["tables"]:
        for line in table.lines:
            yield from line.numbers
    for chart in response.context["charts"]:
        for series in chart.series:
            yield from map(Number, series.values, series.urls)


def rows_behind(client, url):
    """How many records the page behind a number lists."""
    swapped = {"HX-Request": "true", "HX-Target": "list-results"}
    context = client.get(url.partition("#")[0], headers=swapped).context
    if "listing" in context:
        return len(context["listing"].turn.records)
    if url.endswith("#units"):
        return len(context["chosen"])
    if url.endswith("#sectors"):
        return sum(bool(sector.name) for sector in context["sectors"])
    return len(context["groups"])


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("OFF", "&units=1"),
        ("OFF", "&group=Z1"),
        ("OFF", "&sector=综合"),
        ("OFF", "&unit=U2"),
        ("P5", ""),
        ("P6", ""),
    ],
)
def test_each_number_leads_to_so_many_records(city, reader, code, query):
    client, known = reader(code), {**city.groups, **city.sectors, **city.units}
    name, _, chosen = query.strip("&").partition("=")
    if chosen in known:
        query = f"&{name}={known[chosen].pk}"
    page = client.get(f"{reverse('reporting:figures')}?{YEAR}{query}")
    linked = {number.url: number.value for number in numbers(page) if number.url}
    assert linked
    assert {url: rows_behind(client, url) for url in linked} == linked


def test_a_number_without_a_link_is_zero_or_in_no_groups_name(reader):
    page = reader("OFF").get(f"{reverse('reporting:figures')}?{YEAR}")
    plain = [number for number in numbers(page) if not number.url and number.value]
    by_group = page.context["tables"][1]
    unnamed = [number for line in by_group.lines if not line.url for number in line.numbers]
    assert not [number for number in plain if number not in unnamed]


def test_the_paragraph_tells_the_years_results(reader):
    page = reader("OFF").get(f"{reverse('reporting:figures')}?period=2015")
    told = page.context["paragraph"]
    text = "".join(part.partition(">")[2] for part in f">{told}".split("<"))
    assert text == (
        "2015年，2个综合纪检监察组对3个口6个单位开展监督活动6次，参加监督联系单位“三重一大”等重要会议3次，"
        "提出意见建议6条，销号2条；其中异体监督5人次，同体监督3人次。"
    )


def test_the_workbook_holds_the_same_numbers_and_the_trail_knows_who_took_it(city, reader):
    client = reader("OFF")
    answer = client.get(
        f"{reverse('reporting:figures_export')}?{YEAR}&group={city.groups['Z1'].pk}"
    )
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert [cell.value for cell in book.worksheets[0]["B"][3:6]] == [3, 1, 4]
    assert {sheet.title for sheet in book} >= {"按月", "按口", "按单位"}
    event = Event.objects.get(act="reporting.figures_exported")
    assert event.detail["start"] == "2015-01-01"
    assert event.detail["filters"] == ["Z1综合组"]


def test_no_cell_of_the_workbook_is_a_formula(city, reader):
    unit = city.units["U2"]
    unit.name = '=HYPERLINK("http://example.test")'
    unit.save()
    answer = reader("OFF").get(f"{reverse('reporting:figures_export')}?{YEAR}")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_taking_out_the_list_of_acts_is_in_the_trail(reader):
    answer = reader("P5").get(f"{reverse('reporting:parts')}?{YEAR}&export=xlsx")
    assert answer.status_code == 200
    event = Event.objects.get(act="reporting.acts_exported")
    assert event.detail["rows"] == 6


@pytest.mark.parametrize("page", ["figures", "figures_export", "parts"])
def test_a_units_contact_gets_no_figures(city, client, page):
    city.post("C1", Post.CONTACT, "U2")
    client.force_login(city.user("C1"))
    answer = client.get(reverse(f"reporting:{page}"))
    assert answer.status_code == 403
    assert not Event.objects.filter(act="reporting.figures_exported").exists()


def test_a_group_that_the_reader_may_not_see_cannot_be_chosen(city, reader):
    client = reader("P5")
    page = client.get(f"{reverse('reporting:figures')}?{YEAR}&group={city.groups['Z1'].pk}")
    assert page.context["scope"].group is None
    assert "Z1综合组" not in page.content.decode()


def test_the_list_of_acts_restricts_as_figures_do(city, reader):
    client, acts = reader("OFF"), reverse("reporting:parts")
    city.activity("B1", date(2015, 9, 1), Method.VISIT, ("U6",), ("P1",), matter=Matter.OTHER)
    city.place(city.units["U6"], "综合", date(2015, 10, 1))
    sector = city.sectors["综合"].pk
    before = client.get(f"{acts}?from=2015-09-01&to=2015-09-30&sector={sector}")
    after = client.get(f"{acts}?from=2015-09-01&to=2015-10-01&sector={sector}")
    assert len(before.context["listing"].turn.records) == 0
    assert len(after.context["listing"].turn.records) == 1


def test_the_number_of_queries_does_not_grow(city, reader, django_assert_max_num_queries):
    client = reader("OFF")
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
    with django_assert_max_num_queries(60):
        client.get(f"{reverse('reporting:figures')}?{YEAR}&units=1")
