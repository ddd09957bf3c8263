"""A person's units as a strip: the worst is said first, in words, and each leads to its page or its timeline."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel.addresses import address
from paizhu.reporting.queries.home import Watched
from paizhu.reporting.queries.home.shapes import URGENCY
from paizhu.reporting.tables.home.board import TONES
from paizhu.web.components import Tone

SHARED = 2
"""A beginning that all names share is left out from so many characters on (望澜市)."""


class Square(NamedTuple):
    """One unit: its short name, what is to be said of it, how urgent, in which capacity the reader acts there."""

    name: str
    short: str
    url: str
    tone: Tone
    words: str
    capacity: str


def squares(found: Iterable[Watched], *, page: str = "organization:unit") -> list[Square]:
    """Return the units, the most urgent first. `page`: where each leads."""
    units = sorted(found, key=lambda unit: (URGENCY[unit.light], -unit.overdue))
    start = _shared([unit.name for unit in units])
    return [
        Square(
            unit.name,
            unit.name[start:],
            address(page, unit.pk),
            TONES.get(unit.light, Tone.GREEN),
            _words(unit),
            unit.capacity,
        )
        for unit in units
    ]


def _shared(names: Sequence[str]) -> int:
    """Return how many first characters all names share and may lose."""
    if len(names) < 2:
        return 0
    first, last = min(names), max(names)
    pairs = enumerate(zip(first, last, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), len(first))
    return shared if shared >= SHARED and all(len(name) > shared + 1 for name in names) else 0


def _words(unit: Watched) -> str:
    said: list[Any] = []
    if unit.overdue:
        said.append(_("%(count)s overdue") % {"count": unit.overdue})
    if unit.open > unit.overdue:
        said.append(_("%(count)s open") % {"count": unit.open - unit.overdue})
    if unit.is_silent:
        said.append(_silence(unit.days))
    if not said:
        return _("in order")
    return " · ".join(map(str, said))


def _silence(days: int | None) -> str:
    if days is None:
        return _("no act on record")
    return ngettext("no act for %(days)s day", "no act for %(days)s days", days) % {"days": days}
