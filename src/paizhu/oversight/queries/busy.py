"""Who is busy when: asked of every room that keeps appointments, also of those above this one.

    busy.register(lambda commission_id, official_ids, start, end: [Busy(official_id, start, label, url), …])

A registered function returns what falls between two moments, both included. `label` names kind and number only.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from paizhu.oversight.models import MatterNotice, NoticeAttendee, NoticeState

SPAN = timedelta(hours=2, minutes=30)
"""Two appointments nearer than this to one another are in each other's way."""


@dataclass(frozen=True)
class Busy:
    """An appointment of one official: when, and what it is called where the reader knows no more of it."""

    official_id: int
    at: datetime
    label: Any
    url: str = ""


Ask = Callable[[int, Collection[int], datetime, datetime], Iterable[Busy]]
_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Make a room's appointments known; called in `apps.ready`."""
    if ask not in _asked:
        _asked.append(ask)


def around(
    commission_id: int, official_ids: Collection[int], at: datetime, *, leaving_out: int | None
) -> Mapping[int, list[Busy]]:
    """Return official → appointments in the way of one at that moment. `leaving_out`: id of a notice not counted."""
    start, end = at - SPAN, at + SPAN
    found = defaultdict(list)
    for ask in (_notices, *_asked):
        for one in ask(commission_id, official_ids, start, end):
            if leaving_out is None or getattr(one, "notice_id", None) != leaving_out:
                found[one.official_id].append(one)
    return found


@dataclass(frozen=True)
class BusyAtMatter(Busy):
    """An appointment that is another matter to attend."""

    notice_id: int = 0


def _notices(
    commission_id: int, official_ids: Collection[int], start: datetime, end: datetime
) -> Iterable[Busy]:
    going = NoticeAttendee.objects.filter(
        commission_id=commission_id,
        official__in=official_ids,
        is_assigned=True,
        notice__state__in=(NoticeState.ATTEND, NoticeState.ATTENDED),
        notice__happens_at__range=(start, end),
    )
    for one in going.select_related("notice").order_by("notice__happens_at"):
        notice: MatterNotice = one.notice
        yield BusyAtMatter(
            one.official_id, notice.happens_at, notice.code, notice.get_absolute_url(), notice.pk
        )
