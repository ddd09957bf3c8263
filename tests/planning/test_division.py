"""Division of work: nobody watches his own host unit alone; the suggestion is fair and keeps that rule; rotation."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paizhu.access.jobs import hand_over
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, refusal
from paizhu.notices.models import Notice
from paizhu.organization import queries as organization
from paizhu.organization.actions import postings
from paizhu.organization.models import Post, Posting
from paizhu.planning import queries, rules
from paizhu.planning.actions import division
from paizhu.planning.models import Watch
from paizhu.planning.queries import Gap, Member, Pair
from tests.organization.city import ROLES
from tests.organization.factories import PostingFactory
from tests.oversight.factories import save_activity
from tests.planning.factories import ON, by

LATER = ON + timedelta(days=10)


def settle(city, unit, principal, second=None, on=ON, role="leader", group="Z1"):
    people = city.people
    return division.divide(
        group=city.groups[group], unit=city.units[unit], principal=people[principal],
        second=people[second] if second else None, from_on=on, by=by(city, role),
    )  # fmt: skip


def watching(city, unit="U2", on=ON):
    found = Watch.objects.in_force(on).filter(unit=city.units[unit])
    return {(watch.role, watch.official.name.removeprefix("示例")) for watch in found}


@pytest.fixture
def outsider(city):
    """Somebody of Z1 who resides nowhere."""
    PostingFactory(
        official=city.people["nobody"], post=Post.MEMBER, place=city.groups["Z1"], from_on=ON
    )
    return city


def test_the_leader_alone_divides(city):
    may = {
        role
        for role in ROLES
        if not refusal(rules.division.check_can_divide, by(city, role), city.groups["Z1"])
    }
    assert may == {"leader"}


def test_the_deputy_divides_while_the_group_has_no_leader(city):
    group = city.groups["Z2"]
    assert refusal(rules.division.check_can_divide, by(city, "deputy"), group)
    Posting.objects.filter(official=city.people["leader_two"], post=Post.LEADER).update(until_on=ON)
    assert not refusal(rules.division.check_can_divide, by(city, "deputy"), group)


def test_nobody_watches_his_own_host_unit_alone(outsider):
    city = outsider
    with pytest.raises(Refused, match="派驻"):
        settle(city, "U1", "leader")
    with pytest.raises(Refused, match="派驻"):
        settle(city, "U1", "leader", "member")  # both reside there
    settle(city, "U1", "leader", "nobody")
    settle(city, "U1", "nobody", on=LATER)
    assert watching(city, "U1", LATER) == {("principal", "nobody")}
    assert watching(city, "U1") == {("principal", "leader"), ("deputy", "nobody")}


@pytest.mark.parametrize(
    ("unit", "principal", "second"),
    [("U3", "leader", None), ("U2", "deputy", None), ("U2", "leader", "resident"), ("U2", "leader", "leader")],
)  # fmt: skip
def test_only_people_and_units_of_the_group(city, unit, principal, second):
    with pytest.raises(Refused):
        settle(city, unit, principal, second)


def test_the_same_again_changes_nothing_and_nothing_begins_before_what_is_entered(city):
    settle(city, "U2", "leader", "member")
    assert settle(city, "U2", "leader", "member", on=LATER) == []
    assert Watch.objects.count() == 2
    with pytest.raises(Refused):
        settle(city, "U2", "member", on=ON - timedelta(days=1))
    settle(city, "U2", "member")  # corrected on the very day
    assert watching(city) == {("principal", "member")}
    assert Watch.objects.count() == 1


def test_gaps_loads_and_the_suggestion_in_one_step(outsider):
    city = outsider
    for unit, who in (("U1", "leader"), ("U2", "leader"), ("U5", "leader")):
        save_activity(city, unit, who, on=date(2015, 6, 1))
    settle(city, "U2", "leader")
    found = queries.division_on(city.groups["Z1"], by(city, "leader"), ON)
    assert {line.unit.code: line.gap for line in found.lines} == {
        "U1": Gap.NOBODY, "U2": None, "U5": Gap.NOBODY,
    }  # fmt: skip
    acts = {load.member.name.removeprefix("示例"): load.member.acts for load in found.loads}
    assert acts == {"leader": 2, "member": 0, "nobody": 0}  # that at his own host unit is left out
    made = division.accept_suggestion(group=city.groups["Z1"], from_on=ON, by=by(city, "leader"))
    assert made == 2
    assert ("principal", "nobody") in watching(city, "U1")
    assert not queries.division_on(city.groups["Z1"], by(city, "leader"), ON).gaps
    (summary,) = queries.summaries([city.groups["Z1"]], by(city, "office"), ON)
    assert (summary.units, summary.watched, summary.gaps, summary.members) == (3, 3, 0, 3)
    again = division.accept_suggestion(group=city.groups["Z1"], from_on=ON, by=by(city, "leader"))
    assert again == 0


def test_a_unit_that_everybody_resides_at_stays_a_gap(city):
    division.accept_suggestion(group=city.groups["Z1"], from_on=ON, by=by(city, "leader"))
    found = queries.division_on(city.groups["Z1"], by(city, "leader"), ON)
    assert [line.unit.code for line in found.gaps] == ["U1"]


def test_who_leaves_hands_his_units_over_and_never_to_somebody_who_resides_there_alone(outsider):
    city = outsider
    settle(city, "U1", "nobody")
    settle(city, "U2", "nobody", "leader")
    posting = city.posting("nobody", Post.MEMBER)
    postings.end_posting(
        posting=posting, until_on=LATER, successor=city.people["member"], by=by(city, "office")
    )
    assert watching(city, "U2") == {("principal", "nobody"), ("deputy", "leader")}
    assert watching(city, "U1") == {("principal", "nobody")}  # until the day, everything stays
    with clock.standing_on(LATER):
        hand_over(city.commission)
    assert watching(city, "U2", LATER) == {("principal", "member"), ("deputy", "leader")}
    assert watching(city, "U2", LATER - timedelta(days=1)) >= {("principal", "nobody")}
    assert watching(city, "U1", LATER) == set()  # leader and member reside there: a gap, shown so
    structure = organization.structure_of(city.commission)
    for watch in Watch.objects.in_force(LATER):
        pair = Pair(watch.official_id)
        assert watch.official_id in structure.members(LATER)[city.groups["Z1"].pk], pair


def test_who_no_longer_works_in_the_group_does_not_count_as_watching(outsider):
    city = outsider
    settle(city, "U2", "nobody")
    Posting.objects.filter(official=city.people["nobody"]).update(until_on=LATER)
    later = city.looker("leader", LATER)
    found = queries.division_on(city.groups["Z1"], later, LATER)
    assert {line.unit.code for line in found.gaps} == {"U1", "U2", "U5"}


UNITS = st.integers(1, 12)
MEMBERS = st.lists(
    st.tuples(st.frozensets(UNITS, max_size=3), st.integers(0, 40)), min_size=1, max_size=6
)


@settings(max_examples=150, deadline=None)
@given(units=st.sets(UNITS, max_size=12), people=MEMBERS)
def test_the_suggestion_never_leaves_a_unit_to_who_resides_there_and_none_out_that_can_be_watched(
    units, people
):
    members = [Member(100 + n, hosts=hosts, acts=acts) for n, (hosts, acts) in enumerate(people)]
    found = queries.suggestion(sorted(units), members, {})
    for unit in units:
        residents = {member.pk for member in members if unit in member.hosts}
        outside = {member.pk for member in members} - residents
        assert (unit in found) == bool(outside)
        if unit in found:
            assert found[unit].principal in outside
            assert found[unit].second != found[unit].principal
            assert not queries.is_alone_at_home(found[unit].people, residents)


@settings(max_examples=100, deadline=None)
@given(units=st.sets(UNITS, max_size=12), acts=st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_where_nobody_resides_the_units_are_dealt_out_evenly(units, acts):
    members = [Member(100 + n, acts=each) for n, each in enumerate(acts)]
    found = queries.suggestion(sorted(units), members, {})
    counts = [sum(pair.principal == member.pk for pair in found.values()) for member in members]
    assert max(counts) - min(counts) <= 1


def told(city, name):
    found = Notice.objects.filter(recipient=city.people[name], kind="planning.divided")
    return [(notice.number, notice.due_on) for notice in found.order_by("due_on")]


def test_those_whose_units_change_are_told_once_however_many_units(city):
    settle(city, "U2", "member")
    settle(city, "U5", "member", "leader")
    assert told(city, "member") == [("Z1", ON)]
    assert told(city, "leader") == []  # he did it himself
    assert told(city, "deputy") == told(city, "liaison") == []
    settle(city, "U2", "leader", on=LATER)
    assert told(city, "member") == [("Z1", ON), ("Z1", LATER)]
    settle(city, "U2", "leader", on=LATER)
    assert len(told(city, "member")) == 2
    (notice, _later) = Notice.objects.visible_to(by(city, "member")).order_by("due_on")
    assert city.groups["Z1"].code in notice.reason
    assert city.units["U2"].name not in notice.reason
