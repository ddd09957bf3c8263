"""What is read or put together once while a request lasts, and forgotten with it. What outlives a request is no matter of this module."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished, request_started

READING = ("GET", "HEAD")


class Kept:
    """Things kept by key from the request's beginning to its end; outside a request nothing is.

    `only_reading`: a request that may change something keeps nothing.
    """

    def __init__(self, name: str, *, only_reading: bool = False):
        self._things: ContextVar[dict[Hashable, Any] | None] = ContextVar(name, default=None)
        self._only_reading = only_reading
        request_started.connect(self.begin, dispatch_uid=f"{name}.begin")
        request_finished.connect(self.end, dispatch_uid=f"{name}.end")

    def of(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what is kept under the key; make it where there is nothing yet, or nothing is kept."""
        things = self._things.get()
        if things is None:
            return make()
        if key not in things:
            things[key] = make()
        return things[key]

    def begin(self, environ: dict | None = None, **_signal: Any) -> None:
        """Keep things from now on. Connected to Django's signal that a request begins."""
        reads = (environ or {}).get("REQUEST_METHOD") in READING
        self._things.set({} if reads or not self._only_reading else None)

    def end(self, **_signal: Any) -> None:
        """Keep nothing beyond the request."""
        self._things.set(None)

    def forget(self) -> None:
        """Make things anew, after what they were made of was changed."""
        if self._things.get() is not None:
            self._things.set({})
