"""What is asked before a dossier opens, and an entry in one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import DossierPart
from paizhu.kernel import clock

REASONS = (
    _("Integrity opinion that was asked for"),
    _("Study of a clue"),
    _("Preparation of a talk"),
    _("Supervision of the unit"),
    _("Keeping the dossier up to date"),
    _("Inspection or audit"),
)
"""Why a dossier is opened."""


class ReasonForm(forms.Form):
    """Why the dossier is opened; it stays on record."""

    reason = forms.ChoiceField(label=_("Why you open it"))
    number = forms.CharField(
        label=_("Number of the matter or letter"), max_length=60, required=False,
        help_text=_("A number, no names: it stays on record with the reason."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        listed = [(str(number), words) for number, words in enumerate(REASONS, start=1)]
        self.fields["reason"].choices = [("", "—"), *listed]

    def said(self) -> str:
        """Return the reason in words."""
        words = REASONS[int(self.cleaned_data["reason"]) - 1]
        return " ".join(filter(None, (str(words), self.cleaned_data["number"].strip())))


class ItemForm(forms.Form):
    """An entry."""

    part = forms.ChoiceField(label=_("Part of the dossier"), choices=DossierPart)
    on = forms.DateField(label=_("Day"), initial=clock.today)
    text = forms.CharField(
        label=_("Content"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
