"""Custody: given and signed for, one holder at a time, never lost between two, never to somebody who must keep away."""

import pytest
from django.db import IntegrityError, transaction

from paizhu.clues.actions import custody as acts
from paizhu.clues.models import Handover
from paizhu.clues.queries import custody
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import RecusalGround
from tests.clues.handling import assigned, in_hand, let_in, registered

pytestmark = pytest.mark.django_db


def give(city, clue, to, role):
    return acts.hand(clue=clue, to=city.people[to], by=city.looker(role))


def test_the_case_office_holds_the_papers_of_what_it_registers(city):
    assert custody.holder_of(registered(city)) == city.people["cases"].pk


def test_until_the_receiver_signs_the_giver_answers_and_only_the_receiver_signs(city):
    clue = assigned(city, keeper="member")
    waiting = custody.under_way(clue)
    assert custody.holder_of(clue) == city.people["cases"].pk
    assert let_in(city, lambda role: acts.sign(handover=waiting, by=city.looker(role))) == {
        "member"
    }
    acts.sign(handover=waiting, by=city.looker("member"))
    assert custody.holder_of(clue) == city.people["member"].pk
    with pytest.raises(Refused):
        acts.sign(handover=waiting, by=city.looker("member"))


def test_only_who_holds_the_papers_gives_them_and_only_one_handover_is_under_way(city):
    clue = in_hand(city)
    assert let_in(city, lambda role: give(city, clue, "leader", role)) == {"member"}
    give(city, clue, "leader", "member")
    with pytest.raises(Refused):
        give(city, clue, "cases", "member")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            commission=city.commission,
            clue=clue,
            to_official=city.people["cases"],
            given_at=clock.now(),
        )


@pytest.mark.parametrize("to", ["deputy", "liaison", "office", "nobody", "member"])
def test_papers_go_to_nobody_who_does_not_work_on_the_matter(city, to):
    with pytest.raises(Refused):
        give(city, in_hand(city), to, "member")


def test_papers_go_to_nobody_who_must_keep_away(city):
    clue = in_hand(city)
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["leader"],
        unit=city.units["U5"],
        reason="亲属",
    )
    with pytest.raises(Refused):
        give(city, clue, "leader", "member")


def test_what_nobody_signed_for_is_ended_by_giver_receiver_or_case_office_and_stays_with_the_giver(
    city,
):
    clue = in_hand(city)
    waiting = give(city, clue, "leader", "member")
    assert let_in(city, lambda role: acts.end(handover=waiting, by=city.looker(role))) == {
        "member",
        "leader",
        "cases",
    }
    acts.end(handover=waiting, by=city.looker("leader"))
    assert custody.holder_of(clue) == city.people["member"].pk
    assert custody.under_way(clue) is None


def test_the_case_office_calls_papers_in_and_signs_when_they_are_there(city):
    clue = in_hand(city)
    assert let_in(city, lambda role: acts.recall(clue=clue, by=city.looker(role))) == {"cases"}
    acts.sign(handover=acts.recall(clue=clue, by=city.looker("cases")), by=city.looker("cases"))
    assert custody.holder_of(clue) == city.people["cases"].pk
