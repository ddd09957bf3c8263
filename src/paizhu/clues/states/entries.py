"""What is typed about a talk, before it is one. Plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TalkEntry:
    """A talk as entered. `official_id`: the official on record who was talked to alone; `talker_ids`: who held it."""

    held_on: date
    kind: str
    people: int
    talker_ids: tuple[int, ...]
    outcome: str
    person_name: str = ""
    official_id: int | None = None
    place: str = ""
    seen_to: tuple[str, ...] = ()
    visit_on: date | None = None
    transcript: str = ""
    is_transcript_signed: bool = False
