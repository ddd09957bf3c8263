"""What comes next for a survey, said on each of its pages, so that nobody has to know the way."""

from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.kernel.viewers import Viewer
from paizhu.surveys import rules
from paizhu.surveys.models import Survey, SurveyState, SurveyUnit, Voice, VoiceState
from paizhu.surveys.queries import tallies


class NextStep(NamedTuple):
    """What is to be done, and where. `page`: of the survey's pages; the way there is not offered on itself."""

    text: str
    label: str
    page: str
    address: str


def next_step(survey: Survey, user: Viewer) -> NextStep | None:
    """Return what the reader's group does next; None for who has no part in it, or where all is done."""
    if not allowed(rules.check_can_design_for, user, survey.commission_id, survey.group_id):
        return None
    if survey.state == SurveyState.DRAFT:
        return _of_draft(survey, user)
    if survey.state == SurveyState.ISSUED:
        return _of_issued(survey)
    return _of_closed(survey, user) if survey.state == SurveyState.CLOSED else None


def _step(survey: Survey, text: str, label: str, page: str) -> NextStep:
    return NextStep(text, label, page, reverse(f"surveys:{page}", args=[survey.pk]))


def _of_draft(survey: Survey, user: Viewer) -> NextStep:
    if why := refusal(rules.check_is_complete, survey):
        return _step(survey, why, _("Classes, tickets and members"), "scope")
    text = _("Everything is there. Look at the preview, then issue the survey.")
    if why := refusal(rules.check_can_issue, user, survey):
        text = why
    return _step(survey, text, _("Issue"), "survey")


def _of_issued(survey: Survey) -> NextStep:
    if survey.closes_at <= clock.now():
        text = _("The time for answering is over: close the survey to see the tally.")
        return _step(survey, text, _("Close the survey"), "survey")
    if tallies.has_blank_tickets(survey):
        text = _("Print the slips and let them be drawn, or pass a tablet round.")
        return _step(survey, text, _("Tickets"), "tickets")
    text = _("The tickets are out. Close the survey once all have answered; the tally comes then.")
    return _step(survey, text, _("Close the survey"), "survey")


def _of_closed(survey: Survey, user: Viewer) -> NextStep | None:
    counted = Voice.objects.visible_to(user).filter(survey_unit__survey=survey)
    stands = counted.aggregate(
        open=Count("pk", Q(state=VoiceState.RECEIVED)), kept=Count("pk", Q(state=VoiceState.KEPT))
    )
    if count := stands["open"]:
        text = ngettext(
            "%(count)s free text is to be sorted.", "%(count)s free texts are to be sorted.", count
        ) % {"count": count}
        return _step(survey, text, _("Free texts"), "voices")
    if count := stands["kept"]:
        text = ngettext(
            "%(count)s text is sorted and waits to be fed back.",
            "%(count)s texts are sorted and wait to be fed back.",
            count,
        ) % {"count": count}
        return _step(survey, text, _("Free texts"), "voices")
    units = SurveyUnit.objects.visible_to(user).filter(survey=survey, published_on=None)
    if not units.exists():
        return None
    text = _("Look at the preview of the public page, then publish it for those who answered.")
    return _step(survey, text, _("Free texts"), "voices")
