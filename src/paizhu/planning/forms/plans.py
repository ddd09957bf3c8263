"""The forms of a plan, of its items, of the steps with it, and of linking activities."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import Official
from paizhu.oversight.models import Activity, Method
from paizhu.planning import queries, rules
from paizhu.planning.forms.entries import GroupField, SeenForm
from paizhu.planning.models import PlanItem, PlanKind, WorkPlan
from paizhu.planning.states import ItemDraft, PlanDraft
from paizhu.web import choices

OTHER = "proposal"


def _halves(year: int) -> tuple:
    return (
        (date(year, 1, 1), date(year, 6, 30), _("first half of %(year)s")),
        (date(year, 7, 1), date(year, 12, 31), _("second half of %(year)s")),
    )


def periods(today: date, kept: WorkPlan | None = None) -> dict[str, tuple]:
    """Return key → (kind, first day, last day, label): what a plan can be for, nearest first."""
    years = sorted({today.year, today.year + 1} | ({kept.from_on.year} if kept else set()))
    found: dict[str, tuple] = {}
    for year in years:
        for first, last, label in _halves(year):
            if last >= today or (kept and kept.from_on == first):
                words = str(label) % {"year": year}
                found[f"{first}~{last}"] = (PlanKind.HALF_YEARLY, first, last, words)
    for year in years:
        first, last = date(year, 1, 1), date(year, 12, 31)
        words = gettext("whole year %(year)s") % {"year": year}
        found[f"{first}~{last}"] = (PlanKind.YEARLY, first, last, words)
    return found


class PlanForm(SeenForm):
    """What a plan is for, and how the group means to go about it."""

    is_kept = True

    group = GroupField()
    period = forms.ChoiceField(label=_("Plan for"), choices=())
    from_on = forms.DateField(
        label=_("Plan from"), required=False, help_text=_("For a single proposal only.")
    )
    until_on = forms.DateField(
        label=_("Plan until"), required=False, help_text=_("For a single proposal only.")
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Leave empty for the usual title."),
    )
    aims = forms.CharField(
        label=_("Aims and approach"), max_length=4000, required=False, widget=forms.Textarea
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.periods = periods(clock.today(), self.record)
        if self.record is None:
            self.initial.setdefault("period", self._unplanned())
        self.fields["period"].choices = [
            *((key, label) for key, (_kind, _first, _last, label) in self.periods.items()),
            (OTHER, _("a single proposal, for the days below")),
        ]
        if self.record is not None:
            del self.fields["group"]
        else:
            self.fields["group"].offer(self.user, self.user.powers.groups)

    def _unplanned(self) -> str:
        """Return the nearest time for which the groups of the one who drafts have no plan yet."""
        own = WorkPlan.objects.visible_to(self.user).filter(group__in=self.user.powers.groups)
        planned = set(own.standing().order_by().values_list("kind", "from_on"))
        free = (key for key, each in self.periods.items() if each[:2] not in planned)
        return next(free, OTHER)

    def clean(self) -> dict:
        """Say beside the field what is missing for a proposal, or what the rules would refuse."""
        given = super().clean()
        if given.get("period") == OTHER:
            for name in ("from_on", "until_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, gettext("A single proposal names its days."))
            if not self.errors and (
                reason := refusal(
                    rules.plans.check_period, OTHER, given["from_on"], given["until_on"]
                )
            ):
                self.add_error("until_on", reason)
        return given

    def draft(self) -> PlanDraft:
        """Return what was entered."""
        given = self.cleaned_data
        if given["period"] == OTHER:
            kind, first, last = PlanKind.PROPOSAL, given["from_on"], given["until_on"]
            usual = gettext("Work proposal")
        else:
            kind, first, last, label = self.periods[given["period"]]
            usual = gettext("Work plan for the %(period)s") % {"period": label}
        return PlanDraft(
            kind=kind,
            title=given["title"].strip() or usual,
            from_on=first,
            until_on=last,
            aims=given["aims"].strip(),
        )


def initial_of(plan: WorkPlan) -> dict[str, Any]:
    """Return what the form of a stored plan shows first."""
    is_proposal = plan.kind == PlanKind.PROPOSAL
    return {
        "period": OTHER if is_proposal else f"{plan.from_on}~{plan.until_on}",
        "from_on": plan.from_on if is_proposal else None,
        "until_on": plan.until_on if is_proposal else None,
        "title": plan.title,
        "aims": plan.aims,
    }


def months_of(plan: WorkPlan) -> Iterator[tuple[str, str]]:
    """Yield the months that a plan touches, as choices."""
    year, month = plan.from_on.year, plan.from_on.month
    while (year, month) <= (plan.until_on.year, plan.until_on.month):
        words = {"year": year, "month": month}
        yield f"{year}-{month:02}", gettext("%(year)s-%(month)s") % words
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


class ItemForm(SeenForm):
    """One item of a plan."""

    is_kept = True

    what = forms.CharField(
        label=_("What is to be done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    method = forms.ChoiceField(
        label=_("Method"), choices=[("", "—"), *Method.choices], required=False
    )
    units = choices.RecordsField(
        "organization.unit",
        label=_("Units"),
        required=False,
        help_text=_("Leave empty where it concerns no single unit."),
    )
    first = forms.ChoiceField(label=_("From month"), choices=())
    last = forms.ChoiceField(label=_("To month"), choices=())
    responsible = forms.ModelChoiceField(
        label=_("Responsible member"), queryset=None, required=False, empty_label="—"
    )

    def __init__(self, *given: Any, plan: WorkPlan, **options: Any):
        super().__init__(*given, **options)
        self.plan = plan
        months = list(months_of(plan))
        for name in ("first", "last"):
            self.fields[name].choices = months
        self.fields["last"].initial = months[-1][0]
        workers = queries.workers_of(plan.group, clock.today())
        if self.record and self.record.responsible_id:
            workers = workers | Official.objects.filter(pk=self.record.responsible_id)
        self.fields["responsible"].queryset = workers.order_by("code")

    def clean(self) -> dict:
        """Say beside the field that it ends before it begins."""
        given = super().clean()
        if given.get("first", "") > given.get("last", "~"):
            self.add_error("last", gettext("The last day cannot lie before the first."))
        return given

    def draft(self) -> ItemDraft:
        """Return what was entered; months are cut to the plan's own days."""
        given, plan = self.cleaned_data, self.plan
        first, last = (tuple(map(int, given[name].split("-"))) for name in ("first", "last"))
        responsible = given["responsible"]
        return ItemDraft(
            what=given["what"].strip(),
            method=given["method"],
            unit_ids=[unit.pk for unit in given["units"]],
            from_on=max(date(*first, 1), plan.from_on),
            until_on=min(date(*last, monthrange(*last)[1]), plan.until_on),
            responsible_id=responsible.pk if responsible else None,
        )


def initial_of_item(item: PlanItem) -> dict[str, Any]:
    """Return what the form of a stored item shows first: in place of a unit that was merged, its successor."""
    return {
        "what": item.what,
        "method": item.method,
        "units": queries.standing_units(item, clock.today()),
        "first": f"{item.from_on:%Y-%m}",
        "last": f"{item.until_on:%Y-%m}",
        "responsible": item.responsible_id,
    }


NOTED = {
    "agree": (_("Words to the group"), False),
    "send_back": (_("What has to be changed, and why"), True),
    "talk": (_("What you want to talk about, and when"), False),
    "withdraw": (_("Reason"), False),
}


class StepForm(SeenForm):
    """One step with a plan. Returning asks for reasons, reporting for the report."""

    def __init__(self, *given: Any, step: str, **options: Any):
        super().__init__(*given, **options)
        self.step = step
        if step in NOTED:
            label, required = NOTED[step]
            self.fields["note"] = forms.CharField(
                label=label,
                required=required,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if step == "report":
            self.fields["text"] = forms.CharField(
                label=_("Report on completion"),
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": 16}),
                help_text=_("Drawn from the linked activities; add your own words."),
            )

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        said = {name: self.cleaned_data[name] for name in ("note", "text") if name in self.fields}
        return said | {"plan": self.record, "seen_revision": self.seen}


class ActivitiesField(forms.ModelMultipleChoiceField):
    """Activities to be ticked, each in one line."""

    def label_from_instance(self, activity: Activity) -> str:
        """Say when, how and where."""
        units = gettext(", ").join(link.unit.name for link in activity.unit_links.all())
        method = activity.get_method_display()
        return f"{activity.on.isoformat()} · {method} · {units} ({activity.code})"


class LinkForm(forms.Form):
    """Activities that carried out an item."""

    activities = ActivitiesField(
        label=_("Activities that carried it out"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, item: PlanItem, user: Any, **options: Any):
        super().__init__(*given, **options)
        self.offered = queries.possible_works(item, user)
        keys = [activity.pk for activity in self.offered]
        found = Activity.objects.visible_to(user).filter(pk__in=keys)
        found = found.prefetch_related("unit_links__unit").order_by("-on", "-pk")
        self.fields["activities"].queryset = found
        self.is_empty = not keys
