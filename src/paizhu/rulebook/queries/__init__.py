"""Reads of the rulebook. Other rooms: `from paizhu.rulebook import queries as rulebook`.

- `pack_on(day)`: what held for a matter of that day; `.limit(key)`, `.closed_list(key)`, `.term(key)`, `.level(step, category)`.
- `limit(key, on=…, commission=…)`, `limits_on(on, commission)`: the value that binds the commission; `.due(start)`.
- `calendar()`: the working calendar with the days kept by the system administrator.
- Working days left: `calendar().days_left(deadline, today)`; a day that a year nobody published was asked for is `provisional`.
"""

from paizhu.rulebook.queries.calendar import calendar, year_of
from paizhu.rulebook.queries.limits import (
    LimitInForce,
    LimitsInForce,
    limit,
    limits_on,
    own_limits,
)
from paizhu.rulebook.queries.packs import (
    closed_list,
    compared,
    grouped,
    in_order,
    known_keys,
    level,
    pack_on,
    packs,
    term,
)
from paizhu.rulebook.queries.strictness import is_comparable, is_laxer
from paizhu.rulebook.states import (
    Approver,
    Kind,
    Measure,
    NotKnownThen,
    PersonCategory,
    Standing,
    UnknownEntry,
)

__all__ = [
    "Approver",
    "Kind",
    "LimitInForce",
    "LimitsInForce",
    "Measure",
    "NotKnownThen",
    "PersonCategory",
    "Standing",
    "UnknownEntry",
    "calendar",
    "closed_list",
    "compared",
    "grouped",
    "in_order",
    "is_comparable",
    "is_laxer",
    "known_keys",
    "level",
    "limit",
    "limits_on",
    "own_limits",
    "pack_on",
    "packs",
    "term",
    "year_of",
]
