"""Entries as they come from a workbook or a form, before they are records. Ids are database ids. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from paizhu.oversight.states.words import OpinionState


@dataclass(frozen=True)
class NoticeDraft:
    """A matter notice. Moments carry their time zone; `matter` is a code of `Matter`."""

    code: str
    unit_id: int
    matter: str
    title: str
    happens_at: datetime
    sender_id: int | None
    sent_at: datetime


@dataclass(frozen=True)
class ActivityDraft:
    """An activity. `method`, `matter`: codes of the closed lists; `subjects`: bit set of `Subject`."""

    code: str
    on: date
    method: str
    unit_ids: Sequence[int]
    official_ids: Sequence[int]
    group_id: int | None = None
    matter: str = ""
    subjects: int = 0
    notice_id: int | None = None
    summary: str = ""


@dataclass(frozen=True)
class OpinionDraft:
    """An opinion: `state` and `closed_on` as they stood when it was written down."""

    code: str
    activity_id: int
    unit_id: int
    content: str
    made_on: date
    due_on: date | None = None
    state: str = OpinionState.RAISED
    closed_on: date | None = None
