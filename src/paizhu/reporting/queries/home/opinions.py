"""Opinions that are open: how many, how many overdue, the most urgent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import OPEN_OPINIONS, Opinion

LINES = 8
"""How many records a first page names before it points to the whole list."""


@dataclass(frozen=True)
class OpenOpinions:
    """Opinions not yet closed out, and those of them that are past their deadline."""

    open: int = 0
    overdue: int = 0

    def __add__(self, other: "OpenOpinions") -> "OpenOpinions":
        """Return both together."""
        return OpenOpinions(self.open + other.open, self.overdue + other.overdue)


def open_opinions(user: Viewer, today: date) -> OpenOpinions:
    """Count what is open, and overdue today, at the units that the user supervises. One query."""
    return OpenOpinions(**_open(user, supervised=True).aggregate(**_counts(today)))


def open_by_group(user: Viewer, today: date) -> Mapping[int | None, OpenOpinions]:
    """Return composite group id → what came of its activities and is still open; None for those of no group. One query."""
    rows = _open(user).values_list("group").annotate(**_counts(today))
    return {group: OpenOpinions(*numbers) for group, *numbers in rows}


def most_urgent(user: Viewer, *, supervised: bool = False) -> Sequence[Opinion]:
    """Return the open opinions whose deadline is the nearest or the longest past. One query.

    The few are chosen within the index; only they are read in full. `supervised`: only those to units that the user supervises.
    """
    found = _open(user, supervised=supervised).filter(due_on__isnull=False)
    found = found.order_by("due_on", "pk")
    chosen = Opinion.objects.filter(pk__in=found.values("pk")[:LINES]).select_related("unit")
    return list(chosen.order_by("due_on", "pk"))


def _open(user: Viewer, *, supervised: bool = False) -> QuerySet[Opinion]:
    opinions = Opinion.objects.all()
    seen = opinions.at_units_of(user) if supervised else opinions.visible_to(user)
    return seen.filter(state__in=OPEN_OPINIONS).order_by()


def _counts(today: date) -> dict[str, Count]:
    """Count by a column of the index that is never empty: then the index alone is read."""
    return {"open": Count("state"), "overdue": Count("state", filter=Q(due_on__lt=today))}
