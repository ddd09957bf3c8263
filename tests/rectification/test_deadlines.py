"""Signing, more time, who follows, working notes, hand-over and the daily round of reminders."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from paizhu.access import queries as access
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.actions import people as postings
from paizhu.organization.models import Post
from paizhu.organization.queries import open_matters
from paizhu.rectification import jobs, rules
from paizhu.rectification.actions import deadlines, keeping, measures, reminding
from paizhu.rectification.models import Measure, Rectification, Reminder, WorkingNote
from paizhu.rectification.queries import people
from paizhu.rectification.queries.ladder import Ladder
from paizhu.trail.models import Event
from tests.oversight.factories import ON, let_in
from tests.rectification.factories import add_measure, in_state, issued, take

DUE = date(2015, 6, 12)
"""A Friday."""


@pytest.fixture
def on(monkeypatch):
    """Let the day be another: `on(date(2015, 6, 15))`."""
    return lambda day: monkeypatch.setattr(settings, "DEMONSTRATION_DAY", day)


def later(days: int = 10) -> date:
    return timezone.localdate() + timedelta(days=days)


def told(kind: str) -> set[str]:
    found = Notice.objects.filter(kind=f"rectification.{kind}")
    return set(found.values_list("recipient__name", flat=True))


def names(*people: str) -> set[str]:
    return {f"示例{name}" for name in people}


def test_who_signs_for_a_matter(city):
    record = issued(city)
    allowed = let_in(city, lambda role: deadlines.sign(rectification=record, by=city.looker(role)))
    assert allowed == {"head", "contact", "leader", "member", "office", "operator"}


def test_a_matter_is_signed_for_once_and_its_state_stays(city):
    record = deadlines.sign(rectification=issued(city), by=city.looker("contact"))
    assert (record.state, bool(record.signed_at)) == ("issued", True)
    with pytest.raises(Refused, match="已签收"):
        deadlines.sign(rectification=record, by=city.looker("head"))


def ask(city, record, role="contact", until=None):
    given = {"until": until or later(), "text": "材料较多。"}
    return deadlines.ask_extension(rectification=record, by=city.looker(role), **given)


def extend(city, record, role, until=None):
    given = {"until": until or later(), "text": "情况属实。"}
    return deadlines.extend(rectification=record, by=city.looker(role), **given)


@pytest.mark.parametrize(
    ("unit", "allowed"),
    [("U2", {"leader", "office", "operator"}), ("U3", {"deputy", "office", "operator"})],
)
def test_a_deadline_is_put_off_by_leader_deputy_or_office_never_by_who_is_resident(
    city, unit, allowed
):
    record = issued(city, unit, due_on=DUE)
    assert let_in(city, lambda role: extend(city, record, role)) == allowed


def test_who_noted_the_request_does_not_grant_it(city):
    record = ask(city, issued(city, due_on=DUE), "leader")
    with pytest.raises(Refused, match="代单位登记"):
        extend(city, record, "leader")
    assert extend(city, record, "office").wanted_on is None


def test_a_request_leaves_the_day_in_force_until_it_is_answered_and_comes_once(city):
    record = ask(city, issued(city, due_on=DUE))
    assert (record.due_on, record.wanted_on) == (DUE, later())
    assert told("extension_asked") == names("leader")
    with pytest.raises(Refused, match="已提出"):
        ask(city, record)
    given = {"text": "时间充足。", "by": city.looker("leader")}
    refused = deadlines.refuse_extension(rectification=record, **given)
    assert (refused.due_on, refused.wanted_on) == (DUE, None)
    assert told("extension_refused") == names("head", "contact")


@pytest.mark.parametrize("until", [DUE, DUE - timedelta(days=1), DUE + timedelta(days=5)])
def test_a_deadline_is_put_off_to_a_later_day_that_is_yet_to_come(city, until):
    with pytest.raises(Refused):
        extend(city, issued(city, due_on=DUE), "leader", until)


def test_more_time_begins_the_ladder_anew(city):
    record = issued(city, due_on=DUE)
    Rectification.objects.filter(pk=record.pk).update(rung=3, rung_on=ON)
    assert extend(city, record, "leader").rung == 0


@pytest.mark.parametrize(
    ("unit", "keeper", "allowed"),
    [
        ("U2", "member", {"leader", "office", "operator"}),
        ("U3", "deputy", {"leader_two", "deputy", "office", "operator"}),
    ],
)
def test_who_names_the_keeper(city, unit, keeper, allowed):
    group = city.groups["Z1" if unit == "U2" else "Z2"]
    record = issued(city, unit)
    Rectification.objects.filter(pk=record.pk).update(group=group)
    given = {"rectification": record, "keeper": city.people[keeper]}
    assert let_in(city, lambda role: keeping.give(**given, by=city.looker(role))) == allowed


def kept(city, keeper="member", **given) -> Rectification:
    record = issued(city, **given)
    found = {"group": city.groups["Z1"], "keeper": city.people[keeper]}
    Rectification.objects.filter(pk=record.pk).update(**found)
    return Rectification.objects.get(pk=record.pk)


def test_a_matter_is_kept_by_somebody_of_its_group_only(city):
    record = kept(city)
    with pytest.raises(Refused, match="不在跟踪此件的综合组任职"):
        keeping.give(rectification=record, keeper=city.people["deputy"], by=city.looker("office"))


def test_where_the_keeper_left_the_leader_follows(city):
    record = kept(city)
    assert people.followers(record) == {city.people["member"].pk}
    end = timezone.localdate() - timedelta(days=1)
    city.posting("member", Post.MEMBER).__class__.objects.filter(
        official=city.people["member"], post=Post.MEMBER
    ).update(until_on=end)
    assert people.followers(record) == {city.people["leader"].pk}


def test_a_unit_that_comes_to_another_group_takes_its_open_matters_along(city):
    record = kept(city)
    sector = city.sectors["政法"]
    record.unit.placements.update(sector=sector)
    assert people.followers(record) == {city.people["leader_two"].pk}
    given = {"keeper": city.people["deputy"], "by": city.looker("leader_two")}
    again = keeping.give(rectification=record, **given)
    assert (again.keeper, again.group) == (city.people["deputy"], city.groups["Z2"])
    assert people.followers(again) == {city.people["deputy"].pk}


def test_ending_the_keepers_posting_hands_his_open_matters_over_and_leaves_the_rest(city):
    open_one, closed = kept(city), in_state(kept(city), "closed")
    other = kept(city, "leader")
    posting = city.posting("member", Post.MEMBER)
    shown = open_matters.open_matters(posting, city.looker("office"))
    assert [matter.url for matter in shown[0].matters] == [open_one.get_absolute_url()]
    given = {"posting": posting, "until_on": timezone.localdate(), "by": city.looker("office")}
    with pytest.raises(Refused, match="未结事项"):
        postings.end_posting(**given)
    postings.end_posting(**given, successor=city.people["leader"])
    keepers = dict(Rectification.objects.values_list("pk", "keeper__name"))
    assert keepers == {
        open_one.pk: "示例leader",
        closed.pk: "示例member",
        other.pk: "示例leader",
    }
    assert told("given") == names("leader")


def test_no_open_matter_of_another_groups_posting_is_handed_over(city):
    kept(city)
    posting = city.posting("member", Post.RESIDENT_DEPUTY)
    assert not open_matters.open_matters(posting, city.looker("office"))


def test_working_notes_are_the_groups_own(city):
    record = issued(city)
    given = {"rectification": record, "text": "留意其分管领导。"}
    allowed = let_in(city, lambda role: keeping.note(**given, by=city.looker(role)))
    assert allowed == {"leader", "member", "office", "operator"}
    keeping.note(**given, by=city.looker("leader"))
    seen = {
        role
        for role in (*city.people, "auditor", "system_admin", "operator")
        if WorkingNote.objects.visible_to(city.looker(role)).exists()
    }
    assert seen == {
        "leader", "member", "liaison", "secretary", "deputy_secretary", "standing", "office",
        "operator",
    }  # fmt: skip
    assert "留意" not in Event.objects.get(act="rectification.noted").detail_text


def test_measures_are_entered_while_planning_and_struck_off_while_putting_right(city):
    record, contact = take(city, issued(city), "accept", "contact"), city.looker("contact")
    given = {"what": "修订制度", "leader": "某局长", "until_on": later()}
    measure = measures.add(rectification=record, **given, by=contact)
    with pytest.raises(Refused, match="方案审核同意后"):
        measures.strike(measure=measure, on=timezone.localdate(), by=contact)
    record = take(city, take(city, record, "submit_plan", "contact"), "agree_plan")
    with pytest.raises(Refused, match="制定方案期间"):
        measures.change(measure=measure, **given, by=contact)
    measures.strike(measure=measure, on=timezone.localdate(), by=contact)
    assert take(city, record, "report", "contact").state == "reported"


@pytest.mark.parametrize("state", ["issued", "plan_submitted", "reported", "closed"])
def test_measures_rest_while_the_group_looks_at_them(city, state):
    record = in_state(issued(city), state)
    measure = record.measures.first() or add_measure(record)
    for act in (measures.remove, measures.take_back):
        with pytest.raises(Refused):
            act(measure=measure, by=city.looker("contact"))
    assert Measure.objects.count() == 1


# The daily round


def remind(city) -> int:
    return jobs.remind(city.commission)


LETTERS = [
    (date(2015, 6, 9), 0, "near", names("contact", "head", "leader")),
    (date(2015, 6, 15), 1, "follow_up", names("contact", "leader")),
    (date(2015, 6, 19), 2, "guidance", names("contact", "head", "leader")),
    (date(2015, 6, 29), 3, "reminder", names("contact", "head", "leader")),
    (date(2015, 7, 6), 4, "warning", names("contact", "head", "leader", "liaison")),
    (date(2015, 7, 13), 5, "accountability", names("leader", "liaison")),
]
"""The first working day of each: 22 June 2015 is a holiday. With no keeper the leader follows."""


def test_the_ladder_is_climbed_a_rung_at_a_time_on_its_working_day_and_to_whom_the_rule_says(
    city, on
):
    in_state(issued(city, due_on=DUE), "rectifying")
    for day, rung, kind, recipients in LETTERS:
        on(day - timedelta(days=1))
        assert remind(city) == 0, f"the day before {kind}"
        on(day)
        assert remind(city) == 1, kind
        assert remind(city) == 0, f"{kind} twice"
        assert Rectification.objects.get().rung == rung
        assert told(kind) == recipients
    assert Event.objects.filter(act="rectification.escalated").count() == 5
    on(date(2015, 12, 1))
    assert remind(city) == 0


def test_what_was_long_overdue_when_first_looked_at_begins_on_the_lowest_rung(city, on):
    in_state(issued(city, due_on=DUE), "rectifying")
    on(date(2015, 9, 1))
    assert [remind(city), remind(city)] == [1, 0]
    assert Rectification.objects.get().rung == 1
    on(date(2015, 9, 2))
    assert remind(city) == 0
    ladder = Ladder(city.commission.pk, date(2015, 9, 8))
    assert ladder.due_for(Rectification.objects.get()).key == "guidance"


@pytest.mark.parametrize(
    ("state", "kind"),
    [("reported", "answer_due"), ("disputed", "answer_due"), ("plan_submitted", "answer_due")],
)
def test_where_the_group_owes_the_word_the_group_is_reminded_and_the_unit_not_pressed(
    city, on, state, kind
):
    in_state(issued(city, due_on=DUE), state)
    on(date(2015, 9, 1))
    assert [remind(city), remind(city)] == [1, 0]
    assert told(kind) == names("leader")
    assert Rectification.objects.get().rung == 0


@pytest.mark.parametrize("state", ["closed", "declined"])
def test_nobody_is_reminded_of_what_is_over(city, on, state):
    in_state(issued(city, due_on=DUE), state)
    on(date(2015, 9, 1))
    assert remind(city) == 0


def test_the_recheck_is_reminded_of_once_on_its_day(city, on):
    record = in_state(issued(city), "reported")
    take(city, record, "confirm", on=date(2015, 7, 1))
    on(date(2015, 9, 30))
    assert remind(city) == 0
    on(date(2015, 10, 1))
    assert [remind(city), remind(city)] == [1, 0]
    assert told("recheck_due") == names("leader")


def test_a_new_day_is_reminded_of_anew(city, on):
    record = in_state(issued(city, due_on=DUE), "rectifying")
    on(date(2015, 6, 15))
    remind(city)
    extend(city, record, "leader", date(2015, 6, 30))
    on(date(2015, 7, 1))
    assert remind(city) == 1
    assert Reminder.objects.filter(kind="ladder", rung=1).count() == 2


def test_only_the_daily_job_sends_reminders(city):
    record = issued(city, due_on=DUE)
    given = {"commission": city.commission, "ids": [record.pk]}
    allowed = let_in(city, lambda role: reminding.remind(**given, by=city.looker(role)))
    assert allowed == {"operator"}
    assert access.machine(city.commission).powers.is_operator


# Who is told at a step


@pytest.mark.parametrize(
    ("step", "state", "kind", "recipients"),
    [
        ("report", "rectifying", "reported", names("leader")),
        ("submit_plan", "planning", "plan_submitted", names("leader")),
        ("dispute", "issued", "disputed", names("leader")),
        ("return_report", "reported", "report_returned", names("head", "contact")),
        ("agree_plan", "plan_submitted", "plan_agreed", names("head", "contact")),
        ("confirm", "reported", "closed_out", names("head", "contact")),
    ],
)
def test_the_other_side_is_told_and_what_waited_before_is_settled(
    city, step, state, kind, recipients
):
    record = in_state(issued(city), state)
    take(city, record, step)
    assert told(kind) == recipients
    waiting = Notice.objects.filter(done_at__isnull=True)
    assert set(waiting.values_list("kind", flat=True)) == {f"rectification.{kind}"}


def test_every_word_of_the_address_has_its_rule_and_its_words():
    from paizhu.rectification.tables import steps as words
    from paizhu.rectification.views.steps import ACTS

    assert set(ACTS) == set(words.LABELS) == set(words.MEANINGS) == set(words.ICONS)
    assert rules.check_may
