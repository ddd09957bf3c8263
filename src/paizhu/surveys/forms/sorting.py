"""Forms for free texts and for giving tickets out."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.rectification import queries as rectification
from paizhu.surveys.forms.designing import SurveyForm
from paizhu.surveys.models import Voice, VoiceState
from paizhu.surveys.states import TEAM, meeting

LARGEST_FILE = 64 * 1024 * 1024


class KeepForm(SurveyForm):
    """A text in new words, its theme and whom it is for."""

    wording = forms.CharField(
        label=_("New wording"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("In the group's own words, so that nobody is recognised by his."),
    )
    theme = forms.CharField(label=_("Theme"), max_length=60, required=False)
    addressee = forms.ChoiceField(label=_("For"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        members = [(m["key"], m["name"]) for m in self.record.survey_unit.members]
        self.fields["addressee"].choices = [(TEAM, gettext("Leadership team")), *members]
        for name in ("wording", "theme", "addressee"):
            self.fields[name].initial = getattr(self.record, name)


class MergeForm(SurveyForm):
    """Which text says the same."""

    into = forms.ModelChoiceField(
        label=_("Merge into"),
        queryset=Voice.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *given: Any, likeness: dict[int, int] | None = None, **options: Any):
        super().__init__(*given, **options)
        found = Voice.objects.visible_to(self.user).filter(survey_unit=self.record.survey_unit)
        shut = [VoiceState.MERGED, VoiceState.DROPPED]
        field, likeness = self.fields["into"], likeness or {}
        field.queryset = found.exclude(pk=self.record.pk).exclude(state__in=shut)

        def label(voice: Voice) -> str:
            text = (voice.wording or voice.original)[:120]
            like = likeness.get(voice.pk)
            return (
                gettext("%(text)s (alike: %(percent)s %%)") % {"text": text, "percent": like}
                if like
                else text
            )

        field.label_from_instance = label
        pairs = [(each.pk, label(each)) for each in field.queryset]
        field.choices = sorted(pairs, key=lambda pair: -likeness.get(pair[0], 0))


class DropForm(SurveyForm):
    """Why a text does not go on."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class FeedBackForm(SurveyForm):
    """Until when it is to be put right."""

    due_on = forms.DateField(
        label=_("To be put right by"),
        required=False,
        help_text=_("Leave empty where nothing is to be put right."),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        today = clock.today()
        usual = rectification.default_deadline(today, self.record.commission_id)
        self.fields["due_on"].initial = usual or today + timedelta(days=30)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()


class SlipsForm(SurveyForm):
    """How many slips of each class are printed; the rest is left to tablets."""

    is_kept = False

    def __init__(self, *given: Any, left: list[tuple[str, str, int]], **options: Any):
        super().__init__(*given, **options)
        self.left = left
        for key, name, count in left:
            self.fields[f"count_{key}"] = forms.IntegerField(
                label=gettext("Slips of class %(key)s %(name)s") % {"key": key, "name": name},
                min_value=0,
                max_value=count,
                initial=count,
                help_text=gettext("%(count)s tickets are not used yet.") % {"count": count},
            )

    def counts(self) -> dict[str, int]:
        """Return class key → slips."""
        return {key: self.cleaned_data[f"count_{key}"] for key, _name, _count in self.left}


class MeetingForm(SlipsForm):
    """How many slips of each class go to a meeting room without network. `most`: what one laptop can keep."""

    def __init__(self, *given: Any, most: int, **options: Any):
        super().__init__(*given, **options)
        self.most = most
        for key, _name, count in self.left:
            field, told = self.fields[f"count_{key}"], gettext("%(count)s are held by nobody yet.")
            field.help_text, field.required = told % {"count": count}, False

    def clean(self) -> dict:
        """One laptop keeps so many ballots and no more."""
        given = super().clean()
        if sum(self.counts().values()) > self.most:
            told = gettext("One laptop keeps %(most)s ballots of this form: make several archives.")
            raise ValidationError(told % {"most": self.most})
        return given

    def counts(self) -> dict[str, int]:
        """Return class key → slips."""
        given = self.cleaned_data
        return {key: given.get(f"count_{key}") or 0 for key, _name, _count in self.left}


class BringInForm(SurveyForm):
    """The file that came back from a meeting room."""

    is_kept = False
    file = forms.FileField(
        label=_("The file that the page saved"),
        help_text=_("A file that was brought in before takes nothing twice."),
    )

    def clean_file(self) -> Any:
        """Read it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(gettext("The file is too large."))
        try:
            return meeting.read(file.read())
        except meeting.NotOurs:
            raise ValidationError(
                gettext("This is not a file that a meeting room's page saved.")
            ) from None
