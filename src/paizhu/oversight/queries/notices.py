"""Reads around a matter notice: the groups that it concerns, whom to tell, who could attend, what else is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import (
    Capacity,
    Charge,
    Official,
    Placement,
    Post,
    Posting,
)
from paizhu.organization.models.dated import in_force_on
from paizhu.oversight.models import MatterNotice, NoticeState, Participation
from paizhu.oversight.queries import busy
from paizhu.tenancy.queries import statements

LOADS = (30, 90)
"""Over how many days back a person's load is counted."""
PREFERENCE = {Capacity.CROSS_BODY: 0, Capacity.BOTH: 1, Capacity.SAME_BODY: 1}
"""Whom to send first: a colleague from outside the unit before who resides there."""


def groups_of(unit_id: int, on: date) -> QuerySet[Charge]:
    """Return the ids of the composite groups that supervise a unit on the day, as a sub-select."""
    placed = in_force_on(on, "sector__placements__")
    charges = Charge.objects.in_force(on).filter(placed, sector__placements__unit=unit_id)
    return charges.order_by().values_list("group_id", flat=True)


def is_of_unit(user: Viewer, unit_id: int) -> bool:
    """Tell whether somebody belongs to a unit's leadership or is its contact, and is no inspector resident there."""
    powers = user.powers
    return unit_id in (powers.team_units | powers.contact_units) - powers.host_units


def _in_charge(unit_id: int, on: date) -> QuerySet[Posting]:
    held = Posting.objects.in_force(on).order_by().values_list("official_id", flat=True)
    heads = held.filter(
        post__in=(Post.LEADER, Post.DEPUTY), composite_group__in=groups_of(unit_id, on)
    )
    return heads.union(held.filter(post=Post.RESIDENT_LEADER, resident_group__host=unit_id))


IN_CHARGE = statements.Read(_in_charge, int, date)


def in_charge(unit_id: int, on: date) -> list[int]:
    """Return who has to know of a unit's matter at once: its groups' leaders and deputies, its resident leader."""
    return IN_CHARGE(unit_id, on)


def day_of(notice: MatterNotice) -> date:
    """Return the day of a matter, in the commission's time zone."""
    return timezone.localdate(notice.happens_at)


@dataclass(frozen=True)
class Candidate:
    """Somebody who could attend: in which capacity on that day, what he has done lately, what is in the way.

    `loads`: activities in the last 30 and the last 90 days, in the order of `LOADS`.
    """

    official: Official
    capacity: Capacity
    loads: tuple[int, ...]
    conflicts: tuple[busy.Busy, ...] = ()
    is_willing: bool = False

    @property
    def rank(self) -> tuple:
        """The order of suggestion: free before bound, from outside before resident, willing, less loaded, by code."""
        return (
            bool(self.conflicts),
            PREFERENCE[self.capacity],
            not self.is_willing,
            *self.loads,
            self.official.code,
        )


def candidates(notice: MatterNotice) -> list[Candidate]:
    """Return who works in the unit's groups or resides there on the matter's day, the best suggestion first.

    Eight queries and one for each room that registered its appointments. Nobody outside his capacity is suggested.
    """
    on, structure = day_of(notice), organization.structure_of(notice.commission_id)
    members, residents = structure.members(on), structure.residents(on)
    keys = set(residents.get(notice.unit_id, ()))
    for group in structure.groups_of_unit(notice.unit_id, on):
        keys |= members.get(group, set())
    loads = _loads(notice.commission_id, keys, clock.today())
    conflicts = busy.around(notice.commission_id, keys, notice.happens_at, leaving_out=notice.pk)
    willing = set(notice.attendees.filter(is_willing=True).values_list("official_id", flat=True))
    found = [
        Candidate(
            official,
            structure.capacity(official.pk, notice.unit_id, on),
            loads.get(official.pk, (0,) * len(LOADS)),
            tuple(conflicts.get(official.pk, ())),
            official.pk in willing,
        )
        for official in Official.objects.of(notice.commission_id).filter(pk__in=keys)
    ]
    return sorted(found, key=lambda one: one.rank)


def _loads(commission_id: int, keys: Iterable[int], today: date) -> dict[int, tuple[int, ...]]:
    """Return official → activities in the last days; one query."""
    counts = {
        f"last_{days}": Count(
            "activity", distinct=True, filter=Q(on__gt=today - timedelta(days=days))
        )
        for days in LOADS
    }
    parts = Participation.objects.filter(
        commission_id=commission_id,
        official__in=list(keys),
        on__gt=today - timedelta(days=max(LOADS)),
        on__lte=today,
    )
    rows = parts.order_by().values_list("official").annotate(**counts)
    return {official: tuple(numbers) for official, *numbers in rows}


def other_word(notice: MatterNotice, user: Viewer) -> Sequence[MatterNotice]:
    """Return other word of the same unit and day that the reader may see: perhaps of the same matter. One query."""
    start = timezone.make_aware(datetime.combine(day_of(notice), time.min))
    found = MatterNotice.objects.visible_to(user).filter(
        unit=notice.unit_id, happens_at__gte=start, happens_at__lt=start + timedelta(days=1)
    )
    return list(found.exclude(pk=notice.pk).order_by("happens_at", "pk"))


def owed_under(posting: Posting) -> QuerySet[MatterNotice]:
    """Return the coming matters that a person is to attend by virtue of a posting in a group or at a unit."""
    today = timezone.make_aware(datetime.combine(clock.today(), time.min))
    found = MatterNotice.objects.of(posting.commission_id).attended_by([posting.official_id])
    found = found.filter(state=NoticeState.ATTEND, happens_at__gte=today)
    if posting.composite_group_id:
        placed = Placement.objects.in_force(clock.today()).filter(
            sector__charges__in=Charge.objects.in_force(clock.today()).filter(
                group=posting.composite_group_id
            )
        )
        return found.filter(unit__in=placed.values("unit"))
    if posting.resident_group_id:
        return found.filter(unit=posting.resident_group.host_id)
    return found.none()
