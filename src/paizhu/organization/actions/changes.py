"""Who is told, in the same transaction, when postings, placements, charges or hosts have changed.

Capacities follow from those; an upper room that keeps what it once computed from them registers here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paizhu.kernel.viewers import Viewer

Callback = Callable[..., Any]
_callbacks: list[Callback] = []


@dataclass(frozen=True)
class Change:
    """Whose capacities may have changed: these officials' towards these units; None for all."""

    commission_id: int
    official_ids: frozenset[int] | None = None
    unit_ids: frozenset[int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it concerns nobody."""
        return self.official_ids == frozenset() or self.unit_ids == frozenset()


def on_change(callback: Callback) -> Callback:
    """Register `callback(*, commission_id, official_ids, unit_ids, by)`; each id set may be None for all."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def tell(change: Change, by: Viewer) -> None:
    """Call everybody registered, inside the running act. A change that concerns nobody is not told."""
    if change.is_empty:
        return
    for callback in list(_callbacks):
        callback(
            commission_id=change.commission_id,
            official_ids=None if change.official_ids is None else set(change.official_ids),
            unit_ids=None if change.unit_ids is None else set(change.unit_ids),
            by=by,
        )
