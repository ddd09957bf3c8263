"""What a survey asks: sections, questions, options, lines, conditions, rules of validity and formulas, read from JSON.

The JSON of a definition (all texts in the commission's language; keys: 1–24 of `a–z0–9_`):

    {"kind": "appraisal", "title": "…", "intro": "…",
     "sections": [{"title": "…", "each": "member" | "", "questions": [
        {"key": "q1", "kind": "single|multiple|matrix|number|text", "title": "…", "required": true,
         "options": [{"key": "good", "label": "好", "score": 100, "unclear": false}],   # single, multiple, matrix
         "lines": [{"key": "l1", "label": "…"}] | "members",                            # matrix
         "items": [{"key": "i1", "label": "…"}],                                        # matrix of members: what of each
         "least": 1, "most": 10,                                                        # number; multiple: how many
         "when": {"question": "q1", "operator": "is", "value": "good"}}]}],
     "invalid": ["unfinished", "extreme"],
     "formulas": [{"key": "approval", "title": "…", "kind": "share", "options": ["good"]},
                  {"key": "score", "title": "…", "kind": "score"},
                  {"key": "f3", "title": "…", "kind": "score", "points": {"good": 1, "bad": 0.4}}],
     "warnings": [{"title": "…", "options": ["basic", "not"], "at_least": 0.3334}]}

`items` make a matrix of members one line for each member and each item, `member_1.i1`. `each: member` asks a section's questions once for each member of the unit's leadership team; the answers' keys are then
`q1.m2`. `score` of an option is in points; a formula `score` takes them, or its own coefficients in `points`, and leaves
options without any out. A key of an option means the same answer in the whole definition.
"""

import json
import re
from hashlib import sha256
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.surveys.states.asked import (
    MEMBER,
    MEMBERS,
    Condition,
    Definition,
    Formula,
    Line,
    Option,
    Question,
    Section,
    WarningLine,
)
from paizhu.surveys.states.words import Operator, QuestionKind, SurveyKind, Verdict

__all__ = [
    "MEMBER", "MEMBERS", "Condition", "Definition", "Formula", "Line", "Option", "Question", "Section", "WarningLine",
    "digest", "read",
]  # fmt: skip

KEY = re.compile(r"[a-z0-9_]{1,24}")
MOST_QUESTIONS, MOST_OPTIONS, MOST_LINES, MOST_MEMBERS, MOST_ITEMS = 100, 30, 60, 40, 15
FORMULAS = {"share", "score"}
CHOOSING = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX}


def digest(raw: dict) -> str:
    """Return the fingerprint of a definition, by which a frozen version is recognised."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def read(raw: Any) -> Definition:
    """Read a definition. Raises `ValidationError` with every fault in plain words."""
    faults: list[str] = []
    try:
        found = _definition(raw, faults)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValidationError(_("This is not the definition of a survey.")) from None
    faults += _faults(found)
    if faults:
        raise ValidationError(faults)
    return found


def _definition(raw: dict, faults: list[str]) -> Definition:
    return Definition(
        kind=str(raw["kind"]),
        title=_text(raw.get("title"), 200, faults),
        intro=_text(raw.get("intro", ""), 2000, faults),
        sections=tuple(_section(part, faults) for part in raw["sections"]),
        invalid=tuple(str(rule) for rule in raw.get("invalid", ())),
        formulas=tuple(_formula(part, faults) for part in raw.get("formulas", ())),
        warnings=tuple(
            WarningLine(_text(w["title"], 60, faults), tuple(w["options"]), float(w["at_least"]))
            for w in raw.get("warnings", ())
        ),
    )


def _formula(raw: dict, faults: list[str]) -> Formula:
    return Formula(
        str(raw["key"]),
        _text(raw["title"], 60, faults),
        str(raw["kind"]),
        tuple(raw.get("options", ())),
        {str(key): float(value) for key, value in raw.get("points", {}).items()},
    )


def _section(raw: dict, faults: list[str]) -> Section:
    return Section(
        title=_text(raw.get("title", ""), 200, faults),
        questions=tuple(_question(part, faults) for part in raw["questions"]),
        each=str(raw.get("each", "")),
    )


def _question(raw: dict, faults: list[str]) -> Question:
    when, lines = raw.get("when"), raw.get("lines", ())
    return Question(
        key=str(raw["key"]),
        kind=str(raw["kind"]),
        title=_text(raw.get("title"), 500, faults),
        is_required=bool(raw.get("required", True)),
        options=tuple(
            Option(
                str(o["key"]),
                _text(o.get("label"), 200, faults),
                None if o.get("score") is None else float(o["score"]),
                bool(o.get("unclear", False)),
            )
            for o in raw.get("options", ())
        ),
        lines=lines if isinstance(lines, str) else _lines(lines, faults),
        items=_lines(raw.get("items", ()), faults),
        least=None if raw.get("least") is None else int(raw["least"]),
        most=None if raw.get("most") is None else int(raw["most"]),
        when=None
        if not when
        else Condition(str(when["question"]), str(when["operator"]), when["value"]),
    )


def _lines(raw: Any, faults: list[str]) -> tuple[Line, ...]:
    return tuple(Line(str(part["key"]), _text(part.get("label"), 200, faults)) for part in raw)


def _text(value: Any, most: int, faults: list[str]) -> str:
    text = str(value if value is not None else "").strip()
    if len(text) > most:
        faults.append(
            _("A text is longer than %(most)s characters: “%(start)s…”.")
            % {"most": most, "start": text[:20]}
        )
    return text


def _faults(found: Definition) -> list[str]:
    """Return what is wrong with a definition as a whole."""
    faults = []
    if found.kind not in SurveyKind.values:
        faults.append(_("The kind of survey is not known."))
    if not found.title:
        faults.append(_("The survey has no title."))
    if not found.questions:
        faults.append(_("The survey asks nothing yet."))
    if len(found.questions) > MOST_QUESTIONS:
        faults.append(_("A survey has at most %(most)s questions.") % {"most": MOST_QUESTIONS})
    keys = [question.key for question in found.questions]
    for key in {key for key in keys if keys.count(key) > 1}:
        faults.append(_("The question key “%(key)s” is used twice.") % {"key": key})
    if not _knows_rules(found):
        faults.append(_("A rule of the tally is not known."))
    return faults + _faults_of_questions(found)


def _knows_rules(found: Definition) -> bool:
    unknown = set(found.invalid) - {Verdict.UNFINISHED, Verdict.EXTREME}
    kinds = {formula.kind for formula in found.formulas}
    keys = [formula.key for formula in found.formulas]
    numbers = [value for formula in found.formulas for value in formula.points.values()]
    is_sound = len(set(keys)) == len(keys) and all(map(KEY.fullmatch, keys))
    within = all(0 <= warning.at_least <= 1 for warning in found.warnings)
    return is_sound and within and all(map(isfinite, numbers)) and not (unknown or kinds - FORMULAS)


def _faults_of_questions(found: Definition) -> list[str]:
    faults: list[str] = []
    earlier: dict[str, Question] = {}
    for section in found.sections:
        for question in section.questions:
            faults += _faults_of(question, section, earlier)
            earlier[question.key] = question
    return faults


def _faults_of(question: Question, section: Section, earlier: dict[str, Question]) -> list[str]:
    """Return what is wrong with one question."""
    faults = []
    name = {"key": question.key}
    if not KEY.fullmatch(question.key) or question.kind not in QuestionKind.values:
        faults.append(_("Question “%(key)s”: its key or kind cannot be used.") % name)
    if not question.title:
        faults.append(_("Question “%(key)s” has no words.") % name)
    if question.kind in CHOOSING and not 2 <= len(question.options) <= MOST_OPTIONS:
        faults.append(_("Question “%(key)s” needs two options at least.") % name)
    keys = [option.key for option in question.options]
    if len(set(keys)) < len(keys) or not all(map(KEY.fullmatch, keys)):
        faults.append(
            _("Question “%(key)s”: an option's key is used twice or cannot be used.") % name
        )
    faults += _faults_of_lines(question)
    if None not in (question.least, question.most) and question.least > question.most:
        faults.append(_("Question “%(key)s”: the least is more than the most.") % name)
    if question.when is not None and not _is_sound(question.when, section, earlier):
        faults.append(
            _("Question “%(key)s”: its condition does not fit an earlier question.") % name
        )
    return faults


def _faults_of_lines(question: Question) -> list[str]:
    faults, name = [], {"key": question.key}
    if question.kind == QuestionKind.MATRIX and not _has_lines(question):
        faults.append(_("Question “%(key)s”: a matrix needs lines.") % name)
    if question.items and not _has_items(question):
        faults.append(
            _("Question “%(key)s”: items belong to a matrix of members, 15 at most, each once.")
            % name
        )
    return faults


def _has_lines(question: Question) -> bool:
    if isinstance(question.lines, str):
        return question.lines == MEMBERS
    return _are_keyed(question.lines) and 1 <= len(question.lines) <= MOST_LINES


def _has_items(question: Question) -> bool:
    of_members = question.kind == QuestionKind.MATRIX and question.lines == MEMBERS
    return of_members and _are_keyed(question.items) and len(question.items) <= MOST_ITEMS


def _are_keyed(lines: tuple[Line, ...]) -> bool:
    keys = [line.key for line in lines]
    return len(set(keys)) == len(keys) and all(map(KEY.fullmatch, keys))


def _is_sound(when: Condition, section: Section, earlier: dict[str, Question]) -> bool:
    """A condition looks back at one answer that has one value, within reach of its section."""
    asked = earlier.get(when.question)
    if asked is None or when.operator not in Operator.values:
        return False
    within = asked in section.questions
    if asked.kind not in {QuestionKind.SINGLE, QuestionKind.NUMBER} or (
        section.each and not within
    ):
        return False
    values = when.value if when.operator == Operator.ANY_OF else [when.value]
    if not isinstance(values, list) or not values:
        return False
    if asked.kind == QuestionKind.NUMBER:
        return all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    comparing = when.operator in {Operator.AT_LEAST, Operator.AT_MOST}
    return not comparing and all(asked.option(value) is not None for value in values)
