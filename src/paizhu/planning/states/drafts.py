"""Entries as they come from a form, before they are records. Ids are database ids. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ItemDraft:
    """One item of a plan. `method`: a code of oversight's `Method` or empty; both days lie in the plan's period."""

    what: str
    from_on: date
    until_on: date
    method: str = ""
    unit_ids: Sequence[int] = ()
    responsible_id: int | None = None


@dataclass(frozen=True)
class PlanDraft:
    """A plan without its items. `kind`: a code of `PlanKind`; `until_on` is its last day."""

    kind: str
    title: str
    from_on: date
    until_on: date
    aims: str = ""


@dataclass(frozen=True)
class RuleDraft:
    """One version of a work rule (工作制度); `from_on`: the first day on which it holds."""

    title: str
    text: str
    from_on: date


@dataclass(frozen=True)
class ConveningDraft:
    """A joint activity (集中活动). Moments carry their time zone."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    agenda: str
    official_ids: Sequence[int] = ()
