"""The daily round: answering opens today, closes today, or is over and nobody has closed the survey. Never one twice."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.surveys.actions.telling import tell_once
from paizhu.surveys.models import Survey, SurveyState
from paizhu.surveys.queries import people
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

AHEAD = timedelta(days=1)
"""How long before the window opens or closes people are told."""


@act
def remind(*, commission: Commission, by: Viewer) -> int:
    """Tell whom a window that opens, closes or is over concerns; returns how many notices went out."""
    if not by.powers.is_operator:
        raise Refused(_("Reminders are sent by the daily job."))
    running = Survey.objects.of(commission).filter(state=SurveyState.ISSUED).order_by("pk")
    sent = sum(_look_at(survey, by) for survey in running)
    if sent:
        trail.record("surveys.reminded", commission, by=by, count=sent)
    else:
        acts.nothing_to_do()
    return sent


def _look_at(survey: Survey, who: Viewer) -> int:
    now = clock.now()
    opens, closes = (timezone.localdate(at) for at in (survey.opens_at, survey.closes_at))
    if now >= survey.closes_at:
        return tell_once(survey, "over", people.leaders(survey), who, closes)
    group, sent = people.workers(survey), 0
    if survey.opens_at - AHEAD <= now < survey.opens_at:
        sent += tell_once(survey, "opens", group, who, opens)
    if survey.closes_at - AHEAD <= now:
        sent += tell_once(survey, "closes", group, who, closes)
    return sent
