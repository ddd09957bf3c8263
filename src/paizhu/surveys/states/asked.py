"""What a survey asks, as values: sections, questions, options, lines; and a form written out for one unit's team."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from paizhu.surveys.states.words import TEXT_LIMIT, QuestionKind

MEMBERS, MEMBER = "members", "member"


@dataclass(frozen=True)
class Option:
    """One possible answer. `is_unclear`: “not clear”, which is neither for nor against."""

    key: str
    label: str
    score: float | None = None
    is_unclear: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a matrix, or one member of a team. `member`: whom it is about; `item`: what of him."""

    key: str
    label: str
    member: str = ""
    item: str = ""


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
    items: tuple[Line, ...] = ()
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
    """How figures become one: `share` of the named options, or mean `score` in points, its own or the options'."""

    key: str
    title: str
    kind: str
    options: tuple[str, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class WarningLine:
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
    warnings: tuple[WarningLine, ...] = ()

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
        team = tuple(Line(each["key"], each["name"], each["key"]) for each in members)
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


def _with_lines(question: Question, team: tuple[Line, ...]) -> Question:
    """Write the lines “of members” out: one for each member, or for each member and each item."""
    if question.lines != MEMBERS:
        return question
    if not question.items:
        return replace(question, lines=team)
    lines = (
        Line(f"{member.key}.{item.key}", member.label, member.key, item.label)
        for member in team
        for item in question.items
    )
    return replace(question, lines=tuple(lines))


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
