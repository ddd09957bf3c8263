"""Runs of due jobs: claimed in the database so that nobody does them twice, ended whatever happens.

A missed moment is caught up once: only the latest due one counts, however many passed. A run that failed or lost its
process is tried again, `ATTEMPTS` times in all. Two runs of one job under one commission never overlap; a unique
constraint sees to it, whatever the workers believe.
"""

import logging
import os
import socket
import traceback
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from paizhu.jobs.models import JobRun
from paizhu.jobs.queries import known, standing
from paizhu.jobs.states import Job, Outcome
from paizhu.tenancy.models import Commission

log = logging.getLogger(__name__)
ATTEMPTS = 3
PAUSES = (timedelta(minutes=5), timedelta(minutes=30))
"""How long after a failed first and second attempt the next one begins."""
LOST_AFTER = timedelta(hours=2)
"""A run of another machine that has not ended by then lost its process."""
KEPT_FOR = timedelta(days=60)
HERE = socket.gethostname()


class BusyNow(RuntimeError):
    """The job is running at this moment."""


def run_due(now: datetime | None = None) -> list[JobRun]:
    """Run every job that is due and not done, under each commission; returns the ended runs."""
    now = timezone.localtime(now)
    commissions = list(Commission.objects.order_by("code"))
    claimed = (
        (job, run)
        for job in known()
        for commission in standing.scopes(job, commissions)
        if (run := _claim(job, commission, now))
    )
    return [_carry_out(job, run) for job, run in claimed]


def run_now(job: Job, commission: Commission | None) -> JobRun:
    """Run one job at once, whatever the hour. Raises `BusyNow` where it is running already."""
    now = timezone.localtime()
    _end_lost(job, commission, now)
    run = _begin(job, commission, now, now)
    if run is None:
        raise BusyNow(job.key)
    return _carry_out(job, run)


def tidy(_commission: None = None) -> int:
    """Forget ended runs of long ago; returns how many."""
    old = JobRun.objects.filter(due_at__lt=timezone.now() - KEPT_FOR, ended_at__isnull=False)
    return old.delete()[0]


def _claim(job: Job, commission: Commission | None, now: datetime) -> JobRun | None:
    """Return a run that is ours to carry out, or None where nothing is due or somebody else has it."""
    due = job.schedule.last_due(now)
    runs = standing.runs_of(job, commission).filter(due_at__gte=due)
    if runs.filter(outcome=Outcome.DONE).exists():
        return None
    _end_lost(job, commission, now)
    if (run := runs.filter(due_at=due).first()) is None:
        return _begin(job, commission, due, now)
    return _begin_again(run, now)


def _begin(job: Job, commission: Commission | None, due: datetime, now: datetime) -> JobRun | None:
    run = JobRun(job=job.key, commission=commission, due_at=due, started_at=now, worker=_worker())
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError:  # another worker was first, or an earlier run has not ended
        return None
    return run


def _begin_again(run: JobRun, now: datetime) -> JobRun | None:
    """Try an ended run anew when its pause is over; the row's state decides who may."""
    if run.outcome == Outcome.RUNNING or run.attempts >= ATTEMPTS:
        return None
    if run.outcome == Outcome.FAILED and run.ended_at + PAUSES[run.attempts - 1] > now:
        return None
    same = JobRun.objects.filter(pk=run.pk, outcome=run.outcome, attempts=run.attempts)
    try:
        with transaction.atomic():
            ours = same.update(
                outcome=Outcome.RUNNING,
                attempts=run.attempts + 1,
                started_at=now,
                ended_at=None,
                error="",
                worker=_worker(),
            )
    except IntegrityError:
        return None
    return JobRun.objects.get(pk=run.pk) if ours else None


def _carry_out(job: Job, run: JobRun) -> JobRun:
    """Do it, in the installation's language, and keep how it ended; a fault's own words are kept nowhere."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            run.count = max(int(job.run(run.commission) or 0), 0)
        run.outcome = Outcome.DONE
    except Exception as fault:  # noqa: BLE001  whatever it is, the run ends and the next job comes
        run.outcome, run.error = Outcome.FAILED, kind_of(fault)[:120]
        log.error("due job %s failed: %s", job.key, run.error)
    run.ended_at = max(timezone.now(), run.started_at)
    run.save(update_fields=["outcome", "count", "error", "ended_at"])
    return run


def kind_of(fault: BaseException) -> str:
    """Name a fault by its class and the line of ours it came from, without its words: they may hold somebody's data."""
    ours = [
        frame for frame in traceback.extract_tb(fault.__traceback__) if "paizhu" in frame.filename
    ]
    place = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
    return f"{type(fault).__name__}{place}"


def _end_lost(job: Job, commission: Commission | None, now: datetime) -> None:
    for run in standing.runs_of(job, commission).filter(outcome=Outcome.RUNNING):
        if _is_lost(run, now):
            ended = JobRun.objects.filter(pk=run.pk, outcome=Outcome.RUNNING)
            ended.update(outcome=Outcome.LOST, ended_at=max(now, run.started_at))


def _is_lost(run: JobRun, now: datetime) -> bool:
    """Tell whether the run's process is gone: looked up on this machine, presumed after a while on another."""
    host, _colon, process = run.worker.rpartition(":")
    if host != HERE:
        return now - run.started_at > LOST_AFTER
    return not _lives(int(process))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _worker() -> str:
    return f"{HERE[:100]}:{os.getpid()}"
