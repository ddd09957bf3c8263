"""Taking a ballot in. Deliberately no act: an act says who acted, and here nobody must ever know.

One transaction marks the ticket and puts a sealed ballot into the urn; nothing else is written, no trail, no time. It is
what a whole city does within half an hour, so its statements are written out: on PostgreSQL both are one, on SQLite
the ballots that wait for the disk at the same moment go in together.
"""

import json
import threading
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from paizhu.surveys.models.ballots import random_key
from paizhu.surveys.queries import statements
from paizhu.surveys.queries.door import Entrance
from paizhu.surveys.states import sealing

WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MARK = """
UPDATE surveys_ticket SET is_used = TRUE WHERE id = %s AND code_hash = %s AND NOT is_used
RETURNING commission_id, survey_id
"""
PUT = "INSERT INTO surveys_ballot (id, sealed, commission_id, survey_id)"
PUT_ONE = f"{PUT} VALUES (%s, %s, %s, %s)"
BOTH = f"""
WITH marked AS ({MARK})
{PUT} SELECT %s::bigint, %s::bytea, commission_id, survey_id FROM marked RETURNING TRUE
"""  # noqa: S608  all ours


def cast(entrance: Entrance, answers: dict[str, Any]) -> bool:
    """Take answers in for an open ticket; False where the ticket was used meanwhile. True is the receipt.

    The ticket is found by its key and by its code: a slip that was replaced while somebody answered, or a ticket of a
    survey that was closed meanwhile, is not there any more.
    """
    document = {"unit": entrance.survey_unit, "class": entrance.ballot_class, "answers": answers}
    text = WRITER.encode(document).encode()
    sealed = sealing.seal(text, entrance.form.public_key, entrance.form.size)
    ticket, ballot = (entrance.ticket, entrance.code_hash), (random_key(), sealed)
    if connection.vendor != "postgresql":
        return TOGETHER.put(Waiting(ticket, ballot))
    return statements.row(BOTH, (*ticket, *ballot)) is not None


@dataclass(eq=False)
class Waiting:
    """A ballot on its way into the urn. `fault`: why nothing of its transaction was written."""

    ticket: tuple[int, str]
    ballot: tuple[int, bytes]
    is_in: bool | None = None
    fault: Exception | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)


class Together:
    """SQLite has one writer, who waits for the disk: whoever comes meanwhile is taken along by the next one."""

    def __init__(self):
        self._guard = threading.Lock()
        self._waiting: list[Waiting] = []
        self._somebody_writes = False

    def put(self, mine: Waiting) -> bool:
        """Return whether the ticket was unused, once the disk holds the ballot."""
        with self._guard:
            self._waiting.append(mine)
            must_wait, self._somebody_writes = self._somebody_writes, True
            mine.turn.acquire()
        if must_wait:
            mine.turn.acquire()  # given back once the ballot is in, or once it is the first of the next ones
        if mine.is_in is None and mine.fault is None:
            self._write()
        if mine.fault is not None:
            raise mine.fault
        return bool(mine.is_in)

    def _write(self) -> None:
        """Write all that wait in one transaction; whoever came meanwhile writes next."""
        with self._guard:
            batch, self._waiting = self._waiting, []
        try:
            with transaction.atomic():
                found = [_written(each) for each in batch]
        except Exception as fault:  # noqa: BLE001  whoever waits is told, each in his own thread
            for each in batch:
                each.fault = fault
        else:
            for each, is_in in zip(batch, found, strict=True):
                each.is_in = is_in
        with self._guard:
            following = self._waiting[:1]
            self._somebody_writes = bool(following)
        for each in following + batch:
            each.turn.release()


def _written(each: Waiting) -> bool:
    marked = statements.row(MARK, each.ticket)
    if marked:
        statements.row(PUT_ONE, (*each.ballot, *marked))
    return marked is not None


TOGETHER = Together()
