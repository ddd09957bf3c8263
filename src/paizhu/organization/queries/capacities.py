"""The capacity of one person towards one unit: the single question. Many at once are asked of `structure_of`."""

from datetime import date

from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Capacity,
    Official,
    Posting,
    Unit,
)


def capacity_of(official: Official, unit: Unit, on: date) -> Capacity:
    """Return in which capacity the official acts towards the unit on the day (同体, 异体, both, or outside); two queries."""
    own = Posting.objects.of(unit.commission_id).in_force(on).filter(official=official)
    is_resident = own.filter(post__in=RESIDENT_POSTS, resident_group__host=unit).exists()
    working = own.filter(post__in=WORKING_COMPOSITE_POSTS)
    linked = Unit.objects.linked_to(working.values("composite_group_id"), on)
    is_linked = linked.filter(pk=unit.pk).exists()
    if is_resident:
        return Capacity.BOTH if is_linked else Capacity.SAME_BODY
    return Capacity.CROSS_BODY if is_linked else Capacity.OUTSIDE
