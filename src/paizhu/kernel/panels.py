"""Registries through which an upper room shows itself in a lower room's page: panels and navigation.

Filled by each room's `apps.ready`; read by `web` and by the page that offers a place. So a lower room
never imports an upper one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class NavigationEntry:
    """One line of the side navigation: shown where `visible(user)` holds.

    `position` orders entries (hundreds a group); `active_for` are URL name prefixes that mark it.
    """

    position: int
    group: Any = field(compare=False)
    title: Any = field(compare=False)
    url_name: str = field(compare=False)
    icon: str = field(compare=False)
    visible: Callable[[Any], bool] = field(compare=False)
    active_for: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, order=True)
class Panel:
    """A piece of page: `render(request, subject)` returns safe HTML, or the empty string to stay away."""

    position: int
    key: str
    render: Callable[[Any, Any], str] = field(compare=False)


_navigation: dict[str, NavigationEntry] = {}
_panels: dict[str, dict[str, Panel]] = {}


def add_navigation(*entries: NavigationEntry) -> None:
    """Register navigation entries; a second registration of the same URL name replaces the first."""
    _navigation.update({entry.url_name: entry for entry in entries})


def navigation(user: Any) -> list[NavigationEntry]:
    """Return the entries this user may see, in order."""
    return sorted(entry for entry in _navigation.values() if entry.visible(user))


def add(place: str, key: str, render: Callable[[Any, Any], str], *, position: int = 500) -> None:
    """Register a panel for a place such as `organization.unit`."""
    _panels.setdefault(place, {})[key] = Panel(position, key, render)


def rendered(place: str, request: Any, subject: Any) -> Iterable[str]:
    """Yield the HTML of each panel of the place that has something to show."""
    for panel in sorted(_panels.get(place, {}).values()):
        if html := panel.render(request, subject):
            yield html
