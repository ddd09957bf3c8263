"""Dossiers: who opens whose, with a reason that stays on record, and what feeds them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from paizhu.clues.actions import dossier, talks
from paizhu.clues.models import DossierItem, TalkKind
from paizhu.clues.queries import dossier as queries
from paizhu.clues.states import TalkEntry
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post, RecusalGround
from paizhu.trail.models import Event
from tests.clues.casework import at_work, by, staffed
from tests.organization import factories
from tests.organization.city import BEFORE, ROLES

pytestmark = pytest.mark.django_db
READERS = {"secretary", "deputy_secretary", "cases"}


@pytest.fixture
def town(city):
    """The city with a leadership member at U5, linked to the group Z1."""
    staffed(city)
    city.people["chief"] = official = factories.OfficialFactory(
        commission=city.commission, code="P99", name="示例chief"
    )
    unit = city.place("U5")
    factories.PostingFactory(official=official, post=Post.UNIT_HEAD, place=unit, from_on=BEFORE)
    with translation.override("en"):
        yield city


def openers(town, name: str, act=dossier.look) -> set[str]:
    opened = set()
    for role in (*ROLES, "one", "chief"):
        try:
            act(official=town.people[name], reason="研判", by=by(town, role))
        except Refused:
            continue
        opened.add(role)
    return opened


@pytest.mark.parametrize("act", [dossier.look, dossier.take_print])
def test_who_opens_the_dossier_of_a_leader_of_a_linked_unit(town, act):
    assert openers(town, "chief", act) == READERS | {"leader"}


@pytest.mark.parametrize(
    ("name", "openers_"),
    [
        ("team", READERS | {"leader_two"}),
        ("secretary", READERS - {"secretary"}),
        ("cases", READERS - {"cases"}),
    ],
)
def test_nobody_opens_his_own_and_a_leader_those_of_his_units_only(town, name, openers_):
    assert openers(town, name) == openers_


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_opens_a_relatives(town, turned):
    pair = [town.people["cases"], town.people["chief"]]
    holder, relative = reversed(pair) if turned else pair
    RecusalGround.objects.create(
        commission=town.commission, official=holder, relative=relative, reason="配偶"
    )
    assert openers(town, "chief") == {"secretary", "deputy_secretary", "leader"}


def test_the_leader_does_not_open_those_of_the_unit_where_he_resides(town):
    there = factories.OfficialFactory(commission=town.commission, code="P98", name="示例there")
    factories.PostingFactory(
        official=there, post=Post.TEAM_MEMBER, place=town.place("U1"), from_on=BEFORE
    )
    town.people["there"] = there
    assert openers(town, "there") == READERS


def test_every_look_has_a_reason_and_is_on_record_by_code(town):
    official = town.people["chief"]
    with pytest.raises(Refused, match="why you open"):
        dossier.look(official=official, reason=" ", by=by(town, "cases"))
    dossier.look(official=official, reason="研判问题线索", by=by(town, "cases"))
    event = Event.objects.filter(act="clues.dossier_opened").latest("sequence")
    assert "P99" in event.detail_text
    assert "研判问题线索" in event.detail_text
    assert official.name not in event.detail_text + event.subject_label


def shown(town, role: str) -> dict[str, list]:
    parts = queries.parts_of(town.people["chief"], by(town, role), clock.today())
    return {part.key: [str(entry.title) for entry in part.entries] for part in parts}


def test_clues_talks_postings_and_entries_feed_it(town):
    chief = town.people["chief"]
    clue = at_work(town, official=chief)
    entry = TalkEntry(
        held_on=date(2024, 5, 6), kind=TalkKind.INTEGRITY, people=1, official_id=chief.pk, outcome="提醒",
        talker_ids=(town.people["one"].pk,),
    )  # fmt: skip
    talk = talks.enter(unit=town.units["U5"], entry=entry, by=by(town, "one"))
    given = {"part": "opinions", "on": date(2024, 6, 1), "text": "无异议"}
    dossier.enter(official=chief, **given, by=by(town, "cases"))
    found = shown(town, "cases")
    assert "市戊局" in found["appointments"][0]
    assert clue.code in found["clues"][0]
    assert talk.code in found["casework"][0]
    assert len(found["opinions"]) == 1
    for_leader = shown(town, "leader")
    assert clue.code in for_leader["clues"][0]
    assert not for_leader["opinions"]


def test_what_the_wall_hides_is_not_in_it(town):
    clue = at_work(town, official=town.people["chief"])
    RecusalGround.objects.create(
        commission=town.commission,
        official=town.people["deputy_secretary"],
        unit=clue.unit,
        reason="曾任职",
    )
    assert shown(town, "secretary")["clues"]
    assert not shown(town, "deputy_secretary")["clues"]


def test_entries_are_made_by_the_case_office_and_the_secretaries(town):
    given = {"part": "other", "on": date(2024, 6, 1), "text": "材料"}
    made = set()
    for role in ROLES:
        try:
            dossier.enter(official=town.people["chief"], **given, by=by(town, role))
        except Refused:
            continue
        made.add(role)
    assert made == READERS
    assert not DossierItem.objects.visible_to(by(town, "leader")).exists()


def test_every_print_has_its_own_number_in_its_dossier(town):
    chief, given = town.people["chief"], {"reason": "研判", "by": by(town, "secretary")}
    copies = [dossier.take_print(official=chief, **given) for _time in range(2)]
    other = dossier.take_print(official=town.people["head"], **given)
    assert [copy.number for copy in (*copies, other)] == [1, 2, 1]
    printed = Event.objects.filter(act="clues.dossier_printed").order_by("pk")
    assert [event.detail["copy"] for event in printed] == [1, 2, 1]


def test_the_printed_page_bears_its_number(town):
    client = Client()
    client.force_login(town.user("secretary"))
    address = reverse("clues:dossier_print", args=[town.people["chief"].pk])
    for number in (1, 2):
        page = client.post(address, {"reason": "1"}).content.decode()
        assert f"第{number}份" in page
