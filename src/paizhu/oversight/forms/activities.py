"""The form of one activity, new or to be corrected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import CompositeGroup
from paizhu.oversight import rules
from paizhu.oversight.actions.activities import ActivityDraft
from paizhu.oversight.forms.entries import CODE_HELP, EntryForm
from paizhu.oversight.models import Activity, Matter, Method, Subject
from paizhu.web import choices

NO_CHOICE = ("", "—")
PREVIEWED = ("on", "units", "officials")
"""The fields from which capacities follow."""


class ActivityForm(EntryForm):
    """What was done, where, by whom."""

    on = forms.DateField(label=_("Date"))
    method = forms.ChoiceField(label=_("Method"), choices=[NO_CHOICE, *Method.choices])
    units = choices.RecordsField("organization.unit", label=_("Units"))
    officials = choices.RecordsField("organization.official", label=_("Participants"))
    group = forms.ModelChoiceField(
        label=_("In the name of the group"),
        queryset=None,
        required=False,
        empty_label="—",
        help_text=_("Whose work it counts as in the figures."),
    )
    matter = forms.ChoiceField(
        label=_("Kind of matter"),
        choices=[NO_CHOICE, *Matter.choices],
        required=False,
        help_text=_("Needed for meetings, decisions and important events."),
    )
    subjects = forms.TypedMultipleChoiceField(
        label=_("Subjects supervised"),
        choices=[(each.value, each.label) for each in Subject],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notice = choices.RecordField(
        "oversight.notice",
        label=_("Matter notice that it followed"),
        required=False,
    )
    summary = forms.CharField(
        label=_("Short account"), max_length=4000, required=False, widget=forms.Textarea
    )
    code = forms.CharField(
        label=_("Activity code"), max_length=64, required=False, help_text=CODE_HELP
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()
        self.fields["group"].queryset = self._groups()
        if self.record is not None:
            del self.fields["code"]

    def _groups(self) -> Any:
        """The office may name any group; others the groups they work in, and the one that stands there."""
        groups, powers = CompositeGroup.objects.visible_to(self.user), self.user.powers
        if powers.keeps_structure:
            return groups
        kept = {self.record.group_id} if self.record else set()
        return groups.filter(pk__in=powers.groups | (kept - {None}))

    def clean(self) -> dict:
        """Say beside the field what the rules would refuse."""
        given = super().clean()
        if "on" in given:
            self._refuse("on", refusal(rules.check_day, given["on"]))
        asked = given.get("method", ""), given.get("matter", "")
        self._refuse("matter", refusal(rules.check_matter, *asked))
        return given

    def _refuse(self, name: str, reason: str) -> None:
        if reason and name not in self.errors:
            self.add_error(name, reason)

    def draft(self) -> ActivityDraft:
        """Return what was entered."""
        given = self.cleaned_data
        group, notice = given["group"], given["notice"]
        return ActivityDraft(
            code=given.get("code", "").strip(),
            on=given["on"],
            method=given["method"],
            unit_ids=[unit.pk for unit in given["units"]],
            official_ids=[official.pk for official in given["officials"]],
            group_id=group.pk if group else None,
            matter=given["matter"],
            subjects=sum(given["subjects"]),
            notice_id=notice.pk if notice else None,
            summary=given["summary"].strip(),
        )

    def asked(self) -> tuple | None:
        """Return day, units and officials as far as they are filled in, for the preview; None while one is missing."""
        self.is_valid()
        found = tuple(self.cleaned_data.get(name) for name in PREVIEWED)
        return found if all(found) else None


def initial_of(activity: Activity) -> dict[str, Any]:
    """Return what the form of a stored activity shows first."""
    return {
        "on": activity.on,
        "method": activity.method,
        "units": [link.unit_id for link in activity.unit_links.order_by("unit__code")],
        "officials": list(
            activity.participations.order_by("official__code")
            .values_list("official_id", flat=True)
            .distinct()
        ),
        "group": activity.group_id,
        "matter": activity.matter,
        "subjects": [int(each) for each in activity.subject_list],
        "notice": activity.notice_id,
        "summary": activity.summary,
    }
