"""The form of a measure, and that of striking one off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.rectification.forms.fresh import FreshForm
from paizhu.rectification.models import Measure, Rectification


class MeasureForm(FreshForm):
    """What is done, who answers for it, who does it, until when."""

    what = forms.CharField(
        label=_("Measure"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    leader = forms.CharField(
        label=_("Responsible leader"), max_length=60, help_text=_("One, by name.")
    )
    staff = forms.CharField(label=_("Who does it"), max_length=200, required=False)
    until_on = forms.DateField(label=_("To be done by"))

    def __init__(
        self, *given: Any, rectification: Rectification, record: Measure | None = None, **options
    ):
        if record is not None:
            names = ("what", "leader", "staff", "until_on")
            options["initial"] = {name: getattr(record, name) for name in names}
        else:
            options["initial"] = {"until_on": rectification.due_on}
        super().__init__(*given, record=record, **options)
        self.fields["until_on"].widget.attrs["min"] = rectification.issued_on.isoformat()

    def given(self) -> dict[str, Any]:
        """Return what the acts are given, besides the record."""
        names = ("what", "leader", "staff", "until_on")
        return {name: self.cleaned_data[name] for name in names}


class StrikeForm(FreshForm):
    """When a measure was done."""

    on = forms.DateField(label=_("Done on"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        today = clock.today()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
