"""What is done to an import run behind the page: the check, and the import itself, in a thread of their own.

A run that loses its process is noticed by its silence and ended; nothing of it is stored then.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from paizhu.exchange import actions, queries
from paizhu.exchange.actions import runs
from paizhu.exchange.models import ImportRun

log = logging.getLogger(__name__)
BEAT = 0.3  # seconds between two words of progress


def start(work: Callable[[int], None], run: ImportRun) -> None:
    """Do the work in the background; the language in force is kept for what it says."""
    language = translation.get_language()

    def do() -> None:
        try:
            with translation.override(language):
                work(run.pk)
        finally:
            connections.close_all()

    threading.Thread(target=do, name=f"import-run-{run.pk}", daemon=True).start()


def check(pk: int) -> None:
    """Check an uploaded workbook and keep what was found."""
    run = ImportRun.objects.get(pk=pk)
    with _Guard(run):
        with run.opened() as path:
            checked = queries.check_workbook(
                path, commission=run.commission, progress=_progress_of(run), by=run.user
            )
        runs.note_checked(run, checked)


def take_in(pk: int) -> None:
    """Take in a confirmed workbook on behalf of who uploaded it."""
    run = ImportRun.objects.select_related("user", "commission").get(pk=pk)
    progress = _progress_of(run)
    with _Guard(run):
        with run.opened() as path:
            workbook = queries.read_workbook(path, progress)
        try:
            imported = actions.import_workbook(
                workbook=workbook,
                commission=run.commission,
                file_name=run.file_name,
                progress=progress,
                by=run.user,
            )
        except actions.WorkbookFaulty as faulty:
            runs.note_faulty(run, faulty.faults)
        else:
            runs.note_taken_in(run, imported)


def end_lost(run: ImportRun) -> ImportRun:
    """End a run whose process is gone."""
    if run.is_lost:
        runs.note_failed(
            run, _("The server was stopped meanwhile. Nothing was taken in; upload again.")
        )
    return run


class _Guard:
    """Whatever goes wrong ends the run with a plain sentence; the log has the rest."""

    def __init__(self, run: ImportRun):
        self.run = run

    def __enter__(self):
        return self

    def __exit__(self, kind, fault, _trace) -> bool:
        if fault is None:
            return False
        log.error("import run %s broke off", self.run.pk, exc_info=fault)
        problem = _("Something went wrong (%(kind)s). Nothing was taken in.") % {
            "kind": kind.__name__
        }
        runs.note_failed(ImportRun.objects.get(pk=self.run.pk), problem)
        return isinstance(fault, Exception)


def _progress_of(run: ImportRun) -> queries.Progress:
    told = [0.0]

    def progress(done: int, total: int, stage: str) -> None:
        now = time.monotonic()
        if now - told[0] >= BEAT or done >= total:
            told[0] = now
            run.note_progress(done, total, stage)

    return progress
