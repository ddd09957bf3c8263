"""A unit that joins while a survey runs: with tickets of the classes that there are, under the promises that were made."""

from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.surveys import rules
from paizhu.surveys.actions.designing import place
from paizhu.surveys.actions.holding import locked, make_tickets
from paizhu.surveys.models import Survey, SurveyUnit
from paizhu.surveys.states.drafts import UnitDraft
from paizhu.trail import actions as trail


@act
def add_unit(*, survey: Survey, given: UnitDraft, by: Viewer) -> SurveyUnit:
    """Let one more unit answer: same form, same window, same classes and weights, same minimum; only tickets are new."""
    survey = locked(survey)
    unit = Unit.objects.of(survey.commission_id).get(pk=given.unit_id)
    rules.check_can_add_unit(by, survey)
    rules.check_unit_is_theirs(by, unit)
    rules.check_unit_can_join(survey, unit, given)
    held = place(survey, given, {each.key: each for each in survey.classes.all()})
    count = make_tickets(survey, held.allocations.all())
    trail.record("surveys.unit_added", survey, by=by, unit=unit.code, tickets=count)
    return held
