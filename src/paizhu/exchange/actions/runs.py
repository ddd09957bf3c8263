"""The runs of an import in the browser: received, checked, confirmed, taken in, put away."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.exchange import queries, rules
from paizhu.exchange.actions.importing import Imported
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.runs import FAULTS_KEPT, WAITING
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

KEPT_FOR = timedelta(days=7)
CHANGES_KEPT = 200


@act
def receive(
    *, commission: Commission, file_name: str, chunks: Iterable[bytes], by: Viewer
) -> ImportRun:
    """Keep an uploaded workbook for its check. The reader's earlier one that still waits is put away.

    What the case office uploads bears a neutral name, because people put names into names of files.
    """
    rules.check_can_import(by, commission)
    for waiting in _superseded(commission, by):
        discard(run=waiting, by=by)
    is_casework = Post.CASE_OFFICE in by.powers.commission_posts
    name = PurePath(file_name.replace("\\", "/")).name[-200:]
    run = ImportRun(
        commission=commission,
        user_id=by.pk,
        file_name=f"{_('Clues and talks')} {timezone.localtime():%m-%d %H%M}.xlsx"
        if is_casework
        else name,
        stored_as=secrets.token_hex(16),
        size=0,
        is_casework=is_casework,
    )
    run.size, run.digest = _keep(run, chunks)
    save_clean(run)
    trail.record("exchange.received", run, by=by, digest=run.digest)
    return run


def _keep(run: ImportRun, chunks: Iterable[bytes]) -> tuple[int, str]:
    content, digest = b"".join(chunks), Hash(SM3())
    digest.update(content)
    run.keep(content)
    return len(content), digest.finalize().hex()


def _superseded(commission: Commission, by: Viewer) -> Iterable[ImportRun]:
    """The reader's own waiting runs, and anybody's that nobody has decided on for long."""
    old = Q(received_at__lt=timezone.now() - KEPT_FOR)
    return ImportRun.objects.of(commission).filter(Q(user_id=by.pk) | old, state__in=WAITING)


@act
def begin(*, run: ImportRun, by: Viewer) -> ImportRun:
    """Confirm a checked workbook; the work itself is done in the `background`."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    rules.check_can_begin(by, run)
    run.begin()
    run.note_progress(0, 1, "read")
    save_clean(run)
    trail.record("exchange.begun", run, by=by)
    return run


@act
def discard(*, run: ImportRun, by: Viewer) -> ImportRun:
    """Put a waiting workbook away unread; its file is removed."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    rules.check_can_discard(by, run)
    run.discard()
    _end(run)
    trail.record("exchange.discarded", run, by=by)
    return run


def note_checked(run: ImportRun, checked: queries.Checked) -> None:
    """Keep what the check of a run found."""
    if checked.faults:
        note_faulty(run, checked.faults)
        return
    run.counts, run.absent = checked.counts, checked.absent
    run.note_findings(changes=queries.described_changes(checked, CHANGES_KEPT))
    run.pass_check()
    save_clean(run)


def note_faulty(run: ImportRun, faults: list[Fault]) -> None:
    """Keep the faults of a run, the first some thousands in full."""
    run.fault_count = len(faults)
    run.note_findings(faults=[fault.as_stored() for fault in faults[:FAULTS_KEPT]])
    run.find_faulty()
    save_clean(run)


def note_taken_in(run: ImportRun, imported: Imported) -> None:
    """Keep what a run did, and remove its file."""
    run.counts = imported.counts
    run.finish()
    _end(run)


def note_failed(run: ImportRun, problem: str) -> None:
    """Keep why a run broke off, and remove its file."""
    run.problem = problem
    run.fail()
    _end(run)


def _end(run: ImportRun) -> None:
    run.finished_at = timezone.now()
    save_clean(run)
    run.remove_files()
