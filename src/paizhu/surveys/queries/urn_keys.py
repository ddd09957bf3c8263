"""The private keys of running surveys: files beside the key ring, outside the database, gone once a survey is closed.

Not in the database, so that neither a dump nor a write-ahead log nor the public door's process can open a ballot.
The database backup without this folder cannot either; a copy of the folder must be kept until the close.
"""

import os
from pathlib import Path

from django.conf import settings


class UrnKeyLost(RuntimeError):
    """The private key of a running survey is not where it belongs: its ballots cannot be opened."""


def folder() -> Path:
    """Return the folder, made when missing, readable to the owner only."""
    place = Path(settings.KEY_FILE).parent / "surveys"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _file(public: bytes) -> Path:
    return folder() / f"{bytes(public).hex()}.key"


def keep(private: bytes, public: bytes) -> None:
    """Write a private key down, flushed to the disk before anything is sealed with its public half."""
    handle = os.open(_file(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, private)
        os.fsync(handle)
    finally:
        os.close(handle)


def private_of(public: bytes) -> bytes:
    """Return the private key. Raises `UrnKeyLost`."""
    try:
        return _file(public).read_bytes()
    except FileNotFoundError:
        raise UrnKeyLost(str(_file(public))) from None


def destroy(public: bytes) -> None:
    """Overwrite and remove a private key."""
    file = _file(public)
    if file.exists():
        with open(file, "r+b") as handle:
            handle.write(bytes(32))
            handle.flush()
            os.fsync(handle.fileno())
        file.unlink()
