"""The forms about who reported: the reason for a look, and entering him."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.petitions import CaseForm, ReporterPart
from paizhu.clues.states.facts import Look


class LookForm(CaseForm):
    """Why who reported is opened."""

    reason = forms.ChoiceField(
        label=_("Why do you open who reported?"), choices=Look, widget=forms.RadioSelect
    )


class EnterReporterForm(ReporterPart, CaseForm):
    """Who gave a name, entered or put in place of what was entered."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        for name in ("reporter_name", "reporter_contact"):
            self.fields[name].required = True
