"""What stands against dividing work: who divides, whom, at which unit, and never one's own host unit alone.

Source of the last: the reform wants every unit supervised from outside (异体监督); a resident leader at his own host unit
is same-body supervision (同体监督), so that a second person who does not reside there watches with him.
"""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.organization.queries import Structure
from paizhu.planning import queries
from paizhu.planning.queries import Pair
from paizhu.planning.rules import reading


def check_can_divide(by: Viewer, group: CompositeGroup) -> None:
    """The leader divides the work (the deputy while there is none)."""
    reading.check_leads(by, group)


def check_pair(
    group: CompositeGroup, unit: Unit, pair: Pair, structure: Structure, on: date
) -> None:
    """A principal, perhaps a second: both of the group, at a unit of the group, not resident there alone."""
    if pair.principal is None:
        raise Refused(_("Say who watches “%(unit)s” foremost.") % {"unit": unit.name})
    if pair.principal == pair.second:
        raise Refused(_("Principal and second are two people."))
    if unit.pk not in structure.linked_units(group.pk, on):
        raise Refused(
            _("“%(unit)s” is not linked to “%(group)s” on %(day)s.")
            % {"unit": unit.name, "group": group.name, "day": on.isoformat()}
        )
    working = structure.members(on).get(group.pk, set())
    for person in sorted(pair.people - working):
        raise Refused(
            _("%(person)s does not work in “%(group)s”.")
            % {"person": Official.objects.get(pk=person).name, "group": group.name}
        )
    check_not_alone_at_home(unit, pair, structure, on)


def check_not_alone_at_home(unit: Unit, pair: Pair, structure: Structure, on: date) -> None:
    """Who resides at a unit does not watch it alone."""
    if queries.is_alone_at_home(pair.people, structure.residents(on).get(unit.pk, ())):
        names = _(", ").join(
            Official.objects.filter(pk__in=pair.people)
            .order_by("code")
            .values_list("name", flat=True)
        )
        raise Refused(
            _(
                "%(people)s resides at “%(unit)s”: same-body supervision alone is not enough. Name a second "
                "person who does not reside there."
            )
            % {"people": names, "unit": unit.name}
        )


def check_day(unit: Unit, from_on: date, latest: date | None) -> None:
    """A division begins on or after the last one that was entered for the unit."""
    if latest is not None and from_on < latest:
        raise Refused(
            _(
                "For “%(unit)s” a division from %(day)s is entered already; it cannot begin before that."
            )
            % {"unit": unit.name, "day": latest.isoformat()}
        )
