"""What a survey asks: sections, questions, options, lines, conditions, rules of validity and formulas, read from JSON.

The JSON of a definition (all texts in the commission's language; keys: 1–24 of `a–z0–9_`):

    {"kind": "appraisal", "title": "…", "intro": "…",
     "sections": [{"title": "…", "each": "member" | "", "questions": [
        {"key": "q1", "kind": "single|multiple|matrix|number|text", "title": "…", "required": true,
         "options": [{"key": "good", "label": "好", "score": 100, "unclear": false}],   # single, multiple, matrix
         "lines": [{"key": "l1", "label": "…"}] | "members",                            # matrix
         "least": 1, "most": 10,                                                        # number; multiple: how many
         "when": {"question": "q1", "operator": "is", "value": "good"}}]}],
     "invalid": ["unfinished", "extreme"],
     "formulas": [{"key": "approval", "title": "…", "kind": "share", "options": ["good"]},
                  {"key": "score", "title": "…", "kind": "score"}],
     "warnings": [{"title": "…", "options": ["basic", "not"], "at_least": 0.3334}]}

`each: member` asks a section's questions once for each member of the unit's leadership team; the answers' keys are then
`q1.m2`. `score` of an option is in points; formulas that need it leave options without a score out.
"""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.surveys.states.words import TEXT_LIMIT, Operator, QuestionKind, SurveyKind, Verdict

KEY = re.compile(r"[a-z0-9_]{1,24}")
MEMBERS, MEMBER = "members", "member"
MOST_QUESTIONS, MOST_OPTIONS, MOST_LINES, MOST_MEMBERS = 100, 30, 60, 40
CHOOSING = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX}


@dataclass(frozen=True)
class Option:
    """One possible answer. `is_unclear`: “not clear”, which is neither for nor against."""

    key: str
    label: str
    score: float | None = None
    is_unclear: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a matrix, or one member of a team."""

    key: str
    label: str


@dataclass(frozen=True)
class Condition:
    """Asked only where an earlier question is answered so."""

    question: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Question:
    """One question. `least`, `most`: bounds of a number, or how many options of several."""

    key: str
    kind: str
    title: str
    is_required: bool = True
    options: tuple[Option, ...] = ()
    lines: tuple[Line, ...] | str = ()
    least: int | None = None
    most: int | None = None
    when: Condition | None = None

    @cached_property
    def by_key(self) -> dict[str, Option]:
        """The options by their keys."""
        return {option.key: option for option in self.options}

    @cached_property
    def line_names(self) -> tuple[tuple[str, str], ...]:
        """Of each line of a matrix its key and the name of its field."""
        return tuple((line.key, f"{self.key}:{line.key}") for line in self.lines)

    def option(self, key: str) -> Option | None:
        """Return an option by its key."""
        return next((option for option in self.options if option.key == key), None)


@dataclass(frozen=True)
class Section:
    """Questions under one heading. `member`: the key of the team member whom they are about, in an expanded form."""

    title: str
    questions: tuple[Question, ...]
    each: str = ""
    member: str = ""


@dataclass(frozen=True)
class Formula:
    """How figures become one: `share` of the named options, or mean `score` in points."""

    key: str
    title: str
    kind: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Warning:  # noqa: A001  the office's word
    """A line that should make people look: the named options together reach a share."""

    title: str
    options: tuple[str, ...]
    at_least: float


@dataclass(frozen=True)
class Definition:
    """A whole survey as asked."""

    kind: str
    title: str
    intro: str
    sections: tuple[Section, ...]
    invalid: tuple[str, ...] = ()
    formulas: tuple[Formula, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @cached_property
    def questions(self) -> list[Question]:
        """All questions, in order."""
        return [question for section in self.sections for question in section.questions]

    @property
    def needs_members(self) -> bool:
        """Whether the members of a team must be named before it can be issued."""
        return any(s.each == MEMBER for s in self.sections) or any(
            q.lines == MEMBERS for q in self.questions
        )

    def expanded(self, members: list[dict[str, str]]) -> "Definition":
        """Return the form of one unit: lines and sections “of members” written out. `members`: key and name."""
        team = tuple(Line(member["key"], member["name"]) for member in members)
        sections: list[Section] = []
        for section in self.sections:
            if section.each == MEMBER:
                sections.extend(_for_member(section, member) for member in team)
            else:
                questions = tuple(_with_lines(question, team) for question in section.questions)
                sections.append(replace(section, questions=questions))
        return replace(self, sections=tuple(sections))

    @property
    def largest_answer(self) -> int:
        """Bytes that the answers can take at most, written as JSON; for an expanded form."""
        return 64 + sum(_largest(question) for question in self.questions)


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
        formulas=tuple(
            Formula(str(f["key"]), str(f["title"]), str(f["kind"]), tuple(f.get("options", ())))
            for f in raw.get("formulas", ())
        ),
        warnings=tuple(
            Warning(str(w["title"]), tuple(w["options"]), float(w["at_least"]))
            for w in raw.get("warnings", ())
        ),
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
        lines=lines
        if isinstance(lines, str)
        else tuple(Line(str(part["key"]), _text(part.get("label"), 200, faults)) for part in lines),
        least=None if raw.get("least") is None else int(raw["least"]),
        most=None if raw.get("most") is None else int(raw["most"]),
        when=None
        if not when
        else Condition(str(when["question"]), str(when["operator"]), when["value"]),
    )


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
    return not (unknown or {formula.kind for formula in found.formulas} - {"share", "score"})


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
    if question.kind == QuestionKind.MATRIX and not _has_lines(question):
        faults.append(_("Question “%(key)s”: a matrix needs lines.") % name)
    if None not in (question.least, question.most) and question.least > question.most:
        faults.append(_("Question “%(key)s”: the least is more than the most.") % name)
    if question.when is not None and not _is_sound(question.when, section, earlier):
        faults.append(
            _("Question “%(key)s”: its condition does not fit an earlier question.") % name
        )
    return faults


def _has_lines(question: Question) -> bool:
    if isinstance(question.lines, str):
        return question.lines == MEMBERS
    keys = [line.key for line in question.lines]
    is_sound = len(set(keys)) == len(keys) and all(map(KEY.fullmatch, keys))
    return is_sound and 1 <= len(keys) <= MOST_LINES


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


def _with_lines(question: Question, team: tuple[Line, ...]) -> Question:
    return replace(question, lines=team) if question.lines == MEMBERS else question


def _for_member(section: Section, member: Line) -> Section:
    """Return a section's questions as asked about one member."""
    own = {question.key for question in section.questions}

    def about(question: Question) -> Question:
        when = question.when
        if when is not None and when.question in own:
            when = replace(when, question=f"{when.question}.{member.key}")
        return replace(question, key=f"{question.key}.{member.key}", when=when)

    title = f"{section.title} {member.label}".strip()
    questions = tuple(about(question) for question in section.questions)
    return Section(title, questions, "", member.key)


def _largest(question: Question) -> int:
    """Bytes of one question's answer at most: its key, its value, quotes and commas."""
    key, option = len(question.key) + 6, max((len(o.key) for o in question.options), default=0) + 3
    match question.kind:
        case QuestionKind.TEXT:
            return key + 4 * TEXT_LIMIT + 64
        case QuestionKind.MULTIPLE:
            return key + option * len(question.options) + 2
        case QuestionKind.MATRIX:
            return key + sum(len(line.key) + 4 + option for line in question.lines) + 2
        case _:
            return key + max(option, 12)
