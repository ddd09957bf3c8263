"""Who is suggested to attend: free before engaged, from outside before resident, willing, then by load."""

from datetime import timedelta

import pytest

from paizhu.kernel import clock
from paizhu.oversight.actions import notice_decisions
from paizhu.oversight.queries import busy, notice_times
from paizhu.oversight.queries import notices as queries
from tests.oversight.factories import save_activity
from tests.oversight.notices import by, follow, fresh, send, steps


def names(city, notice):
    found = {official.pk: role for role, official in city.people.items()}
    return [found[one.official.pk] for one in queries.candidates(fresh(notice))]


def test_only_who_works_in_the_units_group_or_resides_there_is_suggested(city):
    assert set(names(city, send(city, "U2"))) == {"leader", "member"}
    assert set(names(city, send(city, "U3", "office"))) == {"leader_two", "deputy", "resident"}


def test_who_comes_from_outside_stands_before_who_resides_there(city):
    """At U3 `deputy` resides nowhere; `leader_two` and `resident` reside there."""
    assert names(city, send(city, "U3", "office"))[0] == "deputy"


def test_among_equals_the_less_loaded_comes_first(city):
    notice = send(city, "U2")
    assert names(city, notice) == ["leader", "member"]
    save_activity(city, "U2", "leader", on=clock.today() - timedelta(days=40))
    assert names(city, notice) == ["member", "leader"]
    save_activity(city, "U2", "member", on=clock.today() - timedelta(days=3))
    assert names(city, notice) == ["leader", "member"]
    loads = {one.official.name: one.loads for one in queries.candidates(fresh(notice))}
    assert loads == {"示例leader": (0, 1), "示例member": (1, 1)}


def test_who_proposed_himself_comes_before_his_equals(city):
    notice = send(city, "U2", "leader")
    notice_decisions.propose(notice=notice, by=by(city, "member"))
    assert names(city, notice) == ["member", "leader"]


def test_who_is_engaged_at_that_time_comes_last_and_it_says_why(city):
    first = send(city, "U2", "member")
    notice_decisions.attend(
        notice=first, official_ids=[city.people["leader"].pk], by=by(city, "leader")
    )
    near = send(city, "U5", "member", happens_at=fresh(first).happens_at + timedelta(hours=2))
    far = send(city, "U5", "member", happens_at=fresh(first).happens_at + timedelta(hours=4))
    assert names(city, near) == ["member", "leader"]
    assert names(city, far) == ["leader", "member"]
    engaged = queries.candidates(fresh(near))[-1].conflicts
    assert [one.label for one in engaged] == [first.code]
    assert not queries.candidates(fresh(first))[0].conflicts


def test_appointments_of_rooms_above_count_too(city, monkeypatch):
    notice = send(city, "U2", "member")
    leader = city.people["leader"].pk
    ask = lambda *given: [busy.Busy(leader, notice.happens_at, "集中活动")]  # noqa: E731
    monkeypatch.setattr(busy, "_asked", [ask])
    assert names(city, notice) == ["member", "leader"]


def test_times_are_medians_of_hours_by_group_and_by_unit(city):
    now = clock.now()
    late = send(city, "U2", "office", sent_at=now - timedelta(hours=10), happens_at=now)
    send(city, "U5", "office", sent_at=now - timedelta(days=30), happens_at=now)
    after = send(city, "U2", "office", sent_at=now, happens_at=now - timedelta(minutes=5))
    steps(city)["withdraw"](send(city, "U2", happens_at=now), by(city, "member"))
    notice_decisions.note_read(notice=late, by=by(city, "leader"))
    steps(city)["attend"](late, by(city, "leader"))
    follow(city, fresh(after))
    today = clock.today()
    found = notice_times.report(by(city, "office"), today, today, "全市")
    assert (found.whole.in_time, found.whole.late, found.whole.after) == (1, 1, 1)
    assert [round(one or 0) for one in found.whole.medians] == [10, 10, 0]
    assert [(one.name, one.count) for one in found.groups] == [("党群口综合纪检监察组", 3)]
    assert [(one.name, one.count, one.attended) for one in found.units] == [
        ("市乙局", 2, 1),
        ("市戊局", 1, 0),
    ]


@pytest.mark.parametrize("role", ["leader", "leader_two", "contact", "head", "nobody"])
def test_times_count_what_the_reader_supervises(city, role):
    send(city, "U2", "contact", happens_at=clock.now())
    today = clock.today()
    found = notice_times.report(by(city, role), today, today, "")
    assert found.whole.count == (1 if role == "leader" else 0)
