"""The list of acts: who was at which unit on which day in which capacity. The rows behind capacity figures.

Rows are counted once for each person and unit of an activity, as the figures' contract says.
"""

from datetime import date
from functools import cached_property
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.coverage import queries as coverage
from paizhu.kernel import clock
from paizhu.organization.models import Capacity, Sector, Unit
from paizhu.oversight.models import Method, Participation
from paizhu.reporting import actions
from paizhu.web import choices
from paizhu.web.lists import Column, Empty, Kind, ListPage
from paizhu.web.lists.respond import Listing

COUNTED = [(c.value, c.label) for c in (Capacity.SAME_BODY, Capacity.CROSS_BODY, Capacity.OUTSIDE)]


class PartFilter(filters.FilterSet):
    """The filters of the figures. `to` also says as of which day a sector has its units."""

    capacity = filters.ChoiceFilter(
        label=_("Acting capacity"), choices=COUNTED, method="in_capacity"
    )
    group = choices.VisibleFilter(
        "organization.composite_group",
        label=_("Composite group"),
        field_name="activity__group",
    )
    sector = choices.VisibleFilter("organization.sector", label=_("Sector"), method="in_sector")
    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    official = choices.RecordFilter("organization.official", label=_("Person"))
    method = filters.ChoiceFilter(label=_("Method"), field_name="activity__method", choices=Method)

    class Meta:
        model = Participation
        fields: list = []

    @classmethod
    def get_filters(cls) -> dict:
        """Add the days, whose names are words of Python."""
        found = super().get_filters()
        found["from"] = filters.DateFilter(label=_("From"), field_name="on", lookup_expr="gte")
        found["to"] = filters.DateFilter(label=_("To"), field_name="on", lookup_expr="lte")
        return found

    def in_capacity(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Who is resident at a unit acts there in same-body capacity, also when it is linked."""
        if value == Capacity.SAME_BODY:
            return rows.filter(capacity__in=(Capacity.SAME_BODY, Capacity.BOTH))
        return rows.filter(capacity=value)

    def in_sector(self, rows: QuerySet, _name: str, value: Sector) -> QuerySet:
        """Restrict to the units placed in the sector on the last day asked for."""
        on: date = self.form.cleaned_data.get("to") or clock.today()
        units = Unit.objects.visible_to(self.request.user).in_sector(value, on)
        return rows.filter(unit__in=units.order_by().values("pk"))


def acts(user: Any, first: date | None = None, last: date | None = None) -> QuerySet:
    """Return the acts that a user sees, of some days."""
    found = coverage.parts(user, first, last)
    return found.select_related("activity", "activity__group", "official", "unit")


class PartListing(Listing):
    """The acts of the days asked for, found in narrow indexes. Without a first day somebody who does not see them all has 500 counted."""

    WITHOUT_DAYS = 500

    @cached_property
    def records(self) -> QuerySet:
        """What the reader may see, restricted."""
        asked = self.filters.form.cleaned_data
        return self.filters.restrict(acts(self.request.user, asked.get("from"), asked.get("to")))

    @property
    def counts_to(self) -> int:
        """Up to here counts are exact: a number of the figures, which has its days, and its list agree."""
        begins = self.filters.form.cleaned_data.get("from")
        if begins or self.request.user.powers.sees_commission:
            return super().counts_to
        return self.WITHOUT_DAYS


PARTS = ListPage(
    name="reporting.parts",
    title=_("Acts by capacity"),
    lead=_("Each person at each unit of an activity, in the capacity of that day."),
    queryset=acts,
    listing=PartListing,
    columns=(
        Column("on", _("Date"), order="on", kind=Kind.DATE),
        Column(
            "official",
            _("Person"),
            value="official.name",
            link=lambda part: reverse("organization:official", args=[part.official_id]),
        ),
        Column(
            "unit",
            _("Unit"),
            value="unit.name",
            link=lambda part: reverse("organization:unit", args=[part.unit_id]),
        ),
        Column("capacity", _("Acting capacity"), value="get_capacity_display"),
        Column("method", _("Method"), value="activity.get_method_display"),
        Column(
            "activity",
            _("Activity"),
            value="activity.code",
            kind=Kind.CODE,
            link=lambda part: reverse("oversight:activity", args=[part.activity_id]),
        ),
        Column("group", _("In the name of"), value="activity.group.name", hidden=True),
    ),
    default_order="-on",
    filterset=PartFilter,
    empty=Empty(_("No act is recorded yet."), icon="users"),
    on_export=lambda request, count: actions.export_acts(
        commission=request.user.commission, rows=count, on=clock.today(), by=request.user
    ),
)
