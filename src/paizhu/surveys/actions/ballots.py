"""Taking a ballot in. Deliberately no act: an act says who acted, and here nobody must ever know.

One transaction marks the ticket and puts a sealed ballot into the urn; nothing else is written, no trail, no time. It is
what a whole city does within half an hour, so its statements are written out. On PostgreSQL both are one; on SQLite, which
has one writer who waits for the disk, answers that come at the same moment are looked up, sealed and put in together.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, transaction

from paizhu.surveys.actions.together import Together
from paizhu.surveys.models.ballots import random_key
from paizhu.surveys.queries import door, statements
from paizhu.surveys.states import answers, sealing

WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PUT = "INSERT INTO surveys_ballot (id, sealed, commission_id, survey_id)"
BOTH = f"""
WITH marked AS (
UPDATE surveys_ticket SET is_used = TRUE WHERE id = %s AND code_hash = %s AND NOT is_used
RETURNING commission_id, survey_id
)
{PUT} SELECT %s::bigint, %s::bytea, commission_id, survey_id FROM marked RETURNING TRUE
"""  # noqa: S608  all ours


@dataclass(frozen=True, eq=False, slots=True)
class Sent:
    """Whole answers as a browser sent them. `receipt`: what will be told for a form once they are in; None where that is not known."""

    code: str
    fields: Mapping[str, list[str]]
    receipt: Callable[[door.Form], Any]


class Ready(NamedTuple):
    """A sealed ballot beside its ticket, and what is told once it is in."""

    ballot: tuple[door.Entrance, bytes]
    receipt: Any


def cast(entrance: door.Entrance, given: Mapping[str, Any]) -> bool:
    """Take answers in for an open ticket; False where the ticket was used meanwhile. True is the receipt.

    The ticket is found by its key and by its code: a slip that was replaced while somebody answered, or a ticket of a
    survey that was closed meanwhile, is not there any more.
    """
    return _put_in([(entrance, _sealed(entrance, given))])[0]


def take_in(sent: Sent) -> Any:
    """Take in what was sent and return its receipt; None where nothing was taken in and somebody must look closer."""
    if connection.vendor == "postgresql":
        return _taken_in([sent])[0]
    return TOGETHER.done(sent)


def _taken_in(batch: Sequence[Sent]) -> list[Any]:
    entrances = door.entrances([each.code for each in batch])
    ready = [_ready(sent, found) for sent, found in zip(batch, entrances, strict=True)]
    are_in = iter(_put_in([each.ballot for each in ready if each]))
    return [each.receipt if each and next(are_in) else None for each in ready]


def _ready(sent: Sent, found: door.Entrance) -> Ready | None:
    """Read and seal what was sent; None where anything is in doubt."""
    if found.standing != door.Standing.OPEN or not (receipt := sent.receipt(found.form)):
        return None
    try:
        reading = answers.read(found.form.form, sent.fields)
        return None if reading.faults else Ready((found, _sealed(found, reading.answers)), receipt)
    except ValueError:
        return None


def _sealed(found: door.Entrance, given: Mapping[str, Any]) -> bytes:
    document = {"unit": found.survey_unit, "class": found.ballot_class, "answers": given}
    return sealing.seal(WRITER.encode(document).encode(), found.form.public_key, found.form.size)


def _put_in(ballots: Sequence[tuple[door.Entrance, bytes]]) -> list[bool]:
    """Mark tickets and put their ballots in, all or none; tells of each whether its ticket was still unused."""
    if not ballots:
        return []
    if connection.vendor == "postgresql":
        return [
            statements.row(BOTH, (found.ticket, found.code_hash, random_key(), sealed)) is not None
            for found, sealed in ballots
        ]
    with transaction.atomic():
        tickets = [(found.ticket, found.code_hash) for found, _sealed in ballots]
        values = [value for column in zip(*tickets, strict=True) for value in column]
        marked = {each[:2]: each[2:] for each in statements.rows(_mark(len(tickets)), values)}
        places = [marked.pop(each, None) for each in tickets]
        rows = [
            (random_key(), sealed, *place)
            for (_found, sealed), place in zip(ballots, places, strict=True)
            if place
        ]
        if rows:
            statements.rows(_put(len(rows)), [value for row in sorted(rows) for value in row])
    return [place is not None for place in places]


@cache
def _mark(count: int) -> str:
    marks = ", ".join(["%s"] * count)
    return f"""
    UPDATE surveys_ticket SET is_used = TRUE
    WHERE id IN ({marks}) AND code_hash IN ({marks}) AND NOT is_used
    RETURNING id, code_hash, commission_id, survey_id
    """  # noqa: S608  all ours


@cache
def _put(count: int) -> str:
    return f"{PUT} VALUES {', '.join(['(%s, %s, %s, %s)'] * count)}"


TOGETHER = Together(_taken_in)
