"""The form of one question: options and lines written one a line, a condition in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.surveys.forms.designing import SurveyForm, lines_of
from paizhu.surveys.states import Operator, QuestionKind, definitions, editing


class QuestionForm(SurveyForm):
    """One question. Options and lines are written one a line, an option's points behind a bar."""

    section = forms.TypedChoiceField(label=_("Section"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind)
    title = forms.CharField(
        label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": "2"})
    )
    required = forms.BooleanField(label=_("must be answered"), required=False, initial=True)
    options = forms.CharField(
        label=_("Options"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text=_("One a line; points behind a bar where it is scored, such as “好 | 100”. “不了解” is neither for nor against."),
    )  # fmt: skip
    of_members = forms.BooleanField(
        label=_("matrix: one line for each member of the team"), required=False
    )
    lines = forms.CharField(
        label=_("Lines of the matrix"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("One a line."),
    )
    items = forms.CharField(
        label=_("Items judged of each member"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_(
            "For a matrix of members: one a line, such as 德, 能, 勤, 绩, 廉. Empty: one line for each member."
        ),
    )
    least = forms.IntegerField(
        label=_("Least"), required=False, help_text=_("Of a number, or of how many choices.")
    )
    most = forms.IntegerField(label=_("Most"), required=False)
    when_question = forms.ChoiceField(label=_("Only if the answer to"), required=False)
    when_operator = forms.ChoiceField(label=_("compares"), required=False, choices=Operator)
    when_value = forms.CharField(
        label=_("with"), required=False, max_length=200, help_text=_("Words of the options, separated by commas, or a number.")
    )  # fmt: skip

    def __init__(self, *given: Any, key: str = "", **options: Any):
        super().__init__(*given, **options)
        self.key, self.raw = key, self.record.definition
        self.old = editing.found(self.raw, key) or {}
        sections = [
            (number, section["title"] or gettext("Section %(number)s") % {"number": number + 1})
            for number, section in enumerate(self.raw["sections"])
        ]
        self.fields["section"].choices = sections
        comparable = {QuestionKind.SINGLE, QuestionKind.NUMBER}
        self.fields["when_question"].choices = [("", gettext("always asked"))] + [
            (q["key"], q["title"][:60])
            for s in self.raw["sections"]
            for q in s["questions"]
            if q["kind"] in comparable and q["key"] != key
        ]
        if self.old:
            self.initial |= self._as_typed()

    def _as_typed(self) -> dict:
        old, when = self.old, self.old.get("when") or {}
        place = next(n for n, s in enumerate(self.raw["sections"]) if old in s["questions"])
        values = when.get("value", [])
        values = values if isinstance(values, list) else [values]
        earlier = editing.found(self.raw, when.get("question", "")) or {}
        labels = {option["key"]: option["label"] for option in earlier.get("options", [])}
        is_of_members = old.get("lines") == definitions.MEMBERS
        return {
            "section": place,
            "kind": old["kind"],
            "title": old["title"],
            "required": old.get("required", True),
            "options": "\n".join(map(_option_line, old.get("options", []))),
            "of_members": is_of_members,
            "lines": ""
            if is_of_members
            else "\n".join(line["label"] for line in old.get("lines", [])),
            "items": "\n".join(item["label"] for item in old.get("items", [])),
            "least": old.get("least"),
            "most": old.get("most"),
            "when_question": when.get("question", ""),
            "when_operator": when.get("operator", Operator.IS),
            "when_value": "，".join(labels.get(value, str(value)) for value in values),
        }

    def clean(self) -> dict:
        """Put the definition together and let it say what is wrong."""
        given = super().clean()
        if self.errors:
            return given
        try:
            question = self._question(given)
            self.changed = editing.with_question(self.raw, given["section"], question)
            definitions.read(editing.without_empty_sections(self.changed))
        except ValidationError as fault:
            self.add_error(None, fault.messages)
        return given

    def _question(self, given: dict) -> dict:
        kind = given["kind"]
        question: dict[str, Any] = {
            "key": self.key or editing.free_key(self.raw),
            "kind": kind,
            "title": given["title"].strip(),
            "required": given["required"],
        }
        if kind in definitions.CHOOSING:
            known = [*self.old.get("options", []), *editing.options(self.raw)]
            question["options"] = _options(given["options"], known)
        if kind == QuestionKind.MATRIX:
            question |= self._lines(given)
        question |= {name: given[name] for name in ("least", "most") if given[name] is not None}
        if given["when_question"]:
            question["when"] = self._when(given)
        return question

    def _lines(self, given: dict) -> dict[str, Any]:
        """Return the lines of a matrix, and the items where it is one of members by items."""
        if not given["of_members"]:
            old = self.old.get("lines", [])
            old = old if isinstance(old, list) else []
            return {"lines": _keyed(lines_of(given["lines"]), old, "l")}
        found: dict[str, Any] = {"lines": definitions.MEMBERS}
        if items := lines_of(given["items"]):
            found["items"] = _keyed(items, self.old.get("items", []), "i")
        return found

    def _when(self, given: dict) -> dict:
        earlier = editing.found(self.raw, given["when_question"]) or {}
        words = [
            w.strip() for w in given["when_value"].replace("，", ",").replace("、", ",").split(",")
        ]
        keys = {option["label"]: option["key"] for option in earlier.get("options", [])}
        try:
            values = [keys[w] if keys else int(w) for w in words if w]
        except (KeyError, ValueError):
            raise ValidationError(
                gettext("The condition names an answer that the question does not have.")
            ) from None
        operator = given["when_operator"] or Operator.IS
        if not values:
            raise ValidationError(gettext("Say with what the condition compares."))
        value = values if operator == Operator.ANY_OF else values[0]
        return {"question": given["when_question"], "operator": operator, "value": value}


def _option_line(option: dict) -> str:
    score = option.get("score")
    return option["label"] if score is None else f"{option['label']} | {score:g}"


def _options(text: str, old: list[dict]) -> list[dict]:
    labels, scores = [], []
    for line in lines_of(text):
        label, bar, score = line.replace("｜", "|").partition("|")
        labels.append(label.strip())
        try:
            scores.append(float(score) if bar else None)
        except ValueError:
            raise ValidationError(
                gettext("The points of “%(option)s” are no number.") % {"option": label}
            ) from None
    found = _keyed(labels, old, "o")
    for option, score in zip(found, scores, strict=True):
        if score is not None:
            option["score"] = score
        if option["label"] in {"不了解", "不清楚", "not clear"}:
            option["unclear"] = True
    return found


def _keyed(labels: list[str], old: list[dict], letter: str) -> list[dict]:
    """Give each label a key: the one it had, or the next that is free."""
    known: dict[str, str] = {}
    for each in old:
        known.setdefault(each["label"], each["key"])
    taken = {each["key"] for each in old}
    fresh = (f"{letter}{n}" for n in range(1, 1000) if f"{letter}{n}" not in taken)
    return [{"key": known.get(label) or next(fresh), "label": label} for label in labels]
