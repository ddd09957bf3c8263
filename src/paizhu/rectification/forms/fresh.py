"""What both forms have alike: who fills them in, and the revision of the record that the page showed."""

from typing import Any

from django import forms


class FreshForm(forms.Form):
    """A form that knows its reader and the record it was opened for (None for a new one)."""

    is_kept = True
    """What is typed stays in the browser until it has arrived."""

    def __init__(self, *given: Any, user: Any, record: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.record = user, record
        if record is not None:
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=record.revision
            )

    @property
    def seen(self) -> int | None:
        """The revision that the page showed, so that a stale page changes nothing."""
        return self.cleaned_data.get("revision")
