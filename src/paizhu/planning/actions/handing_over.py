"""What somebody owes under a posting in a group, and handing it to who follows: watches, items, plans' drafts stay the group's."""

from django.urls import reverse

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official, Posting
from paizhu.organization.queries.open_matters import Matter
from paizhu.planning.actions import division
from paizhu.planning.models import LIVE_PLANS, PlanItem, Watch, WatchRole
from paizhu.planning.queries import Pair
from paizhu.trail import actions as trail


def watches_of(posting: Posting, _user: Viewer) -> list[Matter]:
    """Return the units that the person watches under the posting."""
    url = (
        reverse("planning:division", args=[posting.composite_group_id])
        if posting.composite_group_id
        else ""
    )
    return [
        Matter(watch.unit.name, url, watch.get_role_display())
        for watch in _watches(posting).select_related("unit")
    ]


def items_of(posting: Posting, user: Viewer) -> list[Matter]:
    """Return the items of plans that are not over, for which the person answers."""
    found = _items(posting).select_related("plan")
    return [
        Matter(str(item), item.plan.get_absolute_url(), item.until_on.isoformat()) for item in found
    ]


@act
def hand_over_watches(*, posting: Posting, to: Official, by: Viewer) -> int:
    """Let who follows watch the units, never one where he resides alone; returns how many units were handed over."""
    found = list(_watches(posting).select_related("unit", "group"))
    structure = organization.structure_of(posting.commission_id)
    for watch in found:
        group = division.locked(watch.group)
        held = Watch.objects.filter(group=group, unit=watch.unit, until_on__isnull=True)
        roles = {each.role: each.official_id for each in held}
        pair = Pair(roles.get(WatchRole.PRINCIPAL), roles.get(WatchRole.DEPUTY))
        heirs = division.heirs(group, watch.unit, pair, posting.official_id, to.pk, structure)
        day = max(clock.today(), *(each.from_on for each in held))
        division.write(group, watch.unit, heirs, day, by)
    return _count(found)


@act
def hand_over_items(*, posting: Posting, to: Official, by: Viewer) -> int:
    """Let who follows answer for the items; returns how many."""
    found = list(_items(posting).select_related("plan"))
    for item in found:
        item.responsible = to
        item.revision += 1
        item.save(update_fields=["responsible", "revision"])
        trail.record(
            "planning.item_handed_over", item.plan, by=by, position=item.position, code=to.code
        )
    return _count(found)


def _count(found: list) -> int:
    if not found:
        acts.nothing_to_do()
    return len(found)


def _watches(posting: Posting):
    if posting.post not in WORKING_COMPOSITE_POSTS:
        return Watch.objects.none()
    return (
        Watch.objects.of(posting.commission_id)
        .filter(
            group=posting.composite_group_id, official=posting.official_id, until_on__isnull=True
        )
        .order_by("unit__code")
    )


def _items(posting: Posting):
    if posting.post not in WORKING_COMPOSITE_POSTS:
        return PlanItem.objects.none()
    return (
        PlanItem.objects.of(posting.commission_id)
        .filter(
            plan__group=posting.composite_group_id,
            plan__state__in=LIVE_PLANS,
            responsible=posting.official_id,
        )
        .order_by("plan__code", "position")
    )
