"""Opinions: who gives them, each step from each state by each role, and what the trail says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post
from paizhu.oversight import rules
from paizhu.oversight.actions import opinions
from paizhu.oversight.models import Opinion, OpinionState
from paizhu.trail.models import Event
from tests.organization.factories import REFORM, PostingFactory
from tests.oversight.factories import ON, let_in, save_activity, save_opinion

LEADS = {
    ("raised", "start"): "rectifying",
    ("raised", "report"): "reported",
    ("raised", "decline"): "declined",
    ("rectifying", "report"): "reported",
    ("rectifying", "decline"): "declined",
    ("reported", "send_back"): "rectifying",
    ("reported", "close_out"): "closed",
    ("closed", "reopen"): "rectifying",
    ("declined", "reopen"): "rectifying",
}
"""(state, step) → state. Every pair that is not here is refused."""
FITTING = {
    "start": "raised",
    "report": "rectifying",
    "send_back": "reported",
    "close_out": "reported",
    "decline": "raised",
    "reopen": "closed",
}
"""For each step a state that allows it."""


def raise_opinion(city, activity, unit="U1", role="office", **given):
    more = {"content": "请完善制度。", "made_on": ON, **given}
    return opinions.raise_opinion(
        activity=activity, unit=city.units[unit], by=city.looker(role), **more
    )


def step(city, opinion, name, role="office", **given):
    return getattr(opinions, name)(opinion=opinion, by=city.looker(role), **given)


@pytest.mark.parametrize("name", rules.STEPS)
@pytest.mark.parametrize("state", OpinionState.values)
def test_each_state_allows_the_steps_of_the_table_and_refuses_every_other(city, state, name):
    opinion = save_opinion(city, state=state)
    if (state, name) in LEADS:
        assert rules.is_open(opinion, name)
        assert step(city, opinion, name).state == LEADS[state, name]
        assert Opinion.objects.get().state == LEADS[state, name]
        return
    assert not rules.is_open(opinion, name)
    with pytest.raises(Refused, match="不能办理"):
        step(city, opinion, name)
    assert Opinion.objects.get().state == state


def test_the_units_supervisors_and_the_office_give_an_opinion(city):
    """To U2: the people of Z1, which supervises it, and the office."""
    activity = save_activity(city, "U2", "member")
    allowed = let_in(city, lambda role: raise_opinion(city, activity, "U2", role))
    assert allowed == {"leader", "member", "office", "operator"}


ENDING = ("close_out", "decline")


@pytest.mark.parametrize("name", rules.STEPS)
def test_who_takes_which_step_with_an_opinion_to_a_host_unit(city, name):
    """To U3, where `leader_two` and `resident` are resident: neither ends it; `deputy`, resident nowhere, does."""
    allowed = {"leader_two", "deputy", "resident", "office", "operator"}
    if name in ENDING:
        allowed = {"deputy", "office", "operator"}
    opinion = save_opinion(city, "U3", FITTING[name])
    assert let_in(city, lambda role: step(city, opinion, name, role)) == allowed
    assert Opinion.objects.get().state == FITTING[name]


@pytest.mark.parametrize("name", ENDING)
def test_a_resident_leader_is_told_who_may_end_a_matter_of_his_host_unit(city, name):
    opinion = save_opinion(city, "U3", FITTING[name])
    with pytest.raises(Refused, match="驻在单位是否整改到位，由组内不派驻该单位的同志"):
        step(city, opinion, name, "leader_two")


@pytest.mark.parametrize("post", [Post.TEAM_MEMBER, Post.UNIT_HEAD, Post.CONTACT])
@pytest.mark.parametrize("name", ENDING)
def test_nobody_ends_a_matter_of_a_unit_he_belongs_to_even_if_his_group_supervises_it(
    city, post, name
):
    PostingFactory(
        official=city.people["member"], post=post, place=city.units["U2"], from_on=REFORM
    )
    opinion = save_opinion(city, "U2", FITTING[name])
    with pytest.raises(Refused, match="您本人属于"):
        step(city, opinion, name, "member")
    assert step(city, opinion, name, "leader").revision == 2


def test_the_same_person_ends_a_matter_of_another_unit_of_his_group(city):
    assert step(city, save_opinion(city, "U2", "reported"), "close_out", "leader").state == "closed"


@pytest.mark.parametrize("name", rules.STEPS)
def test_another_commissions_office_takes_no_step(city, other_city, name):
    opinion = save_opinion(city, "U1", FITTING[name])
    with pytest.raises(Refused):
        getattr(opinions, name)(opinion=opinion, by=other_city.looker("office"))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"made_on": ON - timedelta(days=1)}, "不得早于监督活动"),
        ({"made_on": timezone.localdate() + timedelta(days=1)}, "尚未到来"),
    ],
)
def test_an_opinion_is_given_between_its_activity_and_today(city, given, reason):
    with pytest.raises(Refused, match=reason):
        raise_opinion(city, save_activity(city), **given)


def test_a_deadline_lies_on_or_after_the_day_of_the_opinion(city):
    activity = save_activity(city)
    with pytest.raises(ValidationError) as caught:
        raise_opinion(city, activity, due_on=ON - timedelta(days=1))
    assert "due_on" in caught.value.message_dict
    assert raise_opinion(city, activity, due_on=ON).due_on == ON


def test_an_opinion_goes_to_a_unit_of_the_activity_only(city):
    with pytest.raises(Refused, match="不是在“市乙局”开展"):
        raise_opinion(city, save_activity(city, "U1"), "U2")


def test_opinions_get_the_next_number_of_the_year_they_are_made_in(city):
    activity = save_activity(city)
    codes = [raise_opinion(city, activity, made_on=day).code for day in (ON, date(2016, 1, 4), ON)]
    assert codes == ["YJ-2015-0001", "YJ-2016-0001", "YJ-2015-0002"]
    assert raise_opinion(city, activity, code="自编").code == "自编"


def test_closing_out_stores_the_day_and_taking_up_again_forgets_it(city):
    opinion = save_opinion(city, state="reported")
    assert step(city, opinion, "close_out", on=date(2015, 7, 1)).closed_on == date(2015, 7, 1)
    assert step(city, opinion, "reopen").closed_on is None


@pytest.mark.parametrize("day", [ON - timedelta(days=1), timezone.localdate() + timedelta(days=1)])
def test_an_opinion_is_closed_out_between_its_making_and_today(city, day):
    with pytest.raises(Refused):
        step(city, save_opinion(city, state="reported"), "close_out", on=day)


def test_two_who_decide_at_once_are_told_apart(city):
    opinion = save_opinion(city, state="reported")
    step(city, opinion, "send_back", seen_revision=1)
    with pytest.raises(Refused):
        step(city, opinion, "close_out", seen_revision=1)
    assert Opinion.objects.get().state == "rectifying"


def test_the_same_step_sent_twice_happens_once(city):
    opinion = save_opinion(city, state="reported")
    step(city, opinion, "close_out")
    with pytest.raises(Refused):
        step(city, opinion, "close_out")
    assert Event.objects.filter(act="oversight.opinion_closed_out").count() == 1


@pytest.mark.parametrize("name", rules.STEPS)
def test_each_step_leaves_one_record_with_both_states(city, name):
    opinion = save_opinion(city, state=FITTING[name])
    after = step(city, opinion, name)
    record = Event.objects.get(act=f"oversight.opinion_{opinions.STEPS_DONE[name]}")
    assert record.subject_label == opinion.code
    assert record.detail["changes"]["state"] == [FITTING[name], after.state]
    assert record.detail["unit"] == "U1"
