"""Disposition: studied, proposed, decided at the level of the person's category, filed, reported upward; held clues again."""

from datetime import date, timedelta

import pytest

from paizhu.clues.actions import approvals, clues, dispositions, minutes
from paizhu.clues.models import Clue, ClueState, Conclusion, Disposition, TeamMember
from paizhu.clues.queries.due import due
from paizhu.clues.queries.levels import level_of
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.rulebook.queries import Approver
from tests.clues.factories import clue_of
from tests.clues.handling import (
    SAID,
    TODAY,
    assigned,
    disposed,
    fresh,
    in_hand,
    let_in,
    proposed,
    studied,
    waiting,
)

pytestmark = pytest.mark.django_db

LEADS = {
    Disposition.INQUIRY: ClueState.INQUIRING,
    Disposition.VERIFICATION: ClueState.VERIFYING,
    Disposition.HELD: ClueState.HELD,
    Disposition.CONCLUDED: ClueState.CONCLUDED,
}


def propose(city, clue, role="member", way=Disposition.VERIFICATION, **given):
    return dispositions.propose(
        clue=clue, disposition=way, text=SAID, by=city.looker(role), **given
    )


def decide(city, clue, role, approve=True, **given):
    return approvals.decide(
        approval=waiting(clue), approve=approve, text=SAID, by=city.looker(role), **given
    )


def test_who_works_on_it_proposes_and_nobody_else(city):
    clue = studied(city, in_hand(city))
    assert let_in(city, lambda role: propose(city, clue, role)) == {"leader", "member"}


def test_nothing_is_proposed_before_it_was_studied_and_each_time_anew(city):
    clue = in_hand(city)
    with pytest.raises(Refused):
        propose(city, clue)
    propose(city, studied(city, clue))
    decide(city, clue, "leader", approve=False)
    with pytest.raises(Refused):
        propose(city, clue)
    propose(city, studied(city, clue))


def test_nothing_is_proposed_before_the_papers_are_signed_for(city):
    clue = assigned(city, keeper="member")
    studied(city, clue)
    with pytest.raises(Refused):
        propose(city, clue)


@pytest.mark.parametrize(
    "state", [state for state in ClueState.values if state != ClueState.ASSIGNED]
)
def test_a_disposition_is_proposed_in_no_other_state(city, state):
    clue = clue_of(city, "U5", state=state, group="Z1")
    with pytest.raises(Refused):
        propose(city, clue, "leader")


@pytest.mark.parametrize(
    "word", [word for word in Conclusion.values if word not in Disposition.values]
)
def test_a_conclusion_is_no_disposition(city, word):
    clue = studied(city, in_hand(city))
    with pytest.raises(Refused):
        propose(city, clue, way=word)


@pytest.mark.parametrize("way", list(Disposition))
def test_an_approved_disposition_leads_where_the_table_says_and_is_to_be_filed(city, way):
    clue = disposed(city, way)
    assert (clue.state, clue.disposition, clue.disposed_on) == (LEADS[way], way, TODAY)
    assert Notice.objects.filter(kind="clues.filing_due", recipient=city.people["cases"]).exists()


def test_a_returned_proposal_goes_back_to_the_group_with_its_reason(city):
    clue = proposed(city)
    with pytest.raises(Refused):
        approvals.decide(approval=waiting(clue), approve=False, text="", by=city.looker("leader"))
    decide(city, clue, "leader", approve=False)
    assert fresh(clue).state == ClueState.ASSIGNED


def test_the_level_or_a_higher_one_decides_and_nobody_below_or_beside(city):
    clue = proposed(city)
    assert let_in(city, lambda role: decide(city, clue, role)) == {
        "leader", "liaison", "deputy_secretary", "secretary",
    }  # fmt: skip


def test_who_asked_does_not_decide_but_the_next_level_does(city):
    clue = proposed(city, role="leader")
    assert let_in(city, lambda role: decide(city, clue, role)) == {
        "liaison",
        "deputy_secretary",
        "secretary",
    }


def test_who_ever_worked_on_it_does_not_decide(city):
    clue = proposed(city)
    TeamMember.objects.create(
        commission=city.commission,
        clue=clue,
        official=city.people["leader"],
        joined_on=TODAY,
        left_on=TODAY,
    )
    assert "leader" not in let_in(city, lambda role: decide(city, clue, role))


@pytest.mark.parametrize(
    ("category", "way", "on", "level"),
    [
        ("other", Disposition.VERIFICATION, TODAY, Approver.GROUP_LEADER),
        ("unit_head", Disposition.INQUIRY, TODAY, Approver.COMMISSION_HEAD),
        ("unit_head", Disposition.VERIFICATION, TODAY, Approver.PARTY_COMMITTEE_HEAD),
        ("unit_head", Disposition.HELD, TODAY, Approver.GROUP_LEADER),
        ("other", Disposition.HELD, date(2020, 6, 1), Approver.COMMISSION_DEPUTY),
        ("other", Disposition.HELD, date(2018, 6, 1), Approver.COMMISSION_DEPUTY),
        ("other", Disposition.HELD, date(2015, 6, 1), Approver.LIAISON),
        ("other", Disposition.VERIFICATION, date(2015, 6, 1), Approver.COMMISSION_DEPUTY),
    ],
)
def test_the_level_is_that_of_category_way_and_the_rules_of_the_clues_day(category, way, on, level):
    clue = Clue(category=category, received_on=on)
    assert level_of(clue, "clue_disposition", way).approver == level


def test_a_time_that_knew_no_level_says_so():
    assert level_of(
        Clue(category="other", received_on=date(2018, 6, 1)), "clue_disposition"
    ).is_presumed


def test_what_a_level_outside_decides_is_entered_by_the_case_office_from_paper(city):
    clue = proposed(city, category="unit_head")
    assert let_in(city, lambda role: decide(city, clue, role)) == set()
    assert let_in(city, lambda role: decide(city, clue, role, noted=True)) == {"cases"}
    decide(city, clue, "cases", noted=True)
    assert fresh(clue).state == ClueState.VERIFYING
    assert due(city.looker("cases"), TODAY).upward.get() == clue


def test_nothing_that_is_decided_here_is_entered_from_paper(city):
    clue = proposed(city)
    with pytest.raises(Refused):
        decide(city, clue, "cases", noted=True)


def test_of_two_who_decide_at_once_the_second_is_refused(city):
    clue = proposed(city)
    asked = waiting(clue)
    approvals.decide(
        approval=asked,
        approve=True,
        text=SAID,
        seen_revision=asked.revision,
        by=city.looker("leader"),
    )
    with pytest.raises(Refused):
        approvals.decide(
            approval=asked,
            approve=False,
            text=SAID,
            seen_revision=asked.revision,
            by=city.looker("liaison"),
        )
    assert fresh(clue).state == ClueState.VERIFYING


def test_the_case_office_receives_the_disposition_once_and_not_before_it_is_approved(city):
    receive = lambda clue, role: clues.receive(clue=clue, by=city.looker(role))  # noqa: E731
    with pytest.raises(Refused):
        receive(proposed(city), "cases")
    clue = disposed(city)
    assert let_in(city, lambda role: receive(clue, role)) == {"cases"}
    receive(clue, "cases")
    with pytest.raises(Refused):
        receive(clue, "cases")
    assert fresh(clue).filed_with_organ_on == TODAY


def test_a_disposition_is_not_filed_before_its_day(city):
    with pytest.raises(Refused):
        clues.receive(clue=disposed(city), on=TODAY - timedelta(days=1), by=city.looker("cases"))


def test_only_a_clue_about_a_units_head_is_reported_upward(city):
    with pytest.raises(Refused):
        clues.tell_superior(clue=disposed(city), by=city.looker("cases"))
    head = disposed(city, Disposition.HELD, category="unit_head")
    clues.tell_superior(clue=head, by=city.looker("cases"))
    with pytest.raises(Refused):
        clues.tell_superior(clue=head, by=city.looker("cases"))


def test_a_held_clue_is_looked_at_again_or_taken_up_and_then_proposed_anew(city):
    clue = disposed(city, Disposition.HELD)
    clues.look_again(clue=clue, text=SAID, by=city.looker("leader"))
    assert fresh(clue).reviewed_on == TODAY
    assert let_in(city, lambda role: clues.take_up(clue=clue, text=SAID, by=city.looker(role))) == {
        "leader",
        "cases",
    }
    clues.take_up(clue=clue, text=SAID, by=city.looker("cases"))
    clue = fresh(clue)
    assert (clue.state, clue.disposition, clue.taken_up_on) == (ClueState.ASSIGNED, "", TODAY)


def test_a_minute_is_of_a_day_between_receipt_and_today(city):
    clue = in_hand(city)
    for day in (clue.received_on - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            minutes.record(
                clue=clue,
                step="clue_disposition",
                held_on=day,
                present="组长",
                text=SAID,
                by=city.looker("leader"),
            )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("group_leader", "commission_head"),
        ("commission_head", "commission_head"),
        ("standing_committee", "standing_committee"),
        ("dispatching_organ", "dispatching_organ"),
    ],
)
def test_the_secretary_decides_at_the_level_that_is_asked_and_below_it_as_the_head(
    city, asked, said
):
    question = waiting(proposed(city))
    type(question).objects.filter(pk=question.pk).update(level=asked)
    decided = approvals.decide(
        approval=question, approve=True, text=SAID, by=city.looker("secretary")
    )
    assert decided.decided_as == said
