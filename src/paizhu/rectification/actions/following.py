"""Who is told, in the same act, when a rectification takes a step or its deadline moves.

The room that issued it registers in `apps.ready` and keeps its own short word in step:

    rectification.actions.on_step(follow)        # follow(*, rectification, step, before, by)

`step`: a key of `states.STEPS`, or "extend"; `before`: a copy of the rectification as it stood.
"""

from collections.abc import Callable
from typing import Any

from paizhu.rectification.models import Rectification

_callbacks: list[Callable[..., Any]] = []


def on_step(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Register a callback; a second registration of the same one changes nothing."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def tell_followers(
    rectification: Rectification, step: str, before: Rectification, who: Any
) -> None:
    """Call everybody registered, inside the running act."""
    for callback in list(_callbacks):
        callback(rectification=rectification, step=step, before=before, by=who)
