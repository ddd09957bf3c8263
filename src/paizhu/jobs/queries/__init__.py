"""Reads of due jobs: what is registered, when it is due, what is late.

A room registers in `apps.ready`:

    from paizhu.jobs import queries as jobs
    jobs.register(jobs.Job(key="rectification.remind", title=_("Remind of deadlines"),
                           schedule=jobs.daily(7), run=remind))       # remind(commission) -> int
"""

from paizhu.jobs.queries.registry import UnknownJob, known, named, register
from paizhu.jobs.queries.standing import Standing, all_standing, late
from paizhu.jobs.queries.tasks import register_task
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
    "Standing",
    "UnknownJob",
    "Weekday",
    "all_standing",
    "daily",
    "every",
    "known",
    "late",
    "monthly",
    "named",
    "register",
    "register_task",
    "weekly",
]
