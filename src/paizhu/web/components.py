"""The small shapes that pages are made of: buttons with their refusal, marks of state, tiles, tabs.

Plain data; the drawing is in `templates/web/components/`, the tags in `templatetags.web`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Tone(StrEnum):
    """How urgent a state is. A tone is always shown with words and a shape of its own, never alone."""

    NEUTRAL = "neutral"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def icon(self) -> str:
        """The shape that tells the tone where colour does not."""
        return TONE_ICONS[self]


TONE_ICONS = {
    Tone.NEUTRAL: "circle",
    Tone.BLUE: "circle-dot",
    Tone.GREEN: "circle-check",
    Tone.YELLOW: "alert-triangle",
    Tone.RED: "exclamation-circle",
}


@dataclass(frozen=True)
class Mark:
    """A state in words with a tone, such as `Mark(_("overdue"), Tone.RED)`."""

    label: Any
    tone: Tone = Tone.NEUTRAL
    detail: Any = ""

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Button:
    """A way to go or an act to begin.

    `refusal`: the reason from `kernel.refusals.refusal(check, …)`; a button with a reason cannot be used and
    says why. `method`: `"get"` draws a link, `"post"` a form with one button. `dialog`: id of the
    `<dialog>` that asks first.
    """

    label: Any
    url: str = ""
    icon: str = ""
    refusal: Any = ""
    look: str = "secondary"
    method: str = "get"
    dialog: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure: label, value, unit word, where its records are, and what it is compared with."""

    label: Any
    value: Any
    url: str = ""
    unit: Any = ""
    note: Any = ""
    icon: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Tab:
    """One page among siblings; `count` is shown beside the title unless None."""

    title: Any
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. `at`: a day or a moment; `html`: already safe text of the line."""

    at: Any
    title: Any
    text: Any = ""
    url: str = ""
    icon: str = "point"
    tone: Tone = Tone.NEUTRAL
    who: Any = ""


@dataclass(frozen=True)
class Empty:
    """What stands where nothing is yet: a sentence, and what to do about it."""

    text: Any
    hint: Any = ""
    icon: str = "inbox"
    button: Button | Callable[[Any], Button | None] | None = None
