"""The queue: huey on a SQLite file of its own, on Redis (or Valkey), or on PostgreSQL.

It only carries names of tasks and ids, signed with the secret key, so that who reaches the queue's server can
neither read content nor have anything else done. Due jobs do not stand in it: each minute the `worker` asks the
database what is due.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer

from paizhu.jobs.queries.tasks import task_named

NAME = "paizhu"


def make(address: str) -> Huey:
    """Return the queue at an address; the empty one is a file in the data folder. Raises `ImproperlyConfigured`."""
    signed = SignedSerializer(secret=settings.SECRET_KEY, salt="paizhu.jobs")
    common: dict[str, Any] = {"results": False, "serializer": signed}
    if not address:
        return SqliteHuey(NAME, filename=str(settings.DATA / "queue.sqlite3"), timeout=30, **common)
    scheme = address.split("://")[0]
    if scheme in ("redis", "rediss", "valkey", "valkeys"):
        return RedisHuey(NAME, url=address.replace("valkey", "redis", 1), **common)
    if scheme in ("postgresql", "postgres"):
        return PostgresHuey(NAME, dsn=address, **common)
    raise ImproperlyConfigured(
        "PAIZHU_JOBS_URL must look like redis://host:6379/0 or postgresql://user:password@host/name"
    )


@lru_cache(maxsize=1)
def queue() -> Huey:
    """Return the installation's queue, made when first needed."""
    return make(settings.JOBS_URL)


@lru_cache(maxsize=4)
def _doing(made: Huey) -> Any:
    """Return the one kind of task that the queue carries."""
    return made.task(name="do")(do)


def put(task: str, given: dict[str, Any]) -> None:
    """Put a task into the queue."""
    _doing(queue())(task, given)


def listen() -> Huey:
    """Return the queue, ready for a worker."""
    _doing(queue())
    return queue()


def do(task: str, given: dict[str, Any]) -> None:
    """Do one task, in the worker."""
    close_old_connections()
    try:
        task_named(task)(**given)
    finally:
        close_old_connections()
