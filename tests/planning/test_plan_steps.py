"""A plan's way: every state × step × role, with every forbidden pair; two at once, stale pages, pressing twice."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, refusal
from paizhu.notices.models import Notice
from paizhu.organization.models import Post, Posting, Unit
from paizhu.planning import queries, rules
from paizhu.planning.actions import plans, reminding, steps, works
from paizhu.planning.models import PlanItem, PlanState, PlanStep, PlanWork, WorkPlan
from paizhu.planning.rules.plans import STEPS
from tests.organization.city import ROLES
from tests.organization.factories import PostingFactory
from tests.oversight.factories import save_activity
from tests.planning.factories import HALF, ON, by, item_draft, plan_of

pytestmark = pytest.mark.django_db
HEADS, LIAISON = {"leader"}, {"liaison"}
MAY = {
    PlanState.DRAFT: {"submit": HEADS, "withdraw": HEADS},
    PlanState.SUBMITTED: {
        "agree": LIAISON, "send_back": LIAISON, "talk": LIAISON,
        "take_back": HEADS, "withdraw": HEADS,
    },
    PlanState.RETURNED: {"submit": HEADS, "withdraw": HEADS},
    PlanState.AGREED: {"report": HEADS, "revise": HEADS},
    PlanState.REPORTED: {},
    PlanState.WITHDRAWN: {},
    PlanState.REPLACED: {},
}  # fmt: skip
"""State → step → who may take it. Everything else is refused: head, contact, team, resident, office, secretary too."""


@pytest.mark.parametrize("state", PlanState.values)
def test_each_step_is_open_in_its_states_to_its_people_and_to_nobody_else(city, state):
    plan = plan_of(city, state)
    for step in STEPS:
        may = {
            role
            for role in ROLES
            if not refusal(rules.plans.check_can_step, by(city, role), plan, step)
        }
        assert may == MAY[PlanState(state)].get(step, set()), step


def test_the_deputy_submits_as_the_leader_does_but_does_not_report_while_there_is_one(city):
    Posting.objects.create(
        commission=city.commission, official=city.people["liaison"], post=Post.LIAISON,
        composite_group=city.groups["Z2"], from_on=date(2015, 3, 1),
    )  # fmt: skip
    plan = plans.draft_plan(group=city.groups["Z2"], draft=HALF, by=by(city, "deputy"))
    plans.add_item(plan=plan, draft=item_draft(city), by=by(city, "deputy"))
    plan = steps.submit(plan=plan, by=by(city, "deputy"))
    plan = steps.agree(plan=plan, by=by(city, "liaison"))
    with pytest.raises(Refused, match="组长"):
        steps.report(plan=plan, text="完成", by=by(city, "deputy"))
    Posting.objects.filter(official=city.people["leader_two"], post=Post.LEADER).update(
        until_on=date(2015, 6, 1)
    )
    assert steps.report(plan=plan, text="完成", by=by(city, "deputy")).state == PlanState.REPORTED


@pytest.mark.parametrize("role", ["head", "contact", "team", "resident", "office", "secretary"])
def test_nobody_outside_drafts_or_writes(city, role):
    plan = plan_of(city, PlanState.DRAFT)
    with pytest.raises(Refused):
        plans.draft_plan(group=city.groups["Z2"], draft=HALF, by=by(city, role))
    with pytest.raises(Refused):
        plans.add_item(plan=plan, draft=item_draft(city), by=by(city, role))


def test_the_way_there_and_back_again(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    assert plan.code == "JH-2015-0001"
    plan = steps.talk(plan=plan, note="周三上午面谈", by=by(city, "liaison"))
    assert (plan.state, plan.talk_on) == (PlanState.SUBMITTED, ON)
    with pytest.raises(Refused, match="已经"):
        steps.talk(plan=plan, by=by(city, "liaison"))
    with pytest.raises(Refused, match="退回"):
        steps.send_back(plan=plan, note="  ", by=by(city, "liaison"))
    plan = steps.send_back(plan=plan, note="时间再排细", by=by(city, "liaison"))
    item = plan.items.get()
    plans.change_item(item=item, draft=item_draft(city, "U2"), by=by(city, "member"))
    plan = steps.submit(plan=plan, by=by(city, "leader"))
    plan = steps.agree(plan=plan, by=by(city, "liaison"))
    assert (plan.decided_on, plan.decided_by) == (ON, city.people["liaison"])
    kinds = [step.kind for step in PlanStep.objects.filter(plan=plan)]
    assert kinds == ["submit", "talk", "send_back", "submit", "agree"]


def test_what_is_with_the_liaison_member_is_not_written(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    for act, given in (
        (plans.add_item, {"plan": plan, "draft": item_draft(city)}),
        (plans.change_plan, {"plan": plan, "draft": HALF}),
        (plans.change_item, {"item": plan.items.get(), "draft": item_draft(city)}),
        (plans.remove_item, {"item": plan.items.get()}),
    ):
        with pytest.raises(Refused):
            act(**given, by=by(city, "leader"))


def test_without_a_liaison_member_in_force_the_submit_says_so_and_who_can_mend_it(city):
    plan = plan_of(city, PlanState.DRAFT)
    Posting.objects.filter(post=Post.LIAISON).update(until_on=ON)
    with pytest.raises(Refused, match=r"没有在任的联系常委.*办公室"):
        steps.submit(plan=plan, by=by(city, "leader"))


def test_the_liaison_member_of_the_day_decides_not_the_one_before(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    Posting.objects.filter(post=Post.LIAISON).update(until_on=ON)
    PostingFactory(
        official=city.people["standing"], post=Post.LIAISON, place=city.groups["Z1"], from_on=ON
    )
    with pytest.raises(Refused):
        steps.agree(plan=plan, by=by(city, "liaison"))
    assert steps.agree(plan=plan, by=by(city, "standing")).state == PlanState.AGREED


def test_a_liaison_member_who_works_in_the_group_himself_does_not_decide(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    PostingFactory(
        official=city.people["leader"], post=Post.LIAISON, place=city.groups["Z1"], from_on=ON
    )
    with pytest.raises(Refused, match="本组"):
        steps.agree(plan=plan, by=by(city, "leader"))


def test_a_plan_without_items_is_not_submitted(city):
    plan = plans.draft_plan(group=city.groups["Z1"], draft=HALF, by=by(city, "leader"))
    with pytest.raises(Refused):
        steps.submit(plan=plan, by=by(city, "leader"))


def test_two_who_decide_at_once_do_not_both_decide_and_a_stale_page_is_told_so(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    seen = plan.revision
    steps.agree(plan=plan, seen_revision=seen, by=by(city, "liaison"))
    with pytest.raises(Refused, match="他人"):
        steps.send_back(plan=plan, note="不行", seen_revision=seen, by=by(city, "liaison"))
    with pytest.raises(Refused):
        steps.agree(plan=plan, by=by(city, "liaison"))
    assert PlanStep.objects.filter(plan=plan, kind="agree").count() == 1


def test_pressing_twice_begins_one_plan_for_one_half_year(city):
    plans.draft_plan(group=city.groups["Z1"], draft=HALF, by=by(city, "leader"))
    with pytest.raises(Refused, match="JH-2015-0001"):
        plans.draft_plan(group=city.groups["Z1"], draft=HALF, by=by(city, "member"))
    plans.draft_plan(group=city.groups["Z2"], draft=HALF, by=by(city, "leader_two"))


def test_a_half_yearly_plan_is_for_a_half_year_and_items_lie_within_it(city):
    for days in (
        {"from_on": date(2015, 7, 2)},
        {"until_on": date(2015, 11, 30)},
        {"from_on": date(2016, 1, 1)},
    ):
        with pytest.raises(Refused):
            plan_of(city, PlanState.DRAFT, **days)
    plan = plan_of(city, PlanState.DRAFT)
    with pytest.raises(Refused):
        plans.add_item(
            plan=plan, draft=item_draft(city, until_on=date(2016, 1, 1)), by=by(city, "leader")
        )


def test_items_name_units_of_the_group_and_people_of_the_group(city):
    plan = plan_of(city, PlanState.DRAFT)
    with pytest.raises(ValidationError):
        plans.add_item(plan=plan, draft=item_draft(city, "U3"), by=by(city, "leader"))
    outside = item_draft(city, responsible_id=city.people["deputy"].pk)
    with pytest.raises((Refused, ValidationError)):
        plans.add_item(plan=plan, draft=outside, by=by(city, "leader"))


def test_removing_an_item_closes_the_gap(city):
    plan = plan_of(city, PlanState.DRAFT)
    for what in ("二", "三"):
        plans.add_item(plan=plan, draft=item_draft(city, what=what), by=by(city, "member"))
    plans.remove_item(item=plan.items.get(position=2), by=by(city, "member"))
    assert list(plan.items.values_list("position", "what")) == [(1, "走访联系单位"), (2, "三")]


def test_progress_is_counted_from_linked_activities_and_each_is_linked_once(city):
    plan = plan_of(city, PlanState.DRAFT)
    plans.add_item(plan=plan, draft=item_draft(city, "U2 U5"), by=by(city, "leader"))
    plan = steps.submit(plan=plan, by=by(city, "leader"))
    steps.agree(plan=plan, by=by(city, "liaison"))
    group = city.groups["Z1"].pk
    done = save_activity(city, "U2", on=date(2015, 8, 1), group_id=group)
    item = PlanItem.objects.get(plan=plan, position=2)
    assert list(queries.possible_works(item, by(city, "leader"))) == [done]
    for _twice in range(2):
        works.link(item=item, activity=done, by=by(city, "member"))
    assert PlanWork.objects.count() == 1
    found = queries.progress_of([plan], by(city, "liaison"), date(2015, 10, 1))[plan.pk]
    assert [(each.done, each.asked, each.is_late) for each in found.items] == [
        (0, 1, True), (1, 2, True),
    ]  # fmt: skip
    assert "市戊局" in queries.drafted_report(found)
    works.unlink(work=PlanWork.objects.get(), by=by(city, "member"))
    assert not PlanWork.objects.exists()


def test_what_is_done_where_a_named_unit_was_merged_into_counts_for_it(city):
    plan = plan_of(city, PlanState.DRAFT)
    plans.add_item(plan=plan, draft=item_draft(city, "U2"), by=by(city, "leader"))
    plan = steps.submit(plan=plan, by=by(city, "leader"))
    steps.agree(plan=plan, by=by(city, "liaison"))
    group, merged = city.groups["Z1"].pk, date(2015, 7, 15)
    item = PlanItem.objects.get(plan=plan, position=2)
    done = save_activity(city, "U5", on=date(2015, 8, 1), group_id=group)
    works.link(item=item, activity=done, by=by(city, "leader"))
    Unit.objects.filter(code="U2").update(dissolved_on=merged, successor=city.units["U5"])

    def on(day):
        return queries.progress_of([plan], by(city, "liaison"), day)[plan.pk].items[1]

    before, after = on(date(2015, 7, 14)), on(date(2015, 8, 2))
    assert ([unit.code for unit in before.gone], before.done) == ([], 0)
    assert ([unit.code for unit in after.gone], after.done, after.missing) == (["U2"], 1, ())
    assert queries.standing_units(item, date(2015, 7, 14)) == [city.units["U2"].pk]
    assert queries.standing_units(item, merged) == [city.units["U5"].pk]
    Unit.objects.filter(code="U2").update(successor=None)
    assert (on(merged).done, queries.standing_units(item, merged)) == (0, [])


def test_only_the_groups_own_activities_of_the_plans_time_are_linked(city):
    item = plan_of(city).items.get()
    group = city.groups["Z1"].pk
    for activity in (
        save_activity(city, "U2", on=date(2015, 6, 1), group_id=group),
        save_activity(city, "U2", on=date(2015, 8, 1)),
        save_activity(city, "U3", "leader_two", on=date(2015, 8, 1), group_id=city.groups["Z2"].pk),
    ):
        with pytest.raises(Refused):
            works.link(item=item, activity=activity, by=by(city, "leader"))


def test_a_revision_replaces_the_plan_once_agreed_and_takes_over_what_was_done(city):
    plan = plan_of(city)
    done = save_activity(city, "U2", on=date(2015, 8, 1), group_id=city.groups["Z1"].pk)
    works.link(item=plan.items.get(), activity=done, by=by(city, "leader"))
    new = plans.revise(plan=plan, by=by(city, "leader"))
    assert (new.number, new.state) == ("JH-2015-0001-2", PlanState.DRAFT)
    for step, given in (("revise", plans.revise), ("report", None)):
        assert refusal(rules.plans.check_can_step, by(city, "leader"), plan, step), given
    plan = WorkPlan.objects.get(pk=plan.pk)
    assert plan.state == PlanState.AGREED
    new = steps.submit(plan=new, by=by(city, "leader"))
    steps.agree(plan=new, by=by(city, "liaison"))
    plan = WorkPlan.objects.get(pk=plan.pk)
    assert plan.state == PlanState.REPLACED
    assert plan.items.get().works.count() == new.items.get().works.count() == 1


def test_word_goes_to_the_liaison_member_and_back_with_numbers_only(city):
    def told(role):
        found = Notice.objects.filter(recipient=city.people[role], done_at__isnull=True)
        return {(notice.kind, notice.number) for notice in found}

    plan = plan_of(city, PlanState.SUBMITTED)
    assert told("liaison") == {("planning.submitted", plan.code)}
    assert Notice.objects.get(recipient=city.people["liaison"]).due_on > ON
    steps.send_back(plan=plan, note="再改", by=by(city, "liaison"))
    assert told("liaison") == set()
    assert told("leader") == {("planning.returned", plan.code)}
    assert not Notice.objects.filter(
        recipient__in=[city.people[name] for name in ("head", "contact", "team", "office")]
    ).exists()


def test_a_plan_that_waits_too_long_shows_late_and_never_counts_as_agreed(city):
    plan = plan_of(city, PlanState.SUBMITTED)
    light = queries.PlanClocks(city.commission.pk, ON).of(plan).light
    assert light == "blue"
    late = queries.PlanClocks(city.commission.pk, ON + timedelta(days=30))
    assert late.of(plan).light == "red"
    machine = SimpleNamespace(pk=None, official_id=None, trail_name="jobs", commission_id=None)
    assert reminding.remind(commission=city.commission, by=machine) == 0
    WorkPlan.objects.filter(pk=plan.pk).update(submitted_on=date(2015, 5, 4))
    assert reminding.remind(commission=city.commission, by=machine) == 2
    assert reminding.remind(commission=city.commission, by=machine) == 0
    told = Notice.objects.filter(kind__in=("planning.late", "planning.waits"))
    assert {(one.recipient_id, one.kind) for one in told} == {
        (city.people["liaison"].pk, "planning.late"),
        (city.people["office"].pk, "planning.waits"),
    }
    told.update(read_at=timezone.now())
    assert reminding.remind(commission=city.commission, by=machine) == 1  # the office heard once
    plan = WorkPlan.objects.get(pk=plan.pk)
    assert plan.state == PlanState.SUBMITTED


def test_leader_and_office_hear_once_of_a_plan_that_ended_without_a_report(city):
    plan = plan_of(city, PlanState.AGREED)
    machine = SimpleNamespace(pk=None, official_id=None, trail_name="jobs", commission_id=None)
    with clock.standing_on(plan.until_on):
        assert reminding.remind(commission=city.commission, by=machine) == 0
    with clock.standing_on(plan.until_on + timedelta(days=1)):
        assert reminding.remind(commission=city.commission, by=machine) == 2
        told = Notice.objects.filter(kind="planning.unreported")
        assert {one.recipient_id for one in told} == {
            city.people[n].pk for n in ("leader", "office")
        }
        told.update(read_at=timezone.now())
        assert reminding.remind(commission=city.commission, by=machine) == 0
        steps.report(plan=plan, text="已完成。", by=by(city, "leader"))
    assert not told.filter(done_at__isnull=True).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "approved"},
        {"state": PlanState.AGREED},
        {"state": PlanState.SUBMITTED, "submitted_on": None},
        {"until_on": date(2015, 1, 1)},
        {"decided_on": ON},
    ],
)
def test_the_database_refuses_what_no_step_would_write(city, wrong):
    plan = plan_of(city, PlanState.DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.filter(pk=plan.pk).update(**wrong)
