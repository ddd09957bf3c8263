"""What waits for whom: for first screens and diaries. All of it starts at `visible_to`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.rectification.models import GROUP_OWES, UNIT_OWES, Rectification, State


@dataclass(frozen=True)
class Waiting:
    """Rectifications by what the user is to do with them; each a queryset that starts at `visible_to`.

    `mine`: the user's own side owes the next word (as keeper, or as one who speaks for the unit).
    `unsigned`: not yet signed for by the user's unit. `overdue`: past due. `recheck`: due to be looked at again.
    """

    mine: QuerySet[Rectification]
    unsigned: QuerySet[Rectification]
    overdue: QuerySet[Rectification]
    recheck: QuerySet[Rectification]


def waiting(user: Viewer, on: date) -> Waiting:
    """Return what waits for the user on the day; no query until read."""
    seen = Rectification.objects.visible_to(user).select_related("unit", "keeper")
    powers, own = user.powers, getattr(user, "official_id", None)
    spoken = powers.contact_units | powers.headed_units
    for_unit = Q(unit__in=spoken) | Q(addressee=own or 0, unit__in=powers.team_units)
    heads = powers.led_groups or powers.deputised_groups
    headless = Q(keeper__isnull=True, unit__in=powers.units if heads else ())
    for_group = Q(keeper=own or 0) | headless
    return Waiting(
        mine=seen.filter(
            Q(for_unit, state__in=UNIT_OWES)
            | Q(for_group, state__in=GROUP_OWES)
            | Q(for_group, wanted_on__isnull=False)
        ).order_by("due_on", "pk"),
        unsigned=seen.filter(for_unit, signed_at__isnull=True).open().order_by("issued_on", "pk"),
        overdue=seen.open().filter(due_on__lt=on).order_by("due_on", "pk"),
        recheck=seen.filter(
            for_group, state=State.CLOSED, recheck_on__lte=on, rechecked_on__isnull=True
        ).order_by("recheck_on", "pk"),
    )


def between(user: Viewer, first: date, last: date) -> QuerySet[Rectification]:
    """Return the open rectifications due from one day to the other, both included, the nearest first."""
    seen = Rectification.objects.visible_to(user).open().filter(due_on__gte=first, due_on__lte=last)
    return seen.select_related("unit", "keeper").order_by("due_on", "pk")
