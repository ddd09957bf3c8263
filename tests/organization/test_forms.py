"""From page to record and back: each form does one act, keeps what was typed when refused, and notices a stale page."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
    RecusalGround,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.trail.models import Event
from tests.organization import factories
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, city):
    client.force_login(city.user("office"))
    return client


def filled(client, address: str) -> dict:
    """Return a form's hidden fields and present values, as a browser would send them back."""
    text = client.get(address).content.decode()
    form = re.search(r'<form class="sheet".*?</form>', text, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in given:
            found.setdefault(given["name"], []).append(
                html.unescape(given.get("value", "on" if given.get("type") == "checkbox" else ""))
            )
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = [chosen[1] if chosen else ""]
    return found


def send(client, address: str, **typed):
    """Open a form, change some of it, send it; a chosen record goes as its id with its text left out."""
    given = filled(client, address)
    for name, value in typed.items():
        given[name] = value
        given.pop(f"{name}-text", None)
    return client.post(address, given, follow=True)


def page_of(name: str, *args, query: str = "") -> str:
    return reverse(f"organization:{name}", args=args) + query


def errors(answer) -> str:
    assert answer.status_code == 200
    return html.unescape(
        re.search(r'class="note note-error errors".*?</ul>', answer.content.decode(), re.DOTALL)[0]
    )


def test_a_unit_is_entered_and_corrected(office, city):
    address = page_of("unit_new")
    answer = send(
        office,
        address,
        code="U9",
        name="市新局",
        sector=city.sectors["党群"].pk,
        headcount="12",
        is_key="on",
    )
    unit = Unit.objects.get(code="U9")
    assert answer.redirect_chain[-1][0] == unit.get_absolute_url()
    assert (unit.headcount, unit.is_key, unit.initials) == (12, True, "sxj")
    send(office, page_of("unit_edit", unit.pk), name="市新设局")
    unit.refresh_from_db()
    assert (unit.name, unit.headcount, unit.is_key, unit.revision) == ("市新设局", 12, True, 2)
    assert Placement.objects.get(unit=unit).sector == city.sectors["党群"]


def test_a_unit_may_be_the_first_of_a_new_sector_but_not_in_two(office, city):
    fault = send(
        office,
        page_of("unit_new"),
        code="U9",
        name="局",
        sector=city.sectors["党群"].pk,
        new_sector="农林",
    )
    assert "只填一项" in errors(fault)
    assert "请选择单位所属的口" in errors(send(office, page_of("unit_new"), code="U9", name="局"))
    send(office, page_of("unit_new"), code="U9", name="局", new_sector="农林")
    assert Placement.objects.get(unit__code="U9").sector == Sector.objects.get(name="农林")


def test_a_code_that_is_taken_is_refused_with_the_name_of_who_has_it(office, city):
    answer = send(
        office, page_of("unit_new"), code="U1", name="冒名局", sector=city.sectors["党群"].pk
    )
    assert "市甲局" in errors(answer)
    assert Unit.objects.get(code="U1").name == "市甲局"


def test_a_stale_page_changes_nothing_and_says_why(office, city):
    unit = city.units["U2"]
    given = filled(office, page_of("unit_edit", unit.pk))
    Unit.objects.filter(pk=unit.pk).update(name="同事改的局", revision=unit.revision + 1)
    answer = office.post(page_of("unit_edit", unit.pk), given | {"name": "我改的局"})
    assert "刚刚被他人修改" in errors(answer)
    assert Unit.objects.get(pk=unit.pk).name == "同事改的局"


@pytest.mark.parametrize("revision", ["", "x", "0"])
def test_a_form_without_its_revision_is_not_taken(office, city, revision):
    unit = city.units["U2"]
    given = filled(office, page_of("unit_edit", unit.pk)) | {"name": "改名", "revision": revision}
    assert office.post(page_of("unit_edit", unit.pk), given).status_code == 200
    assert Unit.objects.get(pk=unit.pk).name == "市乙局"


def test_a_unit_is_transferred_and_the_transfer_taken_back(office, city):
    unit = city.units["U2"]
    send(
        office,
        page_of("unit_transfer", unit.pk),
        sector=city.sectors["政法"].pk,
        from_on="2015-07-01",
    )
    assert Placement.objects.get(unit=unit, until_on=None).sector == city.sectors["政法"]
    refused = send(
        office,
        page_of("unit_transfer", unit.pk),
        sector=city.sectors["党群"].pk,
        from_on="2015-06-01",
    )
    assert "不能早于该日" in errors(refused)
    asked = office.get(page_of("transfer_take_back", unit.pk)).content.decode()
    assert "由“党群”口调整到“政法”口" in asked
    assert Placement.objects.filter(unit=unit).count() == 2
    send(office, page_of("transfer_take_back", unit.pk))
    assert Placement.objects.get(unit=unit).sector == city.sectors["党群"]


def test_sectors_are_renamed_and_given_to_another_group(office, city):
    sector = city.sectors["党群"]
    assert "已有同名" in errors(send(office, page_of("sector_edit", sector.pk), name="政法"))
    send(office, page_of("sector_edit", sector.pk), name="党务群团", position="8")
    sector.refresh_from_db()
    assert (sector.name, sector.position) == ("党务群团", 8)
    send(
        office,
        page_of("sector_hand_over", sector.pk),
        group=city.groups["Z2"].pk,
        from_on="2016-01-01",
    )
    assert Charge.objects.get(sector=sector, until_on=None).group == city.groups["Z2"]


def test_groups_are_entered_corrected_and_take_over_a_sector(office, city):
    sector = factories.SectorFactory(commission=city.commission, name="农林")
    send(
        office,
        page_of("group_new"),
        code="Z3",
        name="农林口组",
        sectors=[sector.pk],
        established_on="2015-04-01",
    )
    group = CompositeGroup.objects.get(code="Z3")
    assert Charge.objects.get(group=group).from_on == date(2015, 4, 1)
    send(office, page_of("group_edit", group.pk), name="农林口综合组")
    group.refresh_from_db()
    assert (group.name, group.established_on) == ("农林口综合组", date(2015, 4, 1))
    send(
        office,
        page_of("group_take_over", group.pk),
        sector=city.sectors["政法"].pk,
        from_on="2016-01-01",
    )
    charge = Charge.objects.get(group=group, sector=city.sectors["政法"])
    assert "从" not in errors(
        send(
            office,
            page_of("group_take_over", group.pk),
            sector=city.sectors["政法"].pk,
            from_on="2014-01-01",
        )
    )
    send(office, page_of("charge_take_back", charge.pk))
    assert Charge.objects.get(sector=city.sectors["政法"]).group == city.groups["Z2"]


def test_resident_groups_are_entered_and_corrected(office, city):
    send(
        office,
        page_of("resident_group_new"),
        code="R3",
        name="驻市戊局纪检组",
        host=city.units["U5"].pk,
        posts="2",
    )
    group = ResidentGroup.objects.get(code="R3")
    assert (group.host, group.posts) == (city.units["U5"], 2)
    send(office, page_of("resident_group_edit", group.pk), posts="3")
    group.refresh_from_db()
    assert (group.host, group.posts) == (city.units["U5"], 3)


def test_officials_are_entered_and_corrected(office, city):
    send(
        office,
        page_of("official_new"),
        code="Q1",
        name="仇示例",
        rank="section_chief",
        gender="woman",
    )
    official = Official.objects.get(code="Q1")
    assert official.initials == "qsl"
    send(office, page_of("official_edit", official.pk), rank="county_deputy")
    official.refresh_from_db()
    assert (official.rank, official.gender) == ("county_deputy", "woman")


@pytest.mark.parametrize(("at", "post", "where"), [
    ("composite_group", "member", "Z2"), ("resident_group", "resident_member", "R1"), ("unit", "contact", "U4"),
    ("commission", "case_office", ""),
])  # fmt: skip
def test_a_person_is_appointed_at_each_kind_of_place(office, city, at, post, where):
    person = city.people["nobody"]
    address = page_of("official_posting_new", person.pk, query=f"?at={at}")
    place = {"place": city.place(where).pk} if where else {}
    send(office, address, post=post, from_on="2015-05-01", **place)
    posting = Posting.objects.get(official=person)
    assert (posting.post, posting.place, posting.from_on) == (
        post,
        city.place(where),
        date(2015, 5, 1),
    )


@pytest.mark.parametrize(("name", "where", "post"), [
    ("unit_posting_new", "U5", "contact"), ("group_posting_new", "Z2", "member"),
    ("resident_group_posting_new", "R2", "resident_deputy"),
])  # fmt: skip
def test_somebody_is_appointed_from_the_page_of_the_place(office, city, name, where, post):
    place, person = city.place(where), city.people["nobody"]
    answer = send(
        office, page_of(name, place.pk), official=person.pk, post=post, from_on="2015-05-01"
    )
    assert answer.redirect_chain[-1][0] == place.get_absolute_url()
    assert Posting.objects.get(official=person).place == place
    again = send(
        office, page_of(name, place.pk), official=person.pk, post=post, from_on="2015-06-01"
    )
    assert "时间重叠" in errors(again)


def test_the_office_is_not_appointed_by_itself_from_any_page(office, city):
    own = city.people["office"]
    answer = send(
        office,
        page_of("unit_posting_new", city.units["U5"].pk),
        official=own.pk,
        post="contact",
        from_on="2015-05-01",
    )
    assert "不得办理本人" in errors(answer)
    for address in (
        page_of("official_posting_new", own.pk),
        page_of("recusal_new", own.pk),
        page_of("posting_end", city.posting("office", Post.OFFICE).pk),
    ):
        assert office.get(address).status_code == 403
    assert Posting.objects.filter(official=own).count() == 1
    shown = office.get(own.get_absolute_url()).content.decode()
    assert "不得办理本人" in shown


def test_ending_a_posting_says_what_is_left_behind_and_ends_it_on_the_day(office, city):
    posting = city.posting("leader", Post.LEADER)
    text = office.get(page_of("posting_end", posting.pk)).content.decode()
    assert "将没有组长" in text
    assert Posting.objects.get(pk=posting.pk).until_on is None
    assert "结束日期须晚于开始日期" in errors(
        send(office, page_of("posting_end", posting.pk), until_on="2015-03-01")
    )
    send(office, page_of("posting_end", posting.pk), until_on="2015-07-01")
    assert Posting.objects.get(pk=posting.pk).until_on == date(2015, 7, 1)


def test_ending_the_last_posting_of_a_group_names_how_many_units_are_left(office, city):
    factories.PostingFactory(
        official=city.people["nobody"],
        post=Post.MEMBER,
        place=city.groups["Z1"],
        until_on=date(2015, 6, 1),
    )
    Posting.objects.filter(official=city.people["member"], post=Post.MEMBER).delete()
    text = office.get(
        page_of("posting_end", city.posting("leader", Post.LEADER).pk)
    ).content.decode()
    assert "3 个单位将无人异体监督" in text
    resident = office.get(
        page_of("posting_end", city.posting("leader", Post.RESIDENT_LEADER).pk)
    ).content.decode()
    assert "将没有组长" in resident
    for name, post in (("liaison", Post.LIAISON), ("contact", Post.CONTACT)):
        assert (
            "将没有"
            in office.get(page_of("posting_end", city.posting(name, post).pk)).content.decode()
        )
    assert (
        "如果没有人接任"
        not in office.get(
            page_of("posting_end", city.posting("team", Post.TEAM_MEMBER).pk)
        ).content.decode()
    )


def test_a_rotation_ends_one_posting_and_begins_another(office, city):
    posting = city.posting("member", Post.MEMBER)
    send(
        office,
        page_of("posting_rotate", posting.pk),
        post="deputy",
        place=city.groups["Z2"].pk,
        from_on="2015-07-01",
    )
    held = Posting.objects.filter(
        official=city.people["member"], composite_group__isnull=False
    ).order_by("from_on")
    assert [(line.post, line.place.code, line.from_on, line.until_on) for line in held] == [
        ("member", "Z1", REFORM, date(2015, 7, 1)), ("deputy", "Z2", date(2015, 7, 1), None),
    ]  # fmt: skip


def test_a_rotation_says_what_is_left_behind_too(office, city):
    posting = city.posting("leader", Post.LEADER)
    assert "将没有组长" in office.get(page_of("posting_rotate", posting.pk)).content.decode()


def test_a_rotation_may_lead_to_another_kind_of_place(office, city):
    posting = city.posting("member", Post.MEMBER)
    send(
        office,
        page_of("posting_rotate", posting.pk, query="?at=commission"),
        post="case_office",
        from_on="2015-07-01",
    )
    assert Posting.objects.get(official=city.people["member"], post="case_office").from_on == date(
        2015, 7, 1
    )


def test_a_posting_is_corrected_and_removed(office, city):
    posting = city.posting("deputy", Post.DEPUTY)
    assert "结束日期须晚于开始日期" in errors(
        send(office, page_of("posting_correct", posting.pk), until_on="2015-01-01")
    )
    send(office, page_of("posting_correct", posting.pk), from_on="2015-03-15")
    assert Posting.objects.get(pk=posting.pk).from_on == date(2015, 3, 15)
    assert office.get(page_of("posting_withdraw", posting.pk)).status_code == 200
    send(office, page_of("posting_withdraw", posting.pk))
    assert not Posting.objects.filter(pk=posting.pk).exists()
    assert Event.objects.latest("pk").act == "organization.posting_withdrawn"


def test_grounds_of_recusal_are_entered_corrected_and_removed(office, city):
    person = city.people["leader"]
    address = page_of("recusal_new", person.pk)
    assert "只填一项" in errors(send(office, address, reason="亲属"))
    assert "本人不能" in errors(send(office, address, reason="亲属", relative=person.pk))
    send(office, address, reason="配偶在该单位任职", unit=city.units["U2"].pk)
    ground = RecusalGround.objects.get()
    assert "配偶在该单位任职" in office.get(person.get_absolute_url()).content.decode()
    send(office, page_of("recusal_edit", ground.pk), until_on="2016-01-01")
    ground.refresh_from_db()
    assert (ground.unit, ground.until_on) == (city.units["U2"], date(2016, 1, 1))
    send(office, page_of("recusal_withdraw", ground.pk))
    assert not RecusalGround.objects.exists()


def test_a_form_sent_twice_enters_once(office, city):
    address, given = (
        page_of("official_new"),
        {"code": "Q1", "name": "示例", "rank": "other", "gender": ""},
    )
    office.post(address, given)
    assert "已被" in errors(office.post(address, given))
    assert Official.objects.filter(code="Q1").count() == 1
