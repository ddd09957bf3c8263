"""`ImportRun`: one workbook uploaded in the browser, what its check found, and what became of it.

The file itself lies sealed outside the web root and outside the database, under the run's own name, and is
removed as soon as the run is over; what the check found lies sealed too, for both may hold casework. How far a running one has come is told by a small file beside it: while
an import holds the database, nobody could read a row that it writes.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.access.models import User
from paizhu.exchange.states.runs import RUNNING, WAITING, RunState
from paizhu.kernel import protection
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.sealing import SealedModel, SealedTextField
from paizhu.tenancy.models import TenantQuerySet, TenantRecord

STALE_AFTER = 180  # seconds without a sign of life


class ImportRunQuerySet(TenantQuerySet):
    """Reads of import runs."""

    def visible_to(self, user: Viewer) -> Self:
        """Who keeps the structure sees the commission's imports; those of casework are their uploader's alone."""
        mine, powers = self.of(user.commission_id), user.powers
        seen = Q(is_casework=False) if powers.keeps_structure else Q(pk__in=())
        if Post.CASE_OFFICE in powers.commission_posts:
            seen |= Q(is_casework=True, user_id=user.pk)
        return mine.filter(seen)


class ImportRun(SealedModel, TenantRecord):
    """One import in the browser. `digest`: SM3 of the file. `counts`: sheet → created, changed, unchanged.

    `is_casework`: uploaded by the case office. `changes`: the first changed fields, each [sheet, row, code, header, before,
    after]; `faults`: the first ones as `Fault.as_stored`; both lie sealed in `findings`; `fault_count` counts all.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(_("digest"), max_length=64)
    stored_as = models.CharField(max_length=64, unique=True, editable=False)
    state = FSMField(
        _("state"), default=RunState.CHECKING, choices=RunState.choices, protected=True
    )
    received_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    absent = models.JSONField(default=list, blank=True)
    is_casework = models.BooleanField(default=False)
    findings = SealedTextField(editable=False)
    fault_count = models.PositiveIntegerField(_("faults"), default=0)
    problem = models.TextField(_("problem"), blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_run_state_known", condition=Q(state__in=RunState.values)
            ),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(state=RunState.IMPORTING),
                name="import_run_one_at_a_time",
                violation_error_message=_("Another import is running. Wait until it has ended."),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-received_at", "-id"], name="import_run_newest")
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def faults(self) -> list[list]:
        """The first faults that the check found."""
        return self._found("faults")

    @property
    def changes(self) -> list[list]:
        """The first fields that would change."""
        return self._found("changes")

    def note_findings(self, **found: Any) -> None:
        """Keep `faults` or `changes`, sealed."""
        self.findings = json.dumps(found, ensure_ascii=False)

    def _found(self, name: str) -> list[list]:
        return json.loads(self.findings).get(name, []) if self.findings else []

    def clean_fields(self, exclude=None):
        """Check all fields but the state, which only its transitions may set, not even to what it is."""
        super().clean_fields({*(exclude or ()), "state"})

    @property
    def is_running(self) -> bool:
        """Whether something is being done to it now."""
        return self.state in RUNNING

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a person, and its file is kept."""
        return self.state in WAITING

    @property
    def sums(self) -> tuple[int, int]:
        """Rows created and changed on all sheets."""
        counts = self.counts.values()
        return sum(c["created"] for c in counts), sum(c["changed"] for c in counts)

    @property
    def path(self) -> Path:
        """Where the uploaded file lies, sealed."""
        return self.folder() / f"{self.stored_as}.sealed"

    def keep(self, content: bytes) -> None:
        """Keep the uploaded file, sealed, readable to the application alone."""
        with os.fdopen(
            os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
        ) as out:
            out.write(protection.seal_bytes(content, place=self._place))

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """Give the uploaded file in the open for as long as it is read. Raises `protection.CannotOpen`."""
        content = protection.open_sealed_bytes(self.path.read_bytes(), place=self._place)
        with tempfile.TemporaryDirectory(prefix="paizhu-") as folder:
            path = Path(folder) / "workbook.xlsx"
            path.write_bytes(content)
            yield path

    @property
    def _place(self) -> str:
        return f"exchange.import:{self.stored_as}"

    @property
    def progress_path(self) -> Path:
        """Where a running one says how far it has come."""
        return self.folder() / f"{self.stored_as}.progress"

    @staticmethod
    def folder() -> Path:
        """The folder of uploaded workbooks, readable to the application alone."""
        folder = Path(settings.MEDIA_ROOT) / "imports"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def note_progress(self, done: int, total: int, stage: str) -> None:
        """Say how far the run has come; a reader sees the old word or the new one, never half a word."""
        draft = self.progress_path.with_suffix(".draft")
        draft.write_text(json.dumps([done, total, stage]), encoding="ascii")
        draft.replace(self.progress_path)

    @property
    def progress(self) -> tuple[int, int, str]:
        """How far a running one has come: done, of how much, stage."""
        try:
            done, total, stage = json.loads(self.progress_path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0, 1, "read"
        return done, total or 1, stage

    @property
    def is_lost(self) -> bool:
        """Whether it was running in a process that is gone: no sign of life for minutes."""
        if not self.is_running:
            return False
        try:
            seen = self.progress_path.stat().st_mtime
        except OSError:
            seen = self.received_at.timestamp()
        return time.time() - seen > STALE_AFTER

    def remove_files(self) -> None:
        """Remove the uploaded file and the word of progress."""
        for path in (self.path, self.progress_path, self.progress_path.with_suffix(".draft")):
            path.unlink(missing_ok=True)

    @transition(state, RunState.CHECKING, RunState.READY, custom={"verb": _("found without fault")})
    def pass_check(self):
        """The check found nothing wrong."""

    @transition(
        state,
        [RunState.CHECKING, RunState.IMPORTING],
        RunState.FAULTY,
        custom={"verb": _("found faulty")},
    )
    def find_faulty(self):
        """The check found faults; also when what is stored has changed between check and import."""

    @transition(state, RunState.READY, RunState.IMPORTING, custom={"verb": _("take in")})
    def begin(self):
        """A person has confirmed it."""

    @transition(state, RunState.IMPORTING, RunState.DONE, custom={"verb": _("taken in")})
    def finish(self):
        """All of it is stored."""

    @transition(
        state,
        [RunState.CHECKING, RunState.IMPORTING],
        RunState.FAILED,
        custom={"verb": _("failed")},
    )
    def fail(self):
        """It broke off; nothing of it is stored."""

    @transition(
        state,
        [RunState.READY, RunState.FAULTY],
        RunState.DISCARDED,
        custom={"verb": _("discard")},
    )
    def discard(self):
        """A person does not want it, or the next upload takes its place."""
