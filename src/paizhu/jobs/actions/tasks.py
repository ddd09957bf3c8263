"""Putting one-off tasks into the queue, such as sending what waits to be sent."""

import logging
from typing import Any

from django.db import transaction

from paizhu.jobs import queue
from paizhu.jobs.queries.tasks import task_named

log = logging.getLogger(__name__)


def soon(task: str, **given: Any) -> None:
    """Have a registered task done by the worker once the running transaction is committed. Give ids, never content.

    A queue that cannot be reached breaks no act: what is to be sent stands in the database, and a due job sends
    what the queue forgot. Raises `LookupError` for a task that no room has registered.
    """
    task_named(task)

    def put() -> None:
        try:
            queue.put(task, given)
        except Exception as fault:  # noqa: BLE001  of whatever kind the queue is
            log.warning("the queue took no %s: %s", task, type(fault).__name__)

    transaction.on_commit(put)
