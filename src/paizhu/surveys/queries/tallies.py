"""Tallies: computed from the responses whenever asked, so that the frozen ones can be checked against them."""

import json
from collections import defaultdict
from hashlib import sha256
from typing import Any

from paizhu.surveys.models import Response, Survey, SurveyUnit, Ticket
from paizhu.surveys.queries.door import BLANK
from paizhu.surveys.states import tallies


def figures_of(survey: Survey) -> dict[str, Any]:
    """Return `{"units": {survey unit id: tally}}` of all units, computed anew. Two queries and one for each unit."""
    units = survey.units.select_related("unit").order_by("pk")
    return {"units": {str(held.pk): tally_of(held).as_json() for held in units}}


def digest_of(figures: dict[str, Any]) -> str:
    """Return the fingerprint of figures."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def tally_of(held: SurveyUnit) -> tallies.Tally:
    """Count one unit."""
    survey = held.survey
    classes = list(survey.classes.order_by("position", "pk"))
    keys = {each.pk: each.key for each in classes}
    issued: dict[int, int] = defaultdict(int)
    for (ballot_class,) in Ticket.objects.filter(survey_unit=held).values_list("ballot_class"):
        issued[ballot_class] += 1
    groups = [
        tallies.BallotGroup(each.key, each.name, float(each.weight), issued[each.pk])
        for each in classes
    ]
    found = Response.objects.filter(survey_unit=held).order_by("id")
    cast = [
        tallies.Cast(keys[ballot_class], answers, verdict)
        for ballot_class, answers, verdict in found.values_list(
            "ballot_class", "answers", "verdict"
        )
    ]
    form = survey.asked.expanded(held.members)
    return tallies.tally(form, groups, cast, survey.minimum)


def returned_of(survey: Survey) -> dict[int, tuple[int, int]]:
    """Return survey unit id → (issued, returned) while it runs, from the tickets' marks."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for held, is_used in Ticket.objects.filter(survey=survey).values_list("survey_unit", "is_used"):
        found[held][0] += 1
        found[held][1] += is_used
    return {held: (issued, returned) for held, (issued, returned) in found.items()}


def has_blank_tickets(survey: Survey) -> bool:
    """Tell whether tickets are left that nobody holds yet."""
    return Ticket.objects.filter(survey=survey, code_hash__startswith=BLANK).exists()


def tickets_of(held: SurveyUnit) -> list[dict[str, Any]]:
    """Return for each class of a unit: pk, key, name, issued, used, left (not used), blank (nobody holds them yet)."""
    rows = {
        each.pk: {
            "pk": each.pk,
            "key": each.key,
            "name": each.name,
            "issued": 0,
            "used": 0,
            "left": 0,
            "blank": 0,
        }
        for each in held.survey.classes.order_by("position", "pk")
    }
    found = Ticket.objects.filter(survey_unit=held)
    for ballot_class, is_used, code_hash in found.values_list(
        "ballot_class", "is_used", "code_hash"
    ):
        row = rows[ballot_class]
        row["issued"] += 1
        row["used" if is_used else "left"] += 1
        row["blank"] += not is_used and code_hash.startswith(BLANK)
    return [row for row in rows.values() if row["issued"]]
