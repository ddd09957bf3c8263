"""Answers to who gave a name: once, in time, minuted; repeated petitions are not told again; a time without a limit says so."""

from datetime import date, timedelta

import pytest

from paizhu.access.queries import machine
from paizhu.clues.actions import answers, approvals, petitions
from paizhu.clues.models import (
    Answer,
    Clue,
    ClueState,
    Disposition,
    PetitionState,
    Standing,
)
from paizhu.clues.queries import answers as queries
from paizhu.clues.queries import outcomes
from paizhu.clues.queries.answers import Owed
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.rectification.queries import Deadlines, Light
from paizhu.trail.models import Event
from tests.clues.factories import ON, clue_of, petition_of
from tests.clues.handling import proposed, waiting
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
S = PetitionState
CAME, ENDED = date(2024, 6, 3), date(2024, 7, 1)


def tell(petition, by, *, is_result=False, **given):
    return answers.tell_reporter(
        petition=petition, is_result=is_result, by=by,
        **{"told_on": petition.received_on, "way": "电话", "text": "已告知受理。"} | given,
    )  # fmt: skip


def signed(city, state=S.ACCEPTED, **given):
    """Return a petition with a real name."""
    return petition_of(
        city, "U5", **{"state": state, "standing": Standing.NAMED, "received_on": CAME} | given
    )


def with_result(city, **given):
    """Return a petition with a real name whose clue is finished."""
    made = signed(city, S.HANDED_OVER, **given)
    clue_of(city, "U5", state=ClueState.CONCLUDED, petition=made, concluded_on=ENDED)
    return made


def due_on(city, petition, on):
    """Return what is due of a petition, looked at on a day."""
    by = city.looker("petitions")
    found = outcomes.outcomes_of([petition.pk], by).get(petition.pk, [])
    return queries.due_of(
        petition, list(petition.answers.all()), found, Deadlines(city.commission.pk, on)
    )


@pytest.mark.parametrize("is_result", [False, True])
@pytest.mark.parametrize("role", ROLES)
def test_only_the_petition_office_answers(city, role, is_result):
    made = with_result(city) if is_result else signed(city)
    if role == "petitions":
        assert tell(made, city.looker(role), is_result=is_result).is_result == is_result
        return
    with pytest.raises(Refused, match="信访举报部门"):
        tell(made, city.looker(role), is_result=is_result)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", S)
def test_acceptance_is_told_where_it_was_decided_and_never_of_repeats_or_what_has_left(city, state):
    made, by = signed(city, state), city.looker("petitions")
    if state in (S.ACCEPTED, S.NOT_ACCEPTED, S.HANDED_OVER):
        tell(made, by)
        with pytest.raises(Refused, match="已经告知"):
            tell(made, by)
        return
    with pytest.raises(Refused):
        tell(made, by)


@pytest.mark.parametrize("state", S)
def test_no_result_is_told_before_there_is_one(city, state):
    made = signed(city, state)
    clue_of(city, "U5", state=ClueState.VERIFYING, petition=made)
    with pytest.raises(Refused):
        tell(made, city.looker("petitions"), is_result=True)


@pytest.mark.parametrize("standing", [Standing.ANONYMOUS, Standing.UNVERIFIABLE])
def test_nobody_is_told_where_nobody_gave_a_real_name(city, standing):
    with pytest.raises(Refused, match="非实名"):
        tell(signed(city, standing=standing), city.looker("petitions"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"told_on": CAME - timedelta(days=1)}, "收到之日"),
        ({"told_on": date.today() + timedelta(days=1)}, "收到之日"),
        ({"way": " "}, "告知方式"),
        ({"text": ""}, "告知内容"),
    ],
)
def test_a_bad_answer_is_refused_with_its_reason(city, given, told):
    with pytest.raises(Refused, match=told):
        tell(signed(city), city.looker("petitions"), **given)


def test_an_objection_is_minuted_beside_what_was_said_before_and_opens_a_second_result(city):
    made, by = with_result(city), city.looker("petitions")
    first = tell(made, by, is_result=True, told_on=ENDED, objection="不认可结论")
    answers.minute(answer=first, objection="要求复核", evidence="录音一份", by=by)
    first = Answer.objects.get(pk=first.pk)
    assert first.objection.splitlines()[0] == "不认可结论"
    assert first.objection.endswith("要求复核")
    assert first.evidence == "录音一份"
    again = tell(made, by, is_result=True, told_on=ENDED)
    with pytest.raises(Refused, match="再次反馈"):
        tell(made, by, is_result=True, told_on=ENDED)
    assert Notice.objects.filter(kind="clues.objection", recipient=city.people["cases"]).exists()
    assert "录音" not in repr(list(Event.objects.values()))
    with pytest.raises(Refused, match="异议内容"):
        answers.minute(answer=again, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_only_the_petition_office_minutes(city, role):
    answer = tell(signed(city), city.looker("petitions"))
    if role == "petitions":
        answers.minute(answer=answer, objection="不同意", by=city.looker(role))
        return
    with pytest.raises(Refused):
        answers.minute(answer=answer, objection="不同意", by=city.looker(role))


def test_both_clocks_run_fifteen_working_days_by_their_articles(city):
    made = with_result(city)
    acceptance, result = due_on(city, made, date(2024, 6, 20))
    assert (acceptance.owed, acceptance.start) == (Owed.ACCEPTANCE, CAME)
    assert acceptance.due_on == date(2024, 6, 25), "the feast of June 10 does not count"
    assert (result.start, result.due_on) == (ENDED, date(2024, 7, 22))
    assert "26" in acceptance.basis
    assert "27" in result.basis
    assert acceptance.clock.light == Light.YELLOW
    by = city.looker("petitions")
    tell(made, by)
    tell(made, by, is_result=True, told_on=ENDED)
    assert not due_on(city, made, date(2024, 6, 20))


def test_a_time_that_knew_no_limit_has_no_clock_and_says_so(city):
    (due,) = due_on(city, signed(city, received_on=ON), ON)
    assert (due.due_on, due.clock) == (None, None)
    assert "2020年" in due.unknown


def test_what_another_body_hands_over_is_decided_within_five_working_days(city):
    made = signed(city, S.REGISTERED, channel="transfer", standing=Standing.ANONYMOUS)
    (due,) = due_on(city, made, CAME)
    assert (due.owed, due.due_on) == (Owed.DECISION, date(2024, 6, 11))
    assert "16" in due.basis


@pytest.mark.parametrize(
    ("state", "owed"),
    [(S.REGISTERED, 1), (S.ACCEPTED, 1), (S.NOT_ACCEPTED, 1), (S.HANDED_OVER, 1),
     (S.REPEATED, 0), (S.FORWARDED, 0), (S.ANSWERED, 0)],
)  # fmt: skip
def test_the_due_list_has_what_is_owed_and_no_repeats(city, state, owed):
    made = signed(city, state)
    by = city.looker("petitions")
    assert queries.owing(type(made).objects.visible_to(by), by).count() == owed
    assert len(due_on(city, made, CAME)) == owed


@pytest.mark.parametrize(
    ("on", "late"),
    [(date(2024, 6, 25), set()), (date(2024, 6, 26), {"acceptance"}),
     (date(2024, 7, 22), {"acceptance"}), (date(2024, 7, 23), {"acceptance", "result"})],
    ids=("nothing", "acceptance from the day after", "acceptance still", "both"),
)  # fmt: skip
def test_overdue_is_by_the_limit_of_each_petitions_own_day(city, on, late):
    made = {"acceptance": signed(city), "result": with_result(city)}
    signed(city, received_on=ON)
    by = city.looker("petitions")
    tell(made["result"], by)
    found = queries.overdue(type(made["result"]).objects.visible_to(by), by, on)
    assert {p.pk for p in found} == {made[name].pk for name in late}


def test_the_daily_job_reminds_the_petition_office_once_of_what_is_near_or_late(city):
    made, by = signed(city), machine(city.commission)
    with clock.standing_on(date(2024, 6, 4)):
        assert answers.remind(commission=city.commission, by=by) == 0
    with clock.standing_on(date(2024, 6, 24)):
        assert answers.remind(commission=city.commission, by=by) == 1
        assert answers.remind(commission=city.commission, by=by) == 0
    notice = Notice.objects.get(kind="clues.answer_due")
    assert (notice.number, notice.due_on) == (made.code, date(2024, 6, 25))
    tell(made, city.looker("petitions"))
    assert Notice.objects.get(pk=notice.pk).done_at
    with pytest.raises(Refused):
        answers.remind(commission=city.commission, by=city.looker("petitions"))


def test_nobody_is_reminded_of_what_does_not_exist_for_him(city):
    signed(city, official=city.people["petitions"])
    with clock.standing_on(date(2024, 6, 24)):
        assert answers.remind(commission=city.commission, by=machine(city.commission)) == 0


def test_handing_over_leaves_the_acceptance_clock_running(city):
    made, by = signed(city), city.looker("petitions")
    petitions.hand_over(petition=made, by=by)
    made = type(made).objects.get(pk=made.pk)
    assert [due.owed for due in due_on(city, made, CAME)] == [Owed.ACCEPTANCE]


@pytest.mark.parametrize(("standing", "told"), [(Standing.NAMED, 1), (Standing.ANONYMOUS, 0)])
def test_when_the_matter_ends_the_petition_office_is_told_once_to_answer_who_gave_a_name(
    city, standing, told
):
    made = signed(city, S.HANDED_OVER, standing=standing)
    proposed_clue = proposed(city, Disposition.CONCLUDED, received_on=CAME)
    Clue.objects.filter(pk=proposed_clue.pk).update(petition=made)
    approvals.decide(
        approval=waiting(proposed_clue), approve=True, text="同意", by=city.looker("leader")
    )
    waits = Notice.objects.filter(kind="clues.petition_result", done_at__isnull=True)
    assert [each.recipient for each in waits] == [city.people["petitions"]] * told
    if told:
        tell(made, city.looker("petitions"), is_result=True, told_on=clock.today())
        assert not waits.all()
