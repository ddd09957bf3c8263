"""Looking after kept files: what a broken-off act left behind goes, and every file is read and compared in turn."""

import time
from datetime import timedelta
from pathlib import Path

from django.db.models import F, Q
from django.utils import timezone

from paizhu.documents import queries
from paizhu.documents.actions.keeping import write_sealed
from paizhu.documents.models import StoredFile, incoming_folder
from paizhu.documents.states import Condition
from paizhu.kernel import protection
from paizhu.tenancy.models import Commission

LEFT_BEHIND = timedelta(hours=6)
"""No act runs so long: what still lies in `incoming` then belongs to one that failed or was cut off."""
EACH = timedelta(days=7)
"""How often each file is read."""
BUDGET = 300.0
"""Seconds that one look takes at most: the worker has other things to do, and tomorrow is another day."""


class FilesDamaged(Exception):
    """Kept files are missing or damaged; `paizhu doctor` names them."""


def clear_incoming(_commission: None = None) -> int:
    """Remove bytes that no record names, and move those of a done act that never came to their place."""
    count, before = 0, time.time() - LEFT_BEHIND.total_seconds()
    for path in incoming_folder().glob("*"):
        if path.stat().st_mtime > before:
            continue
        if (file := _file_of(path)) is None:
            path.unlink(missing_ok=True)
        else:
            file.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.replace(file.path)
        count += 1
    return count


def look_over(commission: Commission) -> int:
    """Read the files whose turn it is and keep what was found; those under an older key are sealed anew.

    Returns how many were read. Raises `FilesDamaged` where any is not whole.
    """
    until, count = time.monotonic() + BUDGET, 0
    mine = StoredFile.objects.of(commission)
    due = Q(looked_at__isnull=True) | Q(looked_at__lt=timezone.now() - EACH)
    waiting = mine.filter(due | ~Q(condition=Condition.WHOLE))
    for file in waiting.order_by(F("looked_at").asc(nulls_first=True), "pk").iterator(200):
        if time.monotonic() > until:
            break
        found = StoredFile.objects.filter(pk=file.pk)
        found.update(condition=_condition(file), looked_at=timezone.now())
        count += 1
    if mine.exclude(condition=Condition.WHOLE).exists():
        raise FilesDamaged
    return count


def _condition(file: StoredFile) -> Condition:
    try:
        sealed = queries.sealed_bytes(file)
        data = queries.opened(file, sealed)
    except queries.Unreadable as fault:
        return fault.condition
    if protection.needs_new_seal(sealed[:80].decode("latin-1")) and file.path.exists():
        file.draft.unlink(missing_ok=True)
        write_sealed(file.draft, protection.seal_bytes(data, place=file.place))
        file.draft.replace(file.path)
    return Condition.WHOLE


def _file_of(path: Path) -> StoredFile | None:
    commission, _dash, key = path.name.partition("-")
    if not commission.isdecimal():
        return None
    return StoredFile.objects.of(int(commission)).filter(key=key).first()
