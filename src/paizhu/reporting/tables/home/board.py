"""What waits, as it is drawn: each line with its light in words, and how many of each kind there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import cached_property

from paizhu.rectification.panels import light_mark
from paizhu.reporting.queries.home import Light, Waiting, WaitingList
from paizhu.reporting.queries.home.waiting import OfKind
from paizhu.web.components import Mark, Tone

SHOWN = 10
"""So many lines stand on the first page."""
GLANCED = 5
"""So many lines are seen at a glance, without being told their kinds."""
TONES = {Light.RED: Tone.RED, Light.YELLOW: Tone.YELLOW, Light.BLUE: Tone.BLUE}


class Line(NamedTuple):
    """One thing that waits, with its light; `is_plain`: nothing of it is urgent."""

    of: Waiting
    light: Mark | None
    tone: Tone


@dataclass(frozen=True)
class Board:
    """The lines that are shown, and what there is altogether."""

    found: WaitingList

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The most urgent ones."""
        return _lines(self.found.lines[:SHOWN])

    @property
    def count(self) -> str:
        """How many wait: a number, with a plus where there may be more than were read."""
        return f"{len(self.found)}{'+' if self.found.is_more else ''}"

    @property
    def is_cut(self) -> bool:
        """Whether more wait than are shown."""
        return len(self.found) > SHOWN

    @property
    def is_long(self) -> bool:
        """Whether there is so much that its kinds are told first."""
        return len(self.found) > GLANCED

    @cached_property
    def kinds(self) -> list[dict[str, Any]]:
        """Return how many of each kind wait, each with its list."""
        return [_kind(each) for each in self.found.kinds]


def _lines(found: Iterable[Waiting]) -> Sequence[Line]:
    return [
        Line(each, light_mark(each.clock), TONES.get(each.light, Tone.NEUTRAL)) for each in found
    ]


def _kind(each: OfKind) -> dict[str, Any]:
    return {
        "label": each.kind.label,
        "url": each.kind.url,
        "count": f"{each.count}{'+' if each.is_more else ''}",
        "tone": TONES.get(each.light, Tone.NEUTRAL),
    }
