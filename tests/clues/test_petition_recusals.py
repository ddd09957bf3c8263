"""Keeping away from a petition: in one step, or decided at its level; the whole matter is gone, and a colleague goes on with what is there."""

import pytest
from django.urls import reverse

from paizhu.clues.actions import answers, clues, petition_recusals, petitions
from paizhu.clues.models import (
    Clue,
    Ground,
    Petition,
    PetitionRecusal,
    PetitionState,
    Recusal,
    RecusalState,
)
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.models import Post
from paizhu.trail.models import Event
from tests.clues.factories import ON, clue_of, colleague, named, petition_of, registered
from tests.clues.handling import let_in
from tests.clues.test_petition_pages import client, step
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db
SAID = "与反映事项有利害关系。"
HANDED = PetitionState.HANDED_OVER


def leave(city, petition, role="petitions", ground=Ground.INTEREST):
    return petition_recusals.declare(
        petition=petition, ground=ground, text=SAID, by=city.looker(role)
    )


def ask(city, petition, official, role="petitions"):
    return petition_recusals.demand(
        petition=petition, official=official, ground=Ground.OTHER, text=SAID, by=city.looker(role)
    )


def exists_for(city, petition, role) -> bool:
    return Petition.objects.visible_to(city.looker(role)).filter(pk=petition.pk).exists()


def test_only_who_knows_of_the_petition_can_leave_it(city):
    assert let_in(city, lambda role: leave(city, petition_of(city, "U5"), role)) == {"petitions"}
    handed = petition_of(city, "U5", state=HANDED)
    assert let_in(city, lambda role: leave(city, handed, role)) == {"petitions", "cases"}


def test_who_leaves_is_off_at_once_his_work_is_kept_and_a_colleague_is_told_to_go_on(city):
    other, made = colleague(city.commission), named(city, "U5")
    recusal = leave(city, made)
    assert not exists_for(city, made, "petitions")
    assert recusal.awaits_review
    assert Petition.objects.get(pk=made.pk).registered_by == city.people["petitions"]
    assert Notice.objects.get(kind="clues.petition_left").recipient == other
    said = Event.objects.filter(act="clues.petition_recused").get()
    assert SAID not in str(said.__dict__)


def test_who_left_takes_no_step_and_tells_nobody_any_more(city):
    colleague(city.commission)
    made, office = named(city, "U5"), city.looker("petitions")
    petitions.accept(petition=made, by=office)
    leave(city, made)
    for attempt in (
        lambda: petitions.hand_over(petition=made, by=office),
        lambda: answers.tell_reporter(
            petition=made, is_result=False, told_on=ON, way="电话", text="x", by=office
        ),
        lambda: leave(city, made),
    ):
        with pytest.raises(Refused, match="没有这件"):
            attempt()


def test_without_words_nobody_leaves_and_nobody_is_accused(city):
    made = petition_of(city, "U5")
    with pytest.raises(Refused, match="不得空白"):
        petition_recusals.declare(
            petition=made, ground=Ground.INTEREST, text=" ", by=city.looker("petitions")
        )
    with pytest.raises(Refused, match="不得空白"):
        petition_recusals.demand(
            petition=made, official=colleague(city.commission), ground=Ground.OTHER, text="", by=city.looker("petitions"),
        )  # fmt: skip


def test_where_nobody_of_the_office_is_left_who_leads_is_told_the_number_alone(city):
    made = registered(city, "U5")
    leave(city, made)
    told = Notice.objects.filter(kind="clues.petition_stranded")
    assert {each.recipient for each in told} == {
        city.people["secretary"],
        city.people["deputy_secretary"],
    }
    assert not exists_for(city, made, "secretary")


def test_who_leaves_a_petition_leaves_what_repeats_it_and_its_clue(city):
    made = petition_of(city, "U5", state=HANDED)
    again = petition_of(city, "U5", state=HANDED, first=made)
    clue = clue_of(city, "U5", petition=made)
    leave(city, made, "cases")
    assert not exists_for(city, made, "cases")
    assert not exists_for(city, again, "cases")
    assert not Clue.objects.visible_to(city.looker("cases")).exists()
    assert Recusal.objects.get(clue=clue).state == RecusalState.RECUSED


def test_a_clue_registered_later_does_not_exist_for_who_left_its_petition(city):
    colleague(city.commission, Post.CASE_OFFICE)
    made = petition_of(city, "U5", state=HANDED)
    PetitionRecusal.objects.create(
        commission=city.commission, petition=made, official=city.people["deputy_secretary"],
        ground=Ground.INTEREST, way="declared", state=RecusalState.RECUSED, asked_on=ON,
    )  # fmt: skip
    clue = clues.register(
        commission=city.commission, petition=made, source="信访举报", by=city.looker("cases")
    )
    assert not Clue.objects.visible_to(city.looker("deputy_secretary")).exists()
    assert Clue.objects.visible_to(city.looker("secretary")).filter(pk=clue.pk).exists()


def test_a_demand_is_decided_at_its_level_and_until_then_changes_nothing(city):
    made, other = petition_of(city, "U5", received_on=REFORM), colleague(city.commission)
    ask(city, made, other)
    assert Notice.objects.filter(kind="clues.petition_recusal_asked").count() == 2
    assert let_in(
        city,
        lambda role: petition_recusals.decide(petition=made, approve=True, by=city.looker(role)),
    ) == {"secretary", "deputy_secretary"}
    petition_recusals.decide(petition=made, approve=True, by=city.looker("deputy_secretary"))
    recusal = PetitionRecusal.objects.get()
    assert (recusal.official, recusal.state) == (other, RecusalState.RECUSED)
    assert not exists_for(city, made, "deputy_secretary")


def test_by_the_rules_of_today_the_head_alone_decides_and_the_refusal_names_the_article(city):
    from paizhu.kernel import clock

    made = petition_of(city, "U5", received_on=clock.today())
    ask(city, made, colleague(city.commission))
    told = Notice.objects.get(kind="clues.petition_recusal_asked")
    assert told.recipient == city.people["secretary"]
    with pytest.raises(Refused, match=r"第263条|第48条"):
        petition_recusals.decide(petition=made, approve=True, by=city.looker("deputy_secretary"))
    petition_recusals.decide(
        petition=made, approve=False, text="无此情形", by=city.looker("secretary")
    )
    assert PetitionRecusal.objects.get().state == RecusalState.REFUSED


@pytest.mark.parametrize(
    ("against", "said"), [("petitions", "不需要"), ("leader", "不经办"), ("secretary", "不经办")]
)
def test_nobody_is_accused_who_has_no_part_in_it_and_oneself_needs_no_decision(city, against, said):
    with pytest.raises(Refused, match=said):
        ask(city, petition_of(city, "U5"), city.people[against])


def test_neither_whom_it_is_about_nor_who_asks_decides(city):
    made = petition_of(city, "U5", received_on=REFORM)
    ask(city, made, city.people["deputy_secretary"])
    with pytest.raises(Refused, match="本人"):
        petition_recusals.decide(
            petition=made, approve=False, text="无", by=city.looker("deputy_secretary")
        )
    with pytest.raises(Refused, match="待决定"):
        ask(city, made, colleague(city.commission))
    PetitionRecusal.objects.update(asked_by=city.people["secretary"])
    with pytest.raises(Refused, match="提出人"):
        petition_recusals.decide(petition=made, approve=True, by=city.looker("secretary"))


def test_a_refusal_needs_words(city):
    made = petition_of(city, "U5", received_on=REFORM)
    ask(city, made, colleague(city.commission))
    with pytest.raises(Refused, match="不得空白"):
        petition_recusals.decide(petition=made, approve=False, by=city.looker("secretary"))


def test_what_was_done_is_looked_over_by_a_colleague_once(city):
    made, _other = registered(city, "U5"), colleague(city.commission)
    leave(city, made)
    city.people["second"] = _other
    by = city.looker("second")
    petition_recusals.review(petition=made, text="未见不当", by=by)
    assert PetitionRecusal.objects.get().reviewed_by == _other
    with pytest.raises(Refused, match="没有需要复核"):
        petition_recusals.review(petition=made, text="未见不当", by=by)


def test_the_pages_lead_through_leaving_and_deciding_and_propose_who_goes_on(city):
    other = colleague(city.commission)
    made = registered(city, "U5")
    office, head = client(city), client(city, "secretary")
    page = office.get(made.get_absolute_url()).content.decode()
    assert reverse("clues:petition_step", args=[made.pk, "keep-away"]) in page
    assert (
        "第48条"
        in office.get(reverse("clues:petition_step", args=[made.pk, "ask-away"])).content.decode()
    )
    step(office, made, "ask-away", person=other.pk, ground="other", words="举报人提出")
    asked = reverse("clues:petition_step", args=[made.pk, "decide-away"])
    assert "举报人提出" in head.get(asked).content.decode()
    assert "写明" in step(head, made, "decide-away", decision="refuse").content.decode()
    step(head, made, "decide-away", decision="approve")
    shown = office.get(made.get_absolute_url()).content.decode()
    assert "同事" in shown
    assert "可以接办" in shown
    left = step(office, made, "keep-away", ground="interest", words=SAID)
    assert left.url == "/"
    assert office.get(made.get_absolute_url()).status_code == 404
