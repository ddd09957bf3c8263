"""Forms of officials and of their grounds of recusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.organization.actions.people import OfficialDraft, RecusalDraft
from paizhu.organization.forms.fresh import CodedForm, FreshForm
from paizhu.organization.forms.structure import code_field
from paizhu.organization.models import Gender, Official, Rank
from paizhu.web import choices


class OfficialForm(CodedForm):
    """An official's facts."""

    code = code_field(Official)
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=60)
    gender = forms.ChoiceField(
        label=gettext_lazy("Gender"),
        choices=[("", gettext_lazy("not stated")), *Gender.choices],
        required=False,
    )
    rank = forms.ChoiceField(label=gettext_lazy("Rank"), choices=[("", "—"), *Rank.choices])

    def draft(self) -> OfficialDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return OfficialDraft(self.code, given["name"], given["rank"], given["gender"])


UNTIL_HELP = gettext_lazy("The first day on which it no longer holds. Leave empty while it lasts.")


class RecusalForm(FreshForm):
    """Why an official keeps away, and from what. What identifies a ground is not changed afterwards."""

    unit = choices.RecordField(
        "organization.unit",
        label=gettext_lazy("Unit"),
        required=False,
        help_text=gettext_lazy("The unit that the official keeps away from,"),
    )
    relative = choices.RecordField(
        "organization.official",
        label=gettext_lazy("Related person"),
        required=False,
        help_text=gettext_lazy("or the person whose matters the official keeps away from."),
    )
    reason = forms.CharField(label=gettext_lazy("Ground"), max_length=200)
    from_on = forms.DateField(
        label=gettext_lazy("Beginning"),
        required=False,
        help_text=gettext_lazy("Leave empty when it always held."),
    )
    until_on = forms.DateField(
        label=gettext_lazy("Day of the end"), required=False, help_text=UNTIL_HELP
    )

    def __init__(self, *given: Any, official: Official, **options: Any):
        super().__init__(*given, **options)
        self.official = official
        if self.record is not None:
            for name in ("unit", "relative", "from_on"):
                del self.fields[name]

    def clean(self) -> dict:
        """A new ground names a unit or a person, one of the two."""
        given = super().clean()
        if self.record is None and not self.errors:
            if bool(given.get("unit")) == bool(given.get("relative")):
                self.add_error("unit", _("Name either a unit or a related person."))
            elif given.get("relative") == self.official:
                self.add_error("relative", _("Nobody recuses himself from himself."))
        return given

    def draft(self) -> RecusalDraft:
        """Return what was entered."""
        given = self.cleaned_data
        unit = self.record.unit if self.record else given["unit"]
        relative = self.record.relative if self.record else given["relative"]
        return RecusalDraft(
            official_id=self.official.pk,
            unit_id=unit.pk if unit else None,
            relative_id=relative.pk if relative else None,
            reason=given["reason"],
            from_on=self.record.from_on if self.record else given["from_on"],
            until_on=given["until_on"],
        )
