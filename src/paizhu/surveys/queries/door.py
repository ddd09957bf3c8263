"""What the public door may know: by a ticket's code its form and how it stands, by a page's address its results.

Codes have 12 signs of 31 (59 bits); only a keyed hash is stored. Letters that look alike are left out.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.models import QuerySet

from paizhu.kernel import clock
from paizhu.surveys.models import SurveyState, SurveyUnit, Ticket
from paizhu.surveys.queries import statements
from paizhu.surveys.states import definitions

SIGNS, LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 12
BLANK = "-"
"""How the place of a hash begins in a ticket that nobody holds yet."""
FORMS_KEPT = 1024
"""Forms of units that a process keeps."""


class Standing(StrEnum):
    """How a ticket stands at this moment."""

    OPEN = "open"
    UNKNOWN = "unknown"
    EARLY = "early"
    LATE = "late"
    USED = "used"


@dataclass(frozen=True, eq=False)
class Form:
    """A frozen form with what stands around it. `size`: bytes to which each ballot of it is padded.

    Each is itself alone (`eq=False`), so that what is drawn of it can be kept under it.
    """

    form: definitions.Definition
    commission: str
    unit: str
    opens_at: datetime
    closes_at: datetime
    minimum: int
    size: int
    public_key: bytes
    page: str


@dataclass(frozen=True)
class Entrance:
    """What a code opens. Without a form where it opens nothing."""

    standing: Standing
    ticket: int = 0
    code_hash: str = ""
    survey_unit: int = 0
    ballot_class: int = 0
    form: Form | None = None


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
    return _hashed(tidied(code))


def _hashed(tidy: str) -> str:
    return hmac.digest(_pepper(), tidy.encode(), "sha256").hex()


@lru_cache(maxsize=1)
def _pepper() -> bytes:
    return sha256(b"paizhu ballot tickets" + settings.SECRET_KEY.encode()).digest()


def entrance(code: str) -> Entrance:
    """Look a code up; one query."""
    return entrances([code])[0]


def entrances(codes: Sequence[str]) -> list[Entrance]:
    """Look codes up; one query."""
    hashes = [_hashed(tidy) if len(tidy) == LENGTH else "" for tidy in map(tidied, codes)]
    if not any(hashes):
        return [Entrance(Standing.UNKNOWN) for _each in codes]
    found = {each[0]: each[1:] for each in _asked(_look_up(len(hashes)), hashes)}
    now = clock.now()
    return [_entrance(each, found.get(each), now) for each in hashes]


def _entrance(code_hash: str, found: tuple | None, now: datetime) -> Entrance:
    if found is None:
        return Entrance(Standing.UNKNOWN)
    ticket, survey_unit, ballot_class, is_used, state, *shown = found
    form = form_of(survey_unit, *shown)
    standing = _standing(is_used, state, form, now)
    return Entrance(standing, ticket, code_hash, survey_unit, ballot_class, form)


@cache
def _look_up(count: int) -> str:
    """The statement, which the models write once: writing it takes longer than the database needs to answer."""
    tickets = Ticket.objects.filter(code_hash__in=[str(n) for n in range(count)]).values_list(
        "code_hash", "pk", "survey_unit", "ballot_class", "is_used", "survey__state", "survey__revision",
        "survey_unit__page", "survey_unit__unit__name", "commission__name",
    )  # fmt: skip
    return tickets.query.sql_with_params()[0]


def _asked(statement: str, hashes: Sequence[str]) -> list[tuple]:
    """Ask once, and once more where the connection had been lost; so the connection need not be tried before."""
    own = connections[DEFAULT_DB_ALIAS]
    own.health_check_done = True
    try:
        return _rows(statement, hashes)
    except (OperationalError, InterfaceError):
        if own.in_atomic_block:
            raise
        own.close()
        return _rows(statement, hashes)


def _rows(statement: str, hashes: Sequence[str]) -> list[tuple]:
    return statements.rows(statement, hashes)


def _standing(is_used: bool, state: str, form: Form, now: datetime) -> Standing:
    if state != SurveyState.ISSUED or now >= form.closes_at:
        return Standing.LATE
    if now < form.opens_at:
        return Standing.EARLY
    return Standing.USED if is_used else Standing.OPEN


@lru_cache(maxsize=FORMS_KEPT)
def form_of(survey_unit: int, revision: int, page: str, unit: str, commission: str) -> Form:
    """Return the form of a unit of an issued survey, kept for as long as all that it shows stays the same.

    Whatever is changed of a survey raises its revision; a unit may be given another name meanwhile. `page`: the unit's
    address, made by chance; so a database that was put back under a running server is told apart.
    """
    held = _units().get(pk=survey_unit, page=page)
    if held.survey.revision != revision or not held.survey.fingerprint:
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
        survey.opens_at,
        survey.closes_at,
        survey.minimum,
        form.largest_answer + 64,
        bytes(survey.public_key),
        held.page,
    )


def results_of(page: str) -> SurveyUnit | None:
    """Return the surveyed unit behind the address of a public page; None where there is none."""
    return _units().filter(page=page, survey__fingerprint__gt="").first()


def _units() -> QuerySet[SurveyUnit]:
    """Surveyed units with what the door may read of them, and no more; see `door_rights`."""
    own = ("members", "page", "published_on", "unit__name", "survey__commission__name")
    survey = (
        "title", "state", "revision", "fingerprint", "definition", "opens_at", "closes_at", "minimum", "public_key",
    )  # fmt: skip
    return (
        SurveyUnit.objects.select_related("survey__commission", "unit")
        .only(*own, *(f"survey__{name}" for name in survey))
        .order_by("pk")
    )
