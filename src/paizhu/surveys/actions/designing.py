"""Designing a survey, and keeping templates."""

from copy import copy
from secrets import token_hex
from typing import Any

from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.surveys import rules
from paizhu.surveys.actions import telling
from paizhu.surveys.models import (
    Allocation,
    BallotClass,
    Survey,
    SurveyTemplate,
    SurveyUnit,
)
from paizhu.surveys.queries import people
from paizhu.surveys.states import definitions
from paizhu.surveys.states.drafts import ClassDraft, SurveyDraft, UnitDraft
from paizhu.surveys.states.tallies import MEMBER_KEY
from paizhu.tenancy.actions import numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

__all__ = [
    "ClassDraft", "SurveyDraft", "UnitDraft", "change", "draft", "keep_template", "place", "redefine", "withdraw",
]  # fmt: skip
SERIES = "WJ"
TRAILED = ("kind", "minimum", "opens_at", "closes_at", "version")
"""What the trail may say of a survey besides codes: never its words."""


@act
def draft(*, commission: Commission, given: SurveyDraft, by: Viewer) -> Survey:
    """Design a survey. Raises `ValidationError` where the definition is at fault."""
    rules.check_can_design_for(by, commission.pk, given.group_id)
    survey = Survey(commission=commission, keeper_id=getattr(by, "official_id", None))
    _fill(survey, given)
    numbers.give(survey, SERIES, given.opens_at.year)
    save_clean(survey)
    _scope(survey, given, by)
    trail.record("surveys.drafted", survey, by=by, kind=survey.kind, units=_codes(survey))
    return survey


@act
def change(
    *, survey: Survey, given: SurveyDraft, seen_revision: int | None = None, by: Viewer
) -> Survey:
    """Change a survey that is not issued yet: its words, window, classes, units and tickets."""
    survey = _held(survey)
    check_fresh(survey, seen_revision)
    rules.check_can_change(by, survey)
    rules.check_can_design_for(by, survey.commission_id, given.group_id)
    before = copy(survey)
    _fill(survey, given)
    survey.version += 1
    save_clean(survey)
    _scope(survey, given, by)
    found = changes(before, survey, TRAILED)
    trail.record("surveys.changed", survey, by=by, changes=found, units=_codes(survey))
    _tell_ready(survey, by)
    return survey


@act
def redefine(
    *, survey: Survey, definition: dict, seen_revision: int | None = None, by: Viewer
) -> Survey:
    """Change the questions of a survey that is not issued yet."""
    survey = _held(survey)
    check_fresh(survey, seen_revision)
    rules.check_can_change(by, survey)
    before = copy(survey)
    _define(survey, definition)
    survey.version += 1
    save_clean(survey)
    trail.record("surveys.changed", survey, by=by, changes=changes(before, survey, TRAILED))
    return survey


@act
def withdraw(*, survey: Survey, by: Viewer) -> Survey:
    """Put a survey away that was never issued."""
    survey = _held(survey)
    rules.check_can_withdraw(by, survey)
    survey.withdraw()
    save_clean(survey)
    telling.settle(survey)
    trail.record("surveys.withdrawn", survey, by=by)
    return survey


@act
def keep_template(
    *, commission: Commission, name: str, definition: dict, by: Viewer
) -> SurveyTemplate:
    """Keep a definition as a template of the commission's own; the same name is replaced."""
    rules.check_can_design(by)
    definitions.read(definition)
    found = SurveyTemplate.objects.of(commission).filter(name=name).first()
    template = found or SurveyTemplate(commission=commission, name=name)
    template.definition = definition
    save_clean(template)
    fingerprint = definitions.digest(definition)
    trail.record("surveys.template_kept", template, by=by, fingerprint=fingerprint)
    return template


def _held(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def _define(survey: Survey, definition: Any) -> None:
    read = definitions.read(definition)
    survey.definition, survey.kind, survey.title = dict(definition), read.kind, read.title


def _fill(survey: Survey, given: SurveyDraft) -> None:
    _define(survey, given.definition)
    survey.group_id = given.group_id
    survey.minimum = given.minimum
    survey.opens_at, survey.closes_at = given.opens_at, given.closes_at
    survey.previous_id = given.previous_id


def _scope(survey: Survey, given: SurveyDraft, by: Viewer) -> None:
    """Write classes, units and allocations anew; nothing hangs on those of a draft."""
    survey.units.all().delete()
    survey.classes.all().delete()
    classes = {
        each.key: save_clean(
            BallotClass(
                commission_id=survey.commission_id,
                survey=survey,
                key=each.key,
                name=each.name,
                weight=each.weight,
                position=position,
            )
        )
        for position, each in enumerate(given.classes)
    }
    units = Unit.objects.of(survey.commission_id).in_bulk([each.unit_id for each in given.units])
    for each in given.units:
        rules.check_unit_is_theirs(by, units[each.unit_id])
        place(survey, each, classes)


def place(survey: Survey, given: UnitDraft, classes: dict[str, BallotClass]) -> SurveyUnit:
    """Write a unit with its team and its tickets by class."""
    members = [
        {"key": f"{MEMBER_KEY}{number}", "name": name}
        for number, name in enumerate(given.members, start=1)
    ]
    held = save_clean(
        SurveyUnit(
            commission_id=survey.commission_id,
            survey=survey,
            unit_id=given.unit_id,
            members=members,
            page=token_hex(16),
        )
    )
    for key, count in given.tickets.items():
        if key in classes and count:
            allocation = Allocation(
                commission_id=survey.commission_id,
                survey=survey,
                survey_unit=held,
                ballot_class=classes[key],
                tickets=count,
            )
            save_clean(allocation)
    return held


def _tell_ready(survey: Survey, by: Viewer) -> None:
    """The leader is told once what was designed for him can be issued; he is not told of his own work."""
    if allowed(rules.check_is_complete, survey):
        telling.tell(survey, "ready", people.leaders(survey), by)


def _codes(survey: Survey) -> list[str]:
    return sorted(survey.units.values_list("unit__code", flat=True))
