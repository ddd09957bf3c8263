"""What rectifications come out of: registered by the rooms that issue them.

sources.register("opinion", label=_("Opinion"), url=lambda rectification: reverse(…))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paizhu.kernel.viewers import Viewer
from paizhu.rectification.models import Rectification


@dataclass(frozen=True)
class Source:
    """One kind of source. `url(rectification, user)`: where its record is shown to the user, or nothing."""

    key: str
    label: Any
    url: Callable[[Rectification, Viewer], str]


_sources: dict[str, Source] = {}


def register(
    key: str, *, label: Any, url: Callable[[Rectification, Viewer], str] = lambda record, user: ""
) -> None:
    """Make a source known; a second registration of its key replaces the first."""
    _sources[key] = Source(key, label, url)


def source_of(rectification: Rectification) -> Source:
    """Return where a rectification comes from. One whose room is gone is named by its key."""
    key = rectification.source
    return _sources.get(key) or Source(key, key, lambda record, user: "")


def known_sources() -> list[tuple[str, Any]]:
    """Return the sources as choices."""
    return [(source.key, source.label) for source in _sources.values()]
