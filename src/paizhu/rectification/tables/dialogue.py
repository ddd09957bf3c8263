"""Both voices side by side: each word with its side, its step, who said it and what proves it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.rectification.models import Evidence, Rectification, Side, Voice
from paizhu.rectification.tables.steps import ICONS

SAID = {
    "sign": _("Signed for it"),
    "accept": _("Accepted"),
    "dispute": _("Disputed"),
    "submit_plan": _("Submitted the plan"),
    "report": _("Reported done"),
    "ask_extension": _("Asked for more time"),
    "uphold": _("Upheld"),
    "withdraw": _("Gave way: not adopted"),
    "agree_plan": _("Agreed to the plan"),
    "return_plan": _("Returned the plan"),
    "confirm": _("Confirmed and closed out"),
    "return_report": _("Returned the report"),
    "pass_recheck": _("Re-checked: it holds"),
    "reopen": _("Took it up again"),
    "extend": _("Put the day off"),
    "refuse_extension": _("Refused more time"),
    "lapse": _("Closed out with the unit"),
}


@dataclass(frozen=True)
class Word:
    """One word of the dialogue. `who`: by name for whoever may know it; the group speaks to the unit as the group."""

    side: str
    label: Any
    icon: str
    text: str
    who: Any
    at: Any
    day: Any = None
    is_noted: bool = False
    evidence: list[Evidence] = field(default_factory=list)


def dialogue(
    rectification: Rectification,
    voices: Iterable[Voice],
    evidence: Iterable[Evidence],
    *,
    names_group: bool,
) -> list[Word]:
    """Return the words, oldest first. `names_group`: whether the reader may know who of the group said what."""
    files: dict[int, list[Evidence]] = {}
    for each in evidence:
        files.setdefault(each.voice_id, []).append(each)
    return [
        Word(
            side=voice.side,
            label=SAID.get(voice.step, voice.step),
            icon=ICONS.get(voice.step, "message"),
            text=voice.text,
            who=_who(rectification, voice, names_group),
            at=voice.said_at,
            day=voice.day,
            is_noted=voice.is_noted,
            evidence=files.get(voice.pk, []),
        )
        for voice in voices
    ]


def _who(rectification: Rectification, voice: Voice, names_group: bool) -> Any:
    of_group = voice.side == Side.GROUP or voice.is_noted
    if of_group and not names_group:
        return rectification.group.name if rectification.group else _("The group")
    return voice.said_name
