"""The quick entry: one screen, a minute, a telephone. What is missing is added later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import CompositeGroup
from paizhu.oversight import queries, rules
from paizhu.oversight.forms.entries import EntryForm
from paizhu.oversight.models import Matter, Method
from paizhu.oversight.queries.quick import OFFERED
from paizhu.oversight.states import ActivityDraft
from paizhu.web import choices

ORDER = (Method.MEETING, Method.TALK, Method.VISIT, Method.REPORT, Method.DECISION, Method.EVENT)
"""The methods of every day come first."""
METHODS = [*ORDER, *(method for method in Method if method not in ORDER)]


def shortened(names: list[str]) -> list[str]:
    """Return the names without the beginning that all of them share, such as the city's name."""
    shared = 0
    if len(names) > 1:
        while len({name[: shared + 1] for name in names}) == 1 and shared + 3 < min(
            map(len, names)
        ):
            shared += 1
    return [name[shared:] for name in names]


class QuickForm(EntryForm):
    """What, where, when, who, on what, and one line."""

    method = forms.ChoiceField(
        label=_("What you did"),
        choices=[(each.value, each.label) for each in METHODS],
        widget=forms.RadioSelect,
    )
    places = forms.MultipleChoiceField(
        label=_("At which unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = choices.RecordsField("organization.unit", label=_("Another unit"), required=False)
    on = forms.DateField(label=_("On which day"), initial=clock.today)
    officials = choices.RecordsField("organization.official", label=_("Who"))
    matter = forms.ChoiceField(
        label=_("Kind of matter"),
        choices=Matter.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Needed for meetings, decisions and important events."),
    )
    group = forms.ModelChoiceField(
        label=_("In the name of the group"),
        queryset=CompositeGroup.objects.none(),
        required=False,
        empty_label="—",
    )
    summary = forms.CharField(label=_("One line"), max_length=300, required=False)
    notice = choices.RecordField(
        "oversight.notice", label=_("Matter notice that it followed"), required=False
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        offered = queries.own_units(self.user)[:OFFERED]
        names = shortened([unit.name for unit in offered])
        self.fields["places"].choices = [
            (str(unit.pk), name) for unit, name in zip(offered, names, strict=True)
        ]
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()
        groups = CompositeGroup.objects.visible_to(self.user)
        self.fields["group"].queryset = groups.filter(pk__in=self.user.powers.groups)
        if len(self.user.powers.groups) < 2:
            self.fields["group"].widget = forms.HiddenInput()
        if not self.initial.get("notice") and not self.data.get("notice"):
            del self.fields["notice"]

    def clean(self) -> dict:
        """Say beside the field what is missing."""
        given = super().clean()
        if not self._units():
            self.add_error("places", _("An activity takes place at one unit at least."))
        if "on" in given and (why := refusal(rules.check_day, given["on"])):
            self.add_error("on", why)
        if why := refusal(rules.check_matter, given.get("method", ""), given.get("matter", "")):
            self.add_error("matter", why)
        return given

    def _units(self) -> list[int]:
        given = self.cleaned_data
        chosen = {int(key) for key in given.get("places", ())}
        return sorted(chosen | {unit.pk for unit in given.get("units") or ()})

    def draft(self) -> ActivityDraft:
        """Return what was entered, marked as to be completed."""
        given = self.cleaned_data
        group, notice = given["group"], given.get("notice")
        return ActivityDraft(
            code="",
            on=given["on"],
            method=given["method"],
            unit_ids=self._units(),
            official_ids=[official.pk for official in given["officials"]],
            group_id=group.pk if group else None,
            matter=given["matter"],
            notice_id=notice.pk if notice else None,
            summary=given["summary"].strip(),
            is_sketch=True,
        )
