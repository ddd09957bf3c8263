"""Diaries: whose days who may see, what stands in them, and what shows as time engaged only."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Post
from paizhu.oversight.actions import notice_decisions
from paizhu.reporting import rules
from paizhu.reporting.queries import diary
from paizhu.reporting.queries.diary import Kind
from paizhu.reporting.tables.diary import span
from tests.organization.city import ROLES, city, other_city, standing_city  # noqa: F401  fixtures
from tests.organization.factories import PostingFactory
from tests.oversight.factories import save_activity
from tests.oversight.notices import by, fresh, in_state, send

pytestmark = pytest.mark.django_db
OWN = {"leader", "member", "liaison", "leader_two", "deputy", "resident", "head", "contact", "team", "secretary",
       "deputy_secretary", "standing", "office", "petitions", "cases"}  # fmt: skip
WHOLE = {"secretary", "deputy_secretary", "standing", "office", "operator"}


def attended_by(city, person, unit="U2", decider="leader"):  # noqa: F811
    notice = send(city, unit, decider)
    people = [city.people[person].pk]
    notice_decisions.attend(notice=notice, official_ids=people, by=by(city, decider))
    return fresh(notice)


def days(read, user, whose, ahead=10):
    first = clock.today() - timedelta(days=1)
    found = read(user, whose, first, first + timedelta(days=ahead))
    return [entry for day in found for entry in day.entries]


def test_who_holds_a_posting_has_a_diary_and_nobody_else(city):  # noqa: F811
    assert {r for r in ROLES if allowed(rules.check_can_see_own_diary, by(city, r))} == OWN


@pytest.mark.parametrize(
    ("whose", "readers"),
    [("leader", {"leader", "member"}), ("deputy", {"deputy", "leader_two"}), ("resident", {"resident"}),
     ("contact", {"contact"}), ("office", {"office"}), ("liaison", {"liaison"})],
)  # fmt: skip
def test_a_persons_diary_is_open_to_colleagues_of_the_same_group_only(city, whose, readers):  # noqa: F811
    person = city.people[whose]
    seen = {r for r in ROLES if allowed(rules.check_can_see_diary_of, by(city, r), person)}
    assert seen == readers


def test_a_groups_diary_is_for_its_people_liaison_and_commission(city, other_city):  # noqa: F811
    group = city.groups["Z1"]
    seen = {r for r in ROLES if allowed(rules.check_can_see_group_diary, by(city, r), group)}
    assert seen == WHOLE | {"leader", "member", "liaison"}
    assert not allowed(rules.check_can_see_group_diary, by(other_city, "office"), group)


def test_what_one_is_to_attend_and_what_one_recorded_stand_in_ones_own_diary(city):  # noqa: F811
    notice = attended_by(city, "member")
    save_activity(city, "U2", "member", on=clock.today(), code="A-1")
    save_activity(city, "U2", "leader", on=clock.today(), code="A-2")
    send(city, "U5", "leader")
    found = days(diary.of_person, by(city, "member"), city.people["member"])
    assert [(one.kind, one.number) for one in found] == [
        (Kind.ACTIVITY, "A-1"),
        (Kind.MATTER, notice.code),
    ]


def test_a_matter_that_the_colleague_may_not_see_is_time_engaged_and_nothing_more(city):  # noqa: F811
    """`leader` takes on a second group; what he attends at U4 is not for `member` of the first."""
    PostingFactory(official=city.people["leader"], post=Post.MEMBER, place=city.groups["Z2"])
    notice = send(city, "U4", "leader_two", title="机密")
    people = [city.people["leader"].pk]
    notice_decisions.attend(notice=notice, official_ids=people, by=by(city, "leader_two"))
    (mine,) = days(diary.of_person, by(city, "leader"), city.people["leader"])
    (seen,) = days(diary.of_person, by(city, "member"), city.people["leader"])
    assert mine.number == notice.code
    assert (seen.kind, seen.number, seen.url, seen.people) == (Kind.BUSY, "", "", ())
    assert "机密" not in str(vars(seen))


def test_a_groups_diary_holds_matters_at_its_units_decided_or_not(city):  # noqa: F811
    kept = attended_by(city, "member")
    undecided = send(city, "U5", "leader")
    send(city, "U3", "leader_two")
    for state in ("not_attend", "withdrawn", "cancelled"):
        in_state(city, state)
    found = days(diary.of_group, by(city, "leader"), city.groups["Z1"])
    assert {(one.kind, one.number) for one in found} == {
        (Kind.MATTER, kept.code),
        (Kind.OPEN, undecided.code),
    }
    assert [one.people for one in found if one.number == kept.code] == [("示例member",)]


def test_the_contact_finds_what_his_unit_announced_and_nothing_of_the_group(city):  # noqa: F811
    own = send(city, "U2", "contact")
    attended_by(city, "member")
    found = days(diary.of_person, by(city, "contact"), city.people["contact"])
    assert [(one.number, one.people) for one in found] == [(own.code, ())]
    assert not days(diary.of_person, by(city, "head"), city.people["head"])


@pytest.mark.parametrize(
    ("shape", "on", "first", "last", "before", "after"),
    [
        ("week", date(2015, 6, 3), date(2015, 6, 1), date(2015, 6, 7), date(2015, 5, 27), date(2015, 6, 10)),
        ("month", date(2015, 6, 30), date(2015, 6, 1), date(2015, 7, 5), date(2015, 5, 31), date(2015, 7, 1)),
        ("list", date(2015, 12, 31), date(2015, 12, 31), date(2016, 1, 27), date(2015, 12, 3), date(2016, 1, 28)),
        ("nonsense", date(2015, 6, 1), date(2015, 6, 1), date(2015, 6, 7), date(2015, 5, 25), date(2015, 6, 8)),
    ],
)  # fmt: skip
def test_a_span_begins_on_monday_and_knows_its_neighbours(shape, on, first, last, before, after):
    found = span(shape, on)
    assert (found.first, found.last, found.before, found.after) == (first, last, before, after)


@pytest.mark.parametrize(
    "asked", ["", "?show=week", "?show=month", "?show=list", "?on=9999-99-99&show=x"]
)
def test_the_pages_are_drawn_in_every_shape(city, asked):  # noqa: F811
    notice = attended_by(city, "member")
    browser = Client()
    browser.force_login(city.user("member"))
    for name, given in (("diary", []), ("group_diary", [city.groups["Z1"].pk]),
                        ("person_diary", [city.people["leader"].pk])):  # fmt: skip
        assert browser.get(reverse(f"reporting:{name}", args=given) + asked).status_code == 200
    on = clock.today() + timedelta(days=7)
    page = browser.get(reverse("reporting:diary") + f"?on={on}").content.decode()
    assert notice.get_absolute_url() in page


def test_the_number_of_queries_does_not_grow_with_the_entries(city, django_assert_max_num_queries):  # noqa: F811
    for _each in range(4):
        attended_by(city, "member")
        save_activity(city, "U2", "member", on=clock.today())
    user = by(city, "member")
    with django_assert_max_num_queries(14):
        assert len(days(diary.of_person, user, city.people["member"])) == 8
