"""What the public door may know: by a ticket's code its form and how it stands, by a page's address its results.

Codes have 12 signs of 31 (59 bits); only a keyed hash is stored. Letters that look alike are left out.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from paizhu.kernel import clock
from paizhu.surveys.models import SurveyState, SurveyUnit, Ticket
from paizhu.surveys.states import definitions

SIGNS, LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 12
BLANK = "-"
"""How the place of a hash begins in a ticket that nobody holds yet."""
FORMS_KEPT = 256


class Standing(StrEnum):
    """How a ticket stands at this moment."""

    OPEN = "open"
    UNKNOWN = "unknown"
    EARLY = "early"
    LATE = "late"
    USED = "used"


@dataclass(frozen=True)
class Entrance:
    """What a code opens. Without a form where it opens nothing."""

    standing: Standing
    ticket: int = 0
    survey: int = 0
    survey_unit: int = 0
    ballot_class: int = 0
    commission: int = 0
    public_key: bytes = b""
    fingerprint: str = ""
    page: str = ""
    opens_at: datetime | None = None

    @property
    def form(self) -> "Form":
        """The frozen form of the unit."""
        return form_of(self.survey_unit, self.fingerprint)


@dataclass(frozen=True)
class Form:
    """A frozen form with what stands around it. `size`: bytes to which each ballot of it is padded."""

    form: definitions.Definition
    commission: str
    unit: str
    closes_at: datetime
    minimum: int
    size: int


def new_code() -> str:
    """Return a fresh code."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def tidied(code: str) -> str:
    """Return a code as it is hashed: capitals, without spaces and dashes."""
    return "".join(sign for sign in code.upper() if sign in SIGNS)[: LENGTH + 1]


def grouped(code: str) -> str:
    """Return a code as people read it: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def hashed(code: str) -> str:
    """Return the keyed hash by which a code is found."""
    return hmac.new(_pepper(), tidied(code).encode(), sha256).hexdigest()


@lru_cache(maxsize=1)
def _pepper() -> bytes:
    return sha256(b"paizhu ballot tickets" + settings.SECRET_KEY.encode()).digest()


def entrance(code: str) -> Entrance:
    """Look a code up; one query."""
    if len(tidied(code)) != LENGTH:
        return Entrance(Standing.UNKNOWN)
    found = (
        Ticket.objects.filter(code_hash=hashed(code))
        .values_list(
            "pk", "survey", "survey_unit", "ballot_class", "commission", "survey__public_key",
            "survey__fingerprint", "survey_unit__page", "is_used", "survey__state", "survey__opens_at", "survey__closes_at",
        )
        .first()
    )  # fmt: skip
    if found is None:
        return Entrance(Standing.UNKNOWN)
    *given, is_used, state, opens_at, closes_at = found
    given[5] = bytes(given[5])
    return Entrance(_standing(is_used, state, opens_at, closes_at), *given, opens_at)


def _standing(is_used: bool, state: str, opens_at: datetime, closes_at: datetime) -> Standing:
    now = clock.now()
    if state != SurveyState.ISSUED or now >= closes_at:
        return Standing.LATE
    if now < opens_at:
        return Standing.EARLY
    return Standing.USED if is_used else Standing.OPEN


@lru_cache(maxsize=FORMS_KEPT)
def form_of(survey_unit: int, fingerprint: str) -> Form:
    """Return the form of a unit of an issued survey. It is frozen under its fingerprint, so it is kept."""
    held = SurveyUnit.objects.select_related("survey__commission", "unit").get(pk=survey_unit)
    survey = held.survey
    if survey.fingerprint != fingerprint:
        raise LookupError("this form was never issued")
    return shown_form(held)


def shown_form(held: SurveyUnit) -> Form:
    """Return the form of a unit as its people see it; also of a draft, for the preview."""
    survey = held.survey
    form = survey.asked.expanded(held.members)
    return Form(
        form,
        survey.commission.name,
        held.unit.name,
        survey.closes_at,
        survey.minimum,
        form.largest_answer + 64,
    )


def results_of(page: str) -> SurveyUnit | None:
    """Return the surveyed unit behind the address of a public page; None where there is none."""
    found = SurveyUnit.objects.select_related("survey__commission", "unit")
    return found.filter(page=page, survey__fingerprint__gt="").first()
