"""Records of activities: the form that fits the method, who writes and reads it, talkers, and what the trail never says."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import activities, records
from paizhu.oversight.models import RECORDS, SHAPES, Activity, MeetingRecord, Method, TalkRecord
from paizhu.oversight.states import AgendaDraft, Shape
from paizhu.rulebook.models import StricterLimit
from paizhu.trail.models import Event
from tests.oversight.factories import activity_draft, let_in, save_activity

SECRET = "此处为工作底稿"
GIVEN = {
    Shape.MEETING: {"chaired_by": SECRET, "head_last": "kept", "remarks": SECRET},
    Shape.TALK: {"kind": "heart", "talked_with_words": SECRET, "main_points": SECRET},
    Shape.VISIT: {"places": SECRET, "findings": SECRET},
    Shape.REPORT: {"reported_by": SECRET, "assessment": SECRET},
    Shape.GATHERING: {"audience": SECRET, "audience_count": 80, "case_used": SECRET},
    Shape.SURVEY: {"topic": SECRET, "issued": 60, "returned": 57, "valid": 55},
}
ITEMS = (
    AgendaDraft(title=SECRET, outcome="passed", votes_for=7, votes_against=1, view=SECRET),
    AgendaDraft(title="第二项", outcome="postponed"),
)


def held(city, method=Method.TALK, units="U1", officials="leader", **more) -> Activity:
    matter = {"matter": "project"} if SHAPES[method] is Shape.MEETING else {}
    return save_activity(city, units, officials, method=method, **matter, **more)


def write(city, activity, role="leader", given=None, **more):
    wanted = GIVEN[SHAPES[Method(activity.method)]] if given is None else given
    return records.write(activity=activity, given=wanted, by=city.looker(role), **more)


@pytest.mark.parametrize("method", list(Method))
def test_every_method_has_a_form_of_record_that_can_be_written_and_read(city, method):
    activity = held(city, method)
    is_meeting = SHAPES[method] is Shape.MEETING
    made = write(city, activity, items=ITEMS if is_meeting else ())
    assert type(made) is RECORDS[SHAPES[method]]
    stored = type(made).objects.get(activity=activity)
    for name, value in GIVEN[SHAPES[method]].items():
        assert getattr(stored, name) == value
    if is_meeting:
        assert [item.title for item in stored.items.all()] == [SECRET, "第二项"]


def test_who_corrects_an_activity_writes_its_record_and_nobody_else(city):
    activity = held(city, units="U1", officials="member", group_id=city.groups["Z1"].pk)
    writers = let_in(city, lambda role: write(city, activity, role))
    assert writers == {"leader", "member", "office", "operator"}


def test_a_record_is_seen_by_who_sees_the_activity_and_never_by_the_unit(city):
    activity = held(city, Method.MEETING, "U2", "leader")
    made = write(city, activity)
    for role in ("contact", "head", "team", "leader_two", "petitions", "auditor", "nobody"):
        assert not MeetingRecord.objects.visible_to(city.looker(role)).exists(), role
    for role in ("leader", "member", "liaison", "office", "standing"):
        assert made in MeetingRecord.objects.visible_to(city.looker(role)), role


@pytest.mark.parametrize("method", [Method.MEETING, Method.TALK, Method.WARNING_EDUCATION])
def test_no_word_of_a_record_is_in_the_trail(city, method):
    write(city, held(city, method), items=ITEMS if method is Method.MEETING else ())
    assert Event.objects.filter(act="oversight.record_written").count() == 1
    assert not [e for e in Event.objects.all() if SECRET in e.detail_text + e.subject_label]


def test_a_talk_that_verifies_a_matter_asks_for_two_and_daily_talks_for_one(city):
    alone, together = held(city), held(city, officials="leader member")
    verifying = {**GIVEN[Shape.TALK], "kind": "verifying"}
    with pytest.raises(Refused, match="2"):
        write(city, alone, given=verifying)
    assert write(city, together, given=verifying).pk
    for kind in ("heart", "facts", "integrity", "reminder"):
        assert write(city, alone, given={**GIVEN[Shape.TALK], "kind": kind}).pk


def test_a_commission_may_ask_for_two_in_every_talk(city):
    StricterLimit.objects.create(
        commission=city.commission, limit_key="daily_talk_people", amount=2, unit="people",
        from_on=date(2015, 1, 1), reason="从严",
    )  # fmt: skip
    with pytest.raises(Refused, match="2"):
        write(city, held(city))


def test_a_talk_is_with_somebody_else(city):
    activity = held(city)
    with pytest.raises(ValidationError, match="谈话"):
        write(city, activity, given={"kind": "heart"})
    with pytest.raises(Refused, match="示例leader"):
        write(city, activity, given={"kind": "heart", "talked_with": city.people["leader"]})
    assert write(city, activity, given={"kind": "heart", "talked_with": city.people["head"]}).pk


def test_sheets_add_up(city):
    activity = held(city, Method.APPRAISAL)
    for wrong in ({"issued": 5, "returned": 6}, {"issued": 5, "returned": 4, "valid": 5}):
        with pytest.raises(ValidationError):
            write(city, activity, given=wrong)


def test_votes_against_without_votes_for_are_refused_and_an_agenda_is_replaced_as_a_whole(city):
    activity = held(city, Method.MEETING)
    with pytest.raises(Refused, match="第三项"):
        write(city, activity, items=[AgendaDraft("第三项", "rejected", votes_against=3)])
    write(city, activity, items=ITEMS)
    made = write(city, activity, items=ITEMS[1:])
    assert [(item.position, item.title) for item in made.items.all()] == [(1, "第二项")]


def test_two_who_write_at_once_do_not_undo_one_another(city):
    activity = held(city)
    write(city, activity, seen_revision=0)
    with pytest.raises(Refused, match="重新打开"):
        write(city, activity, seen_revision=0)
    assert write(city, activity, seen_revision=1).revision == 2


def test_a_method_corrected_meanwhile_loses_nothing_that_was_typed(city):
    activity = held(city)
    with pytest.raises(Refused, match="个别谈话"):
        write(city, activity, shape=Shape.MEETING)
    write(city, activity)
    draft = activity_draft(city, "U1", "leader", method=Method.VISIT)
    activities.correct(activity=activity, draft=draft, by=city.looker("leader"))
    write(city, Activity.objects.get(pk=activity.pk), shape=Shape.VISIT)
    assert TalkRecord.objects.filter(activity=activity).exists()  # what was written stays


def test_what_was_entered_in_haste_waits_until_its_record_is_complete(city):
    draft = activity_draft(city, "U1", "leader", method=Method.TALK, code="", is_sketch=True)
    activity = activities.register(
        commission=city.commission, draft=draft, by=city.looker("leader")
    )
    waiting = Activity.objects.visible_to(city.looker("leader")).to_complete()
    assert activity in waiting
    write(city, activity, complete=False)
    assert activity in waiting.all()
    write(city, activity, complete=True)
    assert activity not in waiting.all()
    with pytest.raises(Refused, match="待补充"):
        records.mark_complete(activity=activity, by=city.looker("leader"))


def test_a_workbook_neither_makes_nor_unmakes_a_sketch(city):
    draft = activity_draft(city, "U1", "leader", is_sketch=True, code="")
    made = activities.register(commission=city.commission, draft=draft, by=city.looker("leader"))
    taken = activity_draft(city, "U1", "leader", code=made.code, summary="补正")
    activities.save_activities(commission=city.commission, drafts=[taken], by=city.looker("office"))
    made.refresh_from_db()
    assert (made.summary, made.is_sketch) == ("补正", True)


def test_the_database_itself_holds_one_record_of_a_shape_for_an_activity(city):
    activity = held(city)
    made = write(city, activity)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkRecord.objects.create(
            commission=city.commission, activity=activity, talked_with_words="某人",
            written_at=made.written_at,
        )  # fmt: skip
