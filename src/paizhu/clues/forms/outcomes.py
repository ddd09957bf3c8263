"""The forms of delegated talks, spot checks, explanations at meetings, and of what became of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.working import WorkForm, day, words
from paizhu.clues.models import CaseOutcome, LifeMeeting
from paizhu.clues.queries import trying
from paizhu.kernel import clock
from paizhu.organization.models import Official


class DelegateForm(WorkForm):
    """To whom a talk is delegated, and about what."""

    delegate = forms.CharField(
        label=_("Delegated to"),
        max_length=100,
        help_text=_("The head of the unit's party group, by name and post."),
    )
    text = words(_("What is to be asked"))


class MandateForm(WorkForm):
    """When the mandate was received."""

    of_item = "item"
    on = day(_("Mandate received on"))


class RecordForm(WorkForm):
    """The record of a delegated talk."""

    of_item = "item"
    on = day(_("Talk held on"))
    record = words(_("Record of the talk"), rows=12, longest=20000)
    is_signed = forms.BooleanField(label=_("Signed by both"), required=False)


class CheckForm(WorkForm):
    """What a spot check found."""

    of_item = "item"
    on = day(_("Checked on"))
    is_true = forms.TypedChoiceField(
        label=_("The explanation"),
        choices=(("yes", _("is true")), ("no", _("is not true: the matter is worked on anew"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = words(_("What the check found"))


class ExplainForm(WorkForm):
    """What was explained at a meeting on party life."""

    kind = forms.ChoiceField(label=_("Meeting"), choices=LifeMeeting)
    on = day(_("Explained on"))
    text = words(_("What was explained"))


class TrialForm(WorkForm):
    """Who tries a case, and since when."""

    on = day(_("Accepted for trial on"))
    people = forms.ModelMultipleChoiceField(
        label=_("Tried by"),
        queryset=Official.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of the commission itself, nobody who had a part in the case."),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.fields["people"].queryset = trying.could_try(self.clue, clock.today())


class DecidedForm(WorkForm):
    """What was decided."""

    of_item = "item"
    on = day(_("Decided on"))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=CaseOutcome)
    text = words(_("Decision"))


class AnnouncedForm(WorkForm):
    """When it was announced."""

    of_item = "item"
    on = day(_("Announced on"))


FORMS: dict[str, type[WorkForm]] = {
    "delegation_ask": DelegateForm,
    "delegation_receive": MandateForm,
    "delegation_record": RecordForm,
    "check_choose": WorkForm,
    "check_enter": CheckForm,
    "meeting_enter": ExplainForm,
    "trial_accept": TrialForm,
    "trial_decide": DecidedForm,
    "trial_announce": AnnouncedForm,
}
"""Step → what it asks to be filled in."""
