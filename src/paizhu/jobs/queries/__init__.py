"""Reads of due jobs: what is registered, when it is due, what is late.

A room registers in `apps.ready`:

    from paizhu.jobs import queries as jobs
    jobs.register(jobs.Job(key="rectification.remind", title=_("Remind of deadlines"),
                           schedule=jobs.daily(7), run=remind))       # remind(commission) -> int
"""

from paizhu.jobs.queries.registry import known, named, register
from paizhu.jobs.states import (
    Job,
    Outcome,
    Weekday,
    daily,
    every,
    monthly,
    weekly,
)

__all__ = [
    "Job",
    "Outcome",
    "Weekday",
    "daily",
    "every",
    "known",
    "monthly",
    "named",
    "register",
    "weekly",
]
