"""What is still open at a unit: shown before it is dissolved, then handed to its successor or ended with the reason.

A room registers once, in `apps.ready`:

    unit_matters.register(UnitMatters(
        "rectification.open", _("To be put right"),
        of=lambda unit, user: [Matter(label, url, note), …],
        hand_over=acts.move,          # (*, unit, to, by) -> how many
        close=acts.lapse))            # (*, unit, reason, by) -> how many

Both are called inside the act that dissolves the unit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.organization.queries.open_matters import Found, Matter


@dataclass(frozen=True)
class UnitMatters:
    """One kind of matters that a unit has. See the module for the shapes."""

    key: str
    title: Any
    of: Callable[[Unit, Viewer], Iterable[Matter]]
    hand_over: Callable[..., int]
    close: Callable[..., int]


_kinds: dict[str, UnitMatters] = {}


def register(kind: UnitMatters) -> None:
    """Make a kind known; a second registration of its key replaces the first."""
    _kinds[kind.key] = kind


def open_at(unit: Unit, user: Viewer) -> list[Found]:
    """Return what is open at the unit, kind by kind; kinds with nothing open are left out."""
    found = [Found(kind, tuple(kind.of(unit, user))) for kind in _kinds.values()]
    return [each for each in found if each.matters]
