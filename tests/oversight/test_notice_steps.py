"""What becomes of a matter notice: every step from every state, by every role, with every forbidden pair."""

from datetime import timedelta

import pytest
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import notice_changes, notice_decisions
from paizhu.oversight.models import NoticeState
from paizhu.trail.models import Event
from tests.oversight.factories import let_in, notice_draft
from tests.oversight.notices import by, follow, fresh, in_state, send, steps

OPEN = {"sent", "read", "attend", "not_attend"}
FROM = {
    "attend": OPEN,
    "not_attend": OPEN,
    "propose": {"sent", "read"},
    "correct": OPEN,
    "postpone": OPEN,
    "cancel": OPEN,
    "withdraw": OPEN,
}
TO = {
    "attend": "attend",
    "not_attend": "not_attend",
    "cancel": "cancelled",
    "withdraw": "withdrawn",
}
OFFICE = {"office", "operator"}
CHANGED_BY = {
    "correct": {"member", "leader"} | OFFICE,
    "withdraw": {"member", "leader"} | OFFICE,
    "postpone": {"member", "leader"} | OFFICE,
    "cancel": {"member", "leader"} | OFFICE,
}
"""Of a notice about U2 that `member` sent."""


@pytest.mark.parametrize("step", FROM)
@pytest.mark.parametrize("state", NoticeState.values)
def test_each_step_goes_from_the_states_that_the_table_says_and_from_no_other(city, step, state):
    notice = in_state(city, state)
    who = by(city, "member" if step == "propose" else "leader")
    if state in FROM[step]:
        steps(city)[step](notice, who)
        assert fresh(notice).state == TO.get(step, state)
    else:
        with pytest.raises(Refused):
            steps(city)[step](notice, who)
        assert fresh(notice).state == state


@pytest.mark.parametrize(
    ("step", "unit", "roles"),
    [
        ("attend", "U2", {"leader"}),
        ("not_attend", "U2", {"leader"}),
        ("attend", "U3", {"leader_two", "deputy"}),
        ("propose", "U2", {"leader", "member"}),
        ("propose", "U3", {"leader_two", "deputy", "resident"}),
        *((step, "U2", roles) for step, roles in CHANGED_BY.items()),
        ("withdraw", "U3", {"leader_two", "deputy"} | OFFICE),
        ("correct", "U3", {"leader_two", "deputy"} | OFFICE),
        ("postpone", "U3", {"leader_two", "deputy", "resident"} | OFFICE),
        ("cancel", "U3", {"leader_two", "deputy", "resident"} | OFFICE),
    ],
)
def test_each_step_is_open_to_the_roles_of_the_table_and_to_nobody_else(city, step, unit, roles):
    """At U3 word came from the office, so that only who leads takes it back; at U2 from `member`."""
    notice = send(city, unit, "member" if unit == "U2" else "office")
    assert let_in(city, lambda role: steps(city)[step](notice, by(city, role))) == roles


def test_the_units_own_word_is_changed_by_its_contact_and_the_office_only(city):
    notice = send(city, "U2", "contact")
    for step in ("correct", "postpone", "cancel", "withdraw"):
        seen = let_in(city, lambda role, step=step: steps(city)[step](notice, by(city, role)))
        assert seen == {"contact"} | OFFICE, step
    assert let_in(city, lambda role: steps(city)["attend"](notice, by(city, role))) == {"leader"}


def test_a_contact_may_change_his_word_whatever_the_group_decided_and_is_not_told_of_it(city):
    for state in ("sent", "read", "attend", "not_attend"):
        notice = in_state(city, state, "U2", "contact")
        notice_changes.correct(
            notice=notice,
            draft=notice_draft(city, "U2", title="新题", happens_at=notice.happens_at),
            seen_edition=1,
            by=by(city, "contact"),
        )
        assert fresh(notice).title == "新题"
    done = in_state(city, "attended", "U2", "contact")
    with pytest.raises(Refused) as refused:
        steps(city)["withdraw"](done, by(city, "contact"))
    assert "记录" not in str(refused.value)
    assert "参加" not in str(refused.value)


def test_word_is_sent_by_who_supervises_the_office_and_the_units_own_contact(city):
    assert (
        let_in(city, lambda role: send(city, "U2", role))
        == {"leader", "member", "contact"} | OFFICE
    )
    assert let_in(city, lambda role: send(city, "U4", role)) == {"leader_two", "deputy"} | OFFICE


@pytest.mark.parametrize(
    ("role", "unit", "channel"),
    [("member", "U1", "group"), ("leader", "U2", "group"), ("contact", "U2", "unit"), ("office", "U2", "office")],
)  # fmt: skip
def test_the_way_of_word_follows_from_who_sends_it(city, role, unit, channel):
    assert send(city, unit, role).channel == channel


def test_the_first_reading_of_each_group_is_kept_but_not_the_senders_own(city):
    notice = send(city, "U2", "member")
    for role in ("member", "office", "liaison", "head", "leader_two"):
        notice_decisions.note_read(notice=notice, by=by(city, role))
    assert fresh(notice).state == "sent"
    assert notice_decisions.note_read(notice=notice, by=by(city, "leader")) == 1
    first = fresh(notice).readings.get()
    assert (first.official, fresh(notice).state) == (city.people["leader"], "read")
    assert notice_decisions.note_read(notice=notice, by=by(city, "leader")) == 0
    assert fresh(notice).readings.get().at == first.at


def test_of_two_who_decide_at_once_the_second_is_told(city):
    notice = send(city, "U3", "office")
    seen = fresh(notice).revision
    people = [city.people["deputy"].pk]
    notice_decisions.attend(
        notice=notice, official_ids=people, seen_revision=seen, by=by(city, "leader_two")
    )
    with pytest.raises(Refused):
        notice_decisions.not_attend(
            notice=notice, reason="不去", seen_revision=seen, by=by(city, "deputy")
        )
    assert fresh(notice).state == "attend"


def test_deciding_the_same_twice_does_nothing_twice(city):
    notice = send(city, "U2")
    for _again in range(2):
        steps(city)["attend"](notice, by(city, "leader"))
    assert Event.objects.filter(act="oversight.notice_to_be_attended").count() == 1


def test_a_page_with_older_facts_changes_nothing(city):
    notice = send(city, "U2")
    steps(city)["postpone"](notice, by(city, "member"))
    with pytest.raises(Refused):
        notice_changes.withdraw(notice=notice, reason="误发", seen_edition=1, by=by(city, "member"))
    assert fresh(notice).state == "sent"


def test_nobody_outside_his_capacity_is_sent_and_somebody_must_be(city):
    notice = send(city, "U2")
    for people in ([], [city.people["deputy"].pk], [city.people["contact"].pk]):
        with pytest.raises(Refused):
            notice_decisions.attend(notice=notice, official_ids=people, by=by(city, "leader"))


@pytest.mark.parametrize("step", ["not_attend", "cancel", "withdraw", "postpone"])
def test_what_ends_or_moves_a_matter_says_why(city, step):
    notice = send(city, "U2")
    act = getattr(notice_decisions if step == "not_attend" else notice_changes, step)
    more = {"happens_at": notice.happens_at + timedelta(days=1)} if step == "postpone" else {}
    with pytest.raises(Refused):
        act(notice=notice, reason="  ", by=by(city, "leader"), **more)


def test_a_postponed_matter_keeps_the_lead_time_of_its_first_announcement(city):
    notice = send(city, "U2", happens_at=clock.now() + timedelta(hours=1))
    steps(city)["postpone"](notice, by(city, "member"))
    steps(city)["postpone"](fresh(notice), by(city, "member"))
    moved = fresh(notice)
    assert moved.expected_at == notice.happens_at
    assert moved.happens_at == notice.happens_at + timedelta(days=2)


def test_an_activity_makes_the_notice_attended_and_a_correction_takes_that_back(city):
    from dataclasses import replace

    from paizhu.oversight.actions import activities
    from tests.oversight.factories import activity_draft

    notice = in_state(city, "attend")
    activity = follow(city, notice)
    assert fresh(notice).state == "attended"
    draft = replace(activity_draft(city, "U2", "member"), on=activity.on, notice_id=None)
    activities.correct(activity=activity, draft=draft, by=by(city, "office"))
    assert fresh(notice).state == "attend"


def test_nobody_has_attended_before_the_matter_takes_place(city):
    from dataclasses import replace

    from paizhu.oversight.actions import activities
    from tests.oversight.factories import activity_draft

    notice = in_state(city, "attend")
    before = timezone.localdate(notice.happens_at) - timedelta(days=1)
    draft = replace(activity_draft(city, "U2", "member"), code="", on=clock.today())
    given = {"commission": city.commission, "by": by(city, "office")}
    assert clock.today() <= before
    with pytest.raises(Refused, match=notice.code):
        activities.register(draft=replace(draft, notice_id=notice.pk), **given)
    prepared = activities.register(draft=draft, **given)
    with pytest.raises(Refused, match=notice.code):
        activities.correct(
            activity=prepared, draft=replace(draft, notice_id=notice.pk), by=given["by"]
        )
    assert fresh(notice).state == "attend"


def test_a_workbooks_activity_makes_its_notice_attended(city):
    from tests.oversight.factories import save_activity, save_notice

    notice = save_notice(city, "U2")
    other = save_notice(city, "U2")
    save_activity(city, "U2", "member", notice_id=notice.pk)
    assert (fresh(notice).state, fresh(other).state) == ("attended", "sent")


def test_a_withdrawn_notice_stays_withdrawn_whatever_is_recorded(city):
    notice = in_state(city, "withdrawn")
    follow(city, notice)
    assert fresh(notice).state == "withdrawn"


def test_the_trail_tells_states_and_numbers_but_no_reason_and_no_matter(city):
    notice = send(city, "U2", title="机密议题", agenda="机密议程", urgent_reason="机密急因")
    notice_decisions.not_attend(notice=notice, reason="机密理由", by=by(city, "leader"))
    notice_changes.withdraw(notice=notice, reason="机密原因", by=by(city, "member"))
    texts = [
        e.detail_text + e.subject_label
        for e in Event.objects.filter(act__startswith="oversight.notice")
    ]
    assert len(texts) == 3
    assert "机密" not in "".join(texts)


def test_the_activitys_form_begins_with_the_notices_unit_matter_and_people(city):
    from django.test import Client
    from django.urls import reverse

    notice = in_state(city, "attend")
    browser = Client()
    browser.force_login(city.user("leader"))
    page = browser.get(f"{reverse('oversight:activity_new')}?notice={notice.pk}")
    initial = page.context["form"].initial
    assert initial["officials"] == [city.people["member"].pk]
    assert (initial["notice"], initial["units"]) == (notice.pk, [notice.unit_id])
