"""What the quick entry offers first: the reader's own units, those where he last was before the others."""

from django.db.models import Max

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight.models import Activity, Participation
from paizhu.oversight.models.activities import ActivityQuerySet

OFFERED = 8
"""Units offered as chips; the rest is found by typing."""


def own_units(user: Viewer) -> list[Unit]:
    """Return the units that the user supervises: last visited first, then his host units, then by code. Two queries."""
    units = list(Unit.objects.visible_to(user).filter(pk__in=user.powers.units).order_by("code"))
    last = _last_days(user, [unit.pk for unit in units])
    hosts = user.powers.host_units
    return sorted(
        units,
        key=lambda unit: (
            -last[unit.pk].toordinal() if unit.pk in last else 0,
            unit.pk not in hosts,
        ),
    )


def sketches(user: Viewer) -> ActivityQuerySet:
    """Return the user's own activities that wait to be completed, oldest first."""
    official = getattr(user, "official_id", None)
    if official is None:
        return Activity.objects.none()
    found = Activity.objects.visible_to(user).of(user.commission_id).to_complete()
    return found.with_official(official).order_by("on", "pk")


def _last_days(user: Viewer, units: list[int]) -> dict:
    official = getattr(user, "official_id", None)
    if official is None:
        return {}
    parts = Participation.objects.filter(official=official, unit__in=units).order_by()
    return dict(parts.values_list("unit").annotate(last=Max("on")))
