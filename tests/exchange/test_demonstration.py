"""The demonstration city: its workbook is valid, the source's figures hold, and it costs no post."""

from collections import Counter
from datetime import date

import pytest

from paizhu.exchange import queries
from paizhu.exchange.actions import playing
from paizhu.exchange.demonstration import casework, plan, workbook
from paizhu.exchange.demonstration.phrases.stories.elsewhere import TURNS
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
    assert len(meetings) + plan.BY_HAND_MEETINGS == plan.MAJOR_MEETINGS == 213
    assert len(year.opinions) + plan.BY_HAND_OPINIONS == plan.OPINION_COUNT == 86
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
    assert {key: len(plan.created) for key, plan in checked.plan.items()} == counts


def test_eighteen_clues_one_case_filed_twelve_people_interviewed(invented):
    city, _year = invented
    made = workbook.invent_casework(city)
    assert len(made.clues) + casework.BY_HAND == casework.VERIFIED == 18
    assert {clue.rank.word for clue in made.clues} == {"科级正职", "科级副职"}
    assert [clue.filed_on.year for clue in made.clues if clue.filed_on] == [2015] * casework.FILED
    interviews = [talk for talk in made.talks if talk.kind.word == "信访约谈"]
    assert sum(talk.people for talk in interviews) == casework.INTERVIEWED == 12
    assert len({clue.summary for clue in made.clues}) == len(made.clues)
    assert {clue.group for clue in made.clues} == set(city.groups)
    assert max(talk.on for talk in made.talks) <= plan.LAST
    for clue in made.clues:
        assert clue.group == clue.unit.group
    assert made == workbook.invent_casework(city)


def test_every_act_is_played_by_whom_it_belongs_to_and_the_system_only_reminds():
    told = [each for story in playing.STORIES for each in story.beats]
    turns = [each for turns in TURNS.values() for turn in turns for each in turn]
    played = Counter(each.act for each in (*told, *turns))
    assert set(playing.ACTS) == set(played) | {"decline", "remind"}
    assert not [each for each in (*told, *turns) if each.who == "system"]
    assert played["opinion"] + played["feed_text_back"] == plan.BY_HAND_OPINIONS
    meetings = [each for each in told if each.act == "activity" and "matter" in each.more]
    assert len(meetings) == plan.BY_HAND_MEETINGS
