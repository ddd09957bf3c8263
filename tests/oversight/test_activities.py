"""Single activities: who enters and corrects them, what they must say, which number they get."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import activities, opinions
from paizhu.oversight.models import Activity, Participation
from paizhu.rectification.actions import steps
from paizhu.trail.models import Event
from tests.oversight.factories import (
    ON,
    activity_draft,
    let_in,
    opinion_draft,
    save_activity,
    save_notice,
    save_opinion,
)

WRITERS = {"leader", "member", "leader_two", "deputy", "resident", "office", "operator"}


def register(city, *given, role="office", **more):
    draft = activity_draft(city, *given, **{"code": "", **more})
    return activities.register(commission=city.commission, draft=draft, by=city.looker(role))


def correct(city, activity, *given, role="office", **more):
    seen = more.pop("seen_revision", None)
    draft = activity_draft(city, *given, **more)
    return activities.correct(
        activity=activity, draft=draft, seen_revision=seen, by=city.looker(role)
    )


OWN = {"leader": "U1", "member": "U2", "leader_two": "U3", "deputy": "U4", "resident": "U3"}
"""A unit that each of the groups' people supervises, where he acts himself."""


def test_the_groups_people_and_the_office_enter_activities_and_nobody_else_does(city):
    def attempt(role):
        register(city, OWN.get(role, "U1"), role if role in OWN else "leader", role=role)

    assert let_in(city, attempt) == WRITERS


@pytest.mark.parametrize(
    ("role", "units", "officials", "is_allowed"),
    [
        ("leader", "U1 U2 U5", "leader member", True),
        ("leader", "U2", "member", True),  # for a colleague
        ("leader", "U3", "leader", False),  # another group's unit
        ("leader", "U2 U3", "leader", False),  # one of them another group's
        ("leader", "U1", "leader leader_two", False),  # a colleague of another group comes along
        ("leader", "U3", "leader_two", False),  # for another group altogether
        ("resident", "U3", "resident", True),  # host unit, without a composite group
        ("resident", "U4", "resident", False),  # resident in one unit of the sector only
        ("deputy", "U3 U4", "deputy leader_two", True),
        ("office", "U3", "leader", True),  # the office takes in what happened
    ],
)
def test_a_group_enters_its_own_units_and_stays_within_capacity(
    city, role, units, officials, is_allowed
):
    if is_allowed:
        register(city, units, officials, role=role)
        return
    with pytest.raises(Refused):
        register(city, units, officials, role=role)


def test_acting_outside_capacity_is_refused_with_day_person_and_unit(city):
    with pytest.raises(Refused, match=r"2015-06-01，示例leader_two.*市甲局.*授权"):
        register(city, "U1", "leader leader_two", role="leader")


def test_an_activity_before_the_reform_is_measured_by_the_postings_of_its_day(city):
    with pytest.raises(Refused, match="身份"):
        register(city, "U2", "leader", role="leader", on=date(2015, 2, 1))
    assert register(city, "U1", "leader", role="leader", on=date(2015, 2, 1)).pk


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"on": timezone.localdate() + timedelta(days=1)}, "尚未到来"),
        ({"method": "meeting"}, "事项的类别"),
        ({"method": "decision"}, "事项的类别"),
        ({"method": "event"}, "事项的类别"),
    ],
)
@pytest.mark.parametrize("role", ["office", "leader"])
def test_what_every_entry_must_say_binds_the_office_too(city, role, given, reason):
    with pytest.raises(Refused, match=reason):
        register(city, "U1", "leader", role=role, **given)


@pytest.mark.parametrize("missing", [{"unit_ids": []}, {"official_ids": []}])
def test_an_activity_has_a_unit_and_a_participant(city, missing):
    with pytest.raises(ValidationError):
        register(city, **missing)


def test_a_meeting_with_its_matter_and_an_activity_of_today_are_taken(city):
    made = register(city, method="meeting", matter="project", on=timezone.localdate())
    assert (made.method, made.matter) == ("meeting", "project")


@pytest.mark.parametrize(("role", "group", "is_allowed"), [
    ("leader", "Z1", True), ("leader", "Z2", False), ("leader", None, True),
    ("resident", None, True), ("resident", "Z2", False), ("office", "Z2", True),
])  # fmt: skip
def test_a_group_is_named_by_those_who_work_in_it(city, role, group, is_allowed):
    key = city.groups[group].pk if group else None
    unit, person = ("U3", "resident") if role == "resident" else ("U1", "leader")
    if is_allowed:
        assert register(city, unit, person, role=role, group_id=key).group_id == key
        return
    with pytest.raises(Refused, match="名义"):
        register(city, unit, person, role=role, group_id=key)


def test_an_activity_without_code_gets_the_next_number_of_its_year(city, other_city):
    assert register(city).code == "JD-2015-0001"
    assert register(city, on=date(2016, 1, 4)).code == "JD-2016-0001"
    assert register(city).code == "JD-2015-0002"
    assert register(other_city).code == "JD-2015-0001"


def test_a_number_that_a_workbook_has_used_is_passed_over(city):
    save_activity(city, code="JD-2015-0001")
    assert register(city).code == "JD-2015-0002"


def test_a_number_is_given_again_when_its_act_fails(city):
    with pytest.raises(ValidationError):
        register(city, method="magic")
    assert register(city).code == "JD-2015-0001"


def test_a_code_of_ones_own_is_kept_and_must_be_free(city):
    assert register(city, code="自编一号").code == "自编一号"
    with pytest.raises(ValidationError):
        register(city, code="自编一号")


def test_what_is_entered_by_hand_knows_when_and_what_came_with_a_workbook_does_not(city):
    assert register(city).entered_at is not None
    assert save_activity(city).entered_at is None


def test_entering_leaves_one_record_with_codes(city):
    made = register(city, "U1 U2", group_id=city.groups["Z1"].pk, role="leader")
    record = Event.objects.get(act="oversight.activity_registered")
    assert record.subject_label == made.code
    assert record.detail == {
        "on": "2015-06-01",
        "method": "visit",
        "units": ["U1", "U2"],
        "officials": [city.people["leader"].code],
        "group": "Z1",
    }


def test_who_corrects_an_activity(city):
    """Done by `member` at U2 in the name of Z1: himself, Z1's leader, the office."""
    activity = save_activity(city, "U2", "member", group_id=city.groups["Z1"].pk)
    more = {"group_id": activity.group_id, "summary": "补充"}
    allowed = let_in(city, lambda role: correct(city, activity, "U2", "member", role=role, **more))
    assert allowed == {"member", "leader", "office", "operator"}


def test_a_correction_keeps_the_code_counts_one_revision_and_says_what_changed(city):
    activity = register(city, "U1", "leader")
    after = correct(city, activity, "U1 U2", "member", code="别的", method="talk")
    assert (after.code, after.revision, after.method) == (activity.code, 2, "talk")
    assert Participation.objects.filter(activity=activity).count() == 2
    record = Event.objects.get(act="oversight.activity_corrected")
    assert set(record.detail["changes"]) == {"method", "units", "officials"}


def test_a_correction_that_changes_nothing_leaves_no_record(city):
    draft = activity_draft(city, code="")
    by = city.looker("office")
    activity = activities.register(commission=city.commission, draft=draft, by=by)
    activities.correct(activity=activity, draft=draft, by=by)
    assert Activity.objects.get().revision == 1
    assert not Event.objects.filter(act="oversight.activity_corrected").exists()


def test_a_stale_page_corrects_nothing(city):
    activity = register(city)
    correct(city, activity, summary="先到", seen_revision=1)
    with pytest.raises(Refused, match="他人修改"):
        correct(city, activity, summary="后到", seen_revision=1)
    assert Activity.objects.get().summary == "先到"


def test_a_unit_with_an_opinion_stays_and_no_opinion_comes_before_the_day(city):
    activity = save_activity(city, "U1 U2")
    draft = opinion_draft(activity, unit_id=city.units["U1"].pk)
    opinions.save_opinions(commission=city.commission, drafts=[draft], by=city.looker("office"))
    with pytest.raises(Refused, match="不能去掉"):
        correct(city, activity, "U2")
    with pytest.raises(Refused, match="早于"):
        correct(city, activity, "U1", on=ON + timedelta(days=1))
    assert correct(city, activity, "U1").unit_links.count() == 1


def test_what_stands_in_the_ledger_need_not_be_justified_again(city):
    """A leader corrects the words of an old activity in which somebody acted outside his capacity."""
    group = city.groups["Z1"].pk
    activity = save_activity(city, "U1", "leader leader_two", group_id=group)
    correct(city, activity, "U1", "leader leader_two", role="leader", group_id=group, summary="补")
    with pytest.raises(Refused, match="身份"):
        correct(
            city, activity, "U1", "leader leader_two", role="leader", group_id=group,
            on=ON + timedelta(days=1),
        )  # fmt: skip
    with pytest.raises(Refused, match="身份"):
        correct(city, activity, "U1", "leader deputy", role="leader", group_id=group)


def test_another_commissions_people_correct_nothing(city, other_city):
    activity = save_activity(city)
    for role in ("office", "leader"):
        with pytest.raises(Refused):
            activities.correct(
                activity=activity, draft=activity_draft(city), by=other_city.looker(role)
            )


def test_an_activity_follows_a_notice_of_its_own_commission(city, other_city):
    notice = save_notice(city)
    on = timezone.localdate(notice.happens_at)
    assert register(city, notice_id=notice.pk, on=on).notice == notice
    with pytest.raises(ValidationError):
        register(city, notice_id=save_notice(other_city).pk)


def test_an_opinion_of_the_ledger_can_still_be_closed_after_a_correction(city):
    opinion = save_opinion(city, state="reported")
    correct(city, opinion.activity, "U1", summary="补充")
    steps.confirm(rectification=opinion.rectification, by=city.looker("office"))
    opinion.refresh_from_db()
    assert opinion.state == "closed"


def test_replacing_the_draft_of_a_correction_does_not_touch_the_one_given(city):
    draft = activity_draft(city, code="甲")
    activity = save_activity(city, code="乙")
    activities.correct(activity=activity, draft=draft, by=city.looker("office"))
    assert draft == replace(draft, code="甲")
    assert Activity.objects.get().code == "乙"
