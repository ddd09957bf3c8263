"""The forms of answers to who reported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.petitions import CaseForm

WAYS = [_("by telephone"), _("face to face"), _("by letter"), _("by message")]


class MinuteForm(CaseForm):
    """What who reported said to an answer."""

    objection = forms.CharField(
        label=_("Objection, minuted"), max_length=2000, required=False, widget=forms.Textarea
    )
    evidence = forms.CharField(
        label=_("New evidence"), max_length=2000, required=False, widget=forms.Textarea
    )


class AnswerForm(MinuteForm):
    """What was told, when and how."""

    told_on = forms.DateField(label=_("Told on"))
    way = forms.ChoiceField(label=_("Way"))
    text = forms.CharField(label=_("What was told"), max_length=4000, widget=forms.Textarea)
    field_order = ("told_on", "way", "text", "objection", "evidence")

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        self.fields["way"].choices = [(str(way), way) for way in WAYS]
        for name in ("objection", "evidence"):
            self.fields[name].max_length = 2000
