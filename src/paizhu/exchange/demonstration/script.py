"""The shape of the stories that are played in the demonstration city: who does what at which moment.

`who` is a part: `leader`, `deputy`, `liaison` of the story's group; `contact`, `head`, `resident` of its unit; a
short name of a unit for the resident leader there; `office`, `petitions`, `cases` or `secretary` of the commission; `system` for what a
due job does; otherwise an official's name at the unit. Parts are filled from the postings in force at that moment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

YEAR = 2015


@dataclass(frozen=True)
class Beat:
    """One act: the moment (local time), who, the act's word in `exchange.actions.playing`, what is written, the rest.

    `of`: which opinion, plan or joint activity of the story it concerns.
    """

    at: datetime
    who: str
    act: str
    text: str = ""
    of: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """What happened at one unit, or in one group, in order."""

    beats: tuple[Beat, ...]
    unit: str = ""
    group: str = "ZH3"


def moment(text: str) -> datetime:
    """Read “12-04 09:30” of the demonstration year, or “2016-01-05 09:30”."""
    day, _space, time = text.partition(" ")
    return datetime.fromisoformat(f"{day if len(day) > 5 else f'{YEAR}-{day}'} {time or '09:00'}")


def day(text: str) -> date:
    """Read “12-04” of the demonstration year, or “2016-01-05”."""
    return moment(text).date()


def beat(at: str, who: str, act: str, text: str = "", **more: Any) -> Beat:
    """Write a beat."""
    return Beat(moment(at), who, act, text, more.pop("of", ""), more)


def thread(of: str, *beats: Beat) -> tuple[Beat, ...]:
    """Say of several beats which opinion, plan or joint activity they concern."""
    return tuple(Beat(each.at, each.who, each.act, each.text, of, each.more) for each in beats)


def story(*parts: Beat | tuple[Beat, ...], unit: str = "", group: str = "ZH3") -> Story:
    """Put beats and threads together."""
    beats: list[Beat] = []
    for part in parts:
        beats.extend((part,) if isinstance(part, Beat) else part)
    return Story(tuple(beats), unit, group)
