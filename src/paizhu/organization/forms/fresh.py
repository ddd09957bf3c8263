"""What every form of a stored record has: the revision that its page showed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from paizhu.kernel.records import check_fresh
from paizhu.kernel.refusals import Refused


class FreshForm(forms.Form):
    """A form that knows the record it was opened for (None for a new one), and refuses to be sent when stale."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, user: Any, record: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.record = user, record
        if record is None:
            del self.fields["revision"]
        else:
            self.initial = {**self.initial, "revision": record.revision}
        for field in self.fields.values():
            if hasattr(field, "for_user"):
                field.for_user(user)

    def clean_revision(self) -> int:
        """Refuse when somebody else has saved the record meanwhile."""
        seen = self.cleaned_data["revision"]
        if seen is None:
            raise ValidationError(forms.Field.default_error_messages["required"])
        try:
            check_fresh(self.record, seen)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return seen

    @property
    def seen(self) -> dict[str, int | None]:
        """What the page showed, as the batch acts ask for it: code → revision, None for a new record."""
        if self.record is None:
            return {self.cleaned_data["code"]: None}
        return {self.record.code: self.cleaned_data["revision"]}

    @property
    def code(self) -> str:
        """The record's code, which never changes once it is entered."""
        return self.record.code if self.record else self.cleaned_data["code"]


class CodedForm(FreshForm):
    """A form for a record with a code: typed once, and shown no more as a field afterwards."""

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if self.record is not None:
            del self.fields["code"]
