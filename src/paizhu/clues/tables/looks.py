"""What lists of casework leave in the trail: that they were searched and exported, how much was found, never the words."""

from collections.abc import Callable
from typing import Any

from paizhu.clues.actions import looking

Noted = Callable[[Any, int], None]


def searched(kind: Any) -> Noted:
    """Return what notes a search of a list, with the number that the list itself shows."""

    def note(request: Any, count: int) -> None:
        user = request.user
        looking.search(commission=user.commission, kind=str(kind), found=count, by=user)

    return note


def exported(kind: Any) -> Noted:
    """Return what notes an export of a list."""

    def note(request: Any, count: int) -> None:
        user = request.user
        looking.export(commission=user.commission, kind=str(kind), count=count, by=user)

    return note
