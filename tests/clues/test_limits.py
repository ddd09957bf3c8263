"""The limits of a clue: what runs, since when, until when, how it is put off; reminders once; the same queries for any number."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.access import queries as access
from paizhu.clues.actions import approvals, extensions, keeping, reminding
from paizhu.clues.models import (
    Clue,
    ClueState,
    Disposition,
    Extension,
    Handover,
    Letter,
    Reminder,
    TeamMember,
)
from paizhu.clues.queries.clocks import CaseClocks, clocks_of
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.workdays import add_months
from paizhu.notices.models import Notice
from paizhu.organization.models import Post, Posting, RecusalGround
from tests.clues.factories import ON, clue_of, petition_of
from tests.clues.handling import SAID, TODAY, disposed, fresh, in_hand, registered, waiting

pytestmark = pytest.mark.django_db


def running(clue, on=TODAY) -> dict[str, date]:
    return {each.key: each.due_on for each in clocks_of(clue, on)}


RUNS = {
    ClueState.REGISTERED: {"clue_disposition"},
    ClueState.ASSIGNED: {"clue_disposition"},
    ClueState.VERIFYING: {"disposition_filing", "preliminary_verification"},
    ClueState.FILING: {"case_filing_decision", "disposition_filing"},
    ClueState.HELD: {"disposition_filing", "held_clue_review"},
    ClueState.CONCLUDED: {"disposition_filing"},
}


@pytest.mark.parametrize("state", ClueState.values)
def test_each_state_runs_the_limits_of_the_table(city, state):
    decided = state not in (ClueState.REGISTERED, ClueState.ASSIGNED, ClueState.PROPOSED)
    clue = clue_of(
        city, "U5", group="Z1", state=state, keeper=city.people["leader"],
        disposed_on=TODAY if decided else None,
    )  # fmt: skip
    expected = RUNS.get(state, {"disposition_filing"} if decided else set())
    assert set(running(clue)) == expected


def test_nobody_is_asked_to_file_what_a_workbook_says_was_disposed_of_elsewhere(city):
    clue = clue_of(city, "U5", group="Z1", state=ClueState.CONCLUDED, disposed_on=TODAY)
    assert not running(clue)


def test_the_month_for_a_disposition_runs_from_receipt_and_anew_once_a_clue_is_taken_up(city):
    clue = clue_of(city, "U5", group="Z1", state=ClueState.ASSIGNED)
    assert running(clue) == {"clue_disposition": date(2015, 7, 1)}
    clue.taken_up_on = date(2016, 3, 5)
    assert running(clue) == {"clue_disposition": date(2016, 4, 5)}


def test_a_reply_is_awaited_from_receipt_and_then_the_report(city):
    clue = clue_of(
        city, "U5", group="Z1", state=ClueState.INQUIRING, received_on=date(2023, 3, 1),
        disposition=Disposition.INQUIRY, disposed_on=date(2023, 3, 10), filed_with_organ_on=date(2023, 3, 10),
    )  # fmt: skip
    letter = Letter.objects.create(commission=city.commission, clue=clue, sent_on=date(2023, 3, 13))
    assert running(clue) == {}
    Letter.objects.filter(pk=letter.pk).update(received_on=date(2023, 3, 14))
    assert running(clue) == {"inquiry_reply": date(2023, 4, 4)}
    Letter.objects.filter(pk=letter.pk).update(replied_on=date(2023, 4, 3))
    assert running(clue) == {"inquiry_report": date(2023, 5, 3)}


def test_every_limit_says_its_article_its_start_and_the_working_days_left(city):
    clue = clue_of(city, "U5", received_on=TODAY - timedelta(days=3))
    (found,) = clocks_of(clue, TODAY)
    assert found.start == clue.received_on
    assert found.due_on == add_months(clue.received_on, 1)
    assert found.basis
    assert found.days > 0


def test_the_nearest_limit_is_kept_with_the_clue_by_every_act(city):
    clue = fresh(registered(city))
    assert (clue.due_on, clue.due_limit) == (add_months(clue.received_on, 1), "clue_disposition")
    clue = disposed(city)
    assert clue.due_limit == "disposition_filing"


def test_a_page_of_clues_costs_the_same_queries_as_one(city):
    clues = [
        clue_of(city, "U5", group="Z1", state=ClueState.VERIFYING, disposed_on=ON)
        for _each in range(6)
    ]

    def cost(some) -> int:
        with CaptureQueriesContext(connection) as asked:
            reader = CaseClocks(city.commission.pk, TODAY)
            reader.read(some)
            assert all(reader.of(clue) for clue in some)
        return len(asked)

    assert cost(clues) == cost(clues[:1])


def extend(city, clue, until, role="member", limit="preliminary_verification"):
    return extensions.ask(clue=clue, limit=limit, until=until, text=SAID, by=city.looker(role))


def test_a_verification_is_put_off_first_by_the_leader_in_charge_no_longer_than_the_rules_let_it(
    city,
):
    clue = disposed(city)
    first = running(clue)["preliminary_verification"]
    with pytest.raises(Refused):
        extend(city, clue, first)
    with pytest.raises(Refused):
        extend(city, clue, add_months(first, 1) + timedelta(days=1))
    until = add_months(first, 1)
    extend(city, clue, until)
    with pytest.raises(Refused):
        extend(city, clue, until)
    asked = waiting(clue, "verification_first_extension")
    assert asked.basis
    with pytest.raises(Refused):
        approvals.decide(approval=asked, approve=True, by=city.looker("leader"))
    approvals.decide(approval=asked, approve=True, by=city.looker("deputy_secretary"))
    assert running(clue)["preliminary_verification"] == until
    assert Extension.objects.get().number == 1
    further = add_months(until, 2)
    extend(city, clue, further)
    asked = waiting(clue, "verification_further_extension")
    with pytest.raises(Refused):
        approvals.decide(approval=asked, approve=True, by=city.looker("deputy_secretary"))
    approvals.decide(approval=asked, approve=True, by=city.looker("secretary"))
    assert running(clue)["preliminary_verification"] == further
    with pytest.raises(Refused):
        extend(city, clue, add_months(further, 1))


def test_an_assigned_item_is_put_off_by_three_months_and_then_by_the_superior_organ_on_paper(city):
    clue = disposed(city, petition=petition_of(city, "U5", state="handed_over"), received_on=TODAY)
    first = running(clue)["assigned_item"]
    assert first == add_months(TODAY, 3)
    second = add_months(first, 3)
    extend(city, clue, second, limit="assigned_item")
    approvals.decide(
        approval=waiting(clue, "first_extension"), approve=True, by=city.looker("secretary")
    )
    third = add_months(second, 7)
    extend(city, clue, third, limit="assigned_item")
    asked = waiting(clue, "further_extension")
    with pytest.raises(Refused):
        approvals.decide(approval=asked, approve=True, by=city.looker("secretary"))
    approvals.decide(
        approval=asked, approve=True, text="上级批复。", noted=True, by=city.looker("cases")
    )
    assert running(clue)["assigned_item"] == third
    assert list(Extension.objects.values_list("number", flat=True)) == [1, 2]


def remind(city):
    ids = [key for chunk in reminding.to_look_at(city.commission) for key in chunk]
    return reminding.remind(commission=city.commission, ids=ids, by=access.machine(city.commission))


def test_of_what_is_near_or_past_is_reminded_once_and_only_those_who_know_of_it(city):
    clue = in_hand(city)
    assert remind(city) == 0
    with clock.standing_on(fresh(clue).due_on - timedelta(days=1)):
        assert remind(city) == 1
        assert remind(city) == 0
    with clock.standing_on(fresh(clue).due_on + timedelta(days=1)):
        assert remind(city) == 1
    told = set(
        Notice.objects.filter(kind="clues.overdue").values_list("recipient__code", flat=True)
    )
    assert told == {city.people[role].code for role in ("member", "leader", "cases")}
    assert Reminder.objects.count() == 2


def test_a_reminder_never_reaches_somebody_behind_the_wall(city):
    clue = clue_of(city, "U1", group="Z1", state=ClueState.ASSIGNED, keeper=city.people["leader"])
    assert remind(city) == 1
    assert set(Notice.objects.values_list("recipient__code", flat=True)) == {
        city.people["cases"].code
    }
    assert clue.code in set(Notice.objects.values_list("number", flat=True))


def test_at_rotation_the_matter_goes_to_somebody_free_and_never_to_who_must_keep_away(city):
    clue = in_hand(city)
    TeamMember.objects.create(
        commission=city.commission,
        clue=clue,
        official=city.people["member"],
        joined_on=TODAY,
        is_lead=True,
    )
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["nobody"],
        unit=city.units["U5"],
        reason="亲属",
    )
    posting = city.posting("member", Post.MEMBER)
    keeping.hand_over(posting=posting, to=city.people["nobody"], by=city.looker("office"))
    clue = fresh(clue)
    assert clue.keeper == city.people["leader"]
    assert TeamMember.objects.get(left_on=None).official == city.people["leader"]
    assert Handover.objects.get(signed_at=None, ended_at=None).to_official == city.people["leader"]


def test_what_somebody_left_behind_unseen_is_passed_on_by_the_daily_round(city):
    clue = in_hand(city)
    Posting.objects.filter(official=city.people["member"], post=Post.MEMBER).update(until_on=TODAY)
    by = access.machine(city.commission)
    assert keeping.open_matters_of(city.posting("member", Post.MEMBER), city.looker("office")) == []
    assert keeping.pass_on_left(commission=city.commission, by=by) == 1
    assert fresh(clue).keeper == city.people["leader"]
    assert keeping.pass_on_left(commission=city.commission, by=by) == 0


def test_clues_of_another_commission_are_not_reminded_of(city, other_city):
    clue_of(other_city, "U5")
    assert remind(city) == 0
    assert not Clue.objects.of(city.commission).exists()
