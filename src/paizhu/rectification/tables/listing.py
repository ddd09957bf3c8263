"""The list of rectifications: columns with lights, filters and search."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.rectification import queries
from paizhu.rectification.models import GROUP_OWES, UNIT_OWES, Rectification, State
from paizhu.rectification.queries import Light
from paizhu.rectification.tables import marks
from paizhu.web import choices
from paizhu.web.lists import Column, Empty, Kind, ListPage, code_column

BEGINNING = 60
"""Characters of what was said that a row shows."""
LIGHTS = [
    (Light.RED.value, _("red: past due")),
    (Light.YELLOW.value, _("yellow: nearly due")),
    (Light.BLUE.value, _("blue: due soon")),
]
OPEN = [("open", _("open")), ("unit", _("the unit's word is next")), ("group", _("the group's word is next"))]  # fmt: skip


class RectificationFilter(filters.FilterSet):
    """The list's filters."""

    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    group = choices.VisibleFilter("organization.composite_group", label=_("Composite group"))
    keeper = choices.RecordFilter("organization.official", label=_("Followed by"))
    addressee = choices.RecordFilter("organization.official", label=_("Addressed to"))
    state = choices.WordsFilter(label=_("State"), choices=State)
    turn = filters.ChoiceFilter(label=_("Whose turn"), choices=OPEN, method="whose_turn")
    light = filters.ChoiceFilter(label=_("Light"), choices=LIGHTS, method="with_light")
    overdue_on = filters.DateFilter(label=_("Overdue on"), method="overdue")

    class Meta:
        model = Rectification
        fields: list[str] = []

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if not _sees_group(self.request.user):
            del self.filters["keeper"]

    def whose_turn(self, found: Any, _name: str, turn: str) -> QuerySet:
        """Restrict to open ones, or to those where one side's word is next."""
        owing = {"unit": UNIT_OWES, "group": GROUP_OWES}
        return found.open() if turn == "open" else found.filter(state__in=owing[turn])

    def with_light(self, found: Any, _name: str, light: str) -> QuerySet:
        """Restrict to open ones that show the light today."""
        today, found = clock.today(), found.open()
        if light == Light.RED:
            return found.filter(due_on__lt=today)
        deadlines = queries.Deadlines(self.request.user.commission_id, today)
        yellow = deadlines.last_day(Light.YELLOW)
        if light == Light.YELLOW:
            return found.filter(due_on__gte=today, due_on__lte=yellow)
        return found.filter(due_on__gt=yellow, due_on__lte=deadlines.last_day(Light.BLUE))

    def overdue(self, found: Any, _name: str, on: date) -> QuerySet:
        """Past the deadline on that day, and not closed out by then."""
        return found.overdue_on(on)


def prepare(request: Any, records: Sequence[Rectification]) -> None:
    """Say for the whole page how near each deadline is."""
    deadlines = queries.Deadlines(request.user.commission_id, clock.today())
    for record in records:
        record.light = marks.light_mark(deadlines.of(record))


def shortened(record: Rectification) -> str:
    """Return the beginning of what is to be put right in one line."""
    words = " ".join(record.problem.split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING]}…"


def followed_by(record: Rectification) -> Any:
    """Return who follows it for the group: the keeper by name, else the leader while it is open."""
    if record.keeper is not None:
        return record.keeper.name
    return _("the group's leader") if record.is_open else None


def _sees_group(user: Any) -> bool:
    powers = user.powers
    return powers.sees_commission or powers.supervises or bool(powers.guided_groups)


RECTIFICATIONS = ListPage(
    name="rectification.rectifications",
    title=_("Rectifications"),
    queryset=lambda user: Rectification.objects.visible_to(user).select_related(
        "unit", "addressee", "keeper", "group"
    ),
    columns=(
        code_column(
            _("Reference number"),
            link=lambda record: record.get_absolute_url(),
        ),
        Column("unit", _("Unit"), value="unit.name"),
        Column("problem", _("What is to be put right"), value=shortened),
        Column("state", _("State"), value=marks.state_mark, kind=Kind.STATE),
        Column("due_on", _("To be put right by"), kind=Kind.DATE),
        Column("light", _("Deadline"), value="light", kind=Kind.STATE),
        Column("keeper", _("Followed by"), value=followed_by, visible=_sees_group),
        Column("issued_on", _("Issued on"), order="issued_on", kind=Kind.DATE),
        Column("addressee", _("Addressed to"), value="addressee.name", hidden=True),
        Column("group", _("Composite group"), value="group.name", hidden=True),
        Column("closed_on", _("Closed out on"), kind=Kind.DATE, hidden=True),
        Column("recheck_on", _("Re-check due on"), kind=Kind.DATE, hidden=True),
    ),
    default_order="-issued_on",
    filterset=RectificationFilter,
    search=("code", "problem", "unit__name"),
    search_hint=_("Reference number, words of the matter, or unit"),
    prepare=prepare,
    template="rectification/list.html",
    empty=Empty(
        _("Nothing is to be put right."),
        hint=_("A rectification begins when an opinion is given to a unit."),
        icon="list-check",
    ),
)
