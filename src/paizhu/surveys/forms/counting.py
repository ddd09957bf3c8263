"""The form of how a survey is counted: invalid ballots, formulas, warning lines. Options are named by their words."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.surveys.forms.designing import SurveyForm
from paizhu.surveys.states import editing

MORE_FORMULAS, MORE_WARNINGS = 2, 2
"""Empty rows offered beyond those that are there."""
SHARE, SCORE, COEFFICIENTS = "share", "score", "coefficients"
KINDS = (
    ("", _("not used")),
    (SHARE, _("share of the named options")),
    (SCORE, _("mean of the options' points")),
    (COEFFICIENTS, _("mean with coefficients")),
)


class CountingForm(SurveyForm):
    """Which ballots are invalid, how figures become one, and the lines that should make people look."""

    invalid = forms.MultipleChoiceField(
        label=_("Invalid ballots"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("unfinished", _("unfinished ones")),
            ("extreme", _("those that judge everything as the same extreme")),
        ],
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        raw = self.record.definition
        self.fields["invalid"].initial = raw.get("invalid", [])
        self.labels = {}
        for option in editing.options(raw):
            self.labels.setdefault(option["key"], option["label"])
        self.keys = {label: key for key, label in reversed(self.labels.items())}
        self.formulas, self.warnings = raw.get("formulas", []), raw.get("warnings", [])
        self.formula_count = len(self.formulas) + MORE_FORMULAS
        self.warning_count = len(self.warnings) + MORE_WARNINGS
        for number in range(self.formula_count):
            self._add_formula(number, dict(enumerate(self.formulas)).get(number, {}))
        for number in range(self.warning_count):
            self._add_warning(number, dict(enumerate(self.warnings)).get(number, {}))

    def _add_formula(self, number: int, stored: dict) -> None:
        place = {"number": number + 1}
        points = stored.get("points", {})
        words = [f"{self.labels.get(key, key)} {value:g}" for key, value in points.items()]
        words = words or [self.labels.get(key, key) for key in stored.get("options", [])]
        self.fields[f"title_{number}"] = _word(_("Formula %(number)s: name") % place, stored)
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label=_("Formula %(number)s: how") % place,
            choices=KINDS,
            required=False,
            initial=COEFFICIENTS if points else stored.get("kind", ""),
        )
        label = _("Formula %(number)s: options") % place
        self.fields[f"options_{number}"] = _options_field(label, words)

    def _add_warning(self, number: int, stored: dict) -> None:
        place = {"number": number + 1}
        words = [self.labels.get(key, key) for key in stored.get("options", [])]
        self.fields[f"line_{number}"] = _word(_("Warning line %(number)s: name") % place, stored)
        label = _("Warning line %(number)s: options") % place
        self.fields[f"named_{number}"] = _options_field(label, words)
        self.fields[f"share_{number}"] = forms.DecimalField(
            label=_("Warning line %(number)s: from percent") % place,
            required=False,
            min_value=0,
            max_value=100,
            decimal_places=2,
            initial=f"{100 * stored['at_least']:.2f}" if stored else None,
        )

    @property
    def formula_rows(self) -> list[list[Any]]:
        """The fields of the formulas, for drawing."""
        names = ("title", "kind", "options")
        return [[self[f"{name}_{n}"] for name in names] for n in range(self.formula_count)]

    @property
    def warning_rows(self) -> list[list[Any]]:
        """The fields of the warning lines, for drawing."""
        names = ("line", "named", "share")
        return [[self[f"{name}_{n}"] for name in names] for n in range(self.warning_count)]

    def clean(self) -> dict:
        """Read every row; a row without name is left out."""
        given = super().clean()
        taken = {each["key"] for each in self.formulas}
        self.read_formulas, self.read_warnings = [], []
        for number in range(self.formula_count):
            if given.get(f"title_{number}") and given.get(f"kind_{number}"):
                key = dict(enumerate(each["key"] for each in self.formulas)).get(number)
                key = key or next(f"f{n}" for n in range(1, 99) if f"f{n}" not in taken)
                taken.add(key)
                self._row(f"options_{number}", self._read_formula, number, key)
            elif given.get(f"title_{number}") or given.get(f"kind_{number}"):
                self.add_error(f"title_{number}", gettext("A formula needs a name and a way."))
        for number in range(self.warning_count):
            if given.get(f"line_{number}"):
                self._row(f"named_{number}", self._read_warning, number)
        return given

    def _row(self, field: str, read: Any, *place: Any) -> None:
        try:
            read(*place)
        except ValidationError as fault:
            self.add_error(field, fault)

    def _read_formula(self, number: int, key: str) -> None:
        given, kind = self.cleaned_data, self.cleaned_data[f"kind_{number}"]
        formula = {"key": key, "title": given[f"title_{number}"], "kind": kind}
        words = given.get(f"options_{number}", "")
        if kind == SHARE:
            formula["options"] = self._keys(words)
        elif kind == COEFFICIENTS:
            formula |= {"kind": SCORE, "points": self._points(words)}
        elif not any(o.get("score") is not None for o in editing.options(self.record.definition)):
            raise ValidationError(gettext("No option has points yet: write them at the questions."))
        self.read_formulas.append(formula)

    def _read_warning(self, number: int) -> None:
        given = self.cleaned_data
        if given.get(f"share_{number}") is None:
            self.add_error(f"share_{number}", gettext("Say from which share on."))
            return
        self.read_warnings.append(
            {
                "title": given[f"line_{number}"],
                "options": self._keys(given.get(f"named_{number}", "")),
                "at_least": float(given[f"share_{number}"]) / 100,
            }
        )

    def _keys(self, words: str) -> list[str]:
        found = [self._key(word) for word in _parts(words)]
        if not found:
            raise ValidationError(gettext("Name at least one option."))
        return list(dict.fromkeys(found))

    def _points(self, words: str) -> dict[str, float]:
        found = {}
        for part in _parts(words):
            label, _space, value = part.replace("×", " ").replace("*", " ").rpartition(" ")
            try:
                number = float(value)
            except ValueError:
                number = math.nan
            if not label or not math.isfinite(number):
                raise ValidationError(
                    gettext("Write each option with its coefficient, such as “优秀 1、称职 0.8”.")
                )
            found[self._key(label.strip())] = number
        if not found:
            raise ValidationError(gettext("Name at least one option."))
        return found

    def _key(self, label: str) -> str:
        if label not in self.keys:
            raise ValidationError(
                gettext("No question has the option “%(option)s”.") % {"option": label}
            )
        return self.keys[label]

    def definition(self) -> dict:
        """Return the changed definition."""
        return self.record.definition | {
            "invalid": self.cleaned_data["invalid"],
            "formulas": self.read_formulas,
            "warnings": self.read_warnings,
        }


def _word(label: Any, stored: dict) -> forms.CharField:
    title = stored.get("title", "")
    return forms.CharField(label=label, max_length=60, required=False, initial=title)


def _options_field(label: Any, words: list[str]) -> forms.CharField:
    return forms.CharField(label=label, max_length=400, required=False, initial="、".join(words))


def _parts(words: str) -> list[str]:
    for sign in "，,;；":
        words = words.replace(sign, "、")
    return [part.strip() for part in words.split("、") if part.strip()]
