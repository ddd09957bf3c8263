"""Ledgers taken in by the batch: what is new, changed or as it was, and what the trail says of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import activities, notices, opinions
from paizhu.oversight.models import Activity, ActivityUnit, MatterNotice, Opinion, Participation
from paizhu.tenancy.actions import batches
from paizhu.trail.models import Event
from tests.oversight.factories import (
    ON,
    activity_draft,
    notice_draft,
    opinion_draft,
    save_activity,
    save_notice,
)


def save(city, *drafts, role="office"):
    return activities.save_activities(
        commission=city.commission, drafts=drafts, by=city.looker(role)
    )


def counts(saved):
    return saved.created, saved.changed, saved.unchanged


def told(act):
    return list(Event.objects.filter(act=act).order_by("sequence"))


def test_a_new_activity_is_linked_to_each_unit_and_each_person_at_each_unit(city):
    draft = activity_draft(city, "U1 U2", "leader member")
    saved = save(city, draft)
    activity = Activity.objects.get(code=draft.code)
    assert counts(saved) == (1, 0, 0)
    assert saved.by_code == {draft.code: activity.pk}
    links = ActivityUnit.objects.filter(activity=activity)
    assert set(links.values_list("unit__code", "on", "month", "commission_id")) == {
        ("U1", ON, 201506, city.commission.pk),
        ("U2", ON, 201506, city.commission.pk),
    }
    parts = Participation.objects.filter(activity=activity)
    assert set(parts.values_list("official__code", "unit__code", "capacity", "month")) == {
        (city.people["leader"].code, "U1", "both", 201506),
        (city.people["leader"].code, "U2", "cross_body", 201506),
        (city.people["member"].code, "U1", "both", 201506),
        (city.people["member"].code, "U2", "cross_body", 201506),
    }


def test_taking_in_the_same_ledger_twice_changes_nothing_and_leaves_no_trace(city):
    drafts = [activity_draft(city, "U1 U2"), activity_draft(city, "U3", "leader_two")]
    save(city, *drafts)
    links = set(ActivityUnit.objects.values_list("pk", flat=True))
    records = Event.objects.count()
    assert counts(save(city, *drafts)) == (0, 0, 2)
    assert set(ActivityUnit.objects.values_list("pk", flat=True)) == links
    assert Event.objects.count() == records
    assert set(Activity.objects.values_list("revision", flat=True)) == {1}


@pytest.mark.parametrize(
    ("change", "trailed"),
    [
        ({"method": "talk"}, {"method": ["visit", "talk"]}),
        ({"matter": "project"}, {"matter": ["", "project"]}),
        ({"subjects": 5}, {"subjects": [0, 5]}),
        ({"summary": "改过"}, {}),
    ],
    ids=lambda given: "-".join(given),
)
def test_a_changed_fact_is_stored_and_counted_once_and_its_links_stay(city, change, trailed):
    draft = activity_draft(city)
    save(city, draft)
    links = set(Participation.objects.values_list("pk", flat=True))
    assert counts(save(city, replace(draft, **change))) == (0, 1, 0)
    activity = Activity.objects.get()
    assert all(getattr(activity, name) == value for name, value in change.items())
    assert activity.revision == 2
    assert set(Participation.objects.values_list("pk", flat=True)) == links
    (record,) = told("oversight.activity_corrected")
    assert record.detail.get("changes", {}) == trailed


def test_changed_units_people_and_group_are_trailed_by_code(city):
    draft = activity_draft(city, "U1", "leader")
    save(city, draft)
    changed = activity_draft(
        city, "U1 U2", "member", code=draft.code, group_id=city.groups["Z1"].pk
    )
    save(city, changed)
    (record,) = told("oversight.activity_corrected")
    leader, member = city.people["leader"].code, city.people["member"].code
    assert record.detail["changes"] == {
        "units": [["U1"], ["U1", "U2"]],
        "officials": [[leader], [member]],
        "group": [None, "Z1"],
    }
    assert Participation.objects.count() == 2


def test_a_moved_day_moves_the_links_and_computes_the_capacity_of_that_day(city):
    draft = activity_draft(city, "U2", "leader")
    save(city, draft)
    before_the_reform = date(2015, 2, 1)
    save(city, replace(draft, on=before_the_reform))
    part, link = Participation.objects.get(), ActivityUnit.objects.get()
    assert (part.on, part.month, part.capacity) == (before_the_reform, 201502, "outside")
    assert (link.on, link.month) == (before_the_reform, 201502)


def test_the_trail_never_holds_summary_title_or_content(city):
    secret = "不得留痕的内容"
    save(city, activity_draft(city, summary=secret))
    save_notice(city, title=secret)
    drafts = [opinion_draft(Activity.objects.first(), content=secret)]
    opinions.save_opinions(commission=city.commission, drafts=drafts, by=city.looker("office"))
    assert Event.objects.exists()
    for record in Event.objects.all():
        assert secret not in record.detail_text + record.subject_label


def test_somebody_outside_his_capacity_is_taken_in_and_shown_as_such(city):
    save(city, activity_draft(city, "U3", "leader"))
    assert Participation.objects.get().capacity == "outside"


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"unit_ids": []}, "至少要有一个单位"),
        ({"official_ids": []}, "至少要有一个单位"),
        ({"unit_ids": [999_999]}, "没有的记录"),
        ({"official_ids": [999_999]}, "没有的记录"),
        ({"group_id": 999_999}, "没有的记录"),
        ({"notice_id": 999_999}, "没有的记录"),
        ({"method": "magic"}, "magic"),
        ({"summary": "字" * 4001}, "4000"),
    ],
    ids=lambda given: "-".join(given) if isinstance(given, dict) else "",
)
def test_one_faulty_activity_stops_the_whole_batch_and_is_named(city, given, what):
    good, bad = activity_draft(city), activity_draft(city, **given)
    with pytest.raises(ValidationError, match=bad.code) as caught:
        save(city, good, bad)
    assert what in "".join(caught.value.messages)
    assert not Activity.objects.exists()
    assert not Event.objects.exists()


def test_records_of_another_commission_cannot_be_referred_to(city, other_city):
    foreign = save_notice(other_city)
    for given in (
        {"unit_ids": [other_city.units["U1"].pk]},
        {"official_ids": [other_city.people["leader"].pk]},
        {"group_id": other_city.groups["Z1"].pk},
        {"notice_id": foreign.pk},
    ):
        with pytest.raises(ValidationError):
            save(city, activity_draft(city, **given))
    theirs = save_activity(other_city)
    with pytest.raises(ValidationError):
        opinions.save_opinions(
            commission=city.commission,
            drafts=[opinion_draft(theirs, unit_id=city.units["U1"].pk)],
            by=city.looker("office"),
        )


def test_a_code_may_be_used_by_two_commissions_and_each_keeps_its_own(city, other_city):
    draft = activity_draft(city, code="同号")
    save(city, draft)
    save(other_city, activity_draft(other_city, code="同号"))
    save(city, replace(draft, method="talk"))
    methods = Activity.objects.filter(code="同号").values_list("commission__code", "method")
    assert dict(methods) == {"JW": "talk", "ANOTHER": "visit"}


def test_a_code_that_comes_twice_is_refused_also_across_chunks(city, monkeypatch):
    monkeypatch.setattr(batches, "CHUNK", 1)
    draft = activity_draft(city)
    with pytest.raises(ValidationError, match="重复"):
        save(city, draft, replace(draft, method="talk"))


def test_queries_grow_with_the_chunks_and_not_with_the_rows(city):
    def spent(number):
        drafts = [activity_draft(city, "U1 U2", "leader member") for _ in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as found:
            save(city, *drafts)
        return len(found)

    assert spent(60) <= spent(6) + 2


@pytest.mark.parametrize(
    "role", ["leader", "member", "secretary", "contact", "system_admin", "nobody"]
)
def test_only_the_office_takes_in_whole_ledgers(city, role):
    activity, by = save_activity(city), city.looker(role)
    given = {"commission": city.commission, "by": by}
    for act, draft in (
        (activities.save_activities, activity_draft(city)),
        (notices.save_notices, notice_draft(city)),
        (opinions.save_opinions, opinion_draft(activity)),
    ):
        with pytest.raises(Refused):
            act(drafts=[draft], **given)


def test_the_office_of_one_commission_takes_in_nothing_for_another(city, other_city):
    with pytest.raises(Refused):
        activities.save_activities(
            commission=other_city.commission,
            drafts=[activity_draft(other_city)],
            by=city.looker("office"),
        )


def test_notices_are_made_changed_and_left_alone(city):
    draft, other = notice_draft(city), notice_draft(city, "U2")
    by = city.looker("office")
    notices.save_notices(commission=city.commission, drafts=[draft, other], by=by)
    later = replace(draft, happens_at=draft.happens_at + timedelta(days=1))
    saved = notices.save_notices(commission=city.commission, drafts=[later, other], by=by)
    assert counts(saved) == (0, 1, 1)
    notice = MatterNotice.objects.get(code=draft.code)
    assert notice.happens_at == later.happens_at
    (record,) = told("oversight.notice_corrected")
    assert list(record.detail["changes"]) == ["happens_at"]


def test_opinions_are_made_changed_and_left_alone(city):
    activity, by = save_activity(city), city.looker("office")
    first, second = opinion_draft(activity), opinion_draft(activity, due_on=date(2015, 7, 1))
    opinions.save_opinions(commission=city.commission, drafts=[first, second], by=by)
    closed = replace(second, state="closed", closed_on=date(2015, 6, 20))
    saved = opinions.save_opinions(commission=city.commission, drafts=[first, closed], by=by)
    assert counts(saved) == (0, 1, 1)
    opinion = Opinion.objects.get(code=second.code)
    assert (opinion.state, opinion.closed_on, opinion.revision) == ("closed", date(2015, 6, 20), 2)
    (record,) = told("oversight.opinion_corrected")
    assert record.detail["changes"] == {
        "state": ["raised", "closed"],
        "closed_on": [None, "2015-06-20"],
    }


@pytest.mark.parametrize(
    "given",
    [
        {"state": "closed"},
        {"closed_on": ON},
        {"state": "closed", "closed_on": date(2015, 5, 1)},
        {"due_on": date(2015, 5, 31)},
        {"state": "forgotten"},
        {"content": ""},
    ],
    ids=str,
)
def test_an_opinion_that_contradicts_itself_is_refused_by_name(city, given):
    draft = opinion_draft(save_activity(city), **given)
    with pytest.raises(ValidationError, match=draft.code):
        opinions.save_opinions(commission=city.commission, drafts=[draft], by=city.looker("office"))


def test_an_opinion_goes_to_a_unit_of_its_activity(city):
    draft = opinion_draft(save_activity(city, "U1"), unit_id=city.units["U2"].pk)
    with pytest.raises(ValidationError, match="不是在此单位开展"):
        opinions.save_opinions(commission=city.commission, drafts=[draft], by=city.looker("office"))
