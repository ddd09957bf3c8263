"""Tallies: the blocks that keep small groups unseen, weights, formulas, warnings; and a search for differencing attacks."""

import itertools
import os
import random
import subprocess
import sys

import pytest

from paizhu.surveys.states import answers, definitions, tallies
from paizhu.surveys.states.tallies import BallotGroup, Cast
from tests.surveys.factories import DEFINITION

FORM = definitions.read(DEFINITION)


def groups(**counts):
    weights = {"A": 40, "B": 30, "C": 30}
    return [BallotGroup(key, key, weights[key], count) for key, count in counts.items()]


def ballots(**given):
    """`A="good good bad"` → ballots of class A."""
    return [
        Cast(group, {"q1": each} if each != "-" else {}, "valid" if each != "-" else "unfinished")
        for group, words in given.items()
        for each in words.split()
    ]


def count(given, minimum=5, **issued):
    issued = issued or {"A": 10, "B": 10, "C": 10}
    return tallies.tally(FORM, groups(**issued), ballots(**given), minimum)


def test_shares_totals_and_weighted_totals_of_full_classes():
    found = count({"A": "good " * 5, "B": "bad " * 5, "C": "good " * 5 + "bad " * 5})
    item = found.items[0]
    rows = {row.key: row for row in item.rows}
    assert [block.key for block in found.blocks] == ["A", "B", "C"]
    assert (rows["good"].total, rows["good"].share) == (10, 0.5)
    assert rows["good"].weighted == pytest.approx(0.4 + 0.3 * 0.5)
    assert item.results["score"] == pytest.approx(0.55 * 100 + 0.45 * 40)
    assert item.plain["score"] == pytest.approx(70)
    assert item.warnings == ("差达到三分之一",)


def test_a_formula_takes_its_own_coefficients_where_it_has_any():
    points = {"key": "f1", "title": "系数", "kind": "score", "points": {"good": 1, "fair": 0.8}}
    form = definitions.read(DEFINITION | {"formulas": [*DEFINITION["formulas"], points]})
    item = tallies.tally(form, groups(A=10), ballots(A="good " * 5 + "fair " * 5), 5).items[0]
    assert item.results == pytest.approx({"score": 90, "f1": 0.9})


@pytest.mark.parametrize(
    ("given", "blocks"),
    [
        ({"A": "good " * 2, "B": "bad " * 6, "C": "good " * 9}, ["A+B", "C"]),
        ({"A": "good " * 2, "B": "bad " * 2, "C": "good " * 9}, ["A+B+C"]),
        ({"A": "good " * 3, "B": "bad " * 3, "C": "good " * 9}, ["A+B", "C"]),
        ({"A": "good " * 5, "B": "bad " * 5, "C": "good " * 5}, ["A", "B", "C"]),
        ({"A": "good " * 4, "C": "good " * 5}, ["A+C"]),
        ({"A": "good " * 2, "B": "bad " * 2}, []),
        ({}, []),
    ],
)
def test_a_class_of_few_is_pooled_until_nobody_can_subtract_it(given, blocks):
    found = count(given)
    assert [block.key for block in found.blocks] == blocks
    assert found.is_shown is bool(blocks)
    assert all(item.is_shown is bool(blocks) for item in found.items)


def test_weights_are_renormalised_over_classes_with_ballots_and_it_is_said():
    found = count({"A": "good " * 5, "B": "bad " * 5})
    assert found.is_renormalised
    assert [block.weight for block in found.blocks] == pytest.approx([4 / 7, 3 / 7])
    assert found.items[0].rows[0].weighted == pytest.approx(4 / 7)


def test_invalid_ballots_are_counted_by_rule_and_do_not_count_in_shares():
    found = count({"A": "good " * 6 + "- -"})
    assert (found.total.returned, found.total.valid) == (8, 6)
    assert found.total.invalid["unfinished"] == 2
    assert found.items[0].base == 6


def test_below_the_minimum_not_even_validity_is_shown():
    found = count({"A": "good - -"})
    assert (found.total.returned, found.total.valid, found.total.invalid) == (3, None, None)


def shown_groups(found):
    """Every group of classes about which some figure of an item is shown: blocks, and their total."""
    for item in found.items:
        if item.is_shown:
            for key in item.bases:
                yield item.key, frozenset(key.split("+")), item.bases[key]
            yield item.key, frozenset(k for b in found.blocks for k in b.classes), item.base


def test_no_difference_of_shown_figures_reaches_fewer_than_the_minimum():
    """Search: random turnouts; every sum and difference of shown groups is nobody or at least the minimum."""
    chance = random.Random(20151231)
    words = ["good", "fair", "bad", "-"]
    for _round in range(400):
        minimum = chance.choice([3, 5, 7])
        given = {
            key: " ".join(chance.choices(words, [4, 3, 2, 1], k=chance.randrange(12)))
            for key in "ABC"
        }
        found = count(given, minimum)
        by_item = {}
        for key, classes, base in shown_groups(found):
            by_item.setdefault(key, []).append((classes, base))
        for shown in by_item.values():
            assert all(base >= minimum for _classes, base in shown)
            for (larger, many), (smaller, few) in itertools.permutations(shown, 2):
                if smaller < larger:
                    assert many - few == 0 or many - few >= minimum, (given, minimum)


def test_the_weighted_total_follows_from_shown_blocks_alone():
    """Two samples that differ only inside a pool have the same published figures: nothing of a small class shows."""
    first = count({"A": "good bad", "B": "bad bad bad good good good", "C": "good " * 7})
    other = count({"A": "bad bad", "B": "good bad bad good good good", "C": "good " * 7})
    assert [row.weighted for row in first.items[0].rows] == [
        row.weighted for row in other.items[0].rows
    ]
    assert first.items == other.items


CONDITIONAL = DEFINITION | {
    "sections": [
        {
            "title": "",
            "questions": [
                DEFINITION["sections"][0]["questions"][0],
                {
                    "key": "q2", "kind": "single", "title": "为什么",
                    "options": DEFINITION["sections"][0]["questions"][0]["options"],
                    "when": {"question": "q1", "operator": "is", "value": "bad"},
                },
            ],
        }
    ]
}  # fmt: skip


def test_a_question_that_few_answered_is_pooled_or_hidden():
    form = definitions.read(CONDITIONAL)
    some = [Cast("A", {"q1": "bad", "q2": "fair"}, "valid")] * 3
    some += [Cast("B", {"q1": "bad", "q2": "bad"}, "valid")] * 6
    many = [Cast(key, {"q1": "good"}, "valid") for key in "AB" for _each in range(6)]
    found = tallies.tally(form, groups(A=20, B=20), some + many, 5)
    first, second = found.items
    assert set(first.bases) == {"A", "B"}
    assert (second.bases, second.base, second.is_shown) == ({}, 9, True)
    few = tallies.tally(form, groups(A=20, B=20), some[:3] + many, 5)
    assert not few.items[1].is_shown
    assert few.items[1].rows == ()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"q1": "good"}, "valid"),
        ({}, "unfinished"),
        ({"q1": "nonsense"}, "spoiled"),
        ({"q9": "good"}, "spoiled"),
    ],
)
def test_a_ballot_is_judged_by_the_declared_rules(given, wanted):
    assert answers.verdict(FORM, given) == wanted


MATRIX = {
    "kind": "appraisal", "title": "测评", "invalid": ["unfinished", "extreme"],
    "sections": [
        {"title": "", "questions": [
            {"key": "m", "kind": "matrix", "title": "成员", "lines": "members",
             "options": DEFINITION["sections"][0]["questions"][0]["options"]}]},
        {"title": "意见", "each": "member", "questions": [
            {"key": "to", "kind": "text", "title": "意见", "required": False}]},
    ],
}  # fmt: skip
TEAM = [{"key": f"member_{n}", "name": name} for n, name in enumerate("甲乙丙", start=1)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("good good good", "extreme"), ("bad bad bad", "extreme"), ("fair fair fair", "valid"),
     ("good good fair", "valid"), ("good good", "unfinished")],
)  # fmt: skip
def test_all_the_same_extreme_is_invalid_where_declared(words, wanted):
    form = definitions.read(MATRIX).expanded(TEAM)
    given = {"m": dict(zip([m["key"] for m in TEAM], words.split(), strict=False))}
    assert answers.verdict(form, given) == wanted


def test_a_form_is_written_out_for_each_member():
    form = definitions.read(MATRIX).expanded(TEAM)
    assert [q.key for q in form.questions] == ["m", "to.member_1", "to.member_2", "to.member_3"]
    assert [s.title for s in form.sections[1:]] == ["意见 甲", "意见 乙", "意见 丙"]
    items = tallies.tally(form, groups(A=1), [], 5).items
    assert [(item.line, item.member) for item in items] == [
        ("甲", "member_1"), ("乙", "member_2"), ("丙", "member_3")
    ]  # fmt: skip


BY_ITEMS = {
    "kind": "appraisal", "title": "测评",
    "sections": [
        {"title": "", "questions": [
            {"key": "m", "kind": "matrix", "title": "成员", "lines": "members",
             "items": [{"key": "i1", "label": "德"}, {"key": "i2", "label": "廉"}],
             "options": DEFINITION["sections"][0]["questions"][0]["options"]}]},
    ],
}  # fmt: skip


def test_each_member_is_judged_by_each_item_in_one_question():
    form = definitions.read(BY_ITEMS).expanded(TEAM[:2])
    names = ["m:member_1.i1", "m:member_1.i2", "m:member_2.i1", "m:member_2.i2"]
    sent = {name: ["good" if name.endswith("i1") else "bad"] for name in names}
    given = answers.read(form, sent)
    assert not given.faults
    assert given.answers == {
        "m": {"member_1.i1": "good", "member_1.i2": "bad", "member_2.i1": "good", "member_2.i2": "bad"}
    }  # fmt: skip
    assert set(answers.read(form, {names[0]: ["good"]}).faults) == {"m"}
    cast = [Cast("A", given.answers, "valid")] * 6
    items = tallies.tally(form, groups(A=6), cast, 5).items
    assert [(i.line, i.member, i.rows[0].total) for i in items] == [
        ("甲 · 德", "member_1", 6), ("甲 · 廉", "member_1", 0),
        ("乙 · 德", "member_2", 6), ("乙 · 廉", "member_2", 0),
    ]  # fmt: skip


ELSEWHERE = """
import json, random
from paizhu.surveys.states import definitions, tallies
from tests.surveys.test_tallies import DEFINITION, ballots, groups
chance = random.Random(7)
given = {key: " ".join(chance.choices(["good", "fair", "bad"], k=37)) for key in "ABC"}
points = {"key": "f1", "title": "系数", "kind": "score", "points": {"good": 1, "fair": 0.83, "bad": 0.41}}
form = definitions.read(DEFINITION | {"formulas": [*DEFINITION["formulas"], points]})
print(json.dumps(tallies.tally(form, groups(A=40, B=40, C=40), ballots(**given), 5).as_json(), sort_keys=True))
"""


def test_figures_are_the_same_to_the_last_digit_in_every_process():
    """Else the fingerprint that was frozen would not be found again on another day."""
    said = set()
    for seed in ("1", "2", "3"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "paizhu.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-c", "import django; django.setup()\n" + ELSEWHERE]
        said.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(said) == 1
