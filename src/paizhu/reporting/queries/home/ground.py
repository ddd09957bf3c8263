"""The day's coverage, who heads the groups, the last acts; and this month beside the last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from paizhu.coverage import queries as coverage
from paizhu.coverage.queries import Attention, Coverage, Heads, Silence
from paizhu.kernel.viewers import Viewer
from paizhu.reporting.queries.breakdowns import Row, by_month
from paizhu.reporting.queries.home.shapes import Reader
from paizhu.reporting.queries.scope import Scope
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Ground:
    """What every first page about units stands on: the day's coverage, who heads the groups, the last acts."""

    coverage: Coverage
    heads: Heads
    last: Mapping[int, date]
    limit: int

    def silent(self, units: Collection[int] | None = None) -> tuple[Silence, ...]:
        """Return the silent units, of those given or of all, the longest silence first."""
        found = self._silent
        return found if units is None else tuple(one for one in found if one.unit.pk in units)

    @cached_property
    def _silent(self) -> tuple[Silence, ...]:
        return coverage.silent_units(self.coverage, self.last, self.limit)

    @property
    def attention(self) -> tuple[Attention, ...]:
        """What the structure leaves to be put in order."""
        return coverage.attention(self.coverage, self.heads)


def ground(who: Reader) -> Ground:
    """Read the ground. Six queries, and four for the structure where the reader does not bring it."""
    user, today = who.user, who.today
    limit = who.last_day("silence_days", today)
    return Ground(
        coverage.coverage_on(user.commission_id, today, user, structure=who.structure),
        coverage.heads_of(user, today),
        coverage.last_acts(user, today),
        (limit - today).days if limit else 0,
    )


@dataclass(frozen=True)
class Months:
    """This month so far, and the whole of the last one."""

    this: Row
    last: Row


def months(commission: Commission, user: Viewer, today: date) -> Months:
    """Return this month and the last. Four queries."""
    start = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    last, this = by_month(Scope(commission, start, today, user))
    return Months(this, last)
