"""Why somebody acted in which capacity: the postings, sector and charge of that day in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from paizhu.organization import queries as organization
from paizhu.organization.models import Capacity, CompositeGroup, Official, Sector, Unit
from paizhu.organization.queries import Structure
from paizhu.oversight.models import Activity
from paizhu.oversight.queries.joint_work import Authorisations


@dataclass(frozen=True)
class Part:
    """One person's part at one unit: the capacity of that day, and each fact that makes it so."""

    official: Official
    unit: Unit
    capacity: Capacity
    reasons: tuple[str, ...]


def parts_of(activity: Activity) -> list[Part]:
    """Return the participations of an activity in order of person and unit, as they are stored. Seven queries."""
    stored = activity.participations.select_related("official", "unit")
    parts = list(stored.order_by("official__code", "unit__code"))
    reason = Reasons(activity.commission_id)
    return [
        Part(
            part.official,
            part.unit,
            Capacity(part.capacity),
            reason.of(part.official_id, part.unit_id, part.on, activity.matter),
        )
        for part in parts
    ]


def parts_asked(
    commission_id: int, on: date, officials: Iterable[Official], units: Iterable[Unit]
) -> list[Part]:
    """Return what an activity of these people at these units would be on that day, before it is entered."""
    reason, places = Reasons(commission_id), list(units)
    return [
        Part(
            official,
            unit,
            reason.structure.capacity(official.pk, unit.pk, on),
            reason.of(official.pk, unit.pk, on),
        )
        for official in officials
        for unit in places
    ]


class Reasons:
    """The facts behind capacities in one commission. Six queries when made; four more for somebody outside his capacity."""

    def __init__(self, commission_id: int):
        self.commission_id = commission_id
        self.structure: Structure = organization.structure_of(commission_id)
        self.groups = _names(CompositeGroup, commission_id)
        self.sectors = _names(Sector, commission_id)

    @cached_property
    def _authorisations(self) -> Authorisations:
        return Authorisations(self.commission_id, self.structure)

    def of(
        self, official_id: int, unit_id: int, on: date, matter: str | None = None
    ) -> tuple[str, ...]:
        """Return each fact: residence in the unit, work in a group that is linked to it, or that there is neither.

        Where there is neither, the authorisation of joint work that let him act there is named. `matter`: the
        kind on the table, None where it is not known.
        """
        found = (*self._resident(official_id, unit_id, on), *self._linked(official_id, unit_id, on))
        if found:
            return found
        neither = _("On that day neither resident at the unit nor in a group that supervises it.")
        return neither, *self._authorised(official_id, unit_id, on, matter)

    def _authorised(
        self, official_id: int, unit_id: int, on: date, matter: str | None
    ) -> Iterable[str]:
        if one := self._authorisations.of(official_id, unit_id, on, matter):
            yield _("Authorised as joint work: %(code)s, %(first)s to %(last)s.") % {
                "code": one.code,
                "first": _day(one.from_on),
                "last": _day(one.last_on),
            }

    def _resident(self, official_id: int, unit_id: int, on: date) -> Iterable[str]:
        for period in self.structure.resident.get(official_id, ()):
            if period.covers(on) and period.held == unit_id:
                yield _("Resident at the unit since %(day)s.") % {"day": _day(period.from_on)}

    def _linked(self, official_id: int, unit_id: int, on: date) -> Iterable[str]:
        for sector in self.structure.sector_of.get(unit_id, ()):
            if not sector.covers(on):
                continue
            for charge in self.structure.charge_of.get(sector.held, ()):
                works = self._works(official_id, charge.held, on)
                if charge.covers(on) and works is not None:
                    yield _(
                        "In “%(group)s” since %(day)s, which supervises the unit's sector “%(sector)s”."
                    ) % {
                        "group": self.groups[charge.held],
                        "day": _day(works),
                        "sector": self.sectors[sector.held],
                    }

    def _works(self, official_id: int, group_id: int, on: date) -> date | None:
        """Return since when the person works in the group, or None where he does not on the day."""
        for period in self.structure.working.get(official_id, ()):
            if period.covers(on) and period.held == group_id:
                return period.from_on
        return None


def _names(model, commission_id: int) -> dict[int, str]:
    return dict(model.objects.of(commission_id).values_list("pk", "name"))


def _day(day: date) -> str:
    return day.isoformat()
