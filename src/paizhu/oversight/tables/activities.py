"""The activity ledger: its columns, filters and search."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import F, Model, QuerySet, Value
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.addresses import address
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import Capacity, Sector, Unit
from paizhu.oversight import rules
from paizhu.oversight.models import (
    Activity,
    ActivityUnit,
    Matter,
    Method,
    Opinion,
    Participation,
    Side,
    Subject,
)
from paizhu.oversight.tables.choosing import DaysFilter, days
from paizhu.oversight.tables.stretches import Day, Place, StretchedListing
from paizhu.tenancy.queries import statements
from paizhu.web import choices
from paizhu.web.components import Mark, Tone
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column
from paizhu.web.lists.address import Address
from paizhu.web.templatetags import web as tags

SUBJECTS = [(each.name.lower(), each.label) for each in Subject]
CAPACITIES = [
    (each.value, each.label) for each in (Capacity.SAME_BODY, Capacity.CROSS_BODY, Capacity.OUTSIDE)
]
WEIGHT = {
    each: weight
    for weight, each in enumerate(
        (Capacity.OUTSIDE, Capacity.BOTH, Capacity.SAME_BODY, Capacity.CROSS_BODY)
    )
}
"""Which capacity a row shows of somebody who acted in several: the one to be noticed first."""
SHOWN = 3
"""Units or people that a cell names before it only counts the rest."""


class ActivityFilter(DaysFilter):
    """The ledger's filters. `to` also says as of which day a sector has its units."""

    DAYS = days("on")

    unit = choices.RecordFilter("organization.unit", label=_("Unit"), method="at_unit")
    group = choices.VisibleFilter("organization.composite_group", label=_("Composite group"))
    sector = choices.VisibleFilter("organization.sector", label=_("Sector"), method="in_sector")
    official = choices.RecordFilter(
        "organization.official", label=_("Participant"), method="with_official"
    )
    method = choices.WordsFilter(label=_("Method"), choices=Method)
    matter = choices.WordsFilter(label=_("Kind of matter"), choices=Matter)
    subject = filters.ChoiceFilter(
        label=_("Subject supervised"), choices=SUBJECTS, method="on_subject"
    )
    capacity = filters.ChoiceFilter(label=_("Capacity"), choices=CAPACITIES, method="in_capacity")
    major = filters.ChoiceFilter(
        label=_("Major matters"),
        choices=[("1", _("only meetings on major matters"))],
        method="on_major",
        empty_label=_("all activities"),
    )

    open = filters.ChoiceFilter(
        label=_("To be completed"),
        choices=[("1", _("only what is to be completed"))],
        method="only_open",
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def only_open(self, found: Any, _name: str, _value: str) -> QuerySet:
        """Entered in haste, still to be completed."""
        return found.to_complete()

    def at_unit(self, found: Any, _name: str, unit: Unit) -> QuerySet:
        """At this unit."""
        return found.at_units([unit.pk])

    def in_sector(self, found: Any, _name: str, sector: Sector) -> QuerySet:
        """At units placed in the sector on the last day asked for."""
        on: date = self.form.cleaned_data.get("to") or clock.today()
        units = Unit.objects.visible_to(self.request.user).in_sector(sector, on)
        return found.at_units(units.order_by().values("pk"))

    def with_official(self, found: Any, _name: str, official: Any) -> QuerySet:
        """With this person taking part."""
        return found.with_official(official)

    def on_subject(self, found: QuerySet, _name: str, subject: str) -> QuerySet:
        """Concerning this subject, whatever else it concerns."""
        bit = int(Subject[subject.upper()])
        return found.alias(subject_bit=F("subjects").bitand(bit)).filter(subject_bit__gt=0)

    def in_capacity(self, found: Any, _name: str, capacity: str) -> QuerySet:
        """With somebody acting in this capacity."""
        return found.in_capacity(Capacity(capacity), self.request.user)

    def on_major(self, found: Any, _name: str, _value: str) -> QuerySet:
        """Meetings on one of the four kinds of major matter."""
        return found.on_major_matters()


def ledger(
    user: Any, first: date | None = None, last: date | None = None, asked: dict | None = None
) -> QuerySet:
    """Return the activities that a user may see, of some days; those of one unit where its filter is set."""
    found = Activity.objects.between(first, last).select_related("group")
    unit = (asked or {}).get("unit")
    return found.visible_at(user, unit) if unit else found.visible_to(user)


COUNTED_BY = {"unit", *ActivityFilter.DAYS}
"""Filters that leave nothing to ask of the activities themselves."""


class ActivityListing(StretchedListing):
    """The ledger by day. Where only days and a unit are asked for, it is counted in narrow indexes."""

    def __init__(self, request: Any, page: ListPage, asked: Address | None = None):
        super().__init__(ledger, request, page, asked)

    def tally(self, first: Day, last: Day, place: Place | None, at_most: int) -> int:
        """Count up to so many activities of some days, beyond a place if one is given."""
        asked = self.filters.form.cleaned_data
        others = [name for name, value in asked.items() if value and name not in COUNTED_BY]
        if not (others or self.asked.searched or self.filters.faults):
            side = Side(*place.values, place.is_before) if place else None
            days = Activity.objects.between(first, last)
            found = days.count_in_indexes(
                self.request.user, at_most, unit=asked.get("unit"), side=side
            )
            if found is not None:
                return found
        return super().tally(first, last, place, at_most)


def prepare(_request: Any, activities: Sequence[Activity]) -> None:
    """Look once at the whole page: its units, its people with their capacities, and the number of opinions."""
    of = {activity.pk: activity for activity in activities}
    for activity in activities:
        activity.unit_names, activity.people, activity.opinion_count = [], [], 0
    for key, part, _code, name, capacity, official in PARTS(list(of)):
        activity = of[key]
        if part == UNIT:
            activity.unit_names.append(name)
        elif part == PERSON:
            activity.people.append((name, capacity, official))
        else:
            activity.opinion_count += 1
    for activity in activities:
        activity.people = _noteworthy(activity.people)


UNIT, PERSON, OPINION = range(3)
"""What a row of `PARTS` speaks of."""


def _parts(keys: list[int]) -> QuerySet:
    """Return what belongs to some activities, by code: key, part, code, name, capacity, official."""

    def lines(part: int, model: type[Model], **given: Any) -> QuerySet:
        none = {"of_code": Value(""), "named": Value(""), "acting": Value(""), "who": Value(0)}
        rows = model.objects.filter(activity__in=keys).order_by()
        rows = rows.annotate(part=Value(part), **none | given)
        return rows.values_list("activity_id", "part", *none)

    unit = {"of_code": F("unit__code"), "named": F("unit__name")}
    person = {"of_code": F("official__code"), "named": F("official__name")}
    held = {"acting": F("capacity"), "who": F("official_id")}
    units, people = (
        lines(UNIT, ActivityUnit, **unit),
        lines(PERSON, Participation, **person, **held),
    )
    return units.union(people, lines(OPINION, Opinion), all=True).order_by("of_code")


PARTS = statements.OfRecords(_parts)


def _noteworthy(parts: Sequence[tuple]) -> list[tuple[str, str]]:
    """Return each person once, with the most noteworthy capacity in which he acted at any of the units."""
    held: dict[int, tuple[str, str]] = {}
    for name, capacity, official in parts:
        if official not in held or WEIGHT[capacity] < WEIGHT[held[official][1]]:
            held[official] = (name, capacity)
    return list(held.values())


def shortened(names: Sequence[Any]) -> str:
    """Name the first few and count the rest."""
    shown = gettext(", ").join(str(name) for name in names[:SHOWN])
    if len(names) <= SHOWN:
        return shown
    return gettext("%(names)s and %(count)s more") % {"names": shown, "count": len(names) - SHOWN}


def people_drawn(activity: Activity) -> SafeString:
    """Draw the first few people with their capacities, and how many there are in all."""
    people = activity.people
    shown = format_html_join(
        "",
        '<span class="ov-person">{}{}</span>',
        ((name, tags.capacity(held)) for name, held in people[:SHOWN]),
    )
    if not shown:
        return shown
    rest = gettext("%(count)s in all") % {"count": len(people)} if len(people) > SHOWN else ""
    rest = format_html('<span class="ov-rest">{}</span>', rest) if rest else ""
    return format_html('<span class="ov-people">{}{}</span>', shown, rest)


def _sketch_mark(activity: Activity) -> Mark | None:
    return Mark(gettext("to be completed"), Tone.YELLOW) if activity.is_sketch else None


def _buttons(request: Any) -> tuple[Button, ...]:
    return (
        Button(
            _("Quick entry"),
            reverse("oversight:activity_quick"),
            icon="bolt",
            refusal=refusal(rules.check_can_enter_quickly, request.user),
        ),
        Button(
            _("New activity"),
            reverse("oversight:activity_new"),
            icon="plus",
            look="primary",
            refusal=refusal(rules.check_can_enter, request.user),
        ),
    )


ACTIVITIES = ListPage(
    name="oversight.activities",
    title=_("Activities"),
    queryset=ledger,
    listing=ActivityListing,
    columns=(
        Column("on", _("Date"), order="on", kind=Kind.DATE),
        code_column(
            _("Activity code"),
            link=lambda activity: address("oversight:activity", activity.pk),
        ),
        Column("method", _("Method"), value="get_method_display"),
        Column("units", _("Units"), value=lambda activity: shortened(activity.unit_names)),
        Column(
            "people",
            _("Participants"),
            value=lambda activity: shortened([name for name, _capacity in activity.people]),
            draw=people_drawn,
        ),
        Column("group", _("Composite group"), value="group.name"),
        Column("matter", _("Kind of matter"), value="get_matter_display"),
        Column(
            "subjects",
            _("Subjects supervised"),
            value=lambda activity: shortened([each.label for each in activity.subject_list]),
            hidden=True,
        ),
        Column("opinions", _("Opinions"), value="opinion_count", kind=Kind.NUMBER),
        Column("summary", _("Short account"), hidden=True),
        Column("sketch", _("Completeness"), value=_sketch_mark, kind=Kind.STATE, hidden=True),
    ),
    default_order="-on",
    filterset=ActivityFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Code, summary or unit"),
    prepare=prepare,
    template="oversight/list.html",
    buttons=_buttons,
    empty=Empty(
        _("No activity yet."),
        hint=_("Enter what was done, or import the year's workbook."),
        icon="clipboard-list",
    ),
)
