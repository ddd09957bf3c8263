"""Joint work between groups: who authorises it, what it lets do, how it ends, and that it still counts as outside."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from paizhu.kernel.refusals import Refused, allowed
from paizhu.organization.models import Capacity
from paizhu.oversight import queries, rules
from paizhu.oversight.actions import activities, joint_work
from paizhu.oversight.models import JointWork, Participation
from paizhu.oversight.states import JointWorkDraft
from paizhu.trail.models import Event
from tests.oversight.factories import ON, activity_draft, let_in

FIRST, LAST = date(2015, 5, 20), date(2015, 6, 20)


def draft(city, groups="Z1 Z2", units="", **given) -> JointWorkDraft:
    made = JointWorkDraft(
        kind="special",
        group_ids=[city.groups[code].pk for code in groups.split()],
        unit_ids=[city.units[code].pk for code in units.split()],
        purpose="资金专项监督",
        from_on=FIRST,
        until_on=LAST,
        agreed_by_id=city.people[given.pop("agreed_by", "standing")].pk,
        agreed_on=FIRST,
    )
    return replace(made, **given)


def authorise(city, *given, role="office", **more) -> JointWork:
    return joint_work.authorise(
        commission=city.commission, draft=draft(city, *given, **more), by=city.looker(role)
    )


def end(city, found, last_on, role="office", seen=None):
    return joint_work.end(
        joint_work=found,
        last_on=last_on,
        reason="任务完成",
        seen_revision=seen,
        by=city.looker(role),
    )


def enter(city, units, officials, role="leader", **more):
    made = activity_draft(city, units, officials, **{"code": "", **more})
    return activities.register(commission=city.commission, draft=made, by=city.looker(role))


def test_only_the_office_authorises_joint_work(city):
    assert let_in(city, lambda role: authorise(city, role=role)) == {"office", "operator"}


def test_only_the_office_ends_it_early(city):
    found = authorise(city)
    assert let_in(city, lambda role: end(city, found, ON, role)) == {"office", "operator"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"groups": "Z1"}, "两个组"),
        ({"from_on": LAST, "until_on": FIRST, "agreed_on": FIRST}, "截止日期"),
        ({"agreed_on": LAST}, "先经同意"),
        ({"agreed_on": date(2014, 6, 1), "from_on": date(2014, 6, 2)}, "才成立"),
        ({"agreed_by": "leader"}, "常委"),
        ({"agreed_by": "office"}, "常委"),
        ({"groups": "Z2 Z2", "agreed_by": "liaison"}, "两个组"),
    ],
)
def test_what_stands_against_an_authorisation_is_said(city, given, reason):
    given = dict(given)
    with pytest.raises(Refused, match=reason):
        authorise(city, given.pop("groups", "Z1 Z2"), **given)


@pytest.mark.parametrize("agreed_by", ["secretary", "deputy_secretary", "standing", "liaison"])
def test_the_commissions_leadership_and_the_liaison_member_agree(city, agreed_by):
    assert authorise(city, agreed_by=agreed_by).code == "XZ-2015-0001"


def test_another_commissions_groups_and_units_cannot_be_named(city, other_city):
    for foreign in (
        {"group_ids": [city.groups["Z1"].pk, other_city.groups["Z2"].pk]},
        {"unit_ids": [other_city.units["U1"].pk]},
        {"agreed_by_id": other_city.people["standing"].pk},
    ):
        with pytest.raises(ValidationError):
            authorise(city, **foreign)


def test_numbers_follow_one_another_without_gaps(city):
    assert [authorise(city).code for _ in range(2)] == ["XZ-2015-0001", "XZ-2015-0002"]


@pytest.mark.parametrize(
    ("scope", "units", "officials", "more", "is_allowed"),
    [
        ({}, "U1", "leader leader_two", {}, True),
        ({}, "U3", "leader", {}, True),  # he goes there himself
        ({}, "U3", "resident", {}, True),
        ({"units": "U2"}, "U2", "leader_two", {}, True),
        ({"units": "U2"}, "U1", "leader_two", {}, False),  # a unit that is not named
        ({"matters": ["project"]}, "U1", "leader_two", {"matter": "project"}, True),
        ({"matters": ["project"]}, "U1", "leader_two", {"matter": "appointment"}, False),
        ({"matters": ["project"]}, "U1", "leader_two", {}, False),
        ({}, "U1", "leader_two", {"on": date(2015, 5, 19)}, False),  # the day before
        ({}, "U1", "leader_two", {"on": FIRST}, True),
        ({}, "U1", "leader_two", {"on": LAST}, True),
        ({}, "U1", "leader_two", {"on": date(2015, 6, 21)}, False),  # the day after
        ({}, "U1", "nobody", {}, False),  # of no group
    ],
)
def test_an_act_outside_capacity_is_allowed_within_groups_scope_and_period(
    city, scope, units, officials, more, is_allowed
):
    scope = dict(scope)
    authorise(city, "Z1 Z2", scope.pop("units", ""), **scope)
    if not is_allowed:
        with pytest.raises(Refused, match="授权"):
            enter(city, units, officials, **more)
        return
    enter(city, units, officials, **more)
    kept = Participation.objects.filter(official=city.people[officials.split()[-1]])
    expected = Capacity.SAME_BODY if officials == "resident" else Capacity.OUTSIDE
    assert {part.capacity for part in kept} == {expected}


def test_who_is_not_of_an_authorised_group_gains_nothing(city):
    authorise(city, "Z1 Z2", "U1")
    with pytest.raises(Refused, match="市丁局"):
        enter(city, "U4", "leader")


def test_an_authorisation_that_was_ended_holds_until_its_last_day(city):
    found = end(city, authorise(city), ON)
    assert found.last_on == ON
    assert enter(city, "U1", "leader_two", on=ON).pk
    with pytest.raises(Refused, match="授权"):
        enter(city, "U1", "leader_two", on=date(2015, 6, 2))


@pytest.mark.parametrize("last_on", [date(2015, 5, 19), LAST])
def test_it_ends_within_its_period_and_before_its_own_end(city, last_on):
    with pytest.raises(Refused, match="最后一日"):
        end(city, authorise(city), last_on)


def test_it_is_ended_once_and_from_a_fresh_page(city):
    found = authorise(city)
    with pytest.raises(Refused, match="重新打开"):
        end(city, found, ON, seen=99)
    end(city, found, ON)
    with pytest.raises(Refused, match="已经终止"):
        end(city, found, ON)


def test_the_capacity_preview_and_the_activity_name_the_authorisation(city):
    found = authorise(city)
    (part,) = queries.parts_of(enter(city, "U1", "leader_two"))
    assert part.capacity is Capacity.OUTSIDE
    assert found.code in part.reasons[-1]
    (asked,) = queries.parts_asked(
        city.commission.pk, ON, [city.people["leader_two"]], [city.units["U1"]]
    )
    assert found.code in asked.reasons[-1]


@pytest.mark.parametrize(("on", "is_allowed"), [(ON, True), (date(2015, 7, 1), False)])
def test_planning_asks_for_people_and_units_at_once(city, on, is_allowed):
    found = authorise(city)
    asked = {
        "commission": city.commission,
        "officials": [city.people[name].pk for name in ("leader", "leader_two")],
        "units": [city.units["U1"].pk],
        "on": on,
    }
    assert allowed(lambda: rules.check_authorised(**asked)) is is_allowed
    one = queries.authorised(
        city.commission, official_id=asked["officials"][1], unit_id=asked["units"][0], on=on
    )
    assert (one.code if one else None) == (found.code if is_allowed else None)


SEERS = {"leader", "member", "liaison", "leader_two", "deputy", "resident",
         "secretary", "deputy_secretary", "standing", "office", "operator"}  # fmt: skip


def test_a_units_own_people_and_another_commission_never_see_it(city, other_city):
    found = authorise(city, "Z1 Z2", "U2 U3")
    seers = {
        role
        for role in ("contact", "head", "team", "petitions", "system_admin", "auditor", *SEERS)
        if found in JointWork.objects.visible_to(city.looker(role))
    }
    assert seers == SEERS
    assert not JointWork.objects.visible_to(other_city.looker("office")).exists()


def test_the_trail_tells_codes_and_days_but_neither_purpose_nor_reason(city):
    end(city, authorise(city, "Z1 Z2", "U2"), ON)
    told = list(Event.objects.order_by("sequence").values_list("act", "detail_text"))
    assert [act for act, _detail in told] == [
        "oversight.joint_work_authorised", "oversight.joint_work_ended",
    ]  # fmt: skip
    words = "".join(detail for _act, detail in told)
    assert '"Z1"' in words
    assert '"U2"' in words
    assert "资金专项监督" not in words
    assert "任务完成" not in words
