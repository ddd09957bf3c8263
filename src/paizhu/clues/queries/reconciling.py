"""What the case office has for each group, and where papers and ledger do not agree; where clues are few beside petitions.

Everything starts at what the reader may see: who is walled from a unit counts without it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from paizhu.clues.models import (
    OPEN_CLUES,
    Clue,
    ClueState,
    Handover,
    Petition,
    Reconciliation,
)
from paizhu.clues.models.reconciling import RECONCILERS
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    WORKING_COMPOSITE_POSTS,
    CompositeGroup,
    Posting,
    Unit,
)

PETITIONS_AT_LEAST = 3
"""So many petitions about a unit within a year, and no clue from them, are worth a look."""


def groups_of(user: Viewer) -> QuerySet[CompositeGroup]:
    """Return the groups whose clues the user may know of."""
    groups = CompositeGroup.objects.of(user.commission_id).order_by("code")
    if user.powers.commission_posts & RECONCILERS:
        return groups
    return groups.filter(pk__in=user.powers.concerned_groups)


@dataclass
class Counted:
    """One group's clues as the ledger and the papers have them."""

    group: CompositeGroup
    states: Counter = field(default_factory=Counter)
    held_by_group: int = 0
    unsigned: list[Clue] = field(default_factory=list)
    elsewhere: list[Clue] = field(default_factory=list)
    keeperless: list[Clue] = field(default_factory=list)
    last: Reconciliation | None = None

    @property
    def total(self) -> int:
        """All clues that the group has or had to its end."""
        return sum(self.states.values())

    @property
    def is_open(self) -> int:
        """Those under way."""
        return sum(count for state, count in self.states.items() if state in OPEN_CLUES)

    @property
    def differences(self) -> int:
        """Where ledger and papers do not agree."""
        return len({clue.pk for clue in (*self.unsigned, *self.elsewhere, *self.keeperless)})

    def counted(self) -> dict[str, Any]:
        """Return the numbers as they are signed."""
        return {
            "states": {
                state: self.states[state] for state in ClueState.values if self.states[state]
            },
            "total": self.total,
            "open": self.is_open,
            "held": self.held_by_group,
            "unsigned": len(self.unsigned),
            "elsewhere": len(self.elsewhere),
            "keeperless": len(self.keeperless),
        }


def counts(user: Viewer, on: date, groups: Any = None) -> list[Counted]:
    """Return the counts of each group that the user may reconcile; six queries however many groups."""
    seen = Clue.objects.visible_to(user).filter(group__isnull=False)
    wanted = groups_of(user)
    if not user.powers.commission_posts & RECONCILERS:
        wanted = wanted.filter(pk__in=user.powers.led_groups | user.powers.deputised_groups)
    if groups is not None:
        wanted = wanted.filter(pk__in=groups)
    found = {group.pk: Counted(group) for group in wanted}
    for group, state, count in (
        seen.filter(group__in=found)
        .order_by()
        .values_list("group", "state")
        .annotate(count=Count("pk"))
    ):
        found[group].states[state] = count
    _papers(seen.filter(group__in=found, state__in=OPEN_CLUES), found, on)
    for each in (
        Reconciliation.objects.visible_to(user).filter(group__in=found).order_by("until_on", "pk")
    ):
        found[each.group_id].last = each
    return list(found.values())


def _papers(clues: Any, found: dict[int, Counted], on: date) -> None:
    """Say for each clue under way whether its papers are where its keeper is."""
    of_clue = Handover.objects.filter(clue=OuterRef("pk"))
    signed = (
        of_clue.filter(signed_at__isnull=False).order_by("-signed_at", "-pk").values("to_official")
    )
    waiting = of_clue.filter(signed_at__isnull=True, ended_at__isnull=True).values("pk")
    rows = clues.annotate(holder=Subquery(signed[:1]), waits=Subquery(waiting[:1])).select_related(
        "unit"
    )
    working = defaultdict(set)
    held = (
        Posting.objects.of(next(iter(found.values())).group.commission_id)
        if found
        else Posting.objects.none()
    )
    for group, official in (
        held.in_force(on)
        .filter(composite_group__in=found, post__in=WORKING_COMPOSITE_POSTS)
        .values_list("composite_group_id", "official_id")
    ):
        working[group].add(official)
    for clue in rows:
        count, people = found[clue.group_id], working[clue.group_id]
        if clue.keeper_id is None or clue.keeper_id not in people:
            count.keeperless.append(clue)
        if clue.waits:
            count.unsigned.append(clue)
        elif clue.holder is not None and clue.holder not in people:
            count.elsewhere.append(clue)
        if clue.holder in people:
            count.held_by_group += 1


@dataclass(frozen=True)
class Hint:
    """A unit about which much was reported and little became a clue. In the order of the units' codes: no ranking."""

    unit: Unit
    petitions: int
    clues: int


def hints(user: Viewer, since: date) -> list[Hint]:
    """Return the units behind no wall of the user's, with many petitions and no clue from them since a day; three queries."""
    petitions = Petition.objects.of(user.commission_id).before_the_wall(user)
    petitions = petitions.filter(received_on__gte=since)
    many = dict(
        petitions.order_by()
        .values_list("unit")
        .annotate(count=Count("pk"))
        .filter(count__gte=PETITIONS_AT_LEAST)
    )
    seen = Clue.objects.visible_to(user).filter(unit__in=many, received_on__gte=since)
    clues = dict(seen.order_by().values_list("unit").annotate(count=Count("pk")))
    units = Unit.objects.of(user.commission_id).filter(pk__in=many).order_by("code")
    return [
        Hint(unit, many[unit.pk], clues.get(unit.pk, 0))
        for unit in units
        if not clues.get(unit.pk, 0)
    ]


__all__ = ["Counted", "Hint", "counts", "groups_of", "hints"]
