"""Joint activities: convened, answered, moved, called off, held; and what becomes of the result."""

from datetime import date, datetime

import pytest

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, refusal
from paizhu.notices.models import Notice
from paizhu.organization.models import Official
from paizhu.oversight.models import Activity
from paizhu.oversight.states import ActivityDraft
from paizhu.planning import queries, rules
from paizhu.planning.actions import convenings
from paizhu.planning.models import Call, Convening, ConveningState, Reply
from tests.organization.city import ROLES
from tests.planning.factories import CHINA, ON, by, convened, convening_draft

pytestmark = pytest.mark.django_db


def test_leader_and_deputy_convene_and_nobody_else(city):
    for group, may in (("Z1", {"leader"}), ("Z2", {"leader_two", "deputy"})):
        found = {
            role
            for role in ROLES
            if not refusal(rules.convenings.check_can_convene, by(city, role), city.groups[group])
        }
        assert found == may


def test_who_is_called_is_told_and_answers_and_who_convenes_comes(city):
    held = convened(city)
    assert held.code == "JZ-2015-0001"
    assert set(Notice.objects.values_list("recipient__name", "kind")) == {
        ("示例member", "planning.convened")
    }
    assert Call.objects.get(official=city.people["leader"]).reply == Reply.COMING
    with pytest.raises(Refused):
        convenings.reply(convening=held, answer=Reply.CANNOT, by=by(city, "member"))
    convenings.reply(convening=held, answer=Reply.CANNOT, reason="出差", by=by(city, "member"))
    assert Call.objects.get(official=city.people["member"]).reason == "出差"
    assert Notice.objects.filter(
        recipient=city.people["leader"], kind="planning.cannot_come"
    ).exists()
    for role in ("liaison", "office", "head", "contact"):
        with pytest.raises(Refused):
            convenings.reply(convening=held, answer=Reply.COMING, by=by(city, role))


@pytest.mark.parametrize("name", ["deputy", "head", "liaison", "resident", "nobody"])
def test_people_of_other_groups_are_called_under_an_authorisation_only(city, name):
    with pytest.raises(Refused):
        convened(city, called=f"leader {name}")


def test_under_an_authorisation_of_joint_work_the_other_group_may_be_called(city):
    from paizhu.oversight.models import JointWork

    joint = JointWork.objects.create(
        commission=city.commission, code="XZ-1", kind="special", purpose="交叉检查",
        from_on=date(2015, 6, 1), until_on=date(2015, 6, 30), agreed_on=date(2015, 5, 30),
        agreed_by=city.people["secretary"],
    )  # fmt: skip
    joint.groups.set(city.groups.values())
    held = convened(city, called="leader deputy")
    assert Convening.objects.visible_to(by(city, "deputy")).get() == held
    assert not Convening.objects.visible_to(by(city, "leader_two")).exists()
    late = {
        "starts_at": datetime(2015, 7, 2, 9, tzinfo=CHINA),
        "ends_at": datetime(2015, 7, 2, 10, tzinfo=CHINA),
    }
    with pytest.raises(Refused):
        convened(city, called="leader deputy", **late)


def test_a_move_asks_everybody_anew_and_who_is_left_out_is_told(city):
    held = convened(city)
    convenings.reply(convening=held, answer=Reply.COMING, by=by(city, "member"))
    moved = {
        "starts_at": datetime(2015, 6, 19, 9, tzinfo=CHINA),
        "ends_at": datetime(2015, 6, 19, 11, tzinfo=CHINA),
    }
    convenings.change(convening=held, draft=convening_draft(city, **moved), by=by(city, "leader"))
    assert Call.objects.get(official=city.people["member"]).reply == Reply.OPEN
    alone = convening_draft(city, "leader", **moved)
    convenings.change(convening=held, draft=alone, by=by(city, "leader"))
    kinds = Notice.objects.filter(recipient=city.people["member"]).values_list("kind", flat=True)
    assert {"planning.moved", "planning.called_off"} <= set(kinds)


def test_called_off_once_and_nothing_is_changed_afterwards(city):
    held = convened(city)
    with pytest.raises(Refused):
        convenings.cancel(convening=held, reason=" ", by=by(city, "leader"))
    with pytest.raises(Refused):
        convenings.cancel(convening=held, reason="与会议冲突", by=by(city, "member"))
    seen = held.revision
    convenings.cancel(
        convening=held, reason="与会议冲突", seen_revision=seen, by=by(city, "leader")
    )
    with pytest.raises(Refused):
        convenings.cancel(convening=held, reason="再", seen_revision=seen, by=by(city, "leader"))
    with pytest.raises(Refused):
        convenings.reply(convening=held, answer=Reply.COMING, by=by(city, "member"))
    assert not Notice.objects.filter(kind="planning.convened", done_at__isnull=True).exists()


def activity(city) -> ActivityDraft:
    return ActivityDraft(
        code="", on=date(2015, 6, 18), method="visit", unit_ids=[city.units["U2"].pk],
        official_ids=[city.people["leader"].pk], group_id=city.groups["Z1"].pk, summary="已走访",
    )  # fmt: skip


def test_the_result_becomes_an_activity_in_the_same_step(city):
    held = convened(city)
    given = {
        "convening": held, "attended": [city.people["leader"].pk], "result": "已走访",
        "draft": activity(city),
    }  # fmt: skip
    with pytest.raises(Refused, match="尚未"):
        convenings.enter_result(**given, by=by(city, "leader"))
    with clock.standing_on(datetime(2015, 6, 18, 15)):
        convenings.enter_result(**given, by=by(city, "leader"))
        with pytest.raises(Refused):
            convenings.enter_result(**given, by=by(city, "leader"))
    held = Convening.objects.get(pk=held.pk)
    assert held.state == ConveningState.HELD
    assert Activity.objects.get() == held.activity
    assert dict(Call.objects.values_list("official__name", "attended")) == {
        "示例leader": True, "示例member": False,
    }  # fmt: skip


def test_where_the_activity_is_refused_nothing_is_half_done(city):
    held = convened(city)
    from dataclasses import replace

    outside = replace(activity(city), unit_ids=[city.units["U3"].pk])
    with clock.standing_on(datetime(2015, 6, 18, 15)), pytest.raises(Refused):
        convenings.enter_result(
            convening=held, attended=[city.people["leader"].pk], result="好", draft=outside,
            by=by(city, "leader"),
        )  # fmt: skip
    held = Convening.objects.get(pk=held.pk)
    assert held.state == ConveningState.CONVENED
    assert not Activity.objects.exists()


def test_conflicts_show_other_joint_activities_but_not_itself(city):
    held = convened(city)
    people = list(Official.objects.filter(pk__in=[city.people["leader"].pk]))
    times = held.starts_at, held.ends_at
    found = queries.conflicts(city.commission.pk, people, *times)
    assert [(each.official.name, each.label) for each in found] == [("示例leader", held.code)]
    assert queries.conflicts(city.commission.pk, people, *times, leaving_out=held) == []


def test_the_diary_gets_what_touches_the_days_and_is_not_called_off(city):
    held = convened(city)
    (found,) = queries.joint_activities_between(
        by(city, "member"), date(2015, 6, 18), date(2015, 6, 18)
    )
    assert (found.code, found.mine) == (held.code, Reply.OPEN)
    assert queries.joint_activities_between(by(city, "member"), ON, date(2015, 6, 17)) == []
    assert queries.joint_activities_between(by(city, "head"), ON, date(2015, 6, 30)) == []
    convenings.cancel(convening=held, reason="改期", by=by(city, "leader"))
    assert queries.joint_activities_between(by(city, "member"), ON, date(2015, 6, 30)) == []
