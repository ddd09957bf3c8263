"""The demonstration city: its workbook is valid, the source's figures hold, and it costs no post."""

from collections import Counter
from datetime import date

import pytest

from paizhu.exchange import actions, queries
from paizhu.exchange.demonstration import plan, workbook
from paizhu.exchange.demonstration.cast import PARTS, PASSWORD
from paizhu.organization.models import Post

WORKING = {Post.LEADER, Post.DEPUTY, Post.MEMBER}
YEAR = [date(2015, month, day) for month in range(1, 13) for day in (1, 16)]


@pytest.fixture(scope="module")
def invented():
    return workbook.invent()


def test_the_shape_is_the_reforms(invented):
    city, _year = invented
    assert len(city.units) == 94
    assert list(city.groups.values()) == ["党群", "综合", "工交", "宣教", "政法", "农林"]
    assert sum(bool(unit.resident) for unit in city.units) == 31
    assert len({unit.line.full_name for unit in city.units}) == 94
    assert len({person.name for person in city.people}) == len(city.people)


def test_the_sources_figures_hold(invented):
    _city, year = invented
    meetings = [
        done
        for done in year.activities
        if done.method in plan.MEETINGS_BY_METHOD and done.matter in plan.SUBJECT_OF
    ]
    assert len(meetings) == plan.MAJOR_MEETINGS == 213
    assert len(year.opinions) == plan.OPINION_COUNT == 86
    states = Counter(said.state for said in year.opinions)
    assert min(states.values()) >= 3
    assert len(states) == 5
    overdue = [
        said for said in year.opinions
        if said.due_on and said.due_on < plan.LAST and said.state in {"raised", "rectifying", "reported"}
    ]  # fmt: skip
    assert len(overdue) >= 5
    assert {done.method for done in year.activities} == set(plan.FIELD_WORK) | set(
        plan.MEETINGS_BY_METHOD
    )


def test_word_of_most_meetings_came_before_and_of_some_after(invented):
    _city, year = invented
    late = [notice for notice in year.notices if notice.sent_at > notice.happens_at]
    assert len(late) == plan.LATE_NOTICES
    assert sum(done.notice is not None for done in year.activities) > 150


def test_nobody_speaks_in_the_same_words_twice(invented):
    _city, year = invented
    for texts in ([d.summary for d in year.activities], [s.content for s in year.opinions]):
        assert len(set(texts)) == len(texts)
        assert not [text for text in texts if "{" in text or "|" in text]


@pytest.mark.parametrize("on", YEAR)
def test_whoever_works_in_a_group_is_resident_somewhere_on_every_day(invented, on):
    city, _year = invented
    working = {held.person.code for held in city.held if held.post in WORKING and held.covers(on)}
    resident = {
        held.person.code
        for held in city.held
        if held.post is Post.RESIDENT_LEADER and held.covers(on)
    }
    assert working <= resident


def test_nobody_acts_where_a_tie_keeps_him_away(invented):
    city, year = invented
    assert len(city.recusals) == 7
    for done in year.activities:
        for person in done.people:
            assert not any(city.recuses(person, unit) for unit in done.units), done.code


def test_leaders_rotate_in_mid_year(invented):
    city, _year = invented
    ended = [held for held in city.held if held.until_on == date(2015, 7, 1)]
    begun = [held for held in city.held if held.from_on == date(2015, 7, 1)]
    assert len(ended) == len(begun) == 12
    assert {(h.post, h.place) for h in ended} == {(h.post, h.place) for h in begun}


def test_some_units_stay_silent(invented):
    city, year = invented
    seen = {unit.line.name for done in year.activities for unit in done.units}
    assert {unit.line.name for unit in city.units} - seen == set(plan.SILENT)


def test_the_same_seed_writes_the_same_city(invented):
    again = workbook.invent()
    assert again == invented
    assert workbook.invent(seed=7) != invented


@pytest.mark.django_db
def test_the_workbook_passes_a_dry_run(tmp_path):
    path = tmp_path / "demonstration.xlsx"
    counts = workbook.write(path)
    checked = queries.check_workbook(path)
    assert checked.faults == []
    assert {key: len(plan.created) for key, plan in checked.plan.items()} == {
        key: count for key, count in counts.items() if key not in {"clues", "talks"}
    }


@pytest.mark.django_db
def test_loading_gives_an_account_for_every_role_and_twice_changes_nothing():
    from paizhu.access.models import User
    from paizhu.trail.models import Event

    accounts = actions.load_demonstration()
    assert [account.username for account in accounts] == [part.username for part in PARTS]
    users = User.objects.in_bulk(field_name="username")
    for account in accounts:
        user = users[account.username]
        assert user.is_active
        assert not user.must_change_password
        assert user.check_password(PASSWORD)
    assert users["bangongshi"].powers.keeps_structure
    assert users["zuyuan"].powers.host_units
    assert users["zuyuan"].powers.member_groups
    assert users["lianxi"].powers.guided_groups
    assert users["lianluo"].powers.contact_units == users["juzhang"].powers.team_units
    assert users["shenji"].powers.is_auditor
    assert users["bangongshi"].commission.is_demonstration
    events = Event.objects.count()
    assert actions.load_demonstration() == accounts
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_the_stored_city_gives_the_figures_promised():
    from paizhu.exchange.demonstration.city import COMMISSION_CODE
    from paizhu.oversight.models import MAJOR_MATTERS, MEETING_METHODS, Activity, Participation
    from paizhu.tenancy.models import Commission

    actions.load_demonstration()
    commission = Commission.objects.get(code=COMMISSION_CODE)
    activities = Activity.objects.of(commission)
    meetings = activities.filter(method__in=MEETING_METHODS, matter__in=MAJOR_MATTERS)
    assert meetings.count() == 213
    capacities = Counter(
        Participation.objects.filter(commission_id=commission.pk).values_list("capacity", flat=True)
    )
    assert capacities["outside"] == plan.OUTSIDE_VISITS
    assert capacities["cross_body"] > 300
    assert capacities["both"] + capacities["same_body"] > 100
