"""SQLite takes one writer at a time. Within this process the next one begins as soon as the last one has ended.

Left to itself SQLite has each writer ask again and again, with pauses of up to a tenth of a second in which nobody
writes. Writers of other processes (the worker of due jobs, the command line) are still waited for in that way.
"""

from threading import Lock

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_turn = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a turn that is taken before a transaction begins and given on when it has ended."""

    _has_turn = False

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
        if not _turn.acquire(timeout=patience):
            raise OperationalError("database is locked")
        self._has_turn = True

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()
