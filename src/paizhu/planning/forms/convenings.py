"""The forms of a joint activity: convening it, answering a call, calling it off, entering its result."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import CompositeGroup, Official
from paizhu.oversight import rules as oversight
from paizhu.oversight.actions.activities import ActivityDraft
from paizhu.oversight.models import Matter, Method
from paizhu.planning import queries
from paizhu.planning.forms.entries import GroupField, SeenForm
from paizhu.planning.models import Convening
from paizhu.planning.states import ConveningDraft
from paizhu.web import choices

ASKED = ("starts_at", "ends_at", "officials")


class PeopleField(forms.ModelMultipleChoiceField):
    """People who may be called; those of another group are marked as such. `own`: ids of the group's own."""

    own: frozenset[int] = frozenset()

    def label_from_instance(self, official: Official) -> str:
        """The name, and whether he is of another group."""
        if official.pk in self.own:
            return official.name
        return gettext("%(name)s (another group)") % {"name": official.name}


class ConveningForm(SeenForm):
    """What, when, where, what about, and who is called."""

    group = GroupField()
    title = forms.CharField(label=_("What for"), max_length=200)
    starts_at = forms.DateTimeField(label=_("Begins"))
    ends_at = forms.DateTimeField(label=_("Ends"))
    officials = PeopleField(
        label=_("Who is called"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label=_("Place"), max_length=200)
    agenda = forms.CharField(
        label=_("Agenda"), max_length=4000, required=False, widget=forms.Textarea
    )

    def __init__(self, *given: Any, group: CompositeGroup, **options: Any):
        super().__init__(*given, **options)
        powers = self.user.powers
        if self.record is not None:
            del self.fields["group"]
        else:
            self.fields["group"].offer(self.user, powers.led_groups | powers.deputised_groups)
            self.fields["group"].initial = group.pk
        people, today = self.fields["officials"], clock.today()
        people.queryset = queries.callable_officials(group, today).order_by("code")
        people.own = frozenset(queries.workers_of(group, today).values_list("pk", flat=True))

    def clean(self) -> dict:
        """Say beside the field that it ends before it begins."""
        given = super().clean()
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", gettext("It ends after it begins."))
        return given

    def draft(self) -> ConveningDraft:
        """Return what was entered."""
        given = self.cleaned_data
        names = ("title", "starts_at", "ends_at", "place", "agenda")
        officials = [official.pk for official in given["officials"]]
        return ConveningDraft(**{name: given[name] for name in names}, official_ids=officials)

    def asked(self) -> tuple | None:
        """Return beginning, end and people as far as they are filled in; None while one is missing."""
        self.is_valid()
        found = tuple(self.cleaned_data.get(name) for name in ASKED)
        return found if all(found) else None


def usual(group: CompositeGroup) -> dict[str, Any]:
    """Return what a new joint activity starts with: tomorrow morning, the whole group."""
    day = clock.today() + timedelta(days=1)
    starts = timezone.make_aware(datetime.combine(day, time(9)))
    workers = queries.workers_of(group, clock.today())
    return {
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "officials": list(workers.values_list("pk", flat=True)),
    }


def initial_of(convening: Convening) -> dict[str, Any]:
    """Return what the form of a stored joint activity shows first."""
    names = ("title", "starts_at", "ends_at", "place", "agenda")
    called = list(convening.calls.values_list("official_id", flat=True))
    return {name: getattr(convening, name) for name in names} | {"officials": called}


class CannotForm(SeenForm):
    """Why somebody cannot come."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class CallOffForm(SeenForm):
    """Why a joint activity is called off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResultForm(SeenForm):
    """Who came, what came of it, and whether it is an activity of supervision."""

    is_kept = True

    attended = forms.ModelMultipleChoiceField(
        label=_("Who came"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    result = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea)
    is_activity = forms.BooleanField(
        label=_("Enter it in the ledger of activities as well"), required=False, initial=True
    )
    method = forms.ChoiceField(label=_("Method"), choices=Method, required=False)
    units = choices.RecordsField(
        "organization.unit",
        label=_("Units"),
        required=False,
        help_text=_("At which units you acted; needed for the ledger."),
    )
    matter = forms.ChoiceField(
        label=_("Kind of matter"), choices=[("", "—"), *Matter.choices], required=False
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        people = queries.called_to(self.record)
        self.fields["attended"].queryset = people

    def clean(self) -> dict:
        """Say beside the field what an activity still needs."""
        given = super().clean()
        if given.get("is_activity"):
            if not given.get("units") and "units" not in self.errors:
                self.add_error("units", gettext("An activity names at least one unit."))
            reason = refusal(
                oversight.check_matter, given.get("method", ""), given.get("matter", "")
            )
            if reason:
                self.add_error("matter", reason)
        return given

    def draft(self) -> ActivityDraft | None:
        """Return the activity that the result becomes, or None."""
        given, convening = self.cleaned_data, self.record
        if not given["is_activity"]:
            return None
        return ActivityDraft(
            code="",
            on=timezone.localdate(convening.starts_at),
            method=given["method"],
            unit_ids=[unit.pk for unit in given["units"]],
            official_ids=[official.pk for official in given["attended"]],
            group_id=convening.group_id,
            matter=given["matter"],
            summary=given["result"].strip(),
        )
