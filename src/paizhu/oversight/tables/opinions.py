"""The opinion ledger: its columns with lights, filters and search."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.addresses import address
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Sector, Unit
from paizhu.oversight import rules
from paizhu.oversight.models import Opinion, OpinionState
from paizhu.oversight.tables import marks
from paizhu.oversight.tables.choosing import DaysFilter, days
from paizhu.rectification import queries as rectification
from paizhu.rectification.panels import light_mark
from paizhu.web import choices
from paizhu.web.lists import Column, Empty, Kind, ListPage, code_column

BEGINNING = 60
"""Characters of an opinion that a row shows."""


class OpinionFilter(DaysFilter):
    """The ledger's filters. `to` also says as of which day a sector has its units."""

    DAYS = days("made_on") | {
        "closed_from": ("closed_on", "gte", _("Closed out from")),
        "closed_to": ("closed_on", "lte", _("Closed out to")),
    }

    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    group = choices.VisibleFilter("organization.composite_group", label=_("Composite group"))
    sector = choices.VisibleFilter("organization.sector", label=_("Sector"), method="in_sector")
    state = choices.WordsFilter(label=_("State"), choices=OpinionState)
    overdue_on = filters.DateFilter(label=_("Overdue on"), method="overdue")

    class Meta:
        model = Opinion
        fields: list[str] = []

    def in_sector(self, found: QuerySet, _name: str, sector: Sector) -> QuerySet:
        """To units placed in the sector on the last day asked for."""
        on: date = self.form.cleaned_data.get("to") or clock.today()
        units = Unit.objects.visible_to(self.request.user).in_sector(sector, on)
        return found.filter(unit__in=units.order_by().values("pk"))

    def overdue(self, found: Any, _name: str, on: date) -> QuerySet:
        """Past the deadline on that day, and not closed out by then."""
        return found.overdue_on(on)


def prepare(request: Any, opinions: Sequence[Opinion]) -> None:
    """Say for the whole page how near each deadline is."""
    deadlines = rectification.Deadlines(request.user.commission_id, clock.today())
    for opinion in opinions:
        opinion.state_mark = marks.state_mark(opinion)
        opinion.light = light_mark(deadlines.of(opinion))


def shortened(opinion: Opinion) -> str:
    """Return the beginning of an opinion in one line."""
    words = " ".join(opinion.content.split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING]}…"


def _sees_ledgers(user: Any) -> bool:
    return allowed(rules.check_can_see_ledgers, user)


OPINIONS = ListPage(
    name="oversight.opinions",
    title=_("Opinions"),
    queryset=lambda user: Opinion.objects.visible_to(user).select_related("unit", "activity"),
    columns=(
        Column("made_on", _("Made on"), order="made_on", kind=Kind.DATE),
        code_column(
            _("Opinion code"),
            link=lambda opinion: address("oversight:opinion", opinion.pk),
        ),
        Column("unit", _("Unit"), value="unit.name"),
        Column("content", _("Opinion"), value=shortened),
        Column("state", _("State"), value=marks.state_mark, kind=Kind.STATE),
        Column("due_on", _("To be put right by"), kind=Kind.DATE),
        Column("light", _("Deadline"), value="light", kind=Kind.STATE),
        Column("closed_on", _("Closed out on"), kind=Kind.DATE),
        Column(
            "activity",
            _("Out of the activity"),
            value="activity.code",
            hidden=True,
            visible=_sees_ledgers,
        ),
    ),
    default_order="-made_on",
    filterset=OpinionFilter,
    search=("code", "content", "unit__name"),
    search_hint=_("Code, words of the opinion, or unit"),
    prepare=prepare,
    template="oversight/list.html",
    empty=Empty(
        _("No opinion yet."),
        hint=_("An opinion is entered from the page of the activity that it came out of."),
        icon="message-report",
    ),
)
