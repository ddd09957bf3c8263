"""Every state with every step by every role; both voices; what stands against judging one's own; each thing once."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from paizhu.config.diagrams import state_diagram
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post
from paizhu.rectification import rules
from paizhu.rectification.models import Evidence, Rectification, Side, State, Voice
from paizhu.rectification.states import DONE, OPEN, STEPS, Text
from paizhu.trail.models import Event
from tests.documents.bytes import png
from tests.organization.factories import REFORM, PostingFactory
from tests.oversight.factories import ON, let_in
from tests.rectification.factories import FITTING, LEADS, add_measure, in_state, issued, take

KEEPERS = {"office", "operator"}
SPEAKERS = {"head", "contact"}
GROUP = {
    "U2": {"leader", "member"} | KEEPERS,
    "U3": {"leader_two", "deputy", "resident"} | KEEPERS,
    "U4": {"leader_two", "deputy"} | KEEPERS,
}
"""Who supervises the unit, or is of the office: they follow, and note what the unit says on paper."""
OF_UNIT = {"U2": SPEAKERS, "U3": set(), "U4": set()}
RESIDENT = {"U2": set(), "U3": {"leader_two", "resident"}, "U4": set()}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", State.values)
def test_each_state_allows_the_steps_of_the_table_and_refuses_every_other(city, state, step):
    record = in_state(issued(city), state)
    if (state, step) in LEADS:
        assert rules.is_open(record, step)
        assert take(city, record, step).state == LEADS[state, step]
        assert Rectification.objects.get().state == LEADS[state, step]
        return
    assert not rules.is_open(record, step)
    with pytest.raises(Refused, match="不能办理"):
        take(city, record, step)
    assert Rectification.objects.get().state == state
    assert not Voice.objects.exists()


@pytest.mark.parametrize("unit", GROUP)
@pytest.mark.parametrize("step", STEPS)
def test_who_takes_which_step_towards_which_unit(city, step, unit):
    """The resident leader follows his host unit's matters and never judges them; the team member of U4 only reads."""
    record = in_state(issued(city, unit), FITTING[step])
    allowed = GROUP[unit]
    if STEPS[step].side == Side.UNIT:
        allowed = allowed | OF_UNIT[unit]
    if STEPS[step].judges:
        allowed = allowed - RESIDENT[unit]
    assert let_in(city, lambda role: take(city, record, step, role)) == allowed


def test_the_diagram_draws_every_step_of_the_table_and_no_other():
    drawn = state_diagram(Rectification, "state")
    arrows = {
        tuple(line.split(" : ")[0].strip().split(" --> "))
        for line in drawn.splitlines()
        if " --> " in line and "[*]" not in line
    }
    with_the_unit = {(state.value, "closed") for state in OPEN}  # nobody's step: the unit's end
    steps_drawn = {(source, target) for (source, _step), target in LEADS.items()}
    assert arrows == steps_drawn | with_the_unit


def test_the_state_cannot_be_assigned(city):
    record = issued(city)
    with pytest.raises(AttributeError):
        record.state = State.CLOSED


@pytest.mark.parametrize(
    "given",
    [
        {"state": "closed"},
        {"closed_on": ON},
        {"state": "forgotten"},
        {"due_on": ON - timedelta(days=1)},
        {"state": "closed", "closed_on": ON - timedelta(days=1)},
        {"rung": 6, "rung_on": ON},
        {"rung": 1},
        {"recheck_on": ON},
        {"signed_by": "某"},
    ],
    ids=str,
)
def test_what_contradicts_itself_cannot_be_stored(city, given):
    record = issued(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.filter(pk=record.pk).update(**given)


@pytest.mark.parametrize("step", [key for key, step in STEPS.items() if step.text is Text.REQUIRED])
def test_a_step_that_needs_a_reason_is_not_taken_without_one(city, step):
    record = in_state(issued(city), FITTING[step])
    with pytest.raises(Refused, match="请填写"):
        take(city, record, step, text="  ")
    assert Rectification.objects.get().state == FITTING[step]


@pytest.mark.parametrize(
    ("word", "answer"),
    [("report", "confirm"), ("submit_plan", "agree_plan"), ("dispute", "uphold"), ("dispute", "withdraw")],
)  # fmt: skip
def test_who_noted_the_units_word_does_not_judge_it(city, word, answer):
    record = in_state(issued(city), FITTING[word])
    record = take(city, record, word, "leader")
    with pytest.raises(Refused, match="代单位登记"):
        take(city, record, answer, "leader")
    assert take(city, record, answer, "member").state == LEADS[FITTING[answer], answer]


def test_who_noted_an_earlier_word_may_judge_a_later_one(city):
    record = take(city, in_state(issued(city), "rectifying"), "report", "leader")
    record = take(city, record, "return_report", "member")
    record = take(city, record, "report", "member")
    assert take(city, record, "confirm", "leader").state == "closed"


@pytest.mark.parametrize("post", [Post.TEAM_MEMBER, Post.UNIT_HEAD, Post.CONTACT])
@pytest.mark.parametrize("step", [key for key, step in STEPS.items() if step.judges])
def test_nobody_judges_a_unit_he_belongs_to_even_if_his_group_supervises_it(city, post, step):
    PostingFactory(
        official=city.people["member"], post=post, place=city.units["U2"], from_on=REFORM
    )
    record = in_state(issued(city), FITTING[step])
    with pytest.raises(Refused, match="您本人属于"):
        take(city, record, step, "member")
    take(city, record, step, "leader")


def test_a_resident_leader_is_told_who_may_end_a_matter_of_his_host_unit(city):
    record = in_state(issued(city, "U3"), "reported")
    with pytest.raises(Refused, match="驻在单位是否整改到位，由组内不派驻该单位的同志"):
        take(city, record, "confirm", "leader_two")


@pytest.mark.parametrize("step", STEPS)
def test_another_commissions_office_takes_no_step(city, other_city, step):
    record = in_state(issued(city), FITTING[step])
    with pytest.raises(Refused):
        take(other_city, record, step)


@pytest.mark.parametrize("step", STEPS)
def test_each_step_leaves_one_word_and_one_record_without_its_text(city, step):
    record = in_state(issued(city), FITTING[step])
    after = take(city, record, step, text="只在对话中")
    word = Voice.objects.get()
    assert (word.step, word.side, word.text) == (step, STEPS[step].side, "只在对话中")
    assert word.is_noted == (STEPS[step].side == Side.UNIT)
    told = Event.objects.get(act=f"rectification.{DONE[step]}")
    assert told.subject_label == record.code
    assert "只在对话中" not in told.detail_text
    if FITTING[step] != after.state:
        assert told.detail["changes"]["state"] == [FITTING[step], after.state]


def test_what_the_unit_says_itself_is_not_marked_as_noted(city):
    take(city, issued(city), "accept", "contact")
    assert not Voice.objects.get().is_noted


def test_the_first_word_of_the_unit_signs_for_the_matter(city):
    record = take(city, issued(city), "accept", "contact")
    assert record.signed_by == "示例contact"
    assert record.signed_at


@pytest.mark.parametrize("state", ["planning", "rectifying"])
def test_a_plan_needs_a_measure_and_a_report_needs_all_struck_off(city, state):
    record = in_state(issued(city), state)
    record.measures.all().delete()
    if state == "planning":
        with pytest.raises(Refused, match="至少填写一项"):
            take(city, record, "submit_plan")
        return
    add_measure(record)
    with pytest.raises(Refused, match="1 项措施未销号"):
        take(city, record, "report")


def test_two_who_decide_at_once_are_told_apart(city):
    record = in_state(issued(city), "reported")
    take(city, record, "return_report", seen_revision=1)
    with pytest.raises(Refused):
        take(city, record, "confirm", seen_revision=1)
    assert Rectification.objects.get().state == "rectifying"


def test_the_same_step_sent_twice_happens_once(city):
    record = in_state(issued(city), "reported")
    take(city, record, "confirm")
    with pytest.raises(Refused):
        take(city, record, "confirm")
    assert Event.objects.filter(act="rectification.closed_out").count() == 1
    assert Voice.objects.count() == 1


def test_closing_out_sets_the_recheck_and_a_later_look_ends_it_or_begins_anew(city):
    record = in_state(issued(city), "reported")
    record = take(city, record, "confirm", on=date(2015, 7, 1))
    assert (record.closed_on, record.recheck_on) == (date(2015, 7, 1), date(2015, 10, 1))
    checked = take(city, record, "pass_recheck")
    assert checked.rechecked_on == timezone.localdate()
    with pytest.raises(Refused):
        take(city, checked, "pass_recheck")
    again = take(city, checked, "reopen")
    assert (again.state, again.closed_on, again.recheck_on) == ("rectifying", None, None)


def test_what_is_taken_up_again_after_its_day_gets_a_new_one(city):
    record = in_state(issued(city, due_on=date(2015, 6, 30)), "closed")
    with pytest.raises(Refused, match="新的期限"):
        take(city, record, "reopen")
    with pytest.raises(Refused):
        take(city, record, "reopen", due_on=date(2015, 7, 30))
    later = timezone.localdate() + timedelta(days=30)
    assert take(city, record, "reopen", due_on=later).due_on == later


def test_what_is_closed_out_is_closed_between_its_issue_and_today(city):
    record = in_state(issued(city), "reported")
    for day in (ON - timedelta(days=1), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(Refused):
            take(city, record, "confirm", on=day)


def test_evidence_goes_with_the_word_and_is_kept_sealed(city):
    record = in_state(issued(city), "rectifying")
    upload = SimpleUploadedFile("公示.png", png())
    take(city, record, "report", "office", files=[upload])
    found = Evidence.objects.get()
    assert (found.voice, found.file.name) == (Voice.objects.get(), "公示.png")
