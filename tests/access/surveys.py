"""A survey for the matrix: one at each place, with a class, a ticket whose code is known, and a free text."""

from datetime import UTC, datetime

from paizhu.organization.models import CompositeGroup, Unit
from paizhu.surveys.models import (
    Allocation,
    BallotClass,
    Survey,
    SurveyState,
    SurveyUnit,
    Tally,
    Ticket,
    Voice,
)
from paizhu.surveys.queries import door, tallies
from paizhu.surveys.states import definitions
from paizhu.tenancy.models import Commission

OPTIONS = [{"key": "good", "label": "好"}, {"key": "bad", "label": "差"}]
DEFINITION = {
    "kind": "questionnaire",
    "title": "问卷",
    "sections": [
        {
            "title": "",
            "questions": [
                {"key": "q1", "kind": "single", "title": "甲", "options": OPTIONS},
                {"key": "q2", "kind": "single", "title": "乙", "options": OPTIONS},
            ],
        }
    ],
}


def survey_at(
    commission: Commission, group: CompositeGroup, unit: Unit, number: str
) -> tuple[Survey, SurveyUnit, Voice, str]:
    """Return a survey that is being designed, its unit, a free text and the code of one of its tickets."""
    given = {"commission": commission}
    survey = Survey.objects.create(
        **given,
        code=f"WJ-{number}",
        kind="questionnaire",
        title="问卷",
        group=group,
        definition=DEFINITION,
        fingerprint=definitions.digest(DEFINITION),
        opens_at=datetime(2015, 1, 1, tzinfo=UTC),
        closes_at=datetime(2099, 1, 1, tzinfo=UTC),
    )
    drawn = BallotClass.objects.create(**given, survey=survey, key="A", name="甲", weight=1)
    held = SurveyUnit.objects.create(**given, survey=survey, unit=unit, page=f"page{survey.pk}")
    Allocation.objects.create(
        **given, survey=survey, survey_unit=held, ballot_class=drawn, tickets=2
    )
    code = door.new_code()
    for code_hash in (door.hashed(code), f"-{number}"):
        Ticket.objects.create(
            **given, survey=survey, survey_unit=held, ballot_class=drawn, code_hash=code_hash
        )
    voice = Voice.objects.create(
        **given, survey_unit=held, question="t", original="意见", is_shown=True
    )
    return survey, held, voice, code


def is_issued(record: Survey | SurveyUnit) -> None:
    """Put a survey, or that of a unit, into the state of being answered."""
    Survey.objects.filter(pk=_survey(record).pk).update(
        state=SurveyState.ISSUED, issued_on=datetime(2015, 1, 1, tzinfo=UTC)
    )


def is_closed(record: Survey | SurveyUnit | Voice) -> None:
    """Close a survey and freeze its figures."""
    survey = _survey(record)
    today = datetime(2015, 1, 1, tzinfo=UTC)
    Survey.objects.filter(pk=survey.pk).update(
        state=SurveyState.CLOSED, issued_on=today, closed_on=today
    )
    figures = tallies.figures_of(survey)
    Tally.objects.update_or_create(
        survey=survey,
        defaults={
            "commission_id": survey.commission_id,
            "figures": figures,
            "digest": tallies.digest_of(figures),
        },
    )


def _survey(record: Survey | SurveyUnit | Voice) -> Survey:
    if isinstance(record, Survey):
        return record
    return record.survey if isinstance(record, SurveyUnit) else record.survey_unit.survey
