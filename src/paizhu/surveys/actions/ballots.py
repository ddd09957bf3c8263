"""Taking a ballot in. Deliberately no act: an act says who acted, and here nobody must ever know.

One transaction marks the ticket and puts a sealed ballot into the urn; nothing else is written, no trail, no time. It is
the statement that a whole city sends within half an hour, so it is written out: on PostgreSQL it is one.
"""

import json
import threading
from typing import Any

from django.db import connection, transaction

from paizhu.surveys.models.ballots import random_key
from paizhu.surveys.queries.door import Entrance
from paizhu.surveys.states import sealing

MARK = """
UPDATE surveys_ticket SET is_used = TRUE WHERE id = %s AND code_hash = %s AND NOT is_used
RETURNING commission_id, survey_id
"""
PUT = "INSERT INTO surveys_ballot (id, sealed, commission_id, survey_id)"
BOTH = f"WITH marked AS ({MARK}) {PUT} SELECT %s, %s, commission_id, survey_id FROM marked"
ONE_WRITER = threading.Lock()
"""SQLite has one writer at a time. Its threads queue here: waiting for the file, they would sleep and let some starve."""


def cast(entrance: Entrance, answers: dict[str, Any]) -> bool:
    """Take answers in for an open ticket; False where the ticket was used meanwhile. True is the receipt.

    The ticket is found by its key and by its code: a slip that was replaced while somebody answered, or a ticket of a
    survey that was closed meanwhile, is not there any more.
    """
    document = {"unit": entrance.survey_unit, "class": entrance.ballot_class, "answers": answers}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = sealing.seal(text, entrance.form.public_key, entrance.form.size)
    ticket, ballot = (entrance.ticket, entrance.code_hash), (random_key(), sealed)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(BOTH, [*ticket, *ballot])
            return bool(cursor.rowcount)
        with ONE_WRITER, transaction.atomic():
            cursor.execute(MARK, ticket)
            marked = cursor.fetchone()
            if marked:
                cursor.execute(f"{PUT} VALUES (%s, %s, %s, %s)", [*ballot, *marked])
            return marked is not None
