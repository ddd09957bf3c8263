"""The numbers of a first page: tiles, this month beside the last, groups at a glance, members' loads."""

import calendar
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.coverage.queries import Person, UnitCoverage
from paizhu.kernel.addresses import address
from paizhu.organization.models import Powers
from paizhu.reporting.queries import Scope
from paizhu.reporting.queries.breakdowns import Row
from paizhu.reporting.queries.home import Glance, Ground, Load, Months, OpenOpinions
from paizhu.reporting.tables.figures import Number, number
from paizhu.reporting.tables.links import Links
from paizhu.web.components import Tile, Tone
from paizhu.web.templatetags.web import light


class Comparison(NamedTuple):
    """One figure of this month beside the last."""

    name: Any
    this: Number
    last: Number


def coverage_tiles(ground: Ground) -> list[Tile]:
    """Return the day's coverage in four tiles."""
    coverage, on = ground.coverage, ground.coverage.on.isoformat()
    overview, spots = reverse("coverage:overview"), reverse("coverage:blind_spots")
    whole = _("of %(units)s units") % {"units": len(coverage.units)}
    missing, blind, silent = (
        len(coverage.uncovered),
        len(coverage.blind_spots),
        len(ground.silent()),
    )
    days = {"days": ground.limit}
    return [
        Tile(
            _("Covered today"),
            coverage.covered,
            f"{overview}?on={on}&is=covered#units",
            note=whole,
            tone=Tone.YELLOW if missing else Tone.GREEN,
        ),
        Tile(
            _("Supervised from outside"),
            coverage.cross_body,
            f"{overview}?on={on}&is=cross_body#units",
            note=whole,
        ),
        Tile(_("Nobody from outside"), blind, f"{spots}#blind", note=whole, tone=_red_if(blind)),
        Tile(
            _("No act for %(days)s days") % days,
            silent,
            f"{spots}#silent",
            note=whole,
            tone=_red_if(silent),
        ),
    ]


def opinions_tile(opinions: OpenOpinions, today: date, **filters: int) -> Tile:
    """Return what is overdue, beside what is open."""
    more = "".join(f"&{name}={key}" for name, key in filters.items())
    return Tile(
        _("Overdue opinions"),
        opinions.overdue,
        f"{reverse('oversight:opinions')}?overdue_on={today.isoformat()}{more}",
        note=_("of %(open)s open ones") % {"open": opinions.open},
        tone=_red_if(opinions.overdue),
    )


def supervision_tiles(
    units: Collection[UnitCoverage], powers: Powers, opinions: OpenOpinions, today: date
) -> list[Tile]:
    """Return a group person's units by the capacity in which he acts there, and what is open at them."""
    overview = f"{reverse('coverage:overview')}?on={today.isoformat()}"
    inside = sum(unit.pk in powers.host_units for unit in units)
    title = _("My units") if powers.supervises else _("Units of the groups I guide")
    tiles = [Tile(title, len(units), f"{overview}&is=all#units")]
    if inside:
        tiles.append(Tile(_("There I act in same-body capacity"), inside, overview))
    if powers.groups:
        others = sum(
            unit.pk not in powers.host_units and bool(powers.groups.intersection(unit.groups))
            for unit in units
        )
        tiles.append(Tile(_("There I act in cross-body capacity"), others, overview))
    blind = sum(bool(unit.blind) for unit in units)
    spots = f"{reverse('coverage:blind_spots')}#blind"
    return [
        *tiles,
        Tile(_("Nobody from outside"), blind, spots, tone=_red_if(blind)),
        opinions_tile(opinions, today),
    ]


def _red_if(number_: int) -> Tone:
    return Tone.RED if number_ else Tone.NEUTRAL


def comparisons(scope: Scope, months: Months) -> list[Comparison]:
    """Return this month's figures beside last month's, each with its records."""
    pairs = [
        (_month_numbers(scope, row, min(_last_day(row.of), scope.end)))
        for row in (months.this, months.last)
    ]
    names = [
        _("Activities"),
        _("Meetings on major matters"),
        _("Cross-body acts"),
        _("Same-body acts"),
        _("Opinions made"),
        _("Opinions closed out"),
    ]
    return [Comparison(*row) for row in zip(names, *pairs, strict=True)]


def _month_numbers(scope: Scope, row: Row, end: date) -> list[Number]:
    links, tally = Links(scope.between(row.of, end)), row.tally
    return [
        number(tally.activities, links.activities()),
        number(tally.meetings, links.activities(major=1)),
        number(tally.cross_body, links.parts(capacity="cross_body")),
        number(tally.same_body, links.parts(capacity="same_body")),
        number(tally.opinions, links.opinions()),
        number(tally.closed, links.closed()),
    ]


def _last_day(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


class GlanceLine(NamedTuple):
    """One group of the table at a glance, with the addresses of its numbers. `cells`: the row's cells, drawn."""

    glance: Glance
    activities: Number
    meetings: Number
    overdue: Number
    linked: Number
    cells: SafeString

    @property
    def url(self) -> str:
        """The group's page."""
        return address("organization:group", self.glance.group.pk)


def glance_lines(scope: Scope, glances: Iterable[Glance]) -> list[GlanceLine]:
    """Return the table of groups; `scope` is the month so far."""
    links = Links(scope)
    opinions = f"{reverse('oversight:opinions')}?overdue_on={scope.end.isoformat()}"
    addresses = (
        links.units(group=GROUP),
        links.activities(group=GROUP),
        links.activities(group=GROUP, major=1),
        f"{opinions}&group={GROUP}",
    )
    labels, found = [escape(str(label)) for label in GLANCED], []
    for glance in glances:
        counts = (
            len(glance.group.units),
            glance.activities,
            glance.meetings,
            glance.opinions.overdue,
        )
        linked, activities, meetings, overdue = (
            number(count, url.replace(GROUP, str(glance.group.pk)))
            for count, url in zip(counts, addresses, strict=True)
        )
        drawn = [each.drawn for each in (linked, activities, meetings, overdue)]
        cells = _cells(labels, glance, drawn)
        found.append(GlanceLine(glance, activities, meetings, overdue, linked, cells))
    return found


GROUP = "987654321000"
"""Stands in the addresses of a row for the group's number: one is put together for sixty rows."""
GLANCED = (
    gettext_lazy("Leader"),
    gettext_lazy("Liaison member"),
    gettext_lazy("Linked units"),
    gettext_lazy("Activities this month"),
    gettext_lazy("Meetings on major matters"),
    gettext_lazy("Overdue opinions"),
)
"""The columns after the group's name."""


def _cells(labels: Sequence[str], glance: Glance, numbers: Iterable[SafeString]) -> SafeString:
    """Draw a row after the group's name. A table of sixty groups drawn by templates takes longer than all else."""
    people = (_names(glance.leaders, "red"), _names(glance.liaisons, "yellow"))
    cells = [
        f'<td data-label="{label}">{cell}</td>' for label, cell in zip(labels, people, strict=False)
    ]
    cells += [
        f'<td class="cell-number" data-label="{label}">{cell}</td>'
        for label, cell in zip(labels[len(people) :], numbers, strict=True)
    ]
    return mark_safe("".join(cells))  # noqa: S308  every part is escaped


def _names(people: Iterable[Person], tone: str) -> str:
    """Draw who holds a post, or that nobody does."""
    drawn = "".join(
        f'<a href="{address("organization:official", one.pk)}">{escape(one.name)}</a>'
        for one in people
    )
    if not drawn:
        drawn = light(tone, _("nobody"))
    return f'<span class="names">{drawn}</span>'


class LoadLine(NamedTuple):
    """One member's load with the addresses of its numbers."""

    name: str
    url: str
    activities: Number
    cross_body: Number
    same_body: Number
    keeps: Number


def load_lines(scope: Scope, loads: Iterable[Load]) -> list[LoadLine]:
    """Return the table of members' loads in the scope's period."""
    links, kept = Links(scope), reverse("rectification:rectifications")
    return [
        LoadLine(
            load.person.name,
            address("organization:official", load.person.pk),
            number(load.activities, links.activities(official=load.person.pk)),
            number(load.cross_body, links.parts(official=load.person.pk, capacity="cross_body")),
            number(load.same_body, links.parts(official=load.person.pk, capacity="same_body")),
            number(load.keeps, f"{kept}?turn=open&keeper={load.person.pk}"),
        )
        for load in loads
    ]
