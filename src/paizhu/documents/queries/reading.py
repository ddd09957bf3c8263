"""Opening kept files."""

import logging
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.http import HttpResponse  # noqa: TID251  the one read that is an answer: a file as it was brought
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from paizhu.documents.models import StoredFile
from paizhu.documents.states import Condition
from paizhu.kernel import protection
from paizhu.kernel.refusals import Refused

log = logging.getLogger(__name__)


class Unreadable(Exception):
    """The bytes are missing or damaged; `condition` says which."""

    def __init__(self, condition: Condition):
        super().__init__(condition)
        self.condition = condition


def open_bytes(file: StoredFile) -> bytes:
    """Return the file as it was brought. Raises `Unreadable`; never returns wrong or partial bytes."""
    return opened(file, sealed_bytes(file))


def sealed_bytes(file: StoredFile) -> bytes:
    """Read from the place, or from where the bytes wait while their act is being done. Raises `Unreadable`."""
    for path in (file.path, file.draft):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise Unreadable(Condition.DAMAGED) from fault
    raise Unreadable(Condition.MISSING)


def opened(file: StoredFile, sealed: bytes) -> bytes:
    """Open what was read; its seal and its digest must both fit. Raises `Unreadable`."""
    try:
        data = protection.open_sealed_bytes(sealed, place=file.place)
    except protection.CannotOpen as fault:
        raise Unreadable(Condition.DAMAGED) from fault
    if digest_of(data) != file.digest:
        raise Unreadable(Condition.DAMAGED)
    return data


def digest_of(data: bytes) -> str:
    """Return the SM3 digest of open bytes, in hexadecimal."""
    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize().hex()


def answer(file: StoredFile, *, request: Any) -> HttpResponse:
    """Give the file to be saved, never shown in the page, never kept by a cache.

    Raises `Refused` in plain words where it is missing or damaged on the disk; the log says which file.
    """
    try:
        data = open_bytes(file)
    except Unreadable as fault:
        log.error("stored file %s is %s", file.key, fault.condition)
        raise Refused(
            _(
                "This file cannot be read from the disk any more. Tell the system administrator: %(key)s."
            )
            % {"key": file}
        ) from fault
    return HttpResponse(
        data,
        headers={
            "Content-Type": file.type,
            "Content-Disposition": content_disposition_header(True, file.name),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
