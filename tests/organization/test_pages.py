"""The pages of the structure: what they say as on a day, to whom, and at what cost."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from paizhu.kernel import panels
from paizhu.organization.actions import groups, people, units
from paizhu.organization.models import Post, Unit
from paizhu.trail.models import Event
from tests.organization import factories

pytestmark = pytest.mark.django_db
DETAILS = {
    "organization:unit": lambda city: city.units["U1"].pk,
    "organization:group": lambda city: city.groups["Z1"].pk,
    "organization:resident_group": lambda city: city.residents["R1"].pk,
    "organization:official": lambda city: city.people["leader"].pk,
}
LISTS = ("units", "sectors", "groups", "resident_groups", "officials")


def page(client, city, role, name, *args, query="", status=200):
    client.force_login(city.user(role))
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def main(text: str) -> str:
    """Return the content without navigation and foot."""
    return re.search(r"<main.*?</main>", text, re.DOTALL)[0]


def test_a_unit_says_who_supervises_it_in_which_capacity(client, city):
    text = main(
        page(
            client, city, "office", "organization:unit", city.units["U1"].pk, query="?on=2015-06-01"
        )
    )
    first, second = text.split("党群口综合纪检监察组", 1)
    assert "示例leader" in first
    assert "capacity-both" in first
    assert "capacity-same" in first
    assert "示例liaison" in second
    assert "示例leader_two" not in text


def test_a_linked_unit_is_supervised_from_outside_and_says_where_its_supervisors_are_resident(
    client, city
):
    text = main(
        page(
            client, city, "office", "organization:unit", city.units["U2"].pk, query="?on=2015-06-01"
        )
    )
    assert text.count("capacity-cross") == 3  # the group, and the two who act here
    assert "派驻 <a" in re.sub(r"\s+", " ", text)
    assert "示例contact" in text
    assert "示例head" in text


def test_a_unit_in_no_groups_charge_says_so(client, city):
    text = main(
        page(
            client, city, "office", "organization:unit", city.units["U2"].pk, query="?on=2014-06-01"
        )
    )
    assert "该日本单位所在的口没有综合组负责。" in text


def test_a_groups_page_shows_people_and_linked_units_of_the_day(client, city):
    people.rotate(
        posting=city.posting("leader", Post.LEADER), post=Post.LEADER, place=city.groups["Z2"],
        from_on=date(2015, 7, 1), by=city.looker("office"),
    )  # fmt: skip
    group = city.groups["Z1"].pk

    def people_card(day: str) -> str:
        text = main(page(client, city, "office", "organization:group", group, query=f"?on={day}"))
        return text.split('id="people"')[1].split("</section>")[0]

    assert "示例leader<" in people_card("2015-06-30")
    assert "示例leader<" not in people_card("2015-07-01")
    assert "示例member<" in people_card("2015-07-01")


def test_a_groups_page_shows_the_units_linked_on_the_day(client, city):
    units.transfer(
        unit=city.units["U2"],
        sector=city.sectors["政法"],
        from_on=date(2015, 7, 1),
        by=city.looker("office"),
    )
    group = city.groups["Z1"].pk
    before = main(page(client, city, "office", "organization:group", group, query="?on=2015-06-30"))
    after = main(page(client, city, "office", "organization:group", group, query="?on=2015-07-01"))
    assert "市乙局" in before
    assert "市乙局" not in after


def test_an_officials_page_shows_double_capacity_and_reach(client, city):
    text = main(
        page(
            client,
            city,
            "office",
            "organization:official",
            city.people["leader"].pk,
            query="?on=2015-06-01",
        )
    )
    assert "双重身份" in text
    reach = text.split('id="capacity"')[1].split("</section>")[0]
    assert "市甲局" in reach.split("capacity-cross")[0]
    for name in ("市乙局", "市戊局"):
        assert name in reach.split("capacity-cross")[1]
    assert "市丙局" not in reach


def test_the_last_day_is_shown_not_the_day_after_it(client, city):
    people.end_posting(
        posting=city.posting("leader", Post.LEADER),
        until_on=date(2015, 7, 1),
        by=city.looker("office"),
    )
    text = main(page(client, city, "office", "organization:official", city.people["leader"].pk))
    card = text.split('id="postings"')[1].split("</section>")[0]
    assert "2015-06-30" in card
    assert "2015-07-01" not in card


@pytest.mark.parametrize("name", DETAILS)
def test_who_may_not_see_a_record_is_told_that_it_is_not_there(client, city, other_city, name):
    for role, at in (("team", city), ("petitions", city), ("nobody", city), ("office", other_city)):
        page(client, at, role, name, DETAILS[name](city), status=404)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_open_to_the_commission_its_groups_and_the_units_people(client, city, name):
    for role in ("office", "secretary", "leader", "liaison", "resident", "contact", "team"):
        page(client, city, role, f"organization:{name}")
    for role in ("petitions", "nobody", "auditor"):
        assert "开放" in page(client, city, role, f"organization:{name}", status=403)


def test_a_units_contact_finds_just_the_own_unit_and_nothing_of_other_hosts(client, city):
    assert "市乙局" in main(page(client, city, "contact", "organization:units"))
    text = main(page(client, city, "contact", "organization:units"))
    assert "市甲局" not in text
    unit = main(
        page(
            client,
            city,
            "contact",
            "organization:unit",
            city.units["U2"].pk,
            query="?on=2015-06-01",
        )
    )
    assert "示例leader" in unit
    assert "市甲局" not in unit


def test_who_keeps_accounts_finds_people_but_no_units(client, city):
    text = main(
        page(client, city, "system_admin", "organization:official", city.people["leader"].pk)
    )
    assert "任职经历" in text
    assert 'href="/organization/units/' not in text
    page(client, city, "system_admin", "organization:units", status=403)


@pytest.mark.parametrize(("asked", "found"), [
    ("q=市甲", {"U1"}), ("q=sbj", {"U3"}), ("q=U4", {"U4"}), ("key=1", {"U1", "U3"}), ("host=0", {"U2", "U4", "U5"}),
    ("sector={政法}", {"U3", "U4"}), ("group={Z1}", {"U1", "U2", "U5"}), ("sector=999", set()),
])  # fmt: skip
def test_units_are_found_by_name_code_initials_and_filters(client, city, asked, found):
    keys = {name: record.pk for name, record in (*city.sectors.items(), *city.groups.items())}
    text = main(
        page(client, city, "office", "organization:units", query=f"?{asked.format(**keys)}")
    )
    assert set(re.findall(r">(U\d)<", text)) == found


@pytest.mark.parametrize(("asked", "found"), [
    ("q=slhead", {"head"}), ("post=leader", {"leader", "leader_two"}), ("unit={U1}", {"leader", "member"}),
    ("unit={U2}", {"head", "contact"}), ("group={Z1}", {"leader", "member", "liaison"}),
])  # fmt: skip
def test_officials_are_found_by_where_and_what_they_are(client, city, asked, found):
    keys = {code: record.pk for code, record in (*city.units.items(), *city.groups.items())}
    text = main(
        page(client, city, "office", "organization:officials", query=f"?{asked.format(**keys)}")
    )
    assert set(re.findall(r"示例(\w+)</a>", text)) == found


def test_an_exported_list_holds_what_the_reader_sees_and_leaves_a_record(client, city, tmp_path):
    client.force_login(city.user("leader"))
    answer = client.get(reverse("organization:units") + "?export=xlsx")
    file = tmp_path / "units.xlsx"
    file.write_bytes(b"".join(answer.streaming_content))
    rows = list(load_workbook(file).active.values)
    assert {row[1] for row in rows} >= {"市甲局", "市乙局", "市戊局"}
    assert not {row[1] for row in rows} & {"市丙局", "市丁局"}
    event = Event.objects.get(act="organization.list_exported")
    assert event.detail == {"count": 3, "list": "单位"}


@pytest.mark.parametrize(
    "name", [*(f"organization:{name}" for name in LISTS), "organization:chart", *DETAILS]
)
def test_a_page_asks_the_same_number_of_questions_for_few_and_for_many(client, city, name):
    args = [DETAILS[name](city)] if name in DETAILS else []
    address = reverse(name, args=args)
    client.force_login(city.user("secretary"))
    client.get(address)  # what a first request alone costs

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len([query for query in queries if "organization_" in query["sql"]])

    enlarge(city)  # so that there is more than one page, which costs the question how many
    few = cost()
    enlarge(city)
    assert cost() == few


def enlarge(city) -> None:
    """Make the city ten times as large, its first group and host unit included."""
    home, sector = city.commission, city.sectors["党群"]
    for number in range(50):
        unit = factories.UnitFactory(commission=home, sector=sector)
        official = factories.OfficialFactory(commission=home)
        resident = factories.ResidentGroupFactory(host=unit)
        days = {"official": official, "from_on": date(2016, 1, 1)}
        factories.PostingFactory(post=Post.RESIDENT_LEADER, place=resident, **days)
        factories.PostingFactory(post=Post.MEMBER, place=city.groups["Z1"], **days)
        if number < 10:
            factories.PostingFactory(post=Post.RESIDENT_MEMBER, place=city.residents["R1"], **days)
            factories.PostingFactory(post=Post.TEAM_MEMBER, place=city.units["U1"], **days)


@pytest.mark.parametrize(
    "name", [*(f"organization:{name}" for name in LISTS), "organization:chart"]
)
def test_an_empty_database_says_what_to_do(client, db, name):
    from tests.organization.city import City

    home = factories.CommissionFactory()
    person = factories.OfficialFactory(commission=home, name="首位")
    factories.PostingFactory(official=person)
    empty = City(home, people={"office": person})
    text = main(page(client, empty, "office", name))
    if name != "organization:officials":
        assert 'class="empty-state"' in text


def test_the_chart_shows_commission_groups_units_and_who_is_resident_where(client, city):
    text = main(page(client, city, "secretary", "organization:chart", query="?on=2015-06-01"))
    assert "截至 2015-06-01：2 个综合组、5 个单位" in text
    for word in ("示例secretary", "示例liaison", "示例leader_two", "市丁局", "驻 市甲局"):
        assert word in text
    first = text.split("党群口综合纪检监察组")[1].split("政法口综合纪检监察组")[0]
    assert {name for name in ("市甲局", "市乙局", "市戊局", "市丙局") if f">{name}</a>" in first} == {
        "市甲局", "市乙局", "市戊局",
    }  # fmt: skip


def test_what_no_group_has_charge_of_stands_apart_on_the_chart(client, city):
    factories.UnitFactory(
        commission=city.commission,
        name="市新局",
        sector=factories.SectorFactory(commission=city.commission, name="农林"),
    )
    factories.UnitFactory(commission=city.commission, name="市无局")
    text = main(page(client, city, "secretary", "organization:chart", query="?on=2015-06-01"))
    apart = text.split("无综合组负责")[1]
    assert "农林" in apart
    assert "市新局" in apart
    assert "未归口" in apart
    assert "市无局" in apart


def test_a_chart_of_a_day_before_the_reform_shows_no_group(client, city):
    text = main(page(client, city, "secretary", "organization:chart", query="?on=2015-02-28"))
    assert "综合纪检监察组" not in text
    assert "市甲局" in text


def test_each_sees_his_part_of_the_chart(client, city):
    text = main(page(client, city, "contact", "organization:chart", query="?on=2015-06-01"))
    assert "市乙局" in text
    for hidden in ("市甲局", "市丁局", "政法口", "示例secretary"):
        assert hidden not in text


def test_the_history_of_a_unit_names_each_sector_group_and_leader_in_turn(client, city):
    office = city.looker("office")
    units.transfer(
        unit=city.units["U2"], sector=city.sectors["政法"], from_on=date(2016, 1, 1), by=office
    )
    groups.hand_over(
        sector=city.sectors["政法"], group=city.groups["Z1"], from_on=date(2017, 1, 1), by=office
    )
    text = main(page(client, city, "office", "organization:unit", city.units["U2"].pk))
    table = text.split('class="chart-table history-table"')[1].split("</table>")[0]
    rows = [
        re.sub(r"<[^>]+>", " ", row).split()
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    ][1:]
    assert [row for row in rows if row[0] == "综合纪检监察组"] == [
        ["综合纪检监察组", "党群口综合纪检监察组", "2017-01-01", "今"],
        ["综合纪检监察组", "政法口综合纪检监察组", "2016-01-01", "2016-12-31"],
        ["综合纪检监察组", "党群口综合纪检监察组", "2015-03-01", "2015-12-31"],
    ]
    assert [row[1] for row in rows if row[0] == "综合组组长"] == [
        "示例leader",
        "示例leader_two",
        "示例leader",
    ]
    assert [row for row in rows if row[0] == "口"] == [
        ["口", "政法", "2016-01-01", "今"], ["口", "党群", "一直", "2015-12-31"],
    ]  # fmt: skip


def test_a_unit_page_is_written_for_a_unit_of_another_name(client, city):
    """Names are data: nothing in them becomes markup."""
    unit = city.units["U2"]
    Unit.objects.filter(pk=unit.pk).update(name="<b>局</b>")
    client.force_login(city.user("office"))
    assert (
        "<b>局</b>" not in client.get(reverse("organization:unit", args=[unit.pk])).content.decode()
    )


def test_the_capacity_of_one_person_towards_one_unit_is_drawn_where_a_page_asks_for_it(city):
    source = "{% load organization %}{% capacity_towards official unit on %}"
    given = {"official": city.people["leader"], "unit": city.units["U2"], "on": date(2015, 6, 1)}
    drawn = engines["django"].from_string(source).render(given)
    assert drawn == '<span class="capacity capacity-cross">异体</span>'


@pytest.mark.parametrize(
    "role", ["office", "secretary", "leader", "contact", "system_admin", "auditor", "nobody"]
)
def test_the_navigation_offers_what_the_reader_may_open(client, city, role):
    client.force_login(city.user(role))
    offered = {
        entry.url_name
        for entry in panels.navigation(city.user(role))
        if entry.url_name.startswith("organization:")
    }
    for name in ("chart", "units", "groups", "officials"):
        is_open = client.get(reverse(f"organization:{name}")).status_code == 200
        assert (f"organization:{name}" in offered) is is_open
