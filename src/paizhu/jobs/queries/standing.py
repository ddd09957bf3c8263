"""How jobs stand: their last runs, when they are due next, which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from paizhu.jobs.models import JobRun
from paizhu.jobs.queries.registry import known
from paizhu.jobs.states import Job, Outcome
from paizhu.tenancy.models import Commission

GRACE = timedelta(minutes=30)
"""How long a due job may wait before it is late: the worker may be busy with another one."""


@dataclass(frozen=True)
class Standing:
    """A job under one commission (None: the installation): its last run, and whether it is late."""

    job: Job
    commission: Commission | None
    last: JobRun | None
    due_at: datetime
    next_at: datetime
    is_late: bool


def scopes(job: Job, commissions: Iterable[Commission]) -> list[Commission | None]:
    """Return for whom the job is run."""
    return list(commissions) if job.each_commission else [None]


def runs_of(job: Job, commission: Commission | None) -> QuerySet[JobRun]:
    """Return the job's runs under a commission, or under none."""
    return JobRun.objects.filter(job=job.key, commission=commission)


def all_standing(commissions: Iterable[Commission], now: datetime | None = None) -> list[Standing]:
    """Return how each job stands, by its key; one query a job and commission."""
    now, commissions = timezone.localtime(now), list(commissions)
    return [
        _standing(job, commission, now)
        for job in known()
        for commission in scopes(job, commissions)
    ]


def late(now: datetime | None = None) -> list[Standing]:
    """Return the jobs that should have been done by now; none before there is a commission to do them for."""
    commissions = list(Commission.objects.order_by("code"))
    if not commissions:
        return []
    return [each for each in all_standing(commissions, now) if each.is_late]


def _standing(job: Job, commission: Commission | None, now: datetime) -> Standing:
    due = job.schedule.last_due(now)
    last = runs_of(job, commission).order_by("-due_at", "-pk").first()
    done = last is not None and last.due_at >= due and last.outcome == Outcome.DONE
    running = last is not None and last.outcome == Outcome.RUNNING
    return Standing(
        job=job,
        commission=commission,
        last=last,
        due_at=due,
        next_at=job.schedule.next_due(now),
        is_late=not done and not running and now - due > GRACE,
    )
