"""Reads of rectifications. Other rooms: `from paizhu.rectification import queries as rectification`.

- `Deadlines(commission_id, day).of(record)`: the light of anything with `due_on` and `is_open`.
- `owed(rectification, deadlines)`: the answer that a side owes by the rule pack; `default_deadline`, `recheck_day`.
- `people`: who speaks for the unit, who follows for the group; `ladder`: the letters past due; `sources`: registry.
- `between(user, first, last)`: open ones due in a span of days, for diaries; `waiting(user)`: where the user's word is next.
"""

from paizhu.rectification.queries import ladder, people, sources
from paizhu.rectification.queries.clocks import (
    Clock,
    Deadlines,
    Light,
    Owed,
    default_deadline,
    owed,
    recheck_day,
)
from paizhu.rectification.queries.waiting import Waiting, between, waiting

__all__ = [
    "Clock",
    "Deadlines",
    "Light",
    "Owed",
    "Waiting",
    "between",
    "default_deadline",
    "ladder",
    "owed",
    "people",
    "recheck_day",
    "sources",
    "waiting",
]
