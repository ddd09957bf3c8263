"""The form of one step: each asks only for what the step needs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.documents.panels import FilesField
from paizhu.kernel import clock
from paizhu.rectification import queries
from paizhu.rectification.forms.fresh import FreshForm
from paizhu.rectification.models import Rectification
from paizhu.rectification.states import STEPS, Text

WITH_FILES = frozenset({"dispute", "report"})
WITHOUT_WORDS = frozenset({"sign", "give"})
REASONED = frozenset({"ask_extension", "extend", "refuse_extension", "note"})

WORDS = {
    "accept": _("Word to the group"),
    "dispute": _("Why the unit sees it otherwise"),
    "submit_plan": _("Word to the group"),
    "report": _("What was done, and what came of it"),
    "ask_extension": _("Why more time is needed"),
    "uphold": _("Why the group insists"),
    "withdraw": _("Why the group gives way"),
    "agree_plan": _("Word to the unit"),
    "return_plan": _("What is missing"),
    "confirm": _("What was found on the spot"),
    "return_report": _("What is missing"),
    "pass_recheck": _("What the re-check found"),
    "reopen": _("What the later look found"),
    "extend": _("Why the day is put off"),
    "refuse_extension": _("Why it is refused"),
    "note": _("Working note"),
}
"""What is asked to be written, by step."""


class StepForm(FreshForm):
    """One step with a rectification."""

    def __init__(self, *given: Any, step: str, record: Rectification, **options: Any):
        super().__init__(*given, record=record, **options)
        self.step = step
        if step in ("ask_extension", "extend"):
            self._add_day("until", _("New day"), record.wanted_on or None)
        if step not in WITHOUT_WORDS:
            self._add_words()
        if step in WITH_FILES:
            self.fields["files"] = FilesField(label=_("Evidence"), required=False)
        if step == "confirm":
            today = clock.today()
            self._add_day("on", _("Closed out on"), today, record.issued_on, today)
        if step == "reopen":
            suggested = queries.default_deadline(clock.today(), record.commission_id)
            self._add_day("due_on", _("To be put right by"), suggested)
            self.fields["due_on"].required = bool(record.due_on and record.due_on < clock.today())
        if step == "give":
            keepers = queries.people.possible_keepers(record, clock.today())
            self.fields["keeper"] = forms.ModelChoiceField(
                label=_("Followed by"), queryset=keepers.order_by("code"), initial=record.keeper
            )

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        if self.step != "note":
            entered["seen_revision"] = self.seen
        return entered | {"rectification": self.record}

    def _add_words(self) -> None:
        required = self.step in REASONED or (
            self.step in STEPS and STEPS[self.step].text is Text.REQUIRED
        )
        self.fields["text"] = forms.CharField(
            label=WORDS[self.step],
            max_length=2000 if self.step == "note" else 4000,
            required=required,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def _add_day(
        self,
        name: str,
        label: Any,
        initial: date | None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        self.fields[name] = forms.DateField(label=label, initial=initial)
        bounds = {"min": first or clock.today(), "max": last}
        attrs = {key: day.isoformat() for key, day in bounds.items() if day}
        self.fields[name].widget.attrs |= attrs
