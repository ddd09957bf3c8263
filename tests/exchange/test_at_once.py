"""Two people on two connections at the same moment: one of them decides, the other is told, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connections

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.actions import people
from paizhu.organization.models import Post, Posting
from paizhu.oversight.actions import notice_decisions, notices
from paizhu.oversight.models import MatterNotice
from paizhu.planning.actions import steps as plan_steps
from paizhu.planning.models import WorkPlan
from paizhu.rectification.actions import steps
from paizhu.rectification.models import Rectification
from paizhu.trail import queries as trail
from paizhu.trail.models import Event
from tests.organization.city import build
from tests.oversight.factories import notice_draft
from tests.planning.factories import plan_of
from tests.rectification.factories import in_state, issued

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = datetime(2015, 6, 15, 10)


def at_once(*works) -> list[str]:
    """Let each work begin together with the others on a connection of its own; returns how each ended."""
    gate = Barrier(len(works))

    def one(work) -> str:
        try:
            with clock.standing_on(TODAY):
                gate.wait(timeout=30)
                work()
        except Refused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(one, works))


@pytest.fixture
def town():
    """Return the small city, standing on one day."""
    with clock.standing_on(TODAY):
        yield build()


def on_report(town):
    record = in_state(issued(town), "reported")
    given = {"rectification": record, "seen_revision": record.revision}
    leader, office = town.looker("leader"), town.looker("office")
    return (
        lambda: steps.confirm(**given, on=TODAY.date(), by=leader),
        lambda: steps.return_report(**given, text="材料不足。", by=office),
    ), lambda: Rectification.objects.get().state in ("closed", "rectifying")


def on_plan(town):
    plan = plan_of(town, "submitted")
    given = {
        "plan": plan,
        "seen_revision": plan.revision,
        "by": town.looker("liaison", TODAY.date()),
    }
    return (
        lambda: plan_steps.agree(**given),
        lambda: plan_steps.send_back(**given, note="再具体些。"),
    ), lambda: WorkPlan.objects.get().state in ("agreed", "returned")


def on_notice(town):
    draft = notice_draft(town, "U3", code="", sent_at=clock.now())
    notice = notices.send(commission=town.commission, draft=draft, by=town.looker("office"))
    given = {"notice": notice, "seen_revision": notice.revision}
    two, deputy = town.looker("leader_two"), town.looker("deputy")
    return (
        lambda: notice_decisions.attend(**given, official_ids=[town.people["deputy"].pk], by=two),
        lambda: notice_decisions.not_attend(**given, reason="已有安排", by=deputy),
    ), lambda: MatterNotice.objects.get().state in ("attend", "not_attend")


def on_posting(town):
    posting = town.posting("resident", Post.RESIDENT_MEMBER)
    given = {"until_on": TODAY.date(), "by": town.looker("office")}

    def end():
        people.end_posting(posting=Posting.objects.get(pk=posting.pk), **given)

    return (end, end), lambda: not Posting.objects.in_force(TODAY.date()).filter(pk=posting.pk)


@pytest.mark.parametrize("what", [on_report, on_plan, on_notice, on_posting])
def test_of_two_at_the_same_moment_one_decides_and_the_other_is_told(town, what):
    works, is_decided = what(town)
    before = Event.objects.count()
    assert at_once(*works) == ["done", "refused"]
    assert is_decided()
    assert Event.objects.count() == before + 1
    assert trail.verify([town.commission.pk]).ok


@pytest.mark.parametrize("what", [on_report, on_plan, on_notice])
def test_the_same_step_pressed_twice_at_the_same_moment_happens_once(town, what):
    (first, _other), is_decided = what(town)
    before = Event.objects.count()
    assert "done" in at_once(first, first)
    assert is_decided()
    assert Event.objects.count() == before + 1
