"""Lights of deadlines, and the answers that each side owes, by working days and the rule pack."""

from datetime import date

import pytest

from paizhu.rectification import queries
from paizhu.rectification.queries import Light
from paizhu.rectification.tables import marks
from paizhu.web.components import Tone
from tests.oversight.factories import ON, save_opinion
from tests.rectification.factories import in_state

TODAY = date(2015, 6, 15)
"""A Monday; 22 June 2015 is a holiday (Dragon Boat Festival)."""


def clock(city, due, state="raised", today=TODAY, **given):
    opinion = save_opinion(city, "U1", state, due_on=due, **given)
    return queries.Deadlines(city.commission.pk, today).of(opinion.rectification)


@pytest.mark.parametrize(
    ("due", "light", "days", "words", "tone"),
    [
        (date(2015, 7, 31), Light.FAR, 33, "剩余 33 个工作日", Tone.NEUTRAL),
        (date(2015, 7, 1), Light.FAR, 11, "剩余 11 个工作日", Tone.NEUTRAL),
        (date(2015, 6, 30), Light.BLUE, 10, "剩余 10 个工作日", Tone.BLUE),
        (date(2015, 6, 24), Light.BLUE, 6, "剩余 6 个工作日", Tone.BLUE),
        (date(2015, 6, 23), Light.YELLOW, 5, "剩余 5 个工作日", Tone.YELLOW),
        (TODAY, Light.YELLOW, 0, "今日到期", Tone.YELLOW),
        (date(2015, 6, 12), Light.RED, 1, "逾期 1 个工作日", Tone.RED),
        (date(2015, 6, 1), Light.RED, 10, "逾期 10 个工作日", Tone.RED),
    ],
)
def test_the_light_turns_by_working_days_left(city, due, light, days, words, tone):
    found = clock(city, due)
    assert (found.light, found.days) == (light, days)
    mark = marks.light_mark(found)
    assert (str(mark.label), mark.tone) == (words, tone)


def test_a_deadline_that_ran_out_on_the_eve_of_a_weekend_is_overdue_at_once(city):
    found = clock(city, date(2015, 6, 12), today=date(2015, 6, 13))
    assert (found.light, found.days) == (Light.RED, 0)
    assert str(marks.light_mark(found).label) == "已逾期"


@pytest.mark.parametrize("state", ["closed", "declined"])
def test_what_nobody_follows_any_more_has_no_light(city, state):
    assert clock(city, ON, state).light is Light.NONE
    assert marks.light_mark(queries.Clock(Light.NONE)) is None


def test_an_opinion_without_deadline_has_no_light(city):
    assert clock(city, None).light is Light.NONE


def test_a_deadline_in_a_year_without_published_holidays_says_so(city):
    found = clock(city, date(2031, 1, 10), today=date(2031, 1, 2))
    assert found.provisional
    assert "暂定" in str(marks.light_mark(found).detail)


def test_the_suggested_deadline_is_the_rule_packs(city):
    assert queries.default_deadline(ON, city.commission.pk) == date(2015, 7, 1)


def test_the_last_day_of_a_light_is_the_last_that_shows_it(city):
    deadlines = queries.Deadlines(city.commission.pk, TODAY)
    yellow, blue = deadlines.last_day(Light.YELLOW), deadlines.last_day(Light.BLUE)
    assert (yellow, blue) == (date(2015, 6, 23), date(2015, 6, 30))
    assert deadlines.until(yellow).light is Light.YELLOW
    assert deadlines.until(date(2015, 6, 24)).light is Light.BLUE
    assert deadlines.until(date(2015, 7, 1)).light is Light.FAR


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("issued", date(2015, 6, 8)),
        ("disputed", date(2015, 6, 8)),
        ("plan_submitted", date(2015, 6, 8)),
        ("reported", date(2015, 6, 15)),
        ("planning", None),
        ("rectifying", None),
        ("closed", None),
    ],
)
def test_each_state_owes_its_answer_within_the_rules_limit(city, state, due):
    record = in_state(save_opinion(city).rectification, state)
    deadlines = queries.Deadlines(city.commission.pk, TODAY)
    found = queries.owed(record, deadlines)
    assert (found.due_on if found else None) == due
    assert found is None or found.basis
