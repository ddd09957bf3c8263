"""Sectors and composite groups by name, as nearly every list offers them in its filters: one statement for both."""

from typing import Any

from django.db.models import F, QuerySet, Value

from paizhu.kernel.requests import Kept
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Sector
from paizhu.organization.queries import alike

Names = list[tuple[int, str]]
SECTOR, GROUP = range(2)
NAMES = Kept("names_in_request", only_reading=True)


def sectors(user: Viewer) -> Names:
    """Return key and name of each sector that a user sees, in their order."""
    return _of(user, SECTOR)


def composite_groups(user: Viewer) -> Names:
    """Return key and name of each composite group that a user sees, by code."""
    return _of(user, GROUP)


def _of(user: Viewer, kind: int) -> Names:
    found = NAMES.of((user.pk, user.commission_id, user.powers), lambda: READ(user))
    return [(key, name) for _kind, _position, _code, key, name in found if _kind == kind]


def _named(viewer: Viewer) -> QuerySet:
    def lines(kind: int, found: QuerySet, **place: Any) -> QuerySet:
        found = found.order_by().annotate(kind_of=Value(kind), **place)
        return found.values_list("kind_of", "place", "of_code", "pk", "name")

    of_sectors = lines(
        SECTOR, Sector.objects.visible_to(viewer), place=F("position"), of_code=Value("")
    )
    of_groups = lines(
        GROUP, CompositeGroup.objects.visible_to(viewer), place=Value(0), of_code=F("code")
    )
    return of_sectors.union(of_groups, all=True).order_by("kind_of", "place", "of_code", "pk")


READ = alike.Read(_named, is_prepared=True)
