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


def open_opinions(user: Viewer, today: date, **filters) -> OpenOpinions:
    """Count what is open and what is overdue today. One query."""
    return OpenOpinions(**_open(user).filter(**filters).aggregate(**_counts(today)))


def open_by_group(user: Viewer, today: date) -> Mapping[int, OpenOpinions]:
    """Return composite group id → what came of its activities and is still open. One query."""
    rows = _open(user).values_list("group").annotate(**_counts(today))
    return {group: OpenOpinions(*numbers) for group, *numbers in rows}


def most_urgent(user: Viewer, **filters) -> Sequence[Opinion]:
    """Return the open opinions whose deadline is the nearest or the longest past. One query.

    The few are chosen within the index; only they are read in full.
    """
    found = _open(user).filter(due_on__isnull=False, **filters).order_by("due_on", "pk")
    chosen = Opinion.objects.filter(pk__in=found.values("pk")[:LINES]).select_related("unit")
    return list(chosen.order_by("due_on", "pk"))


def _open(user: Viewer) -> QuerySet[Opinion]:
    return Opinion.objects.visible_to(user).filter(state__in=OPEN_OPINIONS).order_by()


def _counts(today: date) -> dict[str, Count]:
    """Count by a column of the index that is never empty: then the index alone is read."""
    return {"open": Count("state"), "overdue": Count("state", filter=Q(due_on__lt=today))}
