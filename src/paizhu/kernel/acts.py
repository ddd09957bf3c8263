"""The act: one function that checks a rule, changes records and writes the trail, all or nothing.

`@act` opens the transaction and demands that the act leaves a record. Records wait until the act ends (or a
good many wait), so that the end of a chain, which everybody shares, is locked last and briefly. How
records are written is the matter of the room `trail`, which names its writer with `write_records_with`.
"""

import inspect
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

Function = TypeVar("Function", bound=Callable[..., Any])
Writer = Callable[[list[Any]], None]

WAITING = 2_000
"""Records that may wait at most, so that an act on a million records needs no more memory than one on a thousand."""


class ActWithoutRecord(RuntimeError):
    """An act ended without a trail record; its changes were rolled back. A defect, not a refusal."""


@dataclass
class _Running:
    """An act under way. `is_settled`: a record was left, or there was nothing to do."""

    is_settled: bool = False
    waiting: list[Any] = field(default_factory=list)

    def write(self) -> None:
        """Hand the waiting records to the trail."""
        if self.waiting:
            records, self.waiting = self.waiting, []
            _writers[-1](records)


_running: ContextVar[_Running | None] = ContextVar("running_act", default=None)
together: ContextVar[Any] = ContextVar("acts_together", default=None)
"""Who makes one transaction of several acts (`web.once`): its `of_act()` returns what an act runs in."""
_writers: list[Writer] = []


def act(function: Function) -> Function:
    """Make a keyword-only function with a last argument `by` one transaction with its trail records.

    Raises `ActWithoutRecord` where the function left no record and did not call `nothing_to_do`; the
    changes and the records are rolled back together when anything fails. An act inside an act takes part
    in the outer one's transaction, and its records stand between those left before and after it.
    """
    _check_shape(function)

    @wraps(function)
    def performed(**given):
        if given.get("by") is None:
            raise TypeError(f"{function.__qualname__} is an act: say who acts with by=…")
        outer = _running.get()
        if outer is not None:
            outer.write()
        whole = together.get()
        with whole.of_act() if whole is not None else transaction.atomic():
            running = _Running()
            token = _running.set(running)
            try:
                result = function(**given)
                running.write()
            finally:
                _running.reset(token)
            if not running.is_settled:
                raise ActWithoutRecord(function.__qualname__)
        if outer is not None:
            outer.is_settled = True
        return result

    performed.is_act = True  # type: ignore[attr-defined]
    return performed  # type: ignore[return-value]


def leave(records: Iterable[Any]) -> int:
    """Called by the trail: let records wait for the end of the running act. Returns how many they are.

    Raises `RuntimeError` outside an act.
    """
    running = _running.get()
    if running is None:
        raise RuntimeError("The trail is written inside an act only")
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007  the last number is the count
        running.waiting.append(record)
        if len(running.waiting) >= WAITING:
            running.write()
    running.is_settled = running.is_settled or bool(count)
    return count


def nothing_to_do() -> None:
    """Say that the running act found everything as asked already: no change, so no record is due."""
    running = _running.get()
    if running is not None:
        running.is_settled = True


def inside_act() -> bool:
    """Tell whether an act is running; the trail refuses records outside one."""
    return _running.get() is not None


def write_records_with(writer: Writer) -> None:
    """Name the function that writes records; called once by the trail as it is loaded."""
    _writers.append(writer)


def _check_shape(function: Callable[..., Any]) -> None:
    """Refuse an act that could be called without saying who acts, or with arguments by place."""
    parameters = inspect.signature(function).parameters
    by_name = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    if "by" not in parameters or {part.kind for part in parameters.values()} - by_name:
        raise TypeError(
            f"{function.__qualname__} is an act: keyword-only arguments, one of them `by`"
        )
