"""Attachments of activities: added at entry or later, removed with a reason, opened with a record of it."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from paizhu.access.models import User
from paizhu.documents import actions as documents
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.oversight import rules
from paizhu.oversight.models import Activity, ActivityFile
from paizhu.trail import actions as trail


@act
def attach(*, activity: Activity, uploads: Iterable[UploadedFile], by: Viewer) -> int:
    """Keep the uploads and hang them on the activity; returns how many. Raises `ValidationError` in plain words."""
    rules.check_can_attach(by, activity)
    chosen = list(uploads)
    if not chosen:
        acts.nothing_to_do()
        return 0
    now, account = clock.now(), _account(by)
    for upload in chosen:
        kept = documents.keep(commission=activity.commission, upload=upload, by=by)
        save_clean(
            ActivityFile(
                commission=activity.commission,
                activity=activity,
                file=kept,
                name=kept.name,
                digest=kept.digest,
                added_at=now,
                added_by=account,
            )
        )
    trail.record("oversight.files_added", activity, by=by, count=len(chosen))
    return len(chosen)


@act
def remove(*, file: ActivityFile, reason: str, by: Viewer) -> ActivityFile:
    """Remove an attachment: its bytes go, its name, its digest and the reason stay."""
    file = ActivityFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    rules.check_can_remove(by, file)
    stored, file.file = file.file, None
    file.removed_at, file.removed_by, file.removal_reason = (
        clock.now(),
        _account(by),
        reason.strip(),
    )
    save_clean(file)
    documents.remove(file=stored, by=by)
    trail.record("oversight.file_removed", file.activity, by=by, digest=file.digest)
    return file


@act
def note_opened(*, file: ActivityFile, by: Viewer) -> None:
    """Record that somebody took an attachment that he may see."""
    trail.record("oversight.file_opened", file.activity, by=by, digest=file.digest)


def _account(by: Viewer) -> User | None:
    return by if isinstance(by, User) and by.pk else None
