"""A meeting room without network: slips and a page that go there, and the one file that comes back.

The file's ballots are sealed for the urn already; nobody opens them before the close. Each is sealed once more here,
with unit and class of its ticket, so that neither a page that was tampered with nor its keeper can choose them.
"""

import base64
import json
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.surveys import rules
from paizhu.surveys.actions.holding import BATCH, locked
from paizhu.surveys.models import Ballot, BallotClass, SurveyUnit, Ticket
from paizhu.surveys.queries import door, meeting
from paizhu.surveys.states import sealing
from paizhu.surveys.states.meeting import Brought
from paizhu.trail import actions as trail


@dataclass(frozen=True)
class Taken:
    """How many ballots of a file were taken in, and how many were refused: ticket used meanwhile, ticket void."""

    taken: int
    used: int
    void: int


@act
def prepare(
    *, held: SurveyUnit, counts: dict[str, int], by: Viewer
) -> list[tuple[BallotClass, list[str]]]:
    """Give codes to tickets that nobody holds yet and return them by class; slips printed earlier stay good."""
    survey = locked(held.survey)
    rules.check_can_print(by, survey)
    printed = []
    for each in survey.classes.order_by("position", "pk"):
        blank = Ticket.objects.select_for_update().filter(
            survey_unit=held, ballot_class=each, is_used=False, code_hash__startswith=door.BLANK
        )
        tickets = list(blank.order_by("code_hash")[: counts.get(each.key, 0)])
        codes = [door.new_code() for _each in tickets]
        for ticket, code in zip(tickets, codes, strict=True):
            ticket.code_hash = door.hashed(code)
        Ticket.objects.bulk_update(tickets, ["code_hash"], batch_size=BATCH)
        printed.append((each, codes))
    total = sum(len(codes) for _each, codes in printed)
    if not total:
        raise Refused(_("No ticket is left that nobody holds yet."))
    given = {"survey": survey.code, "unit": held.unit.code, "count": total}
    trail.record("surveys.meeting_prepared", held, by=by, **given)
    return printed


@act
def bring_in(*, held: SurveyUnit, brought: Brought, by: Viewer) -> Taken:
    """Take the ballots of a file in, ticket by ticket; a file that was changed, or is not of this unit, is refused whole."""
    survey = locked(held.survey)
    rules.check_can_bring_in(by, survey)
    key = meeting.signing_key(brought.serial, held.pk, survey.fingerprint)
    is_of_here = (brought.unit, brought.fingerprint) == (held.pk, survey.fingerprint)
    if not is_of_here or not brought.is_signed_with(key):
        raise Refused(
            _("The file was not made by a page of this unit and survey, or was changed since.")
        )
    length = door.shown_form(held).size + meeting.OVERHEAD
    if any(len(sealed) != length for _ref, sealed in brought.entries):
        raise Refused(_("The file holds something that is no ballot of this form."))
    known = meeting.tickets_by_reference(held, brought.serial)
    marked: dict[int, Ballot] = {}
    refused: Counter[str] = Counter()
    for ref, sealed in brought.entries:
        ticket = known.get(ref)
        if ticket is None:
            refused["void"] += 1
        elif ticket.is_used or ticket.pk in marked:
            refused["used"] += 1
        else:
            marked[ticket.pk] = _ballot(held, ticket, sealed)
    _put(marked)
    if marked:
        given = {"survey": survey.code, "unit": held.unit.code, "count": len(marked)}
        trail.record("surveys.ballots_brought_in", held, by=by, **given)
    else:
        acts.nothing_to_do()
    return Taken(len(marked), refused["used"], refused["void"])


def _ballot(held: SurveyUnit, ticket: Ticket, sealed: bytes) -> Ballot:
    survey = held.survey
    document = {
        "unit": held.pk,
        "class": ticket.ballot_class_id,
        "sealed": base64.b64encode(sealed).decode(),
    }
    text = json.dumps(document, separators=(",", ":")).encode()
    # Ids differ in length between classes; the padding lets all of a file be alike.
    padded = sealing.seal(text, bytes(survey.public_key), len(document["sealed"]) + 96)
    return Ballot(commission_id=held.commission_id, survey_id=survey.pk, sealed=padded)


def _put(marked: dict[int, Ballot]) -> None:
    """Mark the tickets and put the ballots in, each in an order of chance, so that neither tells of the other."""
    keys = sorted(marked)
    for start in range(0, len(keys), BATCH):
        Ticket.objects.filter(pk__in=keys[start : start + BATCH]).update(is_used=True)
    ballots = sorted(marked.values(), key=lambda ballot: ballot.pk)
    Ballot.objects.bulk_create(ballots, batch_size=BATCH)
