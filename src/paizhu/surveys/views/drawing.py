"""How a form is drawn: questions with the names of their fields and what was answered so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from paizhu.surveys.states.definitions import Condition, Definition, Question
from paizhu.surveys.states.words import TEXT_LIMIT, Operator, QuestionKind


@dataclass(frozen=True)
class Choice:
    """One option of a field."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class DrawnLine:
    """One line of a matrix. `heading`: the member above the first of his items; `about`: him, for who hears the page."""

    name: str
    label: str
    choices: list[Choice]
    heading: str = ""
    about: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether one of them is chosen."""
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Drawn:
    """One question. `only`: for whom it is, in words, where it has a condition; the other `when` are for the script."""

    question: Question
    number: int
    choices: list[Choice] = field(default_factory=list)
    lines: list[DrawnLine] = field(default_factory=list)
    value: str = ""
    fault: str = ""
    only: tuple[str, str] | None = None
    limit: int = TEXT_LIMIT

    @property
    def when_values(self) -> str:
        """The values of the condition, for the script."""
        value = self.question.when.value
        return "|".join(map(str, value if isinstance(value, list) else [value]))

    @property
    def steps(self) -> list[Choice]:
        """A number with few possible values is chosen by touching one."""
        q = self.question
        if q.kind != QuestionKind.NUMBER or None in (q.least, q.most) or q.most - q.least > 10:
            return []
        return [Choice(str(n), str(n), self.value == str(n)) for n in range(q.least, q.most + 1)]


def drawn(
    form: Definition,
    sent: Mapping[str, list[str]] | None = None,
    faults: Mapping[str, str] | None = None,
) -> list[tuple[str, list[Drawn]]]:
    """Return (title of section, questions), with what was sent and what is wrong with it."""
    sent, faults, number, found = sent or {}, faults or {}, 0, []
    asked = {question.key: question for question in form.questions}
    for section in form.sections:
        questions = []
        for question in section.questions:
            number += 1
            questions.append(_drawn(question, number, sent, faults.get(question.key, ""), asked))
        if questions:
            found.append((section.title, questions))
    return found


def _drawn(question: Question, number: int, sent: Mapping, fault: str, asked: dict) -> Drawn:
    given = sent.get(question.key, [])
    lines = []
    if question.kind == QuestionKind.MATRIX:
        lines = list(_lines(question, sent))
    return Drawn(
        question,
        number,
        choices=_choices(question, given),
        lines=lines,
        value=given[0] if given else "",
        fault=fault,
        only=_only(question.when, asked) if question.when else None,
    )


def _lines(question: Question, sent: Mapping) -> Iterator[DrawnLine]:
    """Yield the lines of a matrix; those of members by items stand under their member's name."""
    above = ""
    for line in question.lines:
        name = f"{question.key}:{line.key}"
        choices = _choices(question, sent.get(name, []))
        if not line.item:
            yield DrawnLine(name, line.label, choices)
            continue
        heading = line.label if line.member != above else ""
        above = line.member
        yield DrawnLine(name, line.item, choices, heading, line.label)


def _choices(question: Question, given: list[str]) -> list[Choice]:
    return [Choice(o.key, o.label, o.key in given) for o in question.options]


def _only(when: Condition, asked: dict[str, Question]) -> tuple[str, str]:
    """Return the earlier question's title and the comparison with its answers, in words."""
    earlier = asked[when.question]
    values: list[Any] = when.value if isinstance(when.value, list) else [when.value]
    labels = [option.label if (option := earlier.option(v)) else str(v) for v in values]
    return earlier.title, f"{Operator(when.operator).label} {'、'.join(labels)}"
