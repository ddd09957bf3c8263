"""What becomes of the division of work where a unit is dissolved: nobody watches it from then on."""

from django.urls import reverse

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules as structure
from paizhu.organization.models import Unit
from paizhu.organization.queries.open_matters import Matter
from paizhu.planning.actions import division
from paizhu.planning.models import Watch
from paizhu.trail import actions as trail


def watched(unit: Unit, _user: Viewer) -> list[Matter]:
    """Return who watches the unit."""
    return [
        Matter(
            watch.official.name,
            reverse("planning:division", args=[watch.group_id]),
            watch.get_role_display(),
        )
        for watch in _open(unit)
    ]


@act
def leave_to_successor(*, unit: Unit, to: Unit, by: Viewer) -> int:
    """Nobody watches the unit any more; who watches its successor is its group's own division of work."""
    return _end(unit, by)


@act
def end(*, unit: Unit, reason: str, by: Viewer) -> int:
    """Nobody watches the unit any more."""
    return _end(unit, by)


def _end(unit: Unit, by: Viewer) -> int:
    structure.check_can_keep(by, unit.commission_id)
    found = _open(unit)
    for watch in found:
        division.locked(watch.group)
        division.end(watch, clock.today())
    if found:
        trail.record("planning.watch_ended_with_unit", unit, by=by, count=len(found))
    else:
        acts.nothing_to_do()
    return len(found)


def _open(unit: Unit) -> list[Watch]:
    found = Watch.objects.of(unit.commission_id).filter(unit=unit, until_on__isnull=True)
    return list(found.select_related("official", "group").order_by("role", "pk"))
