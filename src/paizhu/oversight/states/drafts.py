"""Entries as they come from a workbook or a form, before they are records. Ids are database ids. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from paizhu.oversight.states.notices import Channel
from paizhu.oversight.states.records import Followed, Minuted
from paizhu.oversight.states.words import OpinionState


@dataclass(frozen=True)
class NoticeDraft:
    """A matter notice. Moments carry their time zone; `matter` is a code of `Matter`, `channel` one of `Channel`.

    A workbook carries the fields up to `sent_at` only.
    """

    code: str
    unit_id: int
    matter: str
    title: str
    happens_at: datetime
    sender_id: int | None
    sent_at: datetime
    place: str = ""
    agenda: str = ""
    attending: str = ""
    urgent_reason: str = ""
    channel: str = Channel.GROUP


@dataclass(frozen=True)
class ActivityDraft:
    """An activity. `method`, `matter`: codes of the closed lists; `subjects`: bit set of `Subject`.

    `is_sketch`: entered in haste; heeded only when it is entered by hand.
    """

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
    is_sketch: bool = False


@dataclass(frozen=True)
class AgendaDraft:
    """An item of a meeting's agenda; codes of the closed lists, counts of votes or None."""

    title: str
    outcome: str
    matter: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    attitudes: str = ""
    view: str = ""
    view_minuted: str = Minuted.NOT_SEEN
    view_followed: str = Followed.UNKNOWN


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


@dataclass(frozen=True)
class JointWorkDraft:
    """An authorisation of joint work. `until_on`: its last day; no units: the groups' own; no matters: all kinds."""

    kind: str
    group_ids: Sequence[int]
    purpose: str
    from_on: date
    until_on: date
    agreed_by_id: int
    agreed_on: date
    unit_ids: Sequence[int] = ()
    matters: Sequence[str] = ()
    code: str = ""
