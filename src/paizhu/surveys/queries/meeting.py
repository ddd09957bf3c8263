"""What a meeting room's page is given: the form, the urn's public key, a way to know its tickets, a key to sign with.

Nothing of it is kept: references of tickets and the signing key follow from the page's serial number and the
installation's secret. The page knows codes by a slow hash only, so it holds no right to answer.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256

from django.conf import settings

from paizhu.surveys.models import BallotClass, SurveyUnit, Ticket
from paizhu.surveys.queries import door
from paizhu.surveys.states.meeting import FORMAT

ROUNDS = 20_000
"""Of the slow hash by which the page knows a code."""
MOST_SLIPS = 500
"""In one archive: the slow hash takes some milliseconds each."""
KEPT_SIGNS = 4_000_000
"""What a browser surely keeps for one page."""
OVERHEAD = 52
"""Bytes by which a sealed ballot is longer than the form's size: fresh key, length, tag."""


@dataclass(frozen=True)
class Meeting:
    """A page's serial number, and its tickets: slow hash of the code → reference."""

    serial: str
    tickets: dict[str, str]


def meeting_for(printed: Iterable[tuple[BallotClass, list[str]]]) -> Meeting:
    """Return a new page's number and how it knows the tickets whose codes were printed."""
    serial = secrets.token_hex(16)
    salt = bytes.fromhex(serial)
    return Meeting(
        serial,
        {
            pbkdf2_hmac("sha256", code.encode(), salt, ROUNDS, 16).hex(): reference(
                serial, door.hashed(code)
            )
            for _each, codes in printed
            for code in codes
        },
    )


def most_slips(held: SurveyUnit) -> int:
    """Return how many ballots of the unit's form one laptop keeps."""
    signs = (door.shown_form(held).size + OVERHEAD) * 4 // 3 + 64
    return min(MOST_SLIPS, KEPT_SIGNS // signs)


def reference(serial: str, code_hash: str) -> str:
    """Return how a page calls a ticket; nobody else can tell which it is."""
    return hmac.new(_secret(), f"{serial} {code_hash}".encode(), sha256).hexdigest()[:32]


def signing_key(serial: str, unit: int, fingerprint: str) -> bytes:
    """Return the key that was issued with a page."""
    return hmac.new(_secret(), f"sign {serial} {unit} {fingerprint}".encode(), sha256).digest()


def tickets_by_reference(held: SurveyUnit, serial: str) -> dict[str, Ticket]:
    """Return the unit's tickets as the page calls them, kept from others meanwhile."""
    tickets = Ticket.objects.select_for_update().filter(survey_unit=held)
    return {reference(serial, ticket.code_hash): ticket for ticket in tickets}


def given(held: SurveyUnit, meeting: Meeting) -> dict:
    """Return what the page's script needs."""
    shown, survey = door.shown_form(held), held.survey
    questions = [
        {
            "key": q.key,
            "kind": q.kind,
            "required": q.is_required,
            "options": [option.key for option in q.options],
            "lines": [line.key for line in q.lines],
            "least": q.least,
            "most": q.most,
            "when": q.when
            and {"question": q.when.question, "operator": q.when.operator, "value": q.when.value},
        }
        for q in shown.form.questions
    ]
    return {
        "format": FORMAT,
        "serial": meeting.serial,
        "unit": held.pk,
        "fingerprint": survey.fingerprint,
        "name": f"{survey.code}-{held.unit.code}-{meeting.serial[:6]}",
        "public": bytes(survey.public_key).hex(),
        "mac": signing_key(meeting.serial, held.pk, survey.fingerprint).hex(),
        "size": shown.size,
        "rounds": ROUNDS,
        "tickets": meeting.tickets,
        "questions": questions,
    }


def _secret() -> bytes:
    return sha256(b"paizhu meeting pages" + settings.SECRET_KEY.encode()).digest()
