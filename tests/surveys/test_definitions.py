"""Definitions are checked in plain words; answers are checked question by question, conditions included."""

import copy
import json

import pytest
from django.core.exceptions import ValidationError

from paizhu.surveys.queries import packs
from paizhu.surveys.states import answers, definitions, sealing
from paizhu.surveys.states.words import TEXT_LIMIT

OPTIONS = [{"key": "a", "label": "甲"}, {"key": "b", "label": "乙"}]
WHOLE = {
    "kind": "questionnaire",
    "title": "样表",
    "sections": [
        {"title": "", "questions": [
            {"key": "one", "kind": "single", "title": "一", "options": OPTIONS},
            {"key": "many", "kind": "multiple", "title": "二", "options": OPTIONS, "most": 1, "required": False},
            {"key": "grid", "kind": "matrix", "title": "三", "options": OPTIONS,
             "lines": [{"key": "x", "label": "甲"}, {"key": "y", "label": "乙"}]},
            {"key": "num", "kind": "number", "title": "四", "least": 1, "most": 10},
            {"key": "why", "kind": "text", "title": "五",
             "when": {"question": "num", "operator": "at_most", "value": 5}}]}],
}  # fmt: skip
GOOD = {"one": ["a"], "grid:x": ["a"], "grid:y": ["b"], "num": ["7"]}


def broken(change):
    made = copy.deepcopy(WHOLE)
    change(made["sections"][0]["questions"], made)
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda q, d: d.update(kind="referendum"),
        lambda q, d: d.update(title=""),
        lambda q, d: d.update(sections=[]),
        lambda q, d: d.update(sections="nonsense"),
        lambda q, d: d.update(invalid=["whim"]),
        lambda q, d: q[0].update(key="many"),
        lambda q, d: q[0].update(key="Ein Schlüssel"),
        lambda q, d: q[0].update(kind="essay"),
        lambda q, d: q[0].update(title=""),
        lambda q, d: q[0].update(options=OPTIONS[:1]),
        lambda q, d: q[0].update(options=[OPTIONS[0]] * 2),
        lambda q, d: q[2].update(lines=[]),
        lambda q, d: q[2].update(lines="people"),
        lambda q, d: q[2].update(items=[{"key": "i", "label": "德"}]),
        lambda q, d: q[2].update(lines="members", items=[{"key": "i", "label": "德"}] * 2),
        lambda q, d: q[0].update(items=[{"key": "i", "label": "德"}]),
        lambda q, d: q[3].update(least=11),
        lambda q, d: q[0].update(when={"question": "num", "operator": "is", "value": 1}),
        lambda q, d: q[4]["when"].update(question="many"),
        lambda q, d: q[4]["when"].update(operator="resembles"),
        lambda q, d: q[4]["when"].update(value="five"),
    ],
)
def test_a_definition_at_fault_is_refused_in_words(change):
    with pytest.raises(ValidationError) as fault:
        definitions.read(broken(change))
    assert all(fault.value.messages)


def test_what_comes_with_the_product_is_sound():
    assert len(packs.packs()) == 3
    for raw in packs.packs().values():
        team = [{"key": f"member_{n}", "name": "张三"} for n in range(1, 10)]
        assert definitions.read(raw).expanded(team).largest_answer < 64_000


@pytest.mark.parametrize(
    ("change", "faulty"),
    [
        ({}, set()),
        ({"num": ["3"]}, {"why"}),
        ({"num": ["3"], "why": ["忙"]}, set()),
        ({"one": []}, {"one"}),
        ({"one": ["a", "b"]}, {"one"}),
        ({"one": ["z"]}, {"one"}),
        ({"many": ["a", "b"]}, {"many"}),
        ({"many": ["a", "a"]}, {"many"}),
        ({"grid:y": []}, {"grid"}),
        ({"num": ["11"]}, {"num"}),
        ({"num": ["zehn"]}, {"num"}),
        ({"num": ["٣"]}, {"num"}),
        ({"num": ["3"], "why": ["字" * (TEXT_LIMIT + 1)]}, {"why"}),
        ({"num": ["3"], "why": ["a\x00b"]}, {"why"}),
        ({"nonsense": ["x"], "csrf": ["y"]}, set()),
    ],
)
def test_each_answer_is_checked_by_itself(change, faulty):
    form = definitions.read(WHOLE)
    found = answers.read(form, GOOD | change)
    assert set(found.faults) == faulty


def test_what_was_not_asked_is_not_kept():
    found = answers.read(definitions.read(WHOLE), GOOD | {"why": ["doch"]})
    assert "why" not in found.answers


@pytest.mark.parametrize(
    "sign", ["😀", "字", '"', "\\", "\n", "\t", "\x01", "\x1f", "\x7f", "\u2028", "\ufffd"]
)
def test_the_largest_answer_fits_the_size_that_all_ballots_are_padded_to(sign):
    form = definitions.read(WHOLE)
    text = f"a{sign * (TEXT_LIMIT - 2)}z"
    sent = GOOD | {"num": ["3"], "why": [text], "many": ["a"]}
    found = answers.read(form, sent)
    assert not found.faults
    text = json.dumps(found.answers, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(text) <= form.largest_answer


def test_signs_that_nobody_sees_are_left_out_of_a_text_and_lines_stay():
    sent = GOOD | {"num": ["3"], "why": ["第一\x0b行\r\n第二\t行\x1b"]}
    assert answers.read(definitions.read(WHOLE), sent).answers["why"] == "第一行\n第二\t行"


def test_a_sealed_ballot_opens_with_its_own_key_only_and_not_when_changed():
    private, public = sealing.new_pair()
    sealed = sealing.seal("答案".encode(), public, 100)
    assert sealing.opened(sealed, private).decode() == "答案"
    assert len(sealed) == len(sealing.seal(b"", public, 100))
    for damaged, key in (
        (sealed[:-1] + b"\x00", private),
        (sealed, sealing.new_pair()[0]),
        (b"", private),
    ):
        with pytest.raises(sealing.CannotOpen):
            sealing.opened(damaged, key)
    with pytest.raises(ValueError, match="longer"):
        sealing.seal(bytes(101), public, 100)
