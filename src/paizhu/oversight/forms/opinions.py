"""The form of a new opinion."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import TEAM_POSTS, Official, Unit
from paizhu.oversight.forms.entries import CODE_HELP, EntryForm
from paizhu.oversight.models import Activity


def leadership(activity: Activity, user: Any):
    """Return the members of the leadership of the activity's units today, to one of whom an opinion may go."""
    units = activity.unit_links.values("unit_id")
    found = Official.objects.visible_to(user)
    return found.posted(clock.today(), unit__in=units, post__in=TEAM_POSTS).order_by("code")


class OpinionForm(EntryForm):
    """What the group says to one unit of an activity, and until when it is to be put right."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    addressee = forms.ModelChoiceField(
        label=_("Addressed to"),
        queryset=None,
        required=False,
        empty_label=_("the unit as a whole"),
        help_text=_("A member of the leadership answers for himself; the contact does not see it."),
    )
    content = forms.CharField(label=_("Opinion"), max_length=4000, widget=forms.Textarea)
    made_on = forms.DateField(label=_("Made on"))
    due_on = forms.DateField(
        label=_("To be put right by"),
        required=False,
        help_text=_("Leave empty where nothing is to be put right."),
    )
    code = forms.CharField(
        label=_("Opinion code"), max_length=64, required=False, help_text=CODE_HELP
    )

    def __init__(self, *given: Any, activity: Activity, **options: Any):
        super().__init__(*given, **options)
        self.activity = activity
        self.fields["unit"].queryset = Unit.objects.visible_to(self.user).filter(
            activity_links__activity=activity
        )
        self.fields["addressee"].queryset = leadership(activity, self.user)
        self.fields["made_on"].widget.attrs |= {
            "min": activity.on.isoformat(),
            "max": clock.today().isoformat(),
        }

    def clean(self) -> dict:
        """Say beside the field what the record would refuse."""
        given = super().clean()
        made_on, due_on = given.get("made_on"), given.get("due_on")
        if made_on and due_on and due_on < made_on:
            self.add_error(
                "due_on", gettext("The deadline cannot lie before the opinion was made.")
            )
        return given

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        names = ("unit", "addressee", "content", "made_on", "due_on", "code")
        return {name: self.cleaned_data[name] for name in names} | {"activity": self.activity}
