"""Running what is due, once; running one job now; putting a one-off task into the queue.

Runs are kept by themselves, not in the trail: what a job changes, it changes by acts, and those leave their records.
"""

from paizhu.jobs.actions.running import BusyNow, kind_of, run_due, run_now, tidy
from paizhu.jobs.actions.tasks import soon

__all__ = ["BusyNow", "kind_of", "run_due", "run_now", "soon", "tidy"]
