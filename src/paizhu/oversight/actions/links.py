"""The units and participations of activities: written, compared and classed anew. Shared by the activities' acts.

Capacity is asked of the structure in memory, so that a hundred thousand activities cost no more queries than one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from paizhu.organization import queries as organization
from paizhu.oversight.models import Activity, ActivityUnit, Participation
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission

SHARED = ("commission_id", "activity", "on", "month")
"""What both kinds of link repeat of their activity."""


@dataclass(frozen=True)
class Links:
    """The units and the officials of one activity."""

    units: frozenset[int] = frozenset()
    officials: frozenset[int] = frozenset()


NONE = Links()


def month_of(on: date) -> int:
    """Return year × 100 + month, as the map reads it."""
    return on.year * 100 + on.month


def stored(activities: Iterable[int]) -> dict[int, Links]:
    """Return what the activities are linked to; two queries. Activities without links are absent."""
    keys = list(activities)
    units, officials = defaultdict(set), defaultdict(set)
    of_units = ActivityUnit.objects.filter(activity__in=keys)
    for activity, unit in of_units.values_list("activity_id", "unit_id"):
        units[activity].add(unit)
    of_people = Participation.objects.filter(activity__in=keys)
    for activity, official in of_people.values_list("activity_id", "official_id"):
        officials[activity].add(official)
    return {
        key: Links(frozenset(units[key]), frozenset(officials[key])) for key in units | officials
    }


class Writer:
    """Writes the links of activities of one commission, each participation in its computed capacity."""

    def __init__(self, commission: Commission):
        self.commission = commission
        self.structure = organization.structure_of(commission)
        self.capacity = lru_cache(maxsize=50_000)(self.structure.capacity)

    def write(self, linked: Sequence[tuple[Activity, Links]]) -> None:
        """Write the links of activities that have none yet."""
        batches.insert(ActivityUnit, ("unit", *SHARED), self._unit_rows(linked))
        batches.insert(
            Participation, ("official", "unit", "capacity", *SHARED), self._people_rows(linked)
        )

    def rewrite(self, linked: Sequence[tuple[Activity, Links]]) -> None:
        """Replace the links of activities."""
        keys = [activity.pk for activity, _links in linked]
        if keys:
            ActivityUnit.objects.filter(activity__in=keys).delete()
            Participation.objects.filter(activity__in=keys).delete()
            self.write(linked)

    def _unit_rows(self, linked: Sequence[tuple[Activity, Links]]) -> Iterable[tuple]:
        for activity, links in linked:
            shared = self._shared(activity)
            for unit in sorted(links.units):
                yield unit, *shared

    def _people_rows(self, linked: Sequence[tuple[Activity, Links]]) -> Iterable[tuple]:
        for activity, links in linked:
            shared = self._shared(activity)
            for official in sorted(links.officials):
                for unit in sorted(links.units):
                    yield official, unit, str(self.capacity(official, unit, activity.on)), *shared

    def _shared(self, activity: Activity) -> tuple:
        """Return the values of `SHARED` for an activity, as the database's driver takes them."""
        on = connection.ops.adapt_datefield_value(activity.on)
        return self.commission.pk, activity.pk, on, month_of(activity.on)


def coded(known: Mapping[int, str], ids: Iterable[int]) -> list[str]:
    """Return the codes of records, in order, as the trail keeps them."""
    return sorted(known[key] for key in ids)
