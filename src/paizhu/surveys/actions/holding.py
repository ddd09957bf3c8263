"""Holding a survey: issuing it, giving out its tickets, closing it. What is mixed at the close stays mixed."""

import base64
import json
import secrets
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.oversight.actions import activities
from paizhu.oversight.models import Method
from paizhu.surveys import rules
from paizhu.surveys.actions import telling
from paizhu.surveys.models import (
    Allocation,
    Ballot,
    BallotClass,
    Response,
    Survey,
    SurveyKind,
    SurveyUnit,
    Tally,
    Ticket,
    Voice,
)
from paizhu.surveys.models.ballots import random_key
from paizhu.surveys.queries import door, tallies, urn_keys
from paizhu.surveys.states import QuestionKind, Verdict, answers, sealing
from paizhu.surveys.states.definitions import Definition
from paizhu.trail import actions as trail

BATCH = 1000
SPOILED = {"": ""}
"""Answers that fit no form."""
METHODS = {
    SurveyKind.QUESTIONNAIRE: Method.QUESTIONNAIRE,
    SurveyKind.APPRAISAL: Method.APPRAISAL,
    SurveyKind.OPINIONS: Method.QUESTIONNAIRE,
}


@act
def issue(*, survey: Survey, seen_revision: int | None = None, by: Viewer) -> Survey:
    """Issue it: the form is frozen, the tickets are made, the key of its urn is written down outside the database."""
    survey = locked(survey)
    check_fresh(survey, seen_revision)
    rules.check_can_issue(by, survey)
    private, public = sealing.new_pair()
    urn_keys.keep(private, public)
    survey.public_key = public
    survey.issue(on=clock.today())
    save_clean(survey)
    count = make_tickets(survey, survey.allocations.all())
    trail.record(
        "surveys.issued",
        survey,
        by=by,
        tickets=count,
        fingerprint=survey.fingerprint,
        minimum=survey.minimum,
    )
    telling.tell_issued(survey, by)
    return survey


@act
def print_slips(
    *, held: SurveyUnit, counts: dict[str, int] | None = None, by: Viewer
) -> list[tuple[BallotClass, list[str]]]:
    """Give codes to a unit's tickets and return them by class, for printing; they are not kept.

    `counts`: slips by class key, all that are left where None; the rest can be drawn by tablets. Slips that were
    printed earlier and are not used become void.
    """
    survey = locked(held.survey)
    rules.check_can_print(by, survey)
    printed, total = [], 0
    for each in survey.classes.order_by("position", "pk"):
        tickets = list(
            Ticket.objects.select_for_update()
            .filter(survey_unit=held, ballot_class=each, is_used=False)
            .order_by("code_hash")
        )
        wanted = len(tickets) if counts is None else min(counts.get(each.key, 0), len(tickets))
        codes = [door.new_code() for _each in range(wanted)]
        hashes = [door.hashed(code) for code in codes]
        hashes += [_nobodys() for _each in tickets[wanted:]]
        for ticket, code_hash in zip(tickets, hashes, strict=True):
            ticket.code_hash = code_hash
        Ticket.objects.bulk_update(tickets, ["code_hash"], batch_size=BATCH)
        printed.append((each, codes))
        total += wanted
    if not total:
        raise Refused(_("All tickets of this unit are used; there is nothing left to print."))
    trail.record(
        "surveys.slips_printed", held, by=by, survey=survey.code, unit=held.unit.code, count=total
    )
    return printed


@act
def draw(*, held: SurveyUnit, ballot_class: BallotClass, by: Viewer) -> str:
    """Draw one ticket of a class for a tablet that is passed round, and return its code."""
    survey = held.survey
    rules.check_can_print(by, survey)
    blank = Ticket.objects.select_for_update().filter(
        survey_unit=held, ballot_class=ballot_class, is_used=False, code_hash__startswith=door.BLANK
    )
    ticket = blank.order_by("code_hash").first()
    if ticket is None:
        raise Refused(_("No ticket of this class is left for a tablet."))
    code = door.new_code()
    ticket.code_hash = door.hashed(code)
    ticket.save(update_fields=["code_hash"])
    trail.record(
        "surveys.tablet_opened",
        held,
        by=by,
        survey=survey.code,
        unit=held.unit.code,
        ballot_class=ballot_class.key,
    )
    return code


@act
def close(*, survey: Survey, seen_revision: int | None = None, by: Viewer) -> Survey:
    """Close it: open the urn, shuffle, tally, freeze, record the activity of supervision, destroy the key."""
    survey = locked(survey)
    check_fresh(survey, seen_revision)
    rules.check_can_close(by, survey)
    tickets = list(Ticket.objects.select_for_update().filter(survey=survey))
    # From here on nobody can use a ticket any more: whoever tries waits, and then finds none.
    Ticket.objects.filter(survey=survey).delete()
    _open_urn(survey)
    _write_anew(tickets)
    survey.close(on=clock.today())
    survey.activity = _activity(survey, by)
    save_clean(survey)
    figures = tallies.figures_of(survey)
    frozen = Tally(
        commission_id=survey.commission_id,
        survey=survey,
        figures=figures,
        digest=tallies.digest_of(figures),
    )
    save_clean(frozen)
    returned = sum(ticket.is_used for ticket in tickets)
    counted = {"issued": len(tickets), "returned": returned, "digest": frozen.digest}
    trail.record("surveys.closed", survey, by=by, activity=survey.activity.code, **counted)
    texts = Voice.objects.filter(survey_unit__survey=survey, is_shown=True)
    telling.tell_closed(survey, by, has_texts=texts.exists())
    public = bytes(survey.public_key)
    transaction.on_commit(lambda: urn_keys.destroy(public))
    return survey


def _nobodys() -> str:
    """A hash that no code has: of a ticket that nobody holds yet."""
    return door.BLANK + secrets.token_hex(31)


def locked(survey: Survey) -> Survey:
    """Return the survey as it stands now, and keep others from changing it meanwhile."""
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def make_tickets(survey: Survey, allocations: Iterable[Allocation]) -> int:
    """Make as many tickets as were allotted, in an order of chance; returns how many."""
    made = [
        Ticket(
            commission_id=survey.commission_id,
            survey=survey,
            survey_unit_id=each.survey_unit_id,
            ballot_class_id=each.ballot_class_id,
            code_hash=_nobodys(),
        )
        for each in allocations
        for _number in range(each.tickets)
    ]
    made.sort(key=lambda ticket: ticket.pk)
    Ticket.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def _write_anew(tickets: Iterable[Ticket]) -> None:
    """Write tickets in the order of their hashes with new keys, so that nothing is left of the order of their use."""
    fresh = sorted(tickets, key=lambda ticket: ticket.code_hash)
    for ticket in fresh:
        ticket.pk, ticket._state.adding = random_key(), True
    fresh.sort(key=lambda ticket: ticket.pk)
    Ticket.objects.bulk_create(fresh, batch_size=BATCH)


def _open_urn(survey: Survey) -> None:
    """Open every ballot, write responses and free texts in an order of chance, and empty the urn."""
    private = urn_keys.private_of(survey.public_key)
    forms = {held.pk: survey.asked.expanded(held.members) for held in survey.units.all()}
    responses: list[Response] = []
    voices: list[Voice] = []
    for sealed in Ballot.objects.filter(survey=survey).values_list("sealed", flat=True):
        document = json.loads(sealing.opened(bytes(sealed), private))
        form = forms[document["unit"]]
        if "sealed" in document:
            document["answers"] = _of_meeting(document["sealed"], form, private)
        responses.append(_response(survey, document, form))
        voices += _voices(survey, document, form)
    _mark_shown(forms, survey.minimum, responses, voices)
    Response.objects.bulk_create(sorted(responses, key=_by_key), batch_size=BATCH)
    Voice.objects.bulk_create(sorted(voices, key=_by_key), batch_size=BATCH)
    Ballot.objects.filter(survey=survey).delete()


def _of_meeting(sealed: str, form: Definition, private: bytes) -> dict:
    """Open a ballot that a meeting room's page sealed; what fits no form counts as spoiled, and nothing of it is kept."""
    try:
        document = json.loads(sealing.opened(base64.b64decode(sealed), private))
        given = answers.reread(form, document["answers"])
    except (sealing.CannotOpen, ValueError, KeyError, TypeError, RecursionError):
        given = None
    return SPOILED if given is None else given


def _by_key(record: Response | Voice) -> int:
    """Keys are random, so their order is one of chance; stored in it, the order tells nothing."""
    return record.pk


def _response(survey: Survey, document: dict, form: Definition) -> Response:
    given = document["answers"]
    texts = {q.key for q in form.questions if q.kind == QuestionKind.TEXT}
    return Response(
        commission_id=survey.commission_id,
        survey_unit_id=document["unit"],
        ballot_class_id=document["class"],
        answers={key: value for key, value in given.items() if key and key not in texts},
        verdict=answers.verdict(form, given),
    )


def _voices(survey: Survey, document: dict, form: Definition) -> list[Voice]:
    members = {q.key: section.member for section in form.sections for q in section.questions}
    found = []
    for question in form.questions:
        text = document["answers"].get(question.key)
        if question.kind == QuestionKind.TEXT and isinstance(text, str) and text.strip():
            voice = Voice(
                commission_id=survey.commission_id,
                survey_unit_id=document["unit"],
                question=question.key,
                original=text,
            )
            voice.addressee = members[question.key] or voice.addressee
            found.append(voice)
    return found


def _mark_shown(
    forms: dict[int, Definition], minimum: int, responses: list[Response], voices: list[Voice]
) -> None:
    """Free texts are shown where at least the minimum of valid ballots at the unit was asked the question.

    A text behind a condition tells how its author answered the condition, so the circle is of those who met it.
    """
    asked: Counter[tuple[int, str]] = Counter()
    for response in responses:
        if response.verdict == Verdict.VALID:
            for question in forms[response.survey_unit_id].questions:
                if question.kind == QuestionKind.TEXT:
                    key = response.survey_unit_id, question.key
                    asked[key] += answers.is_asked(question, response.answers)
    for voice in voices:
        voice.is_shown = asked[voice.survey_unit_id, voice.question] >= minimum


def _activity(survey: Survey, by: Viewer):
    """Record that supervision took place, by the method of the survey's kind."""
    official = getattr(by, "official_id", None)
    drafted = activities.ActivityDraft(
        code="",
        on=clock.today(),
        method=METHODS[SurveyKind(survey.kind)],
        unit_ids=list(survey.units.values_list("unit", flat=True)),
        official_ids=[official] if official else [],
        group_id=survey.group_id,
        summary=f"{survey.code} {survey.title}",
    )
    return activities.register(commission=survey.commission, draft=drafted, by=by)
