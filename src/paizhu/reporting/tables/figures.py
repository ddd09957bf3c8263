"""The figures as tables and charts, for the page and for the workbook: the same cells feed both.

Each cell carries the address of its records. `queries` counts; here it is laid out.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from paizhu.clues.models import TalkKind
from paizhu.clues.queries.counting import Counted
from paizhu.oversight.models import Method, OpinionState, Subject
from paizhu.reporting import queries
from paizhu.reporting.queries import Figures, Scope
from paizhu.reporting.queries.breakdowns import GroupRow, Row, Tally
from paizhu.reporting.tables.links import Links
from paizhu.web.charts import Chart, Series, Shape
from paizhu.web.components import Tile, Tone


class Number(NamedTuple):
    """One number and where its records are; a zero has none."""

    value: int
    url: str = ""

    @property
    def drawn(self) -> SafeString:
        """The number as it is drawn in a cell, without a template for each of hundreds."""
        if self.url:
            return mark_safe(f'<a href="{escape(self.url)}">{int(self.value)}</a>')  # noqa: S308  escaped
        return NOTHING if not self.value else mark_safe(str(int(self.value)))  # noqa: S308  a number


NOTHING = mark_safe('<span class="zero">0</span>')


class Line(NamedTuple):
    """One line of a table: its name, the page of what it is about, its numbers."""

    name: Any
    url: str
    numbers: Sequence[Number]


@dataclass(frozen=True)
class Table:
    """One table. `key` is unique on its page and names the sheet's anchor."""

    key: str
    title: Any
    of: Any
    columns: Sequence[Any]
    lines: Sequence[Line]
    note: Any = ""
    tones: Sequence[str] = field(default_factory=tuple)

    def column(self, position: int) -> Series:
        """Return one column as a chart's series."""
        numbers = [line.numbers[position] for line in self.lines]
        return Series(
            self.columns[position],
            [number.value for number in numbers],
            [number.url for number in numbers],
            self.tones[position] if self.tones else "",
        )

    def chart(
        self, title: Any, positions: Sequence[int], shape: Shape, *, unit: Any = "", height="normal"
    ) -> Chart:
        """Draw some columns of the table."""
        return Chart(
            key=f"{self.key}-{'-'.join(map(str, positions))}",
            title=title,
            categories=[line.name for line in self.lines],
            series=[self.column(position) for position in positions],
            shape=shape,
            unit=unit,
            category_title=self.of,
            height=height,
        )


def number(value: int, url: str) -> Number:
    """Return a number with its address, a zero without."""
    return Number(value, url if value else "")


TONES = ("navy", "red", "same", "cross", "grey", "navy", "green", "red")


def _columns() -> list[str]:
    return [
        _("Activities"),
        _("Meetings on major matters"),
        _("Same-body acts"),
        _("Cross-body acts"),
        _("Outside capacity"),
        _("Opinions made"),
        _("Opinions closed out"),
        _("Overdue at the end"),
    ]


def _numbers(tally: Tally, links: Links, **more: Any) -> list[Number]:
    return [
        number(tally.activities, links.activities(**more)),
        number(tally.meetings, links.activities(major=1, **more)),
        number(tally.same_body, links.parts(capacity="same_body", **more)),
        number(tally.cross_body, links.parts(capacity="cross_body", **more)),
        number(tally.outside, links.parts(capacity="outside", **more)),
        number(tally.opinions, links.opinions(**more)),
        number(tally.closed, links.closed(**more)),
        number(tally.overdue, links.overdue(**more)),
    ]


def months(scope: Scope, rows: Iterable[Row]) -> Table:
    """One line a month; overdue is a matter of the period's end, so it has no column here."""
    is_one_year = scope.start.year == scope.end.year
    pattern = (
        pgettext("date format of a month", "M")
        if is_one_year
        else pgettext("date format of a month with its year", "M Y")
    )
    lines = []
    for row in rows:
        part = scope.between(max(row.of, scope.start), min(_last(row.of), scope.end))
        lines.append(Line(date_format(row.of, pattern), "", _numbers(row.tally, Links(part))[:-1]))
    return Table("months", _("By month"), _("Month"), _columns()[:-1], lines, tones=TONES[:-1])


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def groups(scope: Scope, rows: Iterable[GroupRow]) -> Table:
    """One line a group: its activities by method, its meetings and opinions."""
    links = Links(scope)
    lines = [_group_line(links, row) for row in rows]
    columns = [
        _("Activities"),
        *(method.label for method in Method),
        *_columns()[1:2],
        *_columns()[5:],
    ]
    return Table(
        "groups",
        _("By composite group and method"),
        _("Composite group"),
        columns,
        lines,
        note=_("Counted is what was done in the group's name."),
    )


def _group_line(links: Links, row: GroupRow) -> Line:
    if row.of is None:
        plain = _plain_group_numbers(row)
        return Line(_("In no group's name"), "", [Number(value) for value in plain])
    more = {"group": row.of.pk}
    numbers = [
        number(row.tally.activities, links.activities(**more)),
        *(
            number(count, links.activities(method=method.value, **more))
            for method, count in row.methods.items()
        ),
        number(row.tally.meetings, links.activities(major=1, **more)),
        number(row.tally.opinions, links.opinions(**more)),
        number(row.tally.closed, links.closed(**more)),
        number(row.tally.overdue, links.overdue(**more)),
    ]
    return Line(row.of.name, reverse("organization:group", args=[row.of.pk]), numbers)


def _plain_group_numbers(row: GroupRow) -> list[int]:
    tally = row.tally
    return [
        tally.activities,
        *row.methods.values(),
        tally.meetings,
        tally.opinions,
        tally.closed,
        tally.overdue,
    ]


def sectors(scope: Scope, rows: Iterable[Row]) -> Table:
    """One line a sector, as placed on the period's last day."""
    return Table(
        "sectors",
        _("By sector"),
        _("Sector"),
        _columns(),
        [
            Line(row.of.name, "", _numbers(row.tally, Links(scope), sector=row.of.pk))
            for row in rows
        ],
        note=_(
            "An activity at units of two sectors counts in both, so the column may exceed the total."
        ),
        tones=TONES,
    )


def units(scope: Scope, rows: Iterable[Row]) -> Table:
    """One line a unit."""
    lines = [
        Line(
            row.of.name,
            reverse("organization:unit", args=[row.of.pk]),
            _numbers(row.tally, Links(scope), unit=row.of.pk),
        )
        for row in rows
    ]
    return Table(
        "units",
        _("By unit"),
        _("Unit"),
        _columns(),
        lines,
        note=_("An activity at several units counts at each."),
        tones=TONES,
    )


def subjects(scope: Scope, rows: Iterable[tuple[Subject, int]]) -> Table:
    """One line for each of the eight things supervised."""
    links = Links(scope)
    lines = [
        Line(subject.label, "", [number(count, links.activities(subject=subject.name.lower()))])
        for subject, count in rows
    ]
    note = _("An activity may concern several.")
    return Table(
        "subjects", _("By subject"), _("Subject supervised"), [_("Activities")], lines, note
    )


def opinions(scope: Scope, rows: Iterable[tuple[OpinionState, int]]) -> Table:
    """One line for each state in which the period's opinions stand today."""
    links = Links(scope)
    lines = [
        Line(state.label, "", [number(count, links.opinions(state=state.value))])
        for state, count in rows
    ]
    note = _("Opinions made in the period, as they stand today.")
    return Table(
        "opinions", _("What became of the opinions"), _("State"), [_("Opinions")], lines, note
    )


def methods(found: Figures) -> Table:
    """One line for each method."""
    links = Links(found.scope)
    lines = [
        Line(method.label, "", [number(count, links.activities(method=method.value))])
        for method, count in found.activities.by_method.items()
    ]
    return Table("methods", _("By method"), _("Method"), [_("Activities")], lines)


def tiles(found: Figures) -> list[Tile]:
    """Return the totals of the period."""
    links, done, opinions_ = Links(found.scope), found.activities, found.opinions

    def tile(label: Any, value: int, url: str, note: Any = "", tone: Tone = Tone.NEUTRAL) -> Tile:
        return Tile(label, value, url if value else "", note=note, tone=tone)

    pairs = _("counted by person and unit")
    on = _("on %(day)s") % {"day": found.scope.end.isoformat()}
    return [
        tile(_("Activities"), done.total, links.activities()),
        tile(
            _("Meetings on major matters"), found.major_matter_meetings, links.activities(major=1)
        ),
        tile(_("Cross-body acts"), done.cross_body, links.parts(capacity="cross_body"), pairs),
        tile(_("Same-body acts"), done.same_body, links.parts(capacity="same_body"), pairs),
        tile(
            _("Outside capacity"),
            done.outside,
            links.parts(capacity="outside"),
            pairs,
            Tone.YELLOW if done.outside else Tone.NEUTRAL,
        ),
        tile(_("Opinions made"), opinions_.made, links.opinions()),
        tile(_("Opinions closed out"), opinions_.closed, links.closed()),
        tile(_("Not adopted"), opinions_.declined, links.opinions(state="declined")),
        tile(
            _("Overdue at the end"),
            opinions_.overdue,
            links.overdue(),
            tone=Tone.RED if opinions_.overdue else Tone.NEUTRAL,
        ),
        tile(_("Units"), found.units, links.units(), on),
        tile(_("Sectors"), found.sectors, _day(found.scope, "sectors"), on),
        tile(_("Composite groups"), found.groups, _day(found.scope, "groups"), on),
    ]


def casework_tiles(found: Figures) -> list[Tile]:
    """Return what the reader may know of casework; nothing where it is closed to him."""
    links, clues, talks = (
        Links(found.scope),
        found.casework.get("clues"),
        found.casework.get("talks"),
    )
    tiles = []
    for key, label in CLUE_LABELS.items() if clues else ():
        url = links.clues(key) if clues[key] else ""
        tiles.append(Tile(label, clues[key], url, note=_("of those that exist for you")))
    if talks:
        total = talks["total"]
        tiles.append(Tile(_("Talks"), total, links.talks() if total else ""))
        for kind in TalkKind:
            if kind.word and (people := talks["people"][kind.word]):
                words = {"kind": kind.label}
                url = links.talks(kind=kind.value)
                tiles.append(Tile(_("%(kind)s: people") % words, people, url))
    return tiles


CLUE_LABELS = {
    Counted.RECEIVED: gettext_lazy("Clues received"),
    Counted.ASSIGNED: gettext_lazy("of these assigned to groups"),
    Counted.VERIFICATION: gettext_lazy("of these verified"),
    Counted.FILED: gettext_lazy("Cases filed"),
    Counted.HELD: gettext_lazy("of these held for later"),
    Counted.CONCLUDED: gettext_lazy("of these concluded"),
}


def _day(scope: Scope, part: str) -> str:
    """Return the coverage of the last day, which shows all sectors and groups; none for a narrower choice."""
    if scope.filters:
        return ""
    return f"{reverse('coverage:overview')}?on={scope.end.isoformat()}#{part}"


def page(found: Figures, by_unit: Table | None) -> dict[str, Any]:
    """Return the page's charts and tables by name."""
    scope = found.scope
    monthly = months(scope, queries.by_month(scope))
    by_method, by_subject = methods(found), subjects(scope, queries.by_subject(scope))
    states = opinions(scope, queries.opinions_by_state(scope))
    by_group = groups(scope, queries.by_group(scope))
    by_sector = sectors(scope, queries.by_sector(scope))
    times, pieces = pgettext("unit of activities", "times"), pgettext("unit of opinions", "pieces")
    return {
        "charts": [
            monthly.chart(_("Activities by month"), (0, 1), Shape.BARS, unit=times),
            monthly.chart(_("Acts by capacity and month"), (3, 2, 4), Shape.STACKED),
            by_method.chart(_("Activities by method"), (0,), Shape.ROWS, unit=times, height="high"),
            by_subject.chart(_("Activities by subject"), (0,), Shape.ROWS, unit=times),
            states.chart(_("What became of the opinions"), (0,), Shape.SHARES, unit=pieces),
            by_sector.chart(_("Acts by capacity and sector"), (3, 2, 4), Shape.STACKED),
        ],
        "tables": [monthly, by_group, by_sector, *([by_unit] if by_unit else [])],
        "has_units": by_unit is not None,
    }


def all_tables(found: Figures) -> list[Table]:
    """Return every table, for the workbook."""
    scope = found.scope
    return [
        months(scope, queries.by_month(scope)),
        groups(scope, queries.by_group(scope)),
        sectors(scope, queries.by_sector(scope)),
        units(scope, queries.by_unit(scope)),
        methods(found),
        subjects(scope, queries.by_subject(scope)),
        opinions(scope, queries.opinions_by_state(scope)),
    ]
