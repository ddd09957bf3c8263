"""The worker: one process that does tasks from the queue and looks for due jobs each minute.

`paizhu serve` starts one beside itself unless told otherwise; `paizhu work` is one alone. Several do no harm: the
database lets each run begin once.
"""

import logging
import os
import signal
import threading
import time

from django.db import close_old_connections
from huey import crontab

from paizhu.jobs import actions
from paizhu.jobs.queue import listen

log = logging.getLogger(__name__)
EXPIRES = 55
"""Seconds after which a look at the due jobs is dropped: a worker that was busy looks once, not ten times."""


def work(beside: int | None = None) -> None:
    """Work until told to stop; with `beside`, also as soon as that process is gone."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    queue = listen()
    queue.periodic_task(crontab(minute="*"), name="look", expires=EXPIRES)(look)
    if beside is not None:
        threading.Thread(target=_watch, args=(beside,), name="watch", daemon=True).start()
    look()  # what was missed while nobody worked need not wait for the full minute
    queue.create_consumer(workers=1, worker_type="thread", max_delay=2.0).run()


def look() -> None:
    """Run what is due. A database that is away for a moment is found again in the next minute."""
    close_old_connections()
    try:
        actions.run_due()
    except Exception as fault:  # noqa: BLE001  the worker outlives whatever happens to one look
        log.error("looking for due jobs failed: %s", actions.kind_of(fault))
    finally:
        close_old_connections()


def _watch(parent: int) -> None:
    """End this process when its server is gone, however that came."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
