"""Keeping a file and removing it, so that disk and database never part.

The sealed bytes are written under `incoming` first and moved to their place when the act is committed; where the
act fails, no record names them, and the clean-up removes them. A file is removed from the disk only after the
removal is committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from paizhu.documents import queries, rules
from paizhu.documents.models import StoredFile
from paizhu.kernel import protection
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def keep(*, commission: Commission, upload: UploadedFile, by: Viewer) -> StoredFile:
    """Keep an upload, sealed. Takes part in the act that hangs it on a record.

    Raises `ValidationError` with plain words for a file that is too large, of another kind than its name says, cut
    short or empty; `Refused` for another commission.
    """
    rules.check_can_keep(by, commission)
    kind = rules.check_upload(upload)
    data = upload.read()
    stored = StoredFile(
        commission=commission,
        name=rules.cleaned_name(upload.name),
        type=kind.type,
        size=len(data),
        digest=queries.digest_of(data),
        kept_by_id=by.pk,
    )
    save_clean(stored)
    write_sealed(stored.draft, protection.seal_bytes(data, place=stored.place))
    transaction.on_commit(_mover(stored))
    trail.record("documents.kept", stored, by=by, size=stored.size, digest=stored.digest)
    return stored


@act
def remove(*, file: StoredFile, by: Viewer) -> None:
    """Remove a file that hangs on nothing any more; its bytes go when the act is done."""
    rules.check_can_keep(by, file.commission)
    trail.record("documents.removed", file, by=by, digest=file.digest)
    paths = (file.path, file.draft)
    file.delete()
    transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths])


def _mover(stored: StoredFile) -> Callable[[], None]:
    """Return what puts the bytes in their place. Where it fails, reading finds the draft and the clean-up mends it."""

    def move() -> None:
        stored.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        stored.draft.replace(stored.path)

    return move


def write_sealed(path: Path, data: bytes) -> None:
    """Write bytes that only the owner can read, and wait until the disk has them."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
