"""SQLite takes one writer at a time. Here the next one begins as soon as the last one has ended.

Left to itself SQLite has each writer ask again and again, with pauses of up to a tenth of a second in which nobody
writes. Writers of one process stand in line before a lock; those of several processes (the server's, the worker of
due jobs, the command line) before two locked files beside the database: whoever holds `-next` is the one that follows
on whoever holds `-turn`, so that no process, however many writers it has, keeps another one out. Whoever writes by
other means is still waited for in SQLite's own way.
"""

import fcntl
import os
import time
from contextlib import suppress
from threading import Lock

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

PAUSE = 0.0003
"""Seconds after which a process asks again whether another one has ended."""

_turn = Lock()
_files: dict[tuple[int, str], int] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a turn that is taken before a transaction begins and given on when it has ended."""

    _has_turn = False
    _file: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        if self._has_turn or self.is_in_memory_db():
            return
        until = time.monotonic() + patience
        if not _turn.acquire(timeout=patience):
            raise OperationalError("database is locked")
        self._has_turn = True
        try:
            self._file = _taken(str(self.settings_dict["NAME"]), until)
        except BaseException:
            self._give_turn()
            raise

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn, file, self._file = False, self._file, None
            if file is not None:
                fcntl.flock(file, fcntl.LOCK_UN)
            _turn.release()


def _taken(database: str, until: float) -> int | None:
    """Wait for other processes; returns the locked file, or None where none can be kept beside the database."""
    following, turn = _opened(f"{database}-next"), _opened(f"{database}-turn")
    if following is None or turn is None:
        return None
    _lock(following, until)
    try:
        _lock(turn, until)
    finally:
        fcntl.flock(following, fcntl.LOCK_UN)
    return turn


def _lock(file: int, until: float) -> None:
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > until:
            raise OperationalError("database is locked")
        time.sleep(PAUSE)


def _opened(name: str) -> int | None:
    """Return this process's own handle: one that was inherited would be locked together with its parent's."""
    key = os.getpid(), name
    if key not in _files:
        try:
            _files[key] = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
    return _files[key]
