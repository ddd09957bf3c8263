"""A unit's timeline and a person's acts as they are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, Official, Unit
from paizhu.oversight.models import Activity, Opinion
from paizhu.reporting.queries import profile as queries
from paizhu.reporting.queries.profile import Happening, Month, YearOfPerson
from paizhu.reporting.tables.figures import Number, number
from paizhu.web.components import Moment, Tone

SHORT = 90


@dataclass(frozen=True)
class MonthLine:
    """One month of the timeline."""

    title: str
    moments: list[Moment]


def timeline(user: Viewer, unit: Unit, year: int, today: date) -> dict[str, Any]:
    """Return what one year of a unit's timeline needs, on the unit's page and on its own."""
    years = queries.years_of_unit(user, unit, today)
    return {
        "unit": unit,
        "year": str(year),
        "months": month_lines(queries.months_of_unit(user, unit, year), today),
        "newer": year + 1 if year + 1 in years else None,
        "older": year - 1 if year - 1 in years else None,
    }


def month_lines(months: Iterable[Month], today: date) -> list[MonthLine]:
    """Return the timeline's months."""
    pattern = pgettext("date format of a month with its year", "M Y")
    return [
        MonthLine(
            date_format(month.first, pattern),
            [_drawn(one, today) for one in month.happenings],
        )
        for month in months
    ]


def _drawn(one: Happening, today: date) -> Moment:
    if one.kind == "activity":
        return _activity(one.record)
    if one.kind.startswith("opinion"):
        return _opinion(one, today)
    if one.kind == "notice":
        return Moment(
            localtime(one.record.happens_at),
            _("Matter notice: %(title)s") % {"title": one.record.title},
            one.record.get_matter_display(),
            reverse("oversight:notice", args=[one.record.pk]),
            "bell",
            Tone.YELLOW if one.record.is_after_the_fact else Tone.NEUTRAL,
        )
    return _change(one)


def _activity(activity: Activity) -> Moment:
    capacities = {part.capacity for part in activity.people_here}
    is_cross = bool(capacities & {Capacity.CROSS_BODY})
    matter = f" · {activity.get_matter_display()}" if activity.matter else ""
    names = _(", ").join(
        _("%(name)s (%(capacity)s)")
        % {"name": part.official.name, "capacity": Capacity(part.capacity).counted_as.label}
        for part in activity.people_here
    )
    return Moment(
        activity.on,
        f"{activity.get_method_display()}{matter}",
        _shortened(activity.summary),
        reverse("oversight:activity", args=[activity.pk]),
        "clipboard-check",
        Tone.BLUE if is_cross else Tone.NEUTRAL,
        names,
    )


def _opinion(one: Happening, today: date) -> Moment:
    opinion: Opinion = one.record
    is_closing = one.kind == "opinion_closed"
    title = _("Opinion closed out") if is_closing else _("Opinion made")
    tone = Tone.GREEN if is_closing else Tone.NEUTRAL
    if not is_closing and opinion.is_overdue(today):
        title, tone = _("Opinion made, overdue today"), Tone.RED
    return Moment(
        one.on,
        title,
        _shortened(opinion.content),
        reverse("oversight:opinion", args=[opinion.pk]),
        "checks" if is_closing else "message-report",
        tone,
    )


def _change(one: Happening) -> Moment:
    record = one.record
    if one.kind.startswith("posting"):
        pattern = {
            "posting_begun": _("%(name)s begins as %(post)s"),
            "posting_ended": _("%(name)s ends as %(post)s"),
        }[one.kind]
        words = {"name": record.official.name, "post": record.get_post_display()}
        url = reverse("organization:official", args=[record.official_id])
        return Moment(
            one.on, pattern % words, record.resident_group.name, url, "user", Tone.NEUTRAL
        )
    if one.kind.startswith("placement"):
        pattern = {
            "placement_begun": _("Placed in the sector %(sector)s"),
            "placement_ended": _("Leaves the sector %(sector)s"),
        }[one.kind]
        return Moment(one.on, pattern % {"sector": record.sector.name}, icon="switch-horizontal")
    pattern = {
        "charge_begun": _("%(group)s begins to supervise its sector"),
        "charge_ended": _("%(group)s ends supervising its sector"),
    }[one.kind]
    url = reverse("organization:group", args=[record.group_id])
    return Moment(one.on, pattern % {"group": record.group.name}, url=url, icon="users-group")


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


@dataclass(frozen=True)
class YearLine:
    """One year of a person, each number with its records."""

    year: str
    same_body: Number
    cross_body: Number
    outside: Number


def year_lines(official: Official, years: Iterable[YearOfPerson]) -> list[YearLine]:
    """Return a person's years with the addresses of the acts."""

    def acts(year: int, capacity: str, count: int) -> Number:
        query = f"official={official.pk}&capacity={capacity}&from={year}-01-01&to={year}-12-31"
        return number(count, f"{reverse('reporting:parts')}?{query}")

    return [
        YearLine(
            str(one.year),
            acts(one.year, "same_body", one.tally.same_body),
            acts(one.year, "cross_body", one.tally.cross_body),
            acts(one.year, "outside", one.tally.outside),
        )
        for one in years
    ]
