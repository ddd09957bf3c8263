"""Opinions: who gives them, and how their short word follows the rectification."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import activities, opinions
from paizhu.oversight.models import Opinion
from paizhu.rectification.actions import deadlines
from paizhu.rectification.models import Rectification
from paizhu.rectification.queries import people
from paizhu.trail.models import Event
from tests.oversight.factories import (
    ON,
    activity_draft,
    let_in,
    opinion_draft,
    save_activity,
    save_opinion,
)
from tests.rectification.factories import LEADS, in_state, take


def raise_opinion(city, activity, unit="U1", role="office", **given):
    more = {"content": "请完善制度。", "made_on": ON, **given}
    return opinions.raise_opinion(
        activity=activity, unit=city.units[unit], by=city.looker(role), **more
    )


def test_the_units_supervisors_and_the_office_give_an_opinion(city):
    """To U2: the people of Z1, which supervises it, and the office."""
    activity = save_activity(city, "U2", "member")
    allowed = let_in(city, lambda role: raise_opinion(city, activity, "U2", role))
    assert allowed == {"leader", "member", "office", "operator"}


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


def test_the_group_of_an_opinion_is_its_activitys_also_after_a_correction(city):
    """Entered by hand and taken in, corrected by hand and taken in: what is counted by group is counted where it belongs."""
    groups, office = [city.groups[code].pk for code in ("Z1", "Z2")], city.looker("office")
    by_hand = raise_opinion(city, save_activity(city, group_id=groups[0]))
    taken_in = save_opinion(city)
    assert [by_hand.group_id, taken_in.group_id] == [groups[0], None]
    correct = activity_draft(city, group_id=groups[1])
    activities.correct(activity=by_hand.activity, draft=correct, by=office)
    save_activity(city, code=taken_in.activity.code, group_id=groups[0])
    after = [Opinion.objects.get(pk=each.pk).group_id for each in (by_hand, taken_in)]
    assert after == groups[::-1]


def test_an_opinion_goes_to_a_unit_of_the_activity_only(city):
    with pytest.raises(Refused, match="不是在“市乙局”开展"):
        raise_opinion(city, save_activity(city, "U1"), "U2")


def test_opinions_get_the_next_number_of_the_year_they_are_made_in(city):
    activity = save_activity(city)
    codes = [raise_opinion(city, activity, made_on=day).code for day in (ON, date(2016, 1, 4), ON)]
    assert codes == ["YJ-2015-0001", "YJ-2016-0001", "YJ-2015-0002"]
    assert raise_opinion(city, activity, code="自编").code == "自编"


SHORT = {
    "issued": "raised",
    "disputed": "raised",
    "planning": "rectifying",
    "plan_submitted": "rectifying",
    "rectifying": "rectifying",
    "reported": "reported",
    "closed": "closed",
    "declined": "declined",
}


@pytest.mark.parametrize(("state", "step"), LEADS)
def test_each_step_of_the_rectification_is_the_opinions_short_word_in_the_same_act(
    city, state, step
):
    opinion = save_opinion(city, "U2")
    take(city, in_state(opinion.rectification, state), step)
    opinion.refresh_from_db()
    assert opinion.state == SHORT[LEADS[state, step]]
    assert (opinion.closed_on is not None) == (opinion.state == "closed")
    assert opinion.revision == 2


def test_a_deadline_put_off_is_the_opinions_too(city):
    opinion = save_opinion(city, "U2", due_on=ON)
    later = timezone.localdate() + timedelta(days=5)
    given = {"until": later, "text": "材料较多。", "by": city.looker("leader")}
    deadlines.extend(rectification=opinion.rectification, **given)
    opinion.refresh_from_db()
    assert opinion.due_on == later


def test_an_opinion_is_issued_for_rectification_in_the_same_act(city):
    activity = save_activity(city, "U2", "member")
    opinion = raise_opinion(city, activity, "U2", "member")
    issued = opinion.rectification
    assert (issued.code, issued.problem) == (opinion.code, opinion.content)
    assert (issued.group, issued.keeper) == (city.groups["Z1"], city.people["member"])
    assert (issued.source, issued.state) == ("opinion", "issued")
    acts = [event.act for event in Event.objects.order_by("sequence")][-2:]
    assert acts == ["rectification.issued", "oversight.opinion_raised"]


def test_an_opinion_raised_by_the_office_is_followed_by_the_groups_leader(city):
    issued = raise_opinion(city, save_activity(city, "U2"), "U2", "office").rectification
    assert issued.keeper is None
    assert people.followers(issued, ON) == {city.people["leader"].pk}


def test_an_opinion_may_be_addressed_to_a_member_of_the_leadership_only(city):
    activity = save_activity(city, "U2")
    head = city.people["head"]
    assert raise_opinion(city, activity, "U2", addressee=head).rectification.addressee == head
    for name in ("team", "contact", "leader"):
        with pytest.raises(Refused, match="班子"):
            raise_opinion(city, activity, "U2", addressee=city.people[name])


def test_a_batch_makes_the_rectification_of_each_opinion_and_corrects_it(city):
    opinion = save_opinion(city, "U2", code="一", due_on=ON)
    draft = opinion_draft(opinion.activity, code="一", content="改为公开。", due_on=None)
    given = {"commission": city.commission, "by": city.looker("operator")}
    opinions.save_opinions(drafts=[draft], **given)
    record = Rectification.objects.get()
    assert (record.problem, record.due_on, record.state) == ("改为公开。", None, "issued")
    opinions.save_opinions(drafts=[replace(draft, state="closed", closed_on=ON)], **given)
    record = Rectification.objects.get()
    assert (record.state, record.closed_on) == ("closed", ON)


@pytest.mark.parametrize("state", ["planning", "plan_submitted", "disputed"])
def test_a_batch_that_says_the_same_short_word_leaves_the_fuller_state(city, state):
    opinion = save_opinion(city, "U2", SHORT[state], code="一")
    in_state(opinion.rectification, state)
    given = {"code": "一", "state": SHORT[state], "content": "另有补充。"}
    draft = opinion_draft(opinion.activity, **given)
    opinions.save_opinions(commission=city.commission, drafts=[draft], by=city.looker("operator"))
    record = Rectification.objects.get()
    assert (record.state, record.problem) == (state, "另有补充。")


def test_a_batch_asks_no_more_for_more_opinions(city):
    activity = save_activity(city, "U2")
    given = {"commission": city.commission, "by": city.looker("operator")}

    def asked(number):
        drafts = [opinion_draft(activity) for _n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            opinions.save_opinions(drafts=drafts, **given)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert asked(3) == asked(30)
