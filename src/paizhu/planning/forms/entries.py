"""What the forms of planning have alike: who enters, the group, the revision of the record that the page showed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.organization.models import CompositeGroup


class SeenForm(forms.Form):
    """A form that knows who fills it in, and the record it was opened for (None for a new one)."""

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


class GroupField(forms.ModelChoiceField):
    """The group in whose name something is entered: asked only of who works in several."""

    def __init__(self, **options: Any):
        super().__init__(queryset=CompositeGroup.objects.none(), label=_("Group"), **options)

    def offer(self, user: Any, keys: frozenset[int]) -> None:
        """Offer these groups; a single one is chosen already and not shown."""
        self.queryset = CompositeGroup.objects.visible_to(user).filter(pk__in=keys)
        if len(keys) == 1:
            (self.initial,) = keys
            self.widget = forms.HiddenInput()
