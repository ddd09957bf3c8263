"""Taking a ballot in. Deliberately no act: an act says who acted, and here nobody must ever know.

The transaction marks the ticket and puts a sealed ballot into the urn; nothing else is written, no trail, no time.
"""

import json
from typing import Any

from django.db import transaction

from paizhu.surveys.models import Ballot, Ticket
from paizhu.surveys.queries.door import Entrance
from paizhu.surveys.states import sealing


def cast(entrance: Entrance, answers: dict[str, Any]) -> bool:
    """Take answers in for an open ticket; False where the ticket was used meanwhile. True is the receipt."""
    document = {"unit": entrance.survey_unit, "class": entrance.ballot_class, "answers": answers}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = sealing.seal(text, entrance.public_key, entrance.form.size)
    with transaction.atomic():
        if not Ticket.objects.filter(pk=entrance.ticket, is_used=False).update(is_used=True):
            return False
        Ballot.objects.bulk_create(
            [Ballot(commission_id=entrance.commission, survey_id=entrance.survey, sealed=sealed)]
        )
    return True
