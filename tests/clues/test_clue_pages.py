"""The pages of clues as people use them: from the form of registering to the filed disposition, and what nobody sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.clues.actions import custody
from paizhu.clues.models import Approval, Clue, ClueState, Handover, Petition, Recusal
from paizhu.clues.queries import custody as papers
from paizhu.organization.models import Rank, Unit
from paizhu.trail.models import Event
from tests.clues.factories import ON, clue_of, petition_of
from tests.clues.handling import (
    SAID,
    TODAY,
    assigned,
    disposed,
    fresh,
    in_hand,
    proposed,
    registered,
    studied,
)

pytestmark = pytest.mark.django_db


def browser(city, role) -> Client:
    client = Client()
    client.force_login(city.user(role))
    return client


def page(name, clue, *more) -> str:
    return reverse(f"clues:{name}", args=[clue.pk, *more])


def sent(client, address, **given):
    """Look at the form and send it; return where it leads."""
    assert client.get(address).status_code == 200
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer.url


DETAILS = {
    "received_on": TODAY.isoformat(), "source": "巡视巡察移交", "rank": Rank.SECTION_CHIEF, "category": "other",
    "person_name": "王某某", "summary": "反映其在工程发包中收受礼金。",
}  # fmt: skip


def test_a_clue_goes_through_the_pages_from_registering_to_filing(city):
    office, member, leader = (browser(city, role) for role in ("cases", "member", "leader"))
    sent(office, reverse("clues:clue_new"), **DETAILS, unit=city.units["U5"].pk)
    clue = Clue.objects.get()
    assert clue.code == f"XS-{TODAY.year}-0001"
    form = office.get(page("clue_step", clue, "assign")).content.decode()
    assert "党群口综合纪检监察组" in form
    assert "可以交办" in form
    sent(
        office, page("clue_step", clue, "assign"), group=city.groups["Z1"].pk, keeper=city.people["member"].pk,
        approved_on=TODAY.isoformat(), text="同意交办。", revision=fresh(clue).revision,
    )  # fmt: skip
    handover = Handover.objects.get(signed_at=None)
    sent(member, page("clue_handover", clue, handover.pk, "sign"))
    sent(
        member, page("clue_step", clue, "study"), step="clue_disposition", held_on=TODAY.isoformat(),
        present="组长、成员", text=SAID, revision=fresh(clue).revision,
    )  # fmt: skip
    sent(
        member, page("clue_step", clue, "propose"), disposition="preliminary_verification", text=SAID,
        revision=fresh(clue).revision,
    )  # fmt: skip
    asked = Approval.objects.get(state="waiting")
    sent(
        leader,
        page("clue_decide", clue, asked.pk),
        answer="approve",
        text="同意。",
        revision=asked.revision,
    )
    sent(
        office,
        page("clue_step", clue, "receive"),
        on=TODAY.isoformat(),
        revision=fresh(clue).revision,
    )
    clue = fresh(clue)
    assert (clue.state, clue.filed_with_organ_on) == (ClueState.VERIFYING, TODAY)
    shown = leader.get(page("clue", clue)).content.decode()
    for words in ("收受礼金", "初步核实", "集体研究", "示例member", "2019年规则"):
        assert words in shown or words == "2019年规则"


def test_from_a_petition_the_form_is_filled_in_and_its_look_is_in_the_trail(city):
    petition = petition_of(city, "U5", state="handed_over")
    office = browser(city, "cases")
    address = reverse("clues:clue_from", args=[petition.pk])
    assert "收受礼金" in office.get(address).content.decode()
    assert Event.objects.filter(act="clues.viewed").exists()
    sent(office, address, **DETAILS | {"source": "信访举报"}, unit=city.units["U5"].pk)
    assert Clue.objects.get().petition == petition == Petition.objects.get()


def test_the_form_of_assigning_says_who_may_not_touch_it_and_why(city):
    clue = registered(city, "U1")
    office = browser(city, "cases")
    shown = office.get(page("clue_step", clue, "assign")).content.decode()
    assert "派驻在该单位" in shown
    assert "均须回避" in shown
    answer = office.post(
        page("clue_step", clue, "assign"),
        {
            "group": city.groups["Z1"].pk,
            "approved_on": TODAY.isoformat(),
            "revision": fresh(clue).revision,
        },
    )
    assert answer.status_code == 200
    assert "均须回避" in answer.content.decode()
    assert fresh(clue).state == ClueState.REGISTERED


def test_who_leaves_a_matter_is_led_to_the_ledger_and_finds_it_nowhere(city):
    clue = in_hand(city)
    leader = browser(city, "leader")
    led_to = sent(
        leader,
        page("clue_step", clue, "declare"),
        ground="other",
        text=SAID,
        revision=clue.revision,
    )
    assert led_to == reverse("clues:clues")
    assert Recusal.objects.get().official == city.people["leader"]
    for address in (
        led_to,
        reverse("clues:clues_due"),
        reverse("notices:inbox"),
        reverse("reporting:home"),
    ):
        assert clue.code not in leader.get(address).content.decode()
    assert leader.get(page("clue", clue)).status_code == 404


def test_a_form_sent_twice_is_taken_once(city):
    office = browser(city, "cases")
    given = DETAILS | {"unit": city.units["U5"].pk, "once": "a" * 32}
    assert sent(office, reverse("clues:clue_new"), **given) == sent(
        office, reverse("clues:clue_new"), **given
    )
    assert Clue.objects.count() == 1


def test_a_step_from_a_stale_page_is_refused_with_what_was_typed_kept(city):
    clue = registered(city)
    office = browser(city, "cases")
    answer = office.post(
        page("clue_step", clue, "assign"),
        {
            "group": city.groups["Z1"].pk,
            "approved_on": TODAY.isoformat(),
            "text": "同意交办。",
            "revision": 99,
        },
    )
    assert answer.status_code == 200
    assert "同意交办。" in answer.content.decode()
    assert fresh(clue).state == ClueState.REGISTERED


@pytest.mark.parametrize(
    "role",
    ["member", "office", "standing", "head", "contact", "team", "resident", "deputy", "petitions"],
)
def test_the_steps_of_a_clue_do_not_exist_for_who_does_not_know_of_it(city, role):
    clue = proposed(city, keeper="leader", role="leader")
    client = browser(city, role)
    for name, more in (
        ("clue", ()), ("clue_step", ("declare",)), ("clue_step", ("propose",)), ("clue_correct", ()),
        ("clue_decide", (Approval.objects.get(state="waiting").pk,)),
        ("clue_handover", (Handover.objects.first().pk, "sign")),
    ):  # fmt: skip
        assert client.get(page(name, clue, *more)).status_code == 404


def test_the_ledger_filters_and_shows_lights_at_the_same_cost_for_any_number_of_rows(city):
    late = clue_of(
        city,
        "U5",
        state=ClueState.ASSIGNED,
        group="Z1",
        due_on=TODAY - timedelta(days=9),
        due_limit="clue_disposition",
    )
    soon = clue_of(
        city,
        "U5",
        state=ClueState.ASSIGNED,
        group="Z1",
        due_on=TODAY + timedelta(days=1),
        due_limit="clue_disposition",
    )
    office = browser(city, "cases")
    address = reverse("clues:clues")

    def shown(**query) -> str:
        return office.get(address, query).content.decode()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            office.get(address)
        return len(asked)

    assert (late.code in shown(due="overdue"), soon.code in shown(due="overdue")) == (True, False)
    assert (late.code in shown(due="near"), soon.code in shown(due="near")) == (False, True)
    assert late.code in shown(group=city.groups["Z1"].pk)
    assert "逾期" in shown()
    cost()
    before = cost()
    for _each in range(12):
        clue_of(city, "U5", group="Z1", due_on=TODAY, due_limit="clue_disposition")
    assert cost() == before


def test_an_export_and_a_search_of_the_ledger_leave_their_traces(city):
    registered(city)
    office = browser(city, "cases")
    answer = office.get(reverse("clues:clues"), {"export": "xlsx"})
    assert b"".join(answer.streaming_content)
    assert Event.objects.filter(act="clues.exported").count() == 1
    found = office.get(reverse("clues:clues"), {"q": "王某某"}).content.decode()
    assert Clue.objects.get().code in found
    event = Event.objects.get(act="clues.searched")
    assert "王某某" not in str(event.__dict__)


def test_a_search_asks_once_for_the_list_and_for_the_number_that_the_trail_keeps(city):
    for summary in ("在工程发包中收受礼金。", "工程发包不公。", "违规公款吃喝。"):
        registered(city, summary=summary)
    office = browser(city, "cases")
    with CaptureQueriesContext(connection) as asked:
        office.get(reverse("clues:clues"), {"q": "发包"})
    texts = [one["sql"] for one in asked if 'FROM "clues_clueword"' in one["sql"]]
    assert len(texts) == 2, texts
    assert Event.objects.get(act="clues.searched").detail["count"] == 2


def test_what_is_due_stands_under_each_ones_own_list(city):
    clue = assigned(city, keeper="member")
    other = proposed(city)
    for role, codes in (
        ("member", {clue.code}),
        ("leader", {other.code}),
        ("cases", {clue.code}),
        ("liaison", set()),
    ):
        shown = browser(city, role).get(reverse("clues:clues_due")).content.decode()
        assert {code for code in (clue.code, other.code) if code in shown} == codes, role


def test_a_reconciliation_is_drawn_up_by_the_office_and_signed_by_the_group(city):
    clue = assigned(city)
    office, leader = browser(city, "cases"), browser(city, "leader")
    assert clue.code in office.get(reverse("clues:reconciliation")).content.decode()
    sent(
        office,
        reverse("clues:reconciliation_new", args=[city.groups["Z1"].pk]),
        until_on=TODAY.isoformat(),
    )
    from paizhu.clues.models import Reconciliation

    drawn = Reconciliation.objects.get()
    assert drawn.counted["total"] == drawn.counted["unsigned"] == 1
    sent(
        leader, reverse("clues:reconciliation_sign", args=[drawn.pk]), difference="本组台账另有一件。",
        revision=drawn.revision,
    )  # fmt: skip
    assert Reconciliation.objects.get().signed_by == city.people["leader"]
    assert leader.get(reverse("clues:reconciliation_sign", args=[drawn.pk])).status_code == 403


def test_where_much_is_reported_and_nothing_became_a_clue_is_hinted_to_the_commission_only_and_not_ranked(
    city,
):
    for unit, count in (("U5", 3), ("U2", 5), ("U4", 2)):
        for _each in range(count):
            petition_of(city, unit, received_on=TODAY)
    shown = browser(city, "secretary").get(reverse("clues:reconciliation")).content.decode()
    assert "市丁局" not in shown
    assert shown.index("市乙局") < shown.index("市戊局")
    assert (
        "信访多而无线索"
        not in browser(city, "leader").get(reverse("clues:reconciliation")).content.decode()
    )
    clue_of(city, "U5", received_on=TODAY)
    assert (
        "市戊局"
        not in browser(city, "secretary").get(reverse("clues:reconciliation")).content.decode()
    )
    assert Unit.objects.filter(name="市戊局").exists()


def test_each_printed_copy_has_its_number_and_a_record(city):
    clue = disposed(city)
    leader = browser(city, "leader")
    for number in (1, 2):
        assert f"第{number}份" in leader.post(page("clue_print", clue)).content.decode()
    assert Event.objects.filter(act="clues.printed").count() == 2
    assert leader.get(page("clue_print", clue)).status_code == 405


def test_a_clue_of_an_old_day_shows_the_rules_of_its_day(city):
    clue = clue_of(city, "U5", state=ClueState.ASSIGNED, group="Z1", received_on=ON)
    shown = browser(city, "leader").get(page("clue", clue)).content.decode()
    assert "2015-07-01" in shown


def test_the_page_of_a_clue_costs_the_same_queries_however_long_its_history(city):
    clue = disposed(city)
    leader = browser(city, "leader")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert leader.get(page("clue", clue)).status_code == 200
        return len(asked)

    cost()
    before = cost()
    assert before <= 35
    for _each in range(5):
        studied(city, clue, "verification_report", "leader")
        custody.hand(clue=clue, to=city.people["leader"], by=city.looker("member"))
        custody.end(handover=papers.under_way(clue), by=city.looker("member"))
    assert cost() == before
