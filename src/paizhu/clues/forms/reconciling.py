"""The forms of reconciling."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.petitions import CaseForm


class DrawUpForm(CaseForm):
    """For which period."""

    until_on = forms.DateField(label=_("End of the period"))


class SignForm(CaseForm):
    """What differs in the group's own ledger, if anything does."""

    difference = forms.CharField(
        label=_("What differs in the group's own ledger"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leave it empty where both agree."),
    )
