"""Answers of one ballot: read from what a form sends, checked against the form, judged by the declared rules.

Answers as kept: `{question key: option key | [option keys] | {line key: option key} | number | text}`; a question that
was not asked (its condition does not hold) or not answered has no entry.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from paizhu.surveys.states.definitions import Condition, Definition, Question
from paizhu.surveys.states.words import TEXT_LIMIT, Operator, QuestionKind, Verdict

NUMBER_DIGITS = 9
NEVER_SENT = re.compile("[\x00\ud800-\udfff]")
UNSEEN = re.compile(r"[\x01-\x08\x0b-\x1f\x7f]")
"""Signs that nobody sees and that come along when something is pasted. Left out, so that no text outgrows the size of a ballot."""


@dataclass
class Reading:
    """What was read. `faults`: question key → why it cannot be taken; `answers` then lack these questions.

    `is_tampered`: something was sent that no form of ours could send.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    is_tampered: bool = False


class Tampered(ValueError):
    """The value can only come from a form that is not ours."""


class Unsuitable(ValueError):
    """A person may well have entered it; the text says what to change."""


def read(form: Definition, sent: Mapping[str, list[str]]) -> Reading:
    """Read what a browser sent for an expanded form; names are question keys, a matrix line is `key:line`.

    Nothing but what the form asks is looked at; whatever is missing where it must be given is a fault.
    """
    found = Reading()
    for question in form.questions:
        if question.when is not None and not is_asked(question, found.answers):
            continue
        if question.kind == QuestionKind.SINGLE and _is_one_of(question, sent.get(question.key)):
            found.answers[question.key] = sent[question.key][0]
            continue
        try:
            value = READERS[question.kind](question, sent)
        except Tampered:
            found.is_tampered = True
            found.faults[question.key] = _("This answer cannot be understood. Choose again.")
            continue
        except Unsuitable as fault:
            found.faults[question.key] = str(fault)
            continue
        if value or value == 0:
            found.answers[question.key] = value
        if question.is_required and not _is_complete(question, value):
            found.faults[question.key] = _missing(question)
    return found


def is_asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Tell whether the condition of a question holds."""
    return question.when is None or _holds(question.when, answers.get(question.when.question))


def reread(form: Definition, given: Any) -> dict[str, Any] | None:
    """Return what the server itself would have kept of answers that it did not read; None where they fit no form."""
    try:
        found = read(form, as_sent(given))
    except (AttributeError, TypeError, ValueError):
        return None
    return (
        None if found.is_tampered or set(given) - {q.key for q in form.questions} else found.answers
    )


def verdict(form: Definition, answers: Mapping[str, Any]) -> Verdict:
    """Judge a ballot by the survey's declared rules; spoiled is what does not fit the form at all."""
    if _is_spoiled(form, answers):
        return Verdict.SPOILED
    if Verdict.UNFINISHED in form.invalid and _is_unfinished(form, answers):
        return Verdict.UNFINISHED
    if Verdict.EXTREME in form.invalid and _is_extreme(form, answers):
        return Verdict.EXTREME
    return Verdict.VALID


def as_sent(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return answers as a browser would send them; the reverse of `read`."""
    sent: dict[str, list[str]] = {}
    for key, value in answers.items():
        if isinstance(value, dict):
            sent |= {f"{key}:{line}": [str(chosen)] for line, chosen in value.items()}
        else:
            sent[key] = [str(each) for each in (value if isinstance(value, list) else [value])]
    return sent


def _holds(when: Condition, value: Any) -> bool:
    if when.operator == Operator.IS_NOT:
        return value != when.value
    if value is None:
        return False
    match when.operator:
        case Operator.IS:
            return value == when.value
        case Operator.ANY_OF:
            return value in when.value
        case Operator.AT_LEAST:
            return value >= when.value
        case _:
            return value <= when.value


def _one(sent: Mapping[str, list[str]], name: str) -> str:
    values = sent.get(name)
    if not values:
        return ""
    if len(values) > 1:
        raise Tampered(name)
    return values[0].strip()


def _is_one_of(question: Question, values: list[str] | None) -> bool:
    """The usual case, told at once: one value, and one that the form offers."""
    return bool(values) and len(values) == 1 and values[0] in question.by_key


def _chosen(question: Question, sent: Mapping[str, list[str]], name: str) -> str | None:
    key = _one(sent, name)
    if not key:
        return None
    if key not in question.by_key:
        raise Tampered(key)
    return key


def _read_single(question: Question, sent: Mapping[str, list[str]]) -> str | None:
    return _chosen(question, sent, question.key)


def _read_multiple(question: Question, sent: Mapping[str, list[str]]) -> list[str]:
    given = [key for key in sent.get(question.key, []) if key]
    if len(set(given)) != len(given) or not question.by_key.keys() >= set(given):
        raise Tampered(question.key)
    if given and question.most is not None and len(given) > question.most:
        raise Unsuitable(_("Choose %(most)s at most.") % {"most": question.most})
    if given and question.least is not None and len(given) < question.least:
        raise Unsuitable(_("Choose %(least)s at least.") % {"least": question.least})
    return [option.key for option in question.options if option.key in given]


def _read_matrix(question: Question, sent: Mapping[str, list[str]]) -> dict[str, str]:
    found = {}
    for key, name in question.line_names:
        if _is_one_of(question, sent.get(name)):
            found[key] = sent[name][0]
        elif chosen := _chosen(question, sent, name):
            found[key] = chosen
    return found


def _read_number(question: Question, sent: Mapping[str, list[str]]) -> int | None:
    text = _one(sent, question.key)
    if not text:
        return None
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= NUMBER_DIGITS):
        raise Unsuitable(_("Enter a whole number."))
    value = int(text)
    if question.least is not None and value < question.least:
        raise Unsuitable(_("%(least)s at least.") % {"least": question.least})
    if question.most is not None and value > question.most:
        raise Unsuitable(_("%(most)s at most.") % {"most": question.most})
    return value


def _read_text(question: Question, sent: Mapping[str, list[str]]) -> str:
    text = _one(sent, question.key).replace("\r\n", "\n")
    if NEVER_SENT.search(text):
        raise Tampered(question.key)
    text = UNSEEN.sub("", text)
    if len(text) > TEXT_LIMIT:
        raise Unsuitable(
            _("At most %(most)s characters; these are %(count)s.")
            % {"most": TEXT_LIMIT, "count": len(text)}
        )
    return text


READERS: dict[str, Callable[[Question, Mapping[str, list[str]]], Any]] = {
    QuestionKind.SINGLE: _read_single,
    QuestionKind.MULTIPLE: _read_multiple,
    QuestionKind.MATRIX: _read_matrix,
    QuestionKind.NUMBER: _read_number,
    QuestionKind.TEXT: _read_text,
}


def _is_complete(question: Question, value: Any) -> bool:
    if question.kind == QuestionKind.MATRIX:
        return len(value or {}) == len(question.lines)
    return bool(value) or value == 0


def _missing(question: Question) -> str:
    if question.kind == QuestionKind.MATRIX:
        return _("Every line needs an answer.")
    return _("This question needs an answer.")


def _is_spoiled(form: Definition, answers: Mapping[str, Any]) -> bool:
    if not isinstance(answers, dict) or set(answers) - {q.key for q in form.questions}:
        return True
    try:
        found = read(form, as_sent(answers))
    except (AttributeError, TypeError, ValueError):
        return True
    return found.is_tampered


def _is_unfinished(form: Definition, answers: Mapping[str, Any]) -> bool:
    """Something that had to be answered was not; on paper and offline that can happen, online it cannot."""
    return any(
        question.is_required
        and is_asked(question, answers)
        and not _is_complete(question, answers.get(question.key))
        for question in form.questions
    )


def _is_extreme(form: Definition, answers: Mapping[str, Any]) -> bool:
    """Every judgement is the same end of its scale, the best or the worst, and there are three at least."""
    ends: list[set[str]] = []
    for question in form.questions:
        scored = [option for option in question.options if option.score is not None]
        if len(scored) < 2 or question.kind == QuestionKind.MULTIPLE:
            continue
        given = answers.get(question.key)
        values = list(given.values()) if isinstance(given, dict) else [given] if given else []
        best = max(scored, key=lambda option: option.score).key
        worst = min(scored, key=lambda option: option.score).key
        ends += [{"best"} if v == best else {"worst"} if v == worst else set() for v in values]
    return len(ends) >= 3 and bool(set.intersection(*ends))
