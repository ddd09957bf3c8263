"""Which of two amounts is stricter, also when one counts working days and the other months.

Units of time are compared by the calendar days that an amount can span: the shortest and the longest span
found in the published years. Where that leaves a doubt, the answer is “laxer”.
"""

from datetime import date, timedelta
from functools import lru_cache

from paizhu.kernel.workdays import PUBLISHED_YEARS, WorkingCalendar
from paizhu.rulebook.states import Direction, Limit, Measure


def is_laxer(limit: Limit, amount: int, unit: str) -> bool:
    """Tell whether the amount would be laxer than the limit on any day. Units must be comparable."""
    if unit == limit.unit:
        given, asked = (limit.amount, limit.amount), (amount, amount)
    else:
        given, asked = span(limit.amount, limit.unit), span(amount, unit)
    if limit.direction is Direction.AT_MOST:
        return asked[1] > given[0]
    return asked[0] < given[1]


def is_comparable(limit: Limit, unit: str) -> bool:
    """Tell whether an amount in that unit can be held against the limit."""
    return unit == limit.unit or (limit.unit.is_time and Measure(unit).is_time)


@lru_cache(maxsize=200)
def span(amount: int, unit: str) -> tuple[int, int]:
    """Return the fewest and the most calendar days that an amount of time can span."""
    if unit == Measure.DAYS:
        return amount, amount
    calendar = WorkingCalendar()
    first = date(PUBLISHED_YEARS[0] + 1, 1, 1)
    days = [first + timedelta(days=n) for n in range((PUBLISHED_YEARS[-1] - first.year) * 365)]
    spans = [(calendar.deadline(day, amount, unit).on - day).days for day in days]
    return min(spans), max(spans)
