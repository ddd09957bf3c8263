"""The scope of figures: a period, a filter and who asks. Every figure starts at one of its querysets.

So a number and the list behind it can only differ where the list's own filters do; `address` gives those.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from paizhu.coverage import queries as coverage
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Charge, CompositeGroup, Placement, Sector, Unit
from paizhu.oversight.models import Activity, ActivityUnit, Opinion, OpinionState, Participation
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Scope:
    """What figures are asked for. `start` and `end` are both included.

    `group`: activities done in the name of that composite group, and what came of them. `sector`, `unit`:
    activities at those units, of pairs and triples only those units'. Sectors and links are taken as of
    the period's last day.
    """

    commission: Commission
    start: date
    end: date
    user: Viewer
    group: CompositeGroup | None = None
    sector: Sector | None = None
    unit: Unit | None = None

    def between(self, start: date, end: date) -> "Scope":
        """Return the same scope for another period."""
        return replace(self, start=start, end=end)

    @property
    def filters(self) -> tuple[CompositeGroup | Sector | Unit, ...]:
        """What the figures are narrowed to; empty for the whole."""
        return tuple(one for one in (self.group, self.sector, self.unit) if one is not None)

    @property
    def is_filtered_by_unit(self) -> bool:
        """Whether only some units' activities are asked for."""
        return self.sector is not None or self.unit is not None

    def units(self) -> QuerySet[Unit]:
        """Return the units in scope, as placed and linked on the last day."""
        standing = Unit.objects.visible_to(self.user).of(self.commission).standing(self.end)
        found = self._within(standing)
        if self.group is not None:
            charges = Charge.objects.in_force(self.end).filter(group=self.group)
            placed = Placement.objects.in_force(self.end).filter(
                sector__in=charges.values("sector")
            )
            found = found.filter(pk__in=placed.values("unit"))
        return found

    def placements(self) -> QuerySet[Placement]:
        """Return the placements of the units in scope on the last day."""
        return Placement.objects.in_force(self.end).filter(unit__in=self.units())

    def groups(self) -> QuerySet[CompositeGroup]:
        """Return the composite groups in scope: established, and in charge of the units filtered by."""
        found = CompositeGroup.objects.visible_to(self.user).of(self.commission)
        found = found.filter(established_on__lte=self.end)
        if self.group is not None:
            found = found.filter(pk=self.group.pk)
        if self.is_filtered_by_unit:
            sectors = Placement.objects.in_force(self.end).filter(
                unit__in=self._within(Unit.objects.all())
            )
            charges = Charge.objects.in_force(self.end).filter(sector__in=sectors.values("sector"))
            found = found.filter(pk__in=charges.values("group"))
        return found

    def activities(self) -> QuerySet[Activity]:
        """Return the activities of the period, each once."""
        found = Activity.objects.between(self.start, self.end).visible_to(self.user)
        found = found.of(self.commission)
        if self.group is not None:
            found = found.filter(group=self.group)
        if self.is_filtered_by_unit:
            found = found.filter(pk__in=self.visits().values("activity"))
        return found.order_by()

    def visits(self) -> QuerySet[ActivityUnit]:
        """Return the (activity, unit) pairs of the period."""
        return self._parts(coverage.visits(self.user, self.start, self.end))

    def parts(self) -> QuerySet[Participation]:
        """Return the (activity, person, unit) triples of the period."""
        return self._parts(coverage.parts(self.user, self.start, self.end))

    def opinions_made(self) -> QuerySet[Opinion]:
        """Return the opinions made in the period."""
        return self._opinions().filter(**self._days("made_on"))

    def opinions_closed(self) -> QuerySet[Opinion]:
        """Return the opinions closed out in the period, whenever they were made."""
        return self._opinions().filter(**self._days("closed_on"), state=OpinionState.CLOSED)

    def _opinions(self) -> QuerySet[Opinion]:
        found = Opinion.objects.visible_to(self.user).of(self.commission)
        if self.group is not None:
            found = found.filter(group=self.group)
        if self.is_filtered_by_unit:
            found = found.filter(unit__in=self.chosen_units())
        return found.order_by()

    def _parts(self, found: QuerySet) -> QuerySet:
        found = found.filter(commission_id=self.commission.pk)
        if self.group is not None:
            found = found.filter(activity__group=self.group)
        if self.is_filtered_by_unit:
            found = found.filter(unit__in=self.chosen_units())
        return found.order_by()

    def chosen_units(self) -> QuerySet[Unit]:
        """Return the ids of the units that the filters for sector and unit leave."""
        return self._within(Unit.objects.of(self.commission)).order_by().values("pk")

    def _within(self, units: QuerySet[Unit]) -> QuerySet[Unit]:
        """Restrict units by the filters for sector and unit."""
        if self.sector is not None:
            units = units.in_sector(self.sector, self.end)
        if self.unit is not None:
            units = units.filter(pk=self.unit.pk)
        return units

    def _days(self, field: str) -> dict[str, date]:
        return {f"{field}__gte": self.start, f"{field}__lte": self.end}
