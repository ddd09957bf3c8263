"""A search for attacks: what is published must follow from circles of the promised size, whatever is subtracted from what.

Nothing published may differ between two surveys that differ only inside such a circle. That covers every combination of
figures, in whatever table, chart, file or order, because equal figures have equal differences.
"""

import io
import itertools
import json
import random
from dataclasses import replace

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.surveys.models import SurveyUnit, Tally, Voice
from paizhu.surveys.queries import reports
from paizhu.surveys.states import definitions, tallies
from paizhu.surveys.states.tallies import BallotGroup, Cast
from tests.surveys import factories

OPTIONS = factories.OPTIONS
RICH = factories.DEFINITION | {
    "sections": [
        {"title": "一", "questions": [
            {"key": "q1", "kind": "single", "title": "总体", "options": OPTIONS},
            {"key": "q2", "kind": "single", "title": "为何差", "options": OPTIONS,
             "when": {"question": "q1", "operator": "is", "value": "bad"}},
            {"key": "many", "kind": "multiple", "title": "哪些", "options": OPTIONS, "required": False},
            {"key": "num", "kind": "number", "title": "几分", "least": 0, "most": 100, "required": False},
            {"key": "m", "kind": "matrix", "title": "成员", "options": OPTIONS, "lines": "members"}]},
    ],
}  # fmt: skip
TEAM = [{"key": f"member_{n}", "name": name} for n, name in enumerate("甲乙", start=1)]
FORM = definitions.read(RICH).expanded(TEAM)
GROUPS = [BallotGroup(key, key, weight, 12) for key, weight in (("A", 40), ("B", 30), ("C", 30))]
KEYS = [option["key"] for option in OPTIONS]


def ballot(chance, group):
    """One ballot as somebody could have sent it."""
    given = {"q1": chance.choice(KEYS), "m": {each["key"]: chance.choice(KEYS) for each in TEAM}}
    if given["q1"] == "bad":
        given["q2"] = chance.choice(KEYS)
    if chance.random() < 0.6:
        given["many"] = chance.sample(KEYS, chance.randint(1, 3))
    if chance.random() < 0.6:
        given["num"] = chance.randint(0, 100)
    return Cast(group, given, "valid" if chance.random() < 0.9 else "unfinished")


def cast(chance):
    """Ballots of three classes, from nobody to twelve in each."""
    return [ballot(chance, g.key) for g in GROUPS for _each in range(chance.randrange(13))]


def published(ballots, minimum):
    """Everything that leaves the tally, as text: figures, and the tables of Excel and report."""
    figures = tallies.tally(FORM, GROUPS, ballots, minimum).as_json()
    tables = [
        reports._table(figures, items, FORM.formulas) for _t, items in reports.by_question(figures)
    ]
    return json.dumps([figures, tables, reports.score_of(figures)], sort_keys=True)


def exchanged(chance, ballots, classes):
    """Deal the answers of these classes' valid ballots out anew among them."""
    places = [n for n, b in enumerate(ballots) if b.group in classes and b.verdict == "valid"]
    dealt = chance.sample(places, len(places))
    found = list(ballots)
    for place, other in zip(places, dealt, strict=True):
        found[place] = replace(ballots[place], answers=ballots[other].answers)
    return found


def by_item(text):
    """Return the figures of each item, and what stands beside them."""
    figures, _tables, _scores = json.loads(text)
    return {item["key"]: item for item in figures["items"]}


@pytest.mark.parametrize("minimum", [3, 5, 7])
def test_answers_exchanged_within_a_pool_change_nothing_published(minimum):
    chance, pooled = random.Random(minimum), 0
    for _round in range(150):
        ballots = cast(chance)
        found = tallies.tally(FORM, GROUPS, ballots, minimum)
        before = by_item(published(ballots, minimum))
        for block in found.blocks:
            if len(block.classes) < 2:
                continue
            pooled += 1
            after = by_item(published(exchanged(chance, ballots, block.classes), minimum))
            for key, item in before.items():
                # A question that few of a pool have answered is shown for all together before and after.
                assert item["is_shown"] == after[key]["is_shown"]
                assert item["base"] == after[key]["base"]
                assert item == after[key], (key, minimum)
    assert pooled > 30


@pytest.mark.parametrize("minimum", [3, 5, 7])
def test_answers_exchanged_between_classes_change_nothing_of_what_is_shown_for_all_together(
    minimum,
):
    chance, together = random.Random(minimum), 0
    for _round in range(150):
        ballots = cast(chance)
        before = by_item(published(ballots, minimum))
        after = by_item(published(exchanged(chance, ballots, "ABC"), minimum))
        for key, item in before.items():
            if item["is_shown"] and not item["bases"] and not after[key]["bases"]:
                together += 1
                assert item == after[key], (key, minimum)
    assert together > 10


@pytest.mark.parametrize("minimum", [3, 5, 7])
def test_hidden_answers_change_nothing_published(minimum):
    chance, hidden = random.Random(minimum), 0
    for _round in range(150):
        ballots = cast(chance)
        shown = by_item(published(ballots, minimum))
        for name in ("q2", "many", "num"):
            if shown[name]["is_shown"]:
                continue
            hidden += 1
            other = {"q2": "good", "many": ["bad"], "num": 50}[name]
            changed = [
                replace(b, answers=b.answers | {name: other}) if name in b.answers else b
                for b in ballots
            ]
            assert published(changed, minimum) == published(ballots, minimum)
    assert hidden > 20


@pytest.mark.parametrize("minimum", [3, 5, 7])
def test_every_difference_of_published_groups_is_nobody_or_the_minimum(minimum):
    """All sums and differences of up to three groups of one item."""
    chance = random.Random(minimum)
    for _round in range(150):
        found = tallies.tally(FORM, GROUPS, cast(chance), minimum)
        for item in found.items:
            if not item.is_shown:
                assert (item.bases, item.base, item.rows, item.results) == ({}, 0, (), {})
                continue
            groups = [*item.bases.values(), item.base]
            whole = sum(item.bases.values())
            assert whole in (0, item.base)
            for signs in itertools.product((-1, 0, 1), repeat=len(groups)):
                reached = abs(sum(s * size for s, size in zip(signs, groups, strict=True)))
                if (
                    item.bases
                    and signs[-1] * sum(signs[:-1]) <= 0
                    and set(signs[:-1]) <= {0, -signs[-1]}
                ):
                    assert reached == 0 or reached >= minimum, (item.key, groups, signs)
            assert all(size >= minimum for size in groups)


@pytest.fixture
def answered(city):
    """Two units: a large one and one below the minimum; a text behind a condition that few met."""
    given = factories.DEFINITION | {
        "sections": [
            {"title": "", "questions": [
                {"key": "q1", "kind": "single", "title": "总体", "options": OPTIONS},
                {"key": "why", "kind": "text", "title": "为什么差", "required": False,
                 "when": {"question": "q1", "operator": "is", "value": "bad"}},
                {"key": "t1", "kind": "text", "title": "意见", "required": False}]},
        ],
    }  # fmt: skip
    survey = factories.issued(city, {"U1": {"A": 9, "C": 2}, "U2": {"A": 4}}, definition=given)
    codes = factories.codes(city, survey)
    for number, code in enumerate(codes["A"]):
        bad = number < 2
        more = {"why": f"原因{number}"} if bad else {}
        factories.cast(code, q1="bad" if bad else "good", t1=f"意见{number}", **more)
    for code in codes["C"]:
        factories.cast(code, q1="fair")
    for code in factories.codes(city, survey, "U2")["A"]:
        factories.cast(code, q1="bad", t1="人少")
    return city, factories.close(city, survey)


def page(city, role, name, survey):
    browser = Client()
    browser.force_login(city.user(role))
    return browser.get(reverse(f"surveys:{name}", args=[survey.pk]))


@pytest.mark.django_db
def test_a_text_behind_a_condition_is_listed_only_where_enough_were_asked_it(answered):
    city, survey = answered
    shown = set(Voice.objects.visible_to(factories.leader(city)).values_list("original", flat=True))
    assert shown == {f"意见{number}" for number in range(9)}
    listed = page(city, "leader", "voices", survey).content.decode()
    assert "原因" not in listed
    assert "人少" not in listed


@pytest.mark.django_db
def test_page_workbook_and_report_are_made_of_the_frozen_figures_alone(answered):
    city, survey = answered
    for name in ("tally_excel", "tally_report"):
        with CaptureQueriesContext(connection) as asked:
            assert page(city, "leader", name, survey).status_code == 200
        assert not [each for each in asked if "surveys_response" in each["sql"]], name


@pytest.mark.django_db
def test_a_unit_below_the_minimum_is_in_no_table_chart_order_or_file(answered):
    city, survey = answered
    frozen = Tally.objects.get(survey=survey)
    units = list(SurveyUnit.objects.filter(survey=survey).select_related("unit"))
    small = next(held for held in units if held.unit == city.units["U2"])
    figures = frozen.figures["units"][str(small.pk)]
    assert figures["total"]["valid"] is None
    assert all(item["rows"] == [] and item["results"] == {} for item in figures["items"])
    assert reports.ranks(survey, frozen, units) == []
    context = page(city, "leader", "tally", survey).context
    drawn = next(unit for unit in context["units"] if unit["held"].pk == small.pk)
    assert [each["chart"] for each in drawn["questions"]] == [None]
    book = openpyxl.load_workbook(io.BytesIO(page(city, "leader", "tally_excel", survey).content))
    cells = [str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row]
    assert "差" not in cells


@pytest.mark.django_db
def test_the_order_of_units_is_seen_by_who_leads_or_guides_and_by_the_commission(city):
    survey = factories.issued(city, {"U1": {"A": 6}, "U2": {"A": 6}})
    for unit in ("U1", "U2"):
        for code in factories.codes(city, survey, unit)["A"]:
            factories.cast(code, q1="good")
    factories.close(city, survey)
    seen = {
        role: bool(page(city, role, "tally", survey).context["ranks"])
        for role in ("leader", "liaison", "secretary", "office", "member")
    }
    assert seen == {
        "leader": True, "liaison": True, "secretary": True, "office": True, "member": False,
    }  # fmt: skip
