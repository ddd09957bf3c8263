"""The registry of due jobs, filled by each room's `apps.ready`."""

from paizhu.jobs.states import Job

_jobs: dict[str, Job] = {}


class UnknownJob(LookupError):
    """There is no due job of that key."""


def register(*jobs: Job) -> None:
    """Make due jobs known; a second registration of the same key replaces the first."""
    _jobs.update({job.key: job for job in jobs})


def known() -> list[Job]:
    """Return every due job, by key."""
    return [_jobs[key] for key in sorted(_jobs)]


def named(key: str) -> Job:
    """Return the job of that key. Raises `UnknownJob`."""
    try:
        return _jobs[key]
    except KeyError:
        raise UnknownJob(key) from None
