"""Forms of the rulebook. A refusal of the rules becomes the form's own error, with its article."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.kernel.viewers import Viewer
from paizhu.kernel.workdays import TimeUnit
from paizhu.rulebook import queries, rules
from paizhu.rulebook.actions import DayDraft
from paizhu.rulebook.models import StricterLimit
from paizhu.rulebook.states import Kind, Measure

WORKING = [(False, gettext_lazy("day off")), (True, gettext_lazy("working day"))]
LINE = re.compile(
    r"(?P<first>\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|～|—|\.\.)\s*(?P<last>\d{4}-\d{1,2}-\d{1,2}))?"
    r"[\s,，、]*(?P<word>休|假|放假|休息|班|上班|off|work)(?:[\s,，、]+(?P<note>.*))?"
)
OFF = {"休", "假", "放假", "休息", "off"}


class OwnValueForm(forms.Form):
    """A value of the commission's own."""

    limit_key = forms.ChoiceField(label=gettext_lazy("Time limit or amount"))
    amount = forms.IntegerField(label=gettext_lazy("Our value"), min_value=0, max_value=rules.MOST)
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=Measure.choices)
    from_on = forms.DateField(label=gettext_lazy("Holds from"))
    until_on = forms.DateField(
        label=gettext_lazy("Holds until, not including"),
        required=False,
        help_text=gettext_lazy("Leave it empty where no end is decided."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for it"),
        max_length=300,
        help_text=gettext_lazy("The decision that says so, such as a minute or a document number."),
    )

    def __init__(self, *args: Any, user: Viewer, **options: Any):
        super().__init__(*args, **options)
        self.user = user
        self.fields["limit_key"].choices = limit_choices(clock.today())

    def clean(self) -> dict:
        """Ask the rule."""
        given = super().clean()
        if not self.errors:
            names = ("limit_key", "amount", "unit", "from_on", "until_on")
            asked = [given[name] for name in names]
            if reason := refusal(rules.check_can_set_stricter, self.user, *asked):
                raise forms.ValidationError(reason)
        return given


class WithdrawForm(forms.Form):
    """From when on the rule's value counts again."""

    until_on = forms.DateField(label=gettext_lazy("The rule's value counts again from"))

    def __init__(self, *args: Any, user: Viewer, stricter: StricterLimit, **options: Any):
        super().__init__(*args, **options)
        self.user, self.stricter = user, stricter

    def clean(self) -> dict:
        """Ask the rule."""
        given = super().clean()
        if not self.errors:
            reason = refusal(
                rules.check_can_withdraw_stricter, self.user, self.stricter, given["until_on"]
            )
            if reason:
                raise forms.ValidationError(reason)
        return given


class DayForm(forms.Form):
    """What a day is."""

    is_working_day = forms.TypedChoiceField(
        label=gettext_lazy("It is a"),
        choices=WORKING,
        coerce=lambda given: given in (True, "True"),
        widget=forms.RadioSelect,
        initial=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What day it is"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Such as the holiday, or the notice that says so."),
    )


class NewDayForm(DayForm):
    """A day, and what it is."""

    day = forms.DateField(label=gettext_lazy("Calendar day"))
    field_order = ["day", "is_working_day", "note"]

    def __init__(self, *args: Any, user: Viewer, **options: Any):
        super().__init__(*args, **options)
        self.user = user

    def clean_day(self) -> date:
        """Ask the rule."""
        day = self.cleaned_data["day"]
        if reason := refusal(rules.check_can_add_day, self.user, day):
            raise forms.ValidationError(reason)
        return day


class YearForm(forms.Form):
    """The list of a year, as text."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2100)
    source = forms.CharField(
        label=gettext_lazy("Notice that says so"),
        max_length=200,
        help_text=gettext_lazy("Such as the State Council office's notice with its number."),
    )
    days = forms.CharField(
        label=gettext_lazy("Days off and days worked"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One line for each day or span: the date (2027-02-05, or 2027-02-05至2027-02-11), then 休 or 班, "
            "then what day it is. Weekends that stay free need no line."
        ),
    )

    def __init__(self, *args: Any, user: Viewer, **options: Any):
        super().__init__(*args, **options)
        self.user = user

    def clean_year(self) -> int:
        """Ask the rule."""
        year = self.cleaned_data["year"]
        if reason := refusal(rules.check_can_settle_year, self.user, year):
            raise forms.ValidationError(reason)
        return year

    def clean_days(self) -> list[DayDraft]:
        """Read the lines; every faulty one is named with its number."""
        drafts, faults, year = [], [], self.cleaned_data.get("year")
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                drafts += drafts_of(line, year)
            except ValueError as fault:
                faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": fault})
        twice = [d.day for n, d in enumerate(drafts) if d.day in {e.day for e in drafts[:n]}]
        faults += [_("%(day)s stands in the list twice.") % {"day": day} for day in twice]
        if faults:
            raise forms.ValidationError(faults)
        return drafts


class ReckonForm(forms.Form):
    """The small calculator of the calendar page."""

    start = forms.DateField(
        label=gettext_lazy("Starting day"), help_text=gettext_lazy("It does not count.")
    )
    amount = forms.IntegerField(
        label=gettext_lazy("Number"),
        min_value=-rules.MOST,
        max_value=rules.MOST,
        help_text=gettext_lazy("Negative counts backwards."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=TimeUnit.choices)

    def reckoned(self) -> dict:
        """Return the day found, whether it is worked, and the working days that lie between."""
        start, calendar = self.cleaned_data["start"], queries.calendar()
        found = calendar.deadline(start, self.cleaned_data["amount"], self.cleaned_data["unit"])
        between = calendar.working_days_between(start, found.on)
        return {
            "on": found.on,
            "is_working_day": calendar.is_working_day(found.on),
            "between": between.days,
            "provisional": found.provisional or between.provisional,
        }


def limit_choices(on: date) -> list:
    """Return the limits that can be chosen, by topic; those that no time knows today are left out."""
    entries = [
        entry
        for entry in queries.in_order(queries.pack_on(on).entries)
        if entry.kind == Kind.LIMIT and not entry.is_absent
    ]
    return [
        (group.topic.label, [(e.key, f"{e.label} · {e}") for e in group.entries])
        for group in queries.grouped(entries)
    ]


def drafts_of(line: str, year: int | None) -> Iterator[DayDraft]:
    """Read one line of a year's list. Raises `ValueError` with what is wrong."""
    found = LINE.fullmatch(line.strip())
    if not found:
        raise ValueError(_("write a date, then 休 or 班"))
    first, last = _day(found["first"]), _day(found["last"] or found["first"])
    if last < first:
        raise ValueError(_("the span ends before it begins"))
    if year and (first.year != year or last.year != year):
        raise ValueError(_("this is no day of %(year)s") % {"year": year})
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield DayDraft(day, found["word"] not in OFF, (found["note"] or "").strip()[:100])


def _day(written: str) -> date:
    try:
        return date(*map(int, written.split("-")))
    except ValueError:
        raise ValueError(_("%(day)s is no day of the calendar") % {"day": written}) from None
