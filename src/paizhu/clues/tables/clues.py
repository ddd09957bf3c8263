"""The clue ledger: columns with the light of the nearest limit, filters, export with its trace."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paizhu.clues import rules
from paizhu.clues.models import Clue, ClueState, Conclusion, Disposition
from paizhu.clues.queries import reconciling as queries
from paizhu.clues.queries import searching
from paizhu.clues.tables import looks, marks
from paizhu.clues.tables.counted import CountedClues
from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.rectification.queries import Deadlines, Light
from paizhu.web import choices
from paizhu.web.components import Button
from paizhu.web.lists import Column, Empty, Kind, ListPage, code_column

DUE = [
    ("overdue", _("past due")),
    ("near", _("nearly due")),
    ("unfiled", _("disposition not filed")),
    ("held", _("held, to be looked at")),
    ("unkept", _("nobody keeps it")),
]


class ClueFilter(CountedClues):
    """The ledger's filters, those of the figures among them."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        records=queries.groups_of,
        label=_("Handling group"),
    )
    unit = filters.CharFilter(label=_("Unit concerned"), method="of_unit")
    disposition = filters.ChoiceFilter(label=_("Disposition"), choices=Disposition)
    conclusion = filters.ChoiceFilter(label=_("Conclusion of the verification"), choices=Conclusion)
    due = filters.ChoiceFilter(label=_("Limit"), choices=DUE, method="with_due")
    received_from = filters.DateFilter(
        label=_("Received from"), field_name="received_on", lookup_expr="gte"
    )
    received_until = filters.DateFilter(
        label=_("Received until"), field_name="received_on", lookup_expr="lte"
    )
    open = filters.BooleanFilter(label=_("Under way"), method="under_way")

    class Meta:
        model = Clue
        fields: list[str] = []

    def of_unit(self, found: Any, _name: str, said: str) -> QuerySet:
        """Restrict to clues about a unit, by its name, code or id."""
        about = Q(unit__name__icontains=said) | Q(unit__code=said)
        return found.filter(about | Q(unit=said) if said.isdigit() else about)

    def with_due(self, found: Any, _name: str, due: str) -> QuerySet:
        """Restrict by the nearest limit."""
        today = clock.today()
        if due == "overdue":
            return found.filter(due_on__lt=today)
        if due == "unfiled":
            return found.filter(disposed_on__isnull=False, filed_with_organ_on__isnull=True)
        if due == "unkept":
            return found.open().filter(group__isnull=False, keeper__isnull=True)
        last = Deadlines(self.request.user.commission_id, today).last_day(Light.YELLOW)
        if due == "held":
            return found.filter(state=ClueState.HELD, due_on__lte=last)
        return found.filter(due_on__gte=today, due_on__lte=last)

    def under_way(self, found: Any, _name: str, is_open: bool) -> QuerySet:
        """Restrict to those for which somebody still has to act, or to the others."""
        return found.open() if is_open else found.exclude(Q(pk__in=found.open().values("pk")))


def _buttons(request: Any) -> list[Button]:
    user = request.user
    against = refusal(rules.check_can_register, user)
    register = (
        []
        if against
        else [Button(_("Register a clue"), reverse("clues:clue_new"), icon="plus", look="primary")]
    )
    due = [Button(_("What is due"), reverse("clues:clues_due"), icon="clock")]
    told = refusal(rules.check_can_reconcile, user)
    reconcile = (
        [] if told else [Button(_("Reconciliation"), reverse("clues:reconciliation"), icon="scale")]
    )
    return [*register, *due, *reconcile]


TITLE = _("Clues")
CLUES = ListPage(
    name="clues.clues",
    title=TITLE,
    queryset=lambda user: Clue.objects.visible_to(user).select_related("unit", "group", "keeper"),
    columns=(
        code_column(
            _("Clue code"),
            link=lambda record: record.get_absolute_url(),
        ),
        Column("received_on", _("Received on"), order="received_on", kind=Kind.DATE),
        Column("unit", _("Unit concerned"), value="unit.name"),
        Column("group", _("Handling group"), value="group.name"),
        Column("state", _("State"), value=marks.state_mark, kind=Kind.STATE),
        Column("due_limit", _("Next limit"), value=marks.due_words),
        Column("due_on", _("Due on"), order="due_on", kind=Kind.DATE),
        Column("light", _("Deadline"), value="light", kind=Kind.STATE),
        Column("disposition", _("Disposition"), value=marks.disposition_words),
        Column("keeper", _("Kept by"), value="keeper.name"),
        Column("rank", _("Rank"), value="get_rank_display", hidden=True),
        Column("source", pgettext_lazy("clue", "Source"), hidden=True),
        Column("assigned_on", _("Assigned on"), kind=Kind.DATE, hidden=True),
        Column("disposed_on", _("Disposed on"), kind=Kind.DATE, hidden=True),
        Column(
            "filed_with_organ_on", _("Filed with the commission on"), kind=Kind.DATE, hidden=True
        ),
        Column(
            "conclusion",
            _("Conclusion of the verification"),
            value="get_conclusion_display",
            hidden=True,
        ),
        Column("concluded_on", _("Concluded on"), kind=Kind.DATE, hidden=True),
        Column("filed_on", _("Case filed on"), kind=Kind.DATE, hidden=True),
    ),
    default_order="-received_on",
    filterset=ClueFilter,
    search=searching.found,
    found_exactly=searching.COUNTED,
    search_hint=_("Number, name or identity number of the person, or words of the summary"),
    prepare=marks.prepare,
    template="clues/clues/list.html",
    buttons=_buttons,
    on_search=looks.searched(TITLE),
    on_export=looks.exported(TITLE),
    empty=Empty(_("No clues."), icon="file-search"),
)
