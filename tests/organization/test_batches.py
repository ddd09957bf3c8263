"""The batch acts: created, changed, unchanged; all or nothing; the trail; who may; how many queries."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.kernel.refusals import Refused
from paizhu.organization.actions import commissions, groups, people, sectors, units
from paizhu.organization.models import (
    EVER,
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Posting,
    RecusalGround,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.states import Powers
from paizhu.tenancy.models import Commission
from paizhu.trail.models import Event
from tests.organization.city import Looker
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db
OPERATOR = Looker(None, Powers(on=REFORM, is_operator=True))


def acts() -> list[str]:
    return [
        name.removeprefix("organization.")
        for name in Event.objects.order_by("pk").values_list("act", flat=True)
    ]


def counts(saved) -> tuple[int, int, int]:
    return saved.created, saved.changed, saved.unchanged


UNITS = [
    units.UnitDraft("A1", "望澜市教育局", "宣教", "行政机关", 62, True),
    units.UnitDraft("A2", "望澜市统计局", "综合"),
]


@pytest.fixture
def office(city):
    return city.looker("office")


def test_units_are_entered_corrected_and_left_alone(city, office, told):
    first = units.save_units(commission=city.commission, drafts=UNITS, by=office)
    assert counts(first) == (2, 0, 0)
    assert first.by_code == dict(
        Unit.objects.filter(code__in=["A1", "A2"]).values_list("code", "pk")
    )
    assert acts() == ["sector_entered", "sector_entered", "unit_entered", "unit_entered"]
    changed = [UNITS[0], units.UnitDraft("A2", "望澜市统计局", "综合", headcount=31)]
    assert counts(units.save_units(commission=city.commission, drafts=changed, by=office)) == (
        0,
        1,
        1,
    )
    event = Event.objects.latest("pk")
    assert event.act == "organization.unit_corrected"
    assert event.detail == {"changes": {"headcount": [None, 31]}, "code": "A2"}
    assert told == []


def test_a_batch_that_changes_nothing_writes_nothing_and_leaves_no_record(city, office, told):
    units.save_units(commission=city.commission, drafts=UNITS, by=office)
    before, revisions = Event.objects.count(), list(Unit.objects.values_list("pk", "revision"))
    assert counts(units.save_units(commission=city.commission, drafts=UNITS, by=office)) == (
        0,
        0,
        2,
    )
    assert Event.objects.count() == before
    assert list(Unit.objects.values_list("pk", "revision")) == revisions


def test_units_carry_the_initials_of_their_names(city, office):
    units.save_units(commission=city.commission, drafts=UNITS, by=office)
    assert Unit.objects.get(code="A1").initials == "wlsjyj"


def test_another_sector_in_a_batch_corrects_the_latest_placement_and_is_told(city, office, told):
    unit = city.units["U2"]
    units.transfer(unit=unit, sector=city.sectors["政法"], from_on=date(2016, 1, 1), by=office)
    told.clear()
    draft = units.UnitDraft(unit.code, unit.name, "农林")
    assert counts(units.save_units(commission=city.commission, drafts=[draft], by=office)) == (
        0,
        1,
        0,
    )
    lines = Placement.objects.filter(unit=unit).order_by("from_on")
    assert [(line.sector.name, line.from_on, line.until_on) for line in lines] == [
        ("党群", EVER, date(2016, 1, 1)), ("农林", date(2016, 1, 1), None),
    ]  # fmt: skip
    assert Event.objects.latest("pk").detail["changes"] == {"sector": ["政法", "农林"]}
    assert [(call["official_ids"], call["unit_ids"]) for call in told] == [(None, {unit.pk})]


def test_a_fault_in_one_draft_undoes_the_whole_batch(city, office):
    drafts = [*UNITS, units.UnitDraft("A3", "", "综合")]
    events = Event.objects.count()
    with pytest.raises(ValidationError, match="A3"):
        units.save_units(commission=city.commission, drafts=drafts, by=office)
    assert not Unit.objects.filter(code__startswith="A").exists()
    assert not Sector.objects.filter(name="宣教").exists()
    assert Event.objects.count() == events


def test_a_code_comes_once_in_a_batch(city, office):
    with pytest.raises(ValidationError, match="A1"):
        units.save_units(commission=city.commission, drafts=[UNITS[0], UNITS[0]], by=office)


def test_a_page_that_is_stale_or_a_code_that_is_taken_is_refused(city, office):
    unit = city.units["U2"]
    draft = units.UnitDraft(unit.code, "改名", "党群")
    with pytest.raises(ValidationError, match="U2"):
        units.save_units(commission=city.commission, drafts=[draft], seen={"U2": None}, by=office)
    with pytest.raises(Refused):
        units.save_units(
            commission=city.commission, drafts=[draft], seen={"U2": unit.revision + 1}, by=office
        )
    seen = {"U2": unit.revision}
    units.save_units(commission=city.commission, drafts=[draft], seen=seen, by=office)
    assert Unit.objects.get(pk=unit.pk).name == "改名"
    with pytest.raises(Refused):
        units.save_units(commission=city.commission, drafts=[draft], seen=seen, by=office)


def test_resident_groups_live_in_a_unit_of_the_commission(city, other_city, office, told):
    host = city.units["U5"]
    draft = groups.ResidentGroupDraft("R9", "驻市戊局纪检组", host.pk, 2)
    assert counts(
        groups.save_resident_groups(commission=city.commission, drafts=[draft], by=office)
    ) == (1, 0, 0)
    moved = groups.ResidentGroupDraft("R9", "驻市戊局纪检组", city.units["U4"].pk, 2)
    assert counts(
        groups.save_resident_groups(commission=city.commission, drafts=[moved], by=office)
    ) == (0, 1, 0)
    assert told[-1]["unit_ids"] == {host.pk, city.units["U4"].pk}
    assert Event.objects.latest("pk").detail["changes"] == {"host": ["U5", "U4"]}
    stranger = groups.ResidentGroupDraft("R8", "驻他市", other_city.units["U1"].pk, 2)
    with pytest.raises(ValidationError, match="R8"):
        groups.save_resident_groups(commission=city.commission, drafts=[stranger], by=office)
    assert ResidentGroup.objects.of(city.commission).filter(code="R8").count() == 0


def test_composite_groups_take_charge_on_the_day_they_are_established(city, office, told):
    sectors.enter(commission=city.commission, names=["农林", "工交"], by=office)
    draft = groups.CompositeGroupDraft(
        "Z9", "农林工交组", ("农林", "工交", "农林"), date(2015, 4, 1)
    )
    save = lambda given: counts(  # noqa: E731
        groups.save_composite_groups(commission=city.commission, drafts=[given], by=office)
    )
    assert save(draft) == (1, 0, 0)
    assert save(draft) == (0, 0, 1)
    fewer = groups.CompositeGroupDraft("Z9", "农林工交组", ("农林",), date(2015, 2, 1))
    assert save(fewer) == (0, 1, 0)
    assert list(
        Charge.objects.filter(group__code="Z9").values_list("sector__name", "from_on", "until_on")
    ) == [("农林", date(2015, 2, 1), None)]
    assert Event.objects.latest("pk").detail["changes"] == {
        "established_on": ["2015-04-01", "2015-02-01"],
        "sectors": [["农林", "工交"], ["农林"]],
    }


def test_a_sector_taken_again_begins_where_it_had_ended(city, office):
    group = city.groups["Z1"]
    groups.hand_over(
        sector=city.sectors["党群"], group=city.groups["Z2"], from_on=date(2016, 1, 1), by=office
    )
    draft = groups.CompositeGroupDraft("Z1", group.name, ("党群",), group.established_on)
    groups.save_composite_groups(commission=city.commission, drafts=[draft], by=office)
    assert list(Charge.objects.filter(group=group).order_by("from_on").values_list("from_on", "until_on")) == [
        (REFORM, date(2016, 1, 1)), (date(2016, 1, 1), None),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [(), ("没有的口",)])
def test_a_composite_group_has_sectors_that_are_there(city, office, names):
    draft = groups.CompositeGroupDraft("Z9", "某组", names, REFORM)
    with pytest.raises(ValidationError, match="Z9"):
        groups.save_composite_groups(commission=city.commission, drafts=[draft], by=office)
    assert not CompositeGroup.objects.filter(code="Z9").exists()


def test_officials_are_found_by_the_initials_of_their_surname(city, office):
    drafts = [
        people.OfficialDraft("Q1", "单于静", "other", "woman"),
        people.OfficialDraft("Q2", "曾明", "section_chief"),
    ]
    people.save_officials(commission=city.commission, drafts=drafts, by=office)
    assert set(
        Official.objects.filter(code__in=["Q1", "Q2"]).values_list("initials", flat=True)
    ) == {"cyj", "zm"}
    assert [one.code for one in Official.objects.of(city.commission).search("CYJ")] == ["Q1"]


@pytest.mark.parametrize("draft", [
    people.OfficialDraft("Q1", "某人", "将军"),
    people.OfficialDraft("Q1", "某人", "other", "unknown"),
    people.OfficialDraft("", "某人", "other"),
])  # fmt: skip
def test_closed_lists_stay_closed(city, office, draft):
    with pytest.raises(ValidationError):
        people.save_officials(commission=city.commission, drafts=[draft], by=office)


def test_recusal_grounds_are_entered_corrected_and_withdrawn_without_their_reason_in_the_trail(
    city, office
):
    leader, unit = city.people["leader"], city.units["U2"]
    draft = people.RecusalDraft(leader.pk, unit.pk, None, "配偶在该单位任职")
    save = lambda given: counts(  # noqa: E731
        people.save_recusal_grounds(commission=city.commission, drafts=[given], by=office)
    )
    assert save(draft) == (1, 0, 0)
    assert save(draft) == (0, 0, 1)
    ended = people.RecusalDraft(
        leader.pk, unit.pk, None, "配偶在该单位任职", None, date(2016, 1, 1)
    )
    assert save(ended) == (0, 1, 0)
    people.withdraw_recusal_ground(ground=RecusalGround.objects.get(), by=office)
    assert acts() == ["recusal_entered", "recusal_corrected", "recusal_withdrawn"]
    assert not any("配偶" in event.detail_text for event in Event.objects.all())


@pytest.mark.parametrize(("unit", "relative"), [("U2", "head"), (None, None), (None, "leader")])
def test_a_ground_of_recusal_names_a_unit_or_somebody_else(city, office, unit, relative):
    draft = people.RecusalDraft(
        city.people["leader"].pk,
        city.units[unit].pk if unit else None,
        city.people[relative].pk if relative else None,
        "亲属",
    )
    with pytest.raises(ValidationError):
        people.save_recusal_grounds(commission=city.commission, drafts=[draft], by=office)


def test_a_commission_is_registered_once_and_corrected_afterwards():
    province = commissions.register(code="SW", name="某省纪委", by=OPERATOR)
    city = commissions.register(code="SHI", name="某市纪委", higher=province, by=OPERATOR)
    again = commissions.register(code="SHI", name="某市纪委", higher=province, by=OPERATOR)
    assert again == city
    commissions.register(code="SHI", name="某市纪委监察局", higher=province, by=OPERATOR)
    assert acts() == ["commission_registered", "commission_registered", "commission_corrected"]
    with pytest.raises(ValidationError):
        commissions.register(code="SW", name="某省纪委", higher=city, by=OPERATOR)


def test_a_commission_is_registered_and_marked_at_the_command_line_only(city, office):
    with pytest.raises(Refused):
        commissions.register(code="NEW", name="新", by=office)
    with pytest.raises(Refused):
        commissions.mark_demonstration(commission=city.commission, by=office)
    commissions.mark_demonstration(commission=city.commission, by=OPERATOR)
    assert Commission.objects.get(pk=city.commission.pk).is_demonstration
    commissions.mark_demonstration(commission=city.commission, by=OPERATOR)
    assert acts() == ["demonstration_marked"]


def test_a_sector_is_renamed_and_moved(city, office):
    sectors.correct(sector=city.sectors["党群"], name="党群口", position=9, by=office)
    assert [sector.name for sector in Sector.objects.of(city.commission)] == ["政法", "党群口"]
    sectors.correct(sector=city.sectors["党群"], name="党群口", position=9, by=office)
    assert acts() == ["sector_corrected"]


def drafts(city, number: int) -> dict:
    """Return a batch of each kind with so many lines, all new."""
    unit, person = city.units["U2"].pk, city.people["nobody"].pk
    group, resident = city.groups["Z1"].pk, city.residents["R1"].pk
    return {
        units.save_units: [units.UnitDraft(f"N{n}", f"新{n}", "党群") for n in range(number)],
        groups.save_resident_groups: [groups.ResidentGroupDraft(f"N{n}", f"新{n}", unit, 1) for n in range(number)],
        groups.save_composite_groups: [
            groups.CompositeGroupDraft(f"N{n}", f"新{n}", ("党群",), REFORM) for n in range(number)
        ],
        people.save_officials: [people.OfficialDraft(f"N{n}", f"新{n}", "other") for n in range(number)],
        people.save_postings: [
            people.PostingDraft(person, post, place, date(2000 + n, 1, 1), date(2000 + n, 6, 1))
            for n in range(number // 2)
            for post, place in (("member", group), ("resident_member", resident))
        ],
        people.save_recusal_grounds: [
            people.RecusalDraft(person, unit, None, "原因", date(2000, 1, 1 + n), date(2001, 1, 1)) for n in range(number)
        ],
    }  # fmt: skip


@pytest.mark.parametrize("kind", range(6))
def test_a_batch_asks_the_same_number_of_questions_whatever_its_size(city, office, told, kind):
    """Inserts are left out: their number is the database's own matter (so many values a statement)."""

    def asked(number: int) -> int:
        act, lines = list(drafts(city, number).items())[kind]
        with CaptureQueriesContext(connection) as queries:
            act(commission=city.commission, drafts=lines, by=office)
        return sum(not query["sql"].startswith(("INSERT", "UPDATE")) for query in queries)

    asked(2)  # so that both batches find something stored
    few = asked(4)
    assert asked(24) == few
    assert asked(24) <= few


FORBIDDEN = ["leader", "liaison", "secretary", "standing", "petitions", "cases", "contact", "nobody", "system_admin",
             "security_admin", "auditor"]  # fmt: skip


@pytest.mark.parametrize("role", FORBIDDEN)
@pytest.mark.parametrize("kind", range(6))
def test_only_the_office_and_the_operator_keep_the_structure(city, role, kind):
    act, lines = list(drafts(city, 2).items())[kind]
    with pytest.raises(Refused, match="纪委办公室"):
        act(commission=city.commission, drafts=lines, by=city.looker(role))
    act(commission=city.commission, drafts=lines, by=city.looker("operator"))


@pytest.mark.parametrize("kind", range(6))
def test_nobody_keeps_the_structure_of_another_commission(city, other_city, kind):
    act, lines = list(drafts(city, 2).items())[kind]
    with pytest.raises(Refused):
        act(commission=city.commission, drafts=lines, by=other_city.looker("office"))
    assert not Posting.objects.filter(official=city.people["nobody"]).exists()
