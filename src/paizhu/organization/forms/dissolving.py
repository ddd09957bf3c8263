"""Forms of a unit's end and of its new name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from paizhu.kernel import clock
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import Unit
from paizhu.organization.queries import unit_matters
from paizhu.web import choices


class RenameForm(FreshForm):
    """The name that a unit bears from a day on."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=200)
    from_on = forms.DateField(
        label=gettext_lazy("From this day"),
        help_text=gettext_lazy("The former name stays in the history and is found by search."),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.initial.setdefault("name", self.record.name)
        self.initial.setdefault("from_on", clock.today())


class DissolveForm(FreshForm):
    """From when a unit is no more, why, and which unit takes over, if any."""

    on = forms.DateField(
        label=gettext_lazy("Dissolved on"),
        help_text=gettext_lazy("The first day on which the unit is no more."),
    )
    successor = choices.RecordField(
        "organization.unit",
        label=gettext_lazy("Merged into"),
        required=False,
        help_text=gettext_lazy(
            "This unit takes over what is open. Leave it empty where no unit follows: what is open then ends with the reason."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Such as the document that orders it. The trail keeps it."),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.found = unit_matters.open_at(self.record, self.user)
        self.initial.setdefault("on", clock.today())
        others = Unit.objects.visible_to(self.user).standing(clock.today())
        self.fields["successor"].queryset = others.exclude(pk=self.record.pk)
