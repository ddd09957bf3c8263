"""The filters of the figures page: group, sector, unit, of those that the reader may see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Sector
from paizhu.web import choices


class FiguresForm(forms.Form):
    """What the figures are narrowed to; nothing chosen means the whole."""

    group = forms.ModelChoiceField(
        label=_("Composite group"), queryset=None, required=False, empty_label=_("all groups")
    )
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=None, required=False, empty_label=_("all sectors")
    )
    unit = choices.RecordField("organization.unit", label=_("Unit"), required=False)

    def __init__(self, *args, user: Viewer, **options):
        super().__init__(*args, **options)
        self.fields["group"].queryset = CompositeGroup.objects.visible_to(user)
        self.fields["sector"].queryset = Sector.objects.visible_to(user)
        self.fields["unit"].for_user(user)

    @property
    def chosen(self) -> dict:
        """Return the filters that are valid; one that is no record of the reader's counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
