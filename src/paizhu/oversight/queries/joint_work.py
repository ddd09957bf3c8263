"""Which authorisation of joint work (组组协作授权) lets somebody act at a unit that his own group does not supervise."""

from dataclasses import dataclass
from datetime import date

from paizhu.organization import queries as organization
from paizhu.organization.queries import Structure
from paizhu.oversight.models import JointWork
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Authorisation:
    """An authorisation in memory; ids are database ids. Empty `units`: the groups' own; empty `matters`: all kinds."""

    pk: int
    code: str
    groups: frozenset[int]
    units: frozenset[int]
    matters: frozenset[str]
    from_on: date
    last_on: date

    def holds(self, on: date, matter: str | None) -> bool:
        """Tell whether it holds on the day, for the kind of matter (None: whatever the matter)."""
        is_on = self.from_on <= on <= self.last_on
        return is_on and (matter is None or not self.matters or matter in self.matters)


class Authorisations:
    """One commission's authorisations that touch some days, asked in memory. Four queries when made, and the structure's.

    `first`, `last`: the days that will be asked about, both included; None leaves that side open.
    """

    def __init__(
        self,
        commission: Commission | int,
        structure: Structure,
        first: date | None = None,
        last: date | None = None,
    ):
        self.structure = structure
        found = JointWork.objects.of(commission).order_by("code")
        if first is not None:
            found = found.filter(until_on__gte=first)
        if last is not None:
            found = found.filter(from_on__lte=last)
        self.all = tuple(
            _authorisation(one) for one in found.prefetch_related("groups", "units", "matters")
        )

    def of(
        self, official_id: int, unit_id: int, on: date, matter: str | None = ""
    ) -> Authorisation | None:
        """Return the authorisation under which the person may act at the unit on the day, or None.

        `matter`: the kind on the table; None asks whatever the matter.
        """
        working = set(self.structure.groups_of_official(official_id, on))
        for one in self.all:
            if one.holds(on, matter) and working & one.groups and self._reaches(one, unit_id, on):
                return one
        return None

    def _reaches(self, one: Authorisation, unit_id: int, on: date) -> bool:
        if one.units:
            return unit_id in one.units
        return bool(one.groups.intersection(self.structure.groups_of_unit(unit_id, on)))


def authorised(
    commission: Commission | int,
    *,
    official_id: int,
    unit_id: int,
    on: date,
    matter: str | None = None,
) -> Authorisation | None:
    """Return the authorisation under which one person may act at one unit on a day, or None.

    For many at once make `Authorisations` and ask its `of`.
    """
    structure = organization.structure_of(commission)
    return Authorisations(commission, structure, on, on).of(official_id, unit_id, on, matter)


def _authorisation(one: JointWork) -> Authorisation:
    return Authorisation(
        pk=one.pk,
        code=one.code,
        groups=frozenset(group.pk for group in one.groups.all()),
        units=frozenset(unit.pk for unit in one.units.all()),
        matters=frozenset(line.matter for line in one.matters.all()),
        from_on=one.from_on,
        last_on=one.last_on,
    )
