"""The forms of the records of activities: one for each shape, the lines of an agenda, and attachments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.documents.panels import FilesField
from paizhu.oversight.models import CHECKLIST, RECORDS, Matter, Record, TalkRecord
from paizhu.oversight.states import AgendaDraft, Followed, Minuted, Outcome, Shape
from paizhu.web import choices

NO_CHOICE = ("", "—")
LONG_ROWS = {"main_points": 8, "findings": 8, "content": 6, "outline": 4}
"""Rows of the boxes in which more is written."""
WRITTEN = ("title", "votes_for", "votes_against", "abstained", "attitudes", "view")
"""What somebody writes in a line of an agenda."""
HELP = {
    "case_used": _("Leave out names and whatever tells who it was."),
    "talked_with_words": _("Where the person is not in the list of people."),
}


class RecordForm(forms.ModelForm):
    """A record in the form that fits the method. It validates and draws; the act writes."""

    is_kept = True

    complete = forms.BooleanField(
        label=_("The record is complete"),
        required=False,
        initial=True,
        help_text=_(
            "Leave open what is still to be added: it stays among what is to be completed."
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Record
        fields: list[str] = []

    def __init__(self, *given: Any, user: Any, **options: Any):
        super().__init__(*given, **options)
        self.user = user
        self.initial["revision"] = self.instance.revision if self.instance.pk else 0
        for name, field in self.fields.items():
            field.help_text = field.help_text or HELP.get(name, "")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = LONG_ROWS.get(name, 3)
            if hasattr(field, "for_user"):
                field.for_user(user)

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        names = self.instance.own_fields()
        return {
            "given": {name: self.cleaned_data[name] for name in names},
            "complete": self.cleaned_data["complete"],
            "seen_revision": self.cleaned_data["revision"],
        }


class TalkForm(RecordForm):
    """The record of a talk chooses the person from the people one may see."""

    talked_with = choices.RecordField(
        "organization.official", label=_("Talked with"), required=False
    )


def form_of(shape: Shape) -> type[RecordForm]:
    """Return the form of a shape."""
    model = RECORDS[shape]
    base = TalkForm if model is TalkRecord else RecordForm
    names = model.own_fields()
    widgets = {name: forms.RadioSelect for name in CHECKLIST if name in names}
    made = forms.modelform_factory(model, form=base, fields=names, widgets=widgets)
    made.base_fields["complete"] = made.base_fields.pop("complete")  # comes last
    return made


class ItemForm(forms.Form):
    """One line of an agenda; left empty it counts for nothing."""

    title = forms.CharField(label=_("Agenda item"), max_length=300)
    matter = forms.ChoiceField(
        label=_("Kind of matter"), choices=[NO_CHOICE, *Matter.choices], required=False
    )
    outcome = forms.ChoiceField(label=_("How it was decided"), choices=Outcome)
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=999, required=False)
    votes_against = forms.IntegerField(
        label=_("Votes against"), min_value=0, max_value=999, required=False
    )
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=999, required=False)
    attitudes = forms.CharField(
        label=_("Attitudes of the leadership's members"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    view = forms.CharField(
        label=_("The group's view"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    view_minuted = forms.ChoiceField(
        label=_("View minuted"), choices=Minuted, initial=Minuted.NOT_SEEN, required=False
    )
    view_followed = forms.ChoiceField(
        label=_("View followed"), choices=Followed, initial=Followed.UNKNOWN, required=False
    )

    def has_changed(self) -> bool:
        """A line counts where something was written in it; what is merely chosen from a list says nothing alone."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in WRITTEN)


class Items(forms.BaseFormSet):
    """The lines of an agenda."""

    def drafts(self) -> list[AgendaDraft]:
        """Return the lines that were filled in."""
        return [_draft(line.cleaned_data) for line in self.forms if line.cleaned_data.get("title")]


def _draft(given: dict[str, Any]) -> AgendaDraft:
    return AgendaDraft(
        **given
        | {
            "title": given["title"].strip(),
            "view_minuted": given["view_minuted"] or Minuted.NOT_SEEN,
            "view_followed": given["view_followed"] or Followed.UNKNOWN,
        }
    )


def items_of(data: Any, initial: list[dict[str, Any]], extra: int) -> Items:
    """Return the lines of an agenda: those that stand there, and `extra` empty ones."""
    made = forms.formset_factory(ItemForm, formset=Items, extra=extra, max_num=40)
    return made(data, initial=initial, prefix="items")


def initial_items(items: Any) -> list[dict[str, Any]]:
    """Return stored items as the form shows them first."""
    names = list(ItemForm.base_fields)
    return [{name: getattr(item, name) for name in names} for item in items or ()]


class FilesForm(forms.Form):
    """Files to be hung on an activity."""

    files = FilesField(label=_("Attachments"))


class RemoveFileForm(forms.Form):
    """Why a file is removed."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


__all__ = [
    "FilesForm",
    "RemoveFileForm",
    "form_of",
    "initial_items",
    "items_of",
]
