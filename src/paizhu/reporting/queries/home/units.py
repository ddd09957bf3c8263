"""The units of a reader: as the unit's own people see theirs, and with lights as a group's people see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Min, Q, QuerySet

from paizhu.coverage import queries as coverage
from paizhu.coverage.queries import UnitCoverage
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Post, Posting, Target, Unit
from paizhu.organization.queries import alike
from paizhu.rectification.models import Rectification
from paizhu.rectification.queries import Clock, Light
from paizhu.reporting.queries.home.shapes import NO_LIGHT, Reader

RESIDENT_POSTS = [post for post in Post if post.target is Target.RESIDENT_GROUP]


@dataclass(frozen=True)
class OwnUnit:
    """A unit as its own people see it: who supervises it."""

    unit: Unit
    groups: Sequence[CompositeGroup]
    residents: Sequence[str]


def own_units(user: Viewer, on: date) -> list[OwnUnit]:
    """Return the units whose contact or leadership the user is. Seven queries."""
    own = user.powers.contact_units | user.powers.team_units
    structure = organization.structure_of(user.commission_id)
    groups = {group.pk: group for group in CompositeGroup.objects.visible_to(user)}
    residents = defaultdict(list)
    postings = Posting.objects.visible_to(user).in_force(on).filter(post__in=RESIDENT_POSTS)
    for host, name in postings.values_list("resident_group__host_id", "official__name"):
        residents[host].append(name)
    return [
        OwnUnit(
            unit,
            [groups[pk] for pk in structure.groups_of_unit(unit.pk, on) if pk in groups],
            residents[unit.pk],
        )
        for unit in Unit.objects.visible_to(user).filter(pk__in=own).order_by("code")
    ]


class Watched(NamedTuple):
    """One unit of the reader's supervision: what is open there, how near the nearest day, since when nothing was done.

    `days`: since the last act, None where none is on record; `is_silent`: for longer than the rule pack allows.
    """

    pk: int
    name: str
    capacity: str
    open: int
    overdue: int
    clock: Clock
    days: int | None
    is_silent: bool

    @property
    def light(self) -> Light:
        """The worst of what is to be said of the unit."""
        if self.overdue or self.is_silent:
            return Light.RED
        return self.clock.light


def watched(
    who: Reader, units: Iterable[UnitCoverage], last: Mapping[int, date], limit: int
) -> list[Watched]:
    """Return the units with their lights, in the order given. One query."""
    chosen = {unit.pk: unit for unit in units}
    open_there = {unit: tuple(numbers) for unit, *numbers in OPEN_THERE(who.user, who.today)}
    found = []
    for pk, unit in chosen.items():
        count, overdue, nearest = open_there.get(pk, (0, 0, None))
        silence = coverage.silence_of(unit, last, who.today)
        found.append(
            Watched(
                pk,
                unit.name,
                who.capacity(pk),
                count,
                overdue,
                who.clock(nearest) if nearest else NO_LIGHT,
                silence.days,
                silence.days is None or silence.days >= limit,
            )
        )
    return found


def _open_at(viewer: Viewer, today: date) -> QuerySet:
    """Return unit, open rectifications, overdue ones, the nearest day, for the units that the viewer supervises."""
    rows = Rectification.objects.all().at_units_of(viewer).open().order_by()
    overdue = Count("pk", filter=Q(due_on__lt=today))
    return rows.values_list("unit").annotate(n=Count("pk"), overdue=overdue, day=Min("due_on"))


OPEN_THERE = alike.Read(_open_at, date)
