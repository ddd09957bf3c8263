"""What every page shows around its content: navigation, commission, reader, languages, version.

Nothing is computed for a page that does not draw it, so a swapped part costs nothing here.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from paizhu.kernel import panels
from paizhu.kernel.addresses import address

VERSION = version("paizhu")


@dataclass(frozen=True)
class Line:
    """One line of the navigation."""

    title: Any
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """Lines under one heading; the heading may be empty."""

    title: Any
    lines: tuple[Line, ...]


class Shell:
    """The frame of a page for one request."""

    version = VERSION
    modules = tuple(
        f"web/{name}.js"
        for name in ("lists", "dialog", "forms", "pick", "keys", "lines", "keep", "chart")
    )

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def reader(self) -> Any:
        """The person signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def commission(self) -> Any:
        """The commission whose records are shown, or None."""
        return getattr(self.reader, "commission", None)

    @property
    def is_demonstration(self) -> bool:
        """Whether all that is shown is invented."""
        return bool(getattr(self.commission, "is_demonstration", False))

    @property
    def demonstration_day(self):
        """The day on which the demonstration stands still, or None."""
        return settings.DEMONSTRATION_DAY

    @cached_property
    def navigation(self) -> list[Group]:
        """The navigation this reader may see, grouped."""
        if self.reader is None:
            return []
        entries = panels.navigation(self.reader)
        return [
            Group(title, lines)
            for title, group in groupby(entries, key=lambda entry: entry.group)
            if (lines := tuple(filter(None, map(self._line, group))))
        ]

    def _line(self, entry: panels.NavigationEntry) -> Line | None:
        try:
            url = address(entry.url_name)
        except NoReverseMatch:
            return None  # one absent page must not take all others with it; a test finds it
        match = self.request.resolver_match
        here = match.view_name if match else ""
        current = here == entry.url_name or here.startswith(entry.active_for or ("\0",))
        return Line(entry.title, url, entry.icon, current)

    @cached_property
    def posts(self) -> SafeString:
        """What the reader is, in words; the room that knows postings says so at the place `web.person`."""
        if self.reader is None:
            return mark_safe("")
        drawn = panels.rendered("web.person", self.request, self.reader)
        return format_html_join(" ", "{}", ((mark_safe(html),) for html in drawn))  # noqa: S308  panels return safe HTML

    @property
    def now(self) -> Any:
        """When the page was made, for its printed foot."""
        return timezone.localtime()

    @property
    def is_bare(self) -> bool:
        """Whether the page goes without navigation, as for signing in."""
        return self.reader is None


def page(request: HttpRequest) -> dict:
    """Give every template its `shell`."""
    return {"shell": Shell(request)}
