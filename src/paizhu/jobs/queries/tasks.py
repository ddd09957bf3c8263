"""The registry of one-off tasks: what may be put into the queue, by name."""

from collections.abc import Callable
from typing import Any

_tasks: dict[str, Callable[..., Any]] = {}


def register_task(key: str, function: Callable[..., Any]) -> None:
    """Make a task known; it must bear being done twice, and being done by the next due job instead."""
    _tasks[key] = function


def task_named(key: str) -> Callable[..., Any]:
    """Return the task. Raises `LookupError`."""
    return _tasks[key]
