"""Keeping away: at once, decided by the right level, never by oneself; what was done stays, and somebody takes it over."""

import pytest
from django.db import IntegrityError, transaction

from paizhu.access import queries as access
from paizhu.clues.actions import approvals, recusals
from paizhu.clues.models import (
    MANDATORY,
    Clue,
    Ground,
    Handover,
    Recusal,
    RecusalState,
    Reporter,
    TeamMember,
)
from paizhu.clues.queries import custody
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.models import Post, RecusalGround
from tests.clues.factories import petition_of
from tests.clues.handling import SAID, TODAY, disposed, fresh, in_hand, let_in, waiting
from tests.organization.factories import REFORM, PostingFactory

pytestmark = pytest.mark.django_db


def on_team(city, clue, role, lead=False):
    return TeamMember.objects.create(
        commission=city.commission,
        clue=clue,
        official=city.people[role],
        joined_on=TODAY,
        is_lead=lead,
    )


def exists_for(city, clue, role, on=REFORM) -> bool:
    return Clue.objects.visible_to(city.looker(role, on)).filter(pk=clue.pk).exists()


def leave(city, clue, role, ground=Ground.INTEREST):
    return recusals.declare(clue=clue, ground=ground, text=SAID, by=city.looker(role))


def test_only_who_knows_of_the_matter_can_leave_it(city):
    clue = in_hand(city)
    left = let_in(city, lambda role: leave(city, clue, role))
    assert left == {"secretary", "deputy_secretary", "cases", "leader", "liaison", "member"}


def test_who_leaves_is_off_at_once_his_work_is_kept_and_another_takes_papers_and_custody(city):
    clue = disposed(city)
    on_team(city, clue, "member", lead=True)
    on_team(city, clue, "leader")
    recusal = leave(city, clue, "member")
    clue = fresh(clue)
    assert not exists_for(city, clue, "member")
    assert clue.keeper == city.people["leader"]
    assert recusal.awaits_review
    gone = TeamMember.objects.get(official=city.people["member"])
    assert (gone.left_on, gone.left_because, gone.is_lead) == (TODAY, "recused", False)
    assert TeamMember.objects.get(official=city.people["leader"]).is_lead
    assert custody.under_way(clue).to_official == city.people["leader"]
    assert Notice.objects.filter(kind="clues.recused", recipient=city.people["leader"]).exists()


def test_when_the_last_one_leaves_the_case_office_is_told_and_gets_the_papers(city):
    clue = in_hand(city)
    leave(city, clue, "leader")
    leave(city, clue, "member")
    clue = fresh(clue)
    assert clue.keeper is None
    assert custody.under_way(clue).to_official == city.people["cases"]
    assert Notice.objects.filter(kind="clues.stranded", recipient=city.people["cases"]).exists()


def test_papers_on_their_way_to_who_leaves_do_not_get_lost(city):
    clue = in_hand(city)
    from paizhu.clues.actions import custody as acts

    acts.hand(clue=clue, to=city.people["leader"], by=city.looker("member"))
    leave(city, clue, "leader")
    assert (
        custody.under_way(clue) is None
        or custody.under_way(clue).to_official != city.people["leader"]
    )
    assert custody.holder_of(clue) == city.people["member"].pk


def test_a_demand_is_decided_by_the_level_of_recusal_and_until_then_changes_nothing(city):
    clue = in_hand(city)
    asked = recusals.demand(
        clue=clue,
        official=city.people["member"],
        ground=Ground.OTHER,
        text=SAID,
        by=city.looker("leader"),
    )
    assert asked.state == RecusalState.ASKED
    assert exists_for(city, clue, "member")
    decide = lambda role: approvals.decide(  # noqa: E731
        approval=waiting(clue, "recusal"), approve=True, text=SAID, by=city.looker(role)
    )
    assert let_in(city, decide) == {"secretary"}
    decide("secretary")
    assert not exists_for(city, clue, "member")
    assert Recusal.objects.get(pk=asked.pk).state == RecusalState.RECUSED


def test_a_demand_in_which_no_ground_is_found_leaves_everything_as_it_was(city):
    clue = in_hand(city)
    recusals.demand(
        clue=clue,
        official=city.people["member"],
        ground=Ground.OTHER,
        text=SAID,
        by=city.looker("leader"),
    )
    approvals.decide(
        approval=waiting(clue, "recusal"), approve=False, text=SAID, by=city.looker("secretary")
    )
    assert Recusal.objects.get().state == RecusalState.REFUSED
    assert exists_for(city, clue, "member")
    assert fresh(clue).keeper == city.people["member"]


def test_nobody_decides_about_his_own_recusal_and_what_nobody_here_can_decide_is_entered_from_paper(
    city,
):
    clue = in_hand(city)
    recusals.demand(
        clue=clue,
        official=city.people["secretary"],
        ground=Ground.OTHER,
        text=SAID,
        by=city.looker("leader"),
    )
    asked = waiting(clue, "recusal")
    with pytest.raises(Refused):
        approvals.decide(approval=asked, approve=False, text=SAID, by=city.looker("secretary"))
    approvals.decide(
        approval=asked, approve=True, text="上级纪委决定。", noted=True, by=city.looker("cases")
    )
    assert not exists_for(city, clue, "secretary")


@pytest.mark.parametrize("ground", sorted(MANDATORY))
def test_a_mandatory_ground_is_never_set_aside(city, ground):
    clue = in_hand(city)
    recusal = leave(city, clue, "member", ground)
    with pytest.raises(Refused):
        recusals.lift(recusal=recusal, text=SAID, by=city.looker("leader"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.filter(pk=recusal.pk).update(state=RecusalState.LIFTED)


def test_another_ground_is_set_aside_by_the_level_above_only_and_on_record(city):
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["member"],
        unit=city.units["U5"],
        reason="亲属",
    )
    clue = in_hand(city, keeper="leader")
    on_team(city, clue, "member")
    assert not exists_for(city, clue, "member")
    recusals.lift_computed(
        clue=clue, official=city.people["member"], text=SAID, by=city.looker("cases")
    )
    with pytest.raises(Refused):
        approvals.decide(approval=waiting(clue, "recusal"), approve=True, by=city.looker("leader"))
    approvals.decide(approval=waiting(clue, "recusal"), approve=True, by=city.looker("secretary"))
    recusal = Recusal.objects.get()
    assert (recusal.state, recusal.decided_by) == (RecusalState.LIFTED, city.people["secretary"])
    on_team(city, clue, "member")
    assert exists_for(city, clue, "member")


def test_what_somebody_did_is_reviewed_by_another_once(city):
    clue = disposed(city)
    on_team(city, clue, "member")
    recusal = leave(city, clue, "member")
    assert let_in(
        city, lambda role: recusals.review(recusal=recusal, text=SAID, by=city.looker(role))
    ) == {
        "leader",
        "cases",
    }
    recusals.review(recusal=recusal, text=SAID, by=city.looker("leader"))
    with pytest.raises(Refused):
        recusals.review(recusal=recusal, text=SAID, by=city.looker("cases"))
    assert Handover.objects.filter(clue=clue).exists()


def test_who_comes_into_a_post_later_and_must_keep_away_is_taken_from_the_matter_by_the_daily_round(
    city,
):
    petition = petition_of(city, "U5", state="handed_over")
    Reporter.objects.create(
        commission=city.commission,
        petition=petition,
        name="某",
        official_ref=str(city.people["nobody"].pk),
    )
    clue = in_hand(city, petition=petition)
    PostingFactory(
        official=city.people["nobody"], post=Post.DEPUTY, place=city.groups["Z1"], from_on=TODAY
    )
    assert exists_for(city, clue, "nobody", TODAY)
    by = access.machine(city.commission)
    assert recusals.keep_away(commission=city.commission, by=by) == 1
    assert not exists_for(city, clue, "nobody", TODAY)
    assert recusals.keep_away(commission=city.commission, by=by) == 0


def test_nobody_decides_about_a_matter_from_which_a_ground_keeps_him_away(city):
    petition = petition_of(city, "U5", state="handed_over")
    clue = in_hand(city, petition=petition)
    Reporter.objects.create(
        commission=city.commission,
        petition=petition,
        name="某",
        official_ref=str(city.people["secretary"].pk),
    )
    recusals.demand(
        clue=clue,
        official=city.people["member"],
        ground=Ground.OTHER,
        text=SAID,
        by=city.looker("leader"),
    )
    with pytest.raises(Refused):
        approvals.decide(
            approval=waiting(clue, "recusal"), approve=True, text=SAID, by=city.looker("secretary")
        )
