"""Forms of sectors, units and groups. Each draft goes to the same batch act that takes in a workbook."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.organization.actions.groups import CompositeGroupDraft, ResidentGroupDraft
from paizhu.organization.actions.units import UnitDraft
from paizhu.organization.forms.fresh import CodedForm, FreshForm
from paizhu.organization.models import CompositeGroup, ResidentGroup, Sector, Unit
from paizhu.web import choices

CODE_HELP = gettext_lazy(
    "Identifies it for ever, also in the workbook. It cannot be changed later."
)


def code_field(model: Any) -> forms.CharField:
    """Return the field for a record's code."""
    field = model._meta.get_field("code")
    return forms.CharField(label=field.verbose_name, max_length=64, help_text=CODE_HELP)


class SectorField(forms.ModelChoiceField):
    """One of the sectors that the user sees."""

    def __init__(self, **options: Any):
        options.setdefault("label", gettext_lazy("Sector"))
        super().__init__(queryset=None, **options)

    def for_user(self, user: Any) -> None:
        """Say who chooses."""
        self.queryset = Sector.objects.visible_to(user)


class UnitForm(CodedForm):
    """A unit's facts."""

    code = code_field(Unit)
    name = forms.CharField(label=gettext_lazy("Unit name"), max_length=200)
    sector = SectorField(required=False)
    new_sector = forms.CharField(
        label=gettext_lazy("or a new sector"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only when the unit is the first of its sector."),
    )
    kind = forms.CharField(
        label=gettext_lazy("Nature of the unit"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Such as administrative organ, public institution, enterprise."),
    )
    headcount = forms.IntegerField(label=gettext_lazy("Staff"), min_value=0, required=False)
    is_key = forms.BooleanField(
        label=gettext_lazy(
            "Key unit: supervised by a resident group as well as by its composite group"
        ),
        required=False,
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if self.record is not None:
            self.fields["sector"].help_text = _(
                "Another sector here corrects a mistake. To move the unit from a day on, transfer it instead."
            )

    def clean(self) -> dict:
        """Exactly one sector, chosen or new."""
        given = super().clean()
        sector, new = given.get("sector"), given.get("new_sector")
        if not sector and not new and "sector" not in self.errors:
            self.add_error("sector", _("Choose the unit's sector, or write a new one."))
        if sector and new and new != sector.name:
            self.add_error("new_sector", _("Either choose a sector or write a new one, not both."))
        return given

    def draft(self) -> UnitDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return UnitDraft(
            code=self.code,
            name=given["name"],
            sector=given["sector"].name if given["sector"] else given["new_sector"],
            kind=given["kind"],
            headcount=given["headcount"],
            is_key=given["is_key"],
        )


class TransferForm(FreshForm):
    """Where a unit goes, and from when."""

    sector = SectorField(label=gettext_lazy("To the sector"))
    from_on = forms.DateField(
        label=gettext_lazy("From this day"),
        help_text=gettext_lazy("Until the day before, the unit stays in its present sector."),
    )


class SectorForm(FreshForm):
    """A sector's name and place in the order."""

    name = forms.CharField(label=gettext_lazy("Sector name"), max_length=60)
    position = forms.IntegerField(
        label=gettext_lazy("Position"),
        min_value=0,
        max_value=999,
        help_text=gettext_lazy("Sectors stand in the order of this number."),
    )

    def clean_name(self) -> str:
        """The name is not another sector's."""
        name = self.cleaned_data["name"]
        others = Sector.objects.visible_to(self.user).exclude(pk=self.record.pk)
        if others.filter(name=name).exists():
            raise ValidationError(_("There is a sector of this name already."))
        return name


class ResidentGroupForm(CodedForm):
    """A resident group's facts."""

    code = code_field(ResidentGroup)
    name = forms.CharField(label=gettext_lazy("Group name"), max_length=200)
    host = choices.RecordField(
        "organization.unit",
        label=gettext_lazy("Host unit"),
        help_text=gettext_lazy("Where the group lives. The reform leaves it where it is."),
    )
    posts = forms.IntegerField(
        label=gettext_lazy("Posts"),
        min_value=0,
        max_value=999,
        help_text=gettext_lazy(
            "Its establishment, which the balance of the reform is counted from."
        ),
    )

    def draft(self) -> ResidentGroupDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return ResidentGroupDraft(self.code, given["name"], given["host"].pk, given["posts"])


class CompositeGroupForm(CodedForm):
    """A composite group's facts."""

    code = code_field(CompositeGroup)
    name = forms.CharField(label=gettext_lazy("Group name"), max_length=200)
    sectors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Sectors in charge"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )
    established_on = forms.DateField(label=gettext_lazy("Established on"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.fields["sectors"].queryset = Sector.objects.visible_to(self.user)
        if self.record is not None:
            self.fields["sectors"].help_text = _(
                "Other sectors here correct a mistake. To take over a sector from a day on, use “Take over a sector”."
            )

    def draft(self) -> CompositeGroupDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return CompositeGroupDraft(
            self.code,
            given["name"],
            tuple(sector.name for sector in given["sectors"]),
            given["established_on"],
        )


class TakeOverForm(FreshForm):
    """Which sector a group takes over, and from when."""

    sector = SectorField(
        help_text=gettext_lazy("A group that has charge of it now keeps it until the day before.")
    )
    from_on = forms.DateField(label=gettext_lazy("From this day"))


class HandOverForm(FreshForm):
    """Which group a sector goes to, and from when."""

    group = choices.RecordField("organization.composite_group", label=gettext_lazy("To the group"))
    from_on = forms.DateField(label=gettext_lazy("From this day"))
