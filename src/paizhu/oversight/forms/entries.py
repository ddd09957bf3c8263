"""What the forms of the ledgers have alike: who enters, and the revision of the record that the page showed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CODE_HELP = _("Leave empty for the next number of the year.")


class EntryForm(forms.Form):
    """A form that knows who fills it in, and the record it was opened for (None for a new one)."""

    is_kept = True
    """What is typed stays in the browser until it has arrived (`web/keep.js`)."""

    def __init__(self, *given: Any, user: Any, record: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.record = user, record
        if record is not None:
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=record.revision
            )
        for field in self.fields.values():
            if hasattr(field, "for_user"):
                field.for_user(user)

    @property
    def seen(self) -> int | None:
        """The revision that the page showed, so that a stale page changes nothing."""
        return self.cleaned_data.get("revision")
