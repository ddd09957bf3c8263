"""What the calendar says of a notice's lead time and of late entries, by working days and the rule pack."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from paizhu.oversight.models import MatterNotice
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.models import StricterLimit


@dataclass(frozen=True)
class Lead:
    """How far ahead word came. `days`: working days, 0 on the same day; `asked`: as the rule wants, None for no rule.

    `short`: by how many working days word came later than the rule asks, 0 in time; `is_urgent`: with a reason.
    """

    days: int
    is_after: bool
    is_short: bool
    short: int = 0
    is_urgent: bool = False
    asked: str = ""
    provisional: bool = False


class LeadTimes:
    """The lead times of one commission's notices. Three queries when made, none afterwards."""

    KEY = "meeting_notice"

    def __init__(self, commission_id: int):
        self.calendar = rulebook.calendar()
        own = StricterLimit.objects.of(commission_id).filter(limit_key=self.KEY)
        self.own = list(own)

    def of(self, notice: MatterNotice) -> Lead:
        """Return how far ahead word came, measured by the rule of the matter's own day."""
        happens, sent = (
            timezone.localdate(moment) for moment in (notice.expected_at, notice.sent_at)
        )
        counted = self.calendar.working_days_between(sent, happens)
        limit = self._limit(happens)
        latest = limit.due(happens, self.calendar) if limit else None
        is_short = latest is not None and sent > latest.on
        return Lead(
            days=counted.days,
            is_after=notice.is_after_the_fact,
            is_short=is_short,
            short=self.calendar.working_days_between(latest.on, sent).days if is_short else 0,
            is_urgent=bool(notice.urgent_reason),
            asked=str(limit) if limit else "",
            provisional=counted.provisional,
        )

    def _limit(self, on: date) -> rulebook.LimitInForce | None:
        own = {one.limit_key: one for one in self.own if one.is_in_force(on)}
        return rulebook.LimitsInForce(rulebook.pack_on(on), own).get(self.KEY)


def late_by(entered: date, on: date, commission_id: int) -> int:
    """Return how many working days after its limit an activity of `on` was entered by hand; 0 in time. Three queries."""
    limit = rulebook.limits_on(on, commission_id).get("late_entry")
    if limit is None:
        return 0
    calendar = rulebook.calendar()
    last = limit.due(on, calendar).on
    return max(calendar.working_days_between(last, entered).days, 0) if entered > last else 0
