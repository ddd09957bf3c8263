"""Who may design, issue, print, close, sort, feed back and publish; each refusal gives its reason."""

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.surveys.models import Survey, SurveyState, SurveyUnit, Voice, VoiceState
from paizhu.surveys.states.drafts import UnitDraft


def check_can_see_surveys(by: Viewer) -> None:
    """The commission's own and the groups' people."""
    if not (by.powers.sees_commission or by.powers.concerned_groups):
        raise Refused(_("Surveys are open to the commission and to its composite groups."))


def check_can_design(by: Viewer) -> None:
    """Whoever works in a composite group, and the commission's office."""
    if not (by.powers.keeps_structure or by.powers.groups):
        raise Refused(
            _("Surveys are designed by the composite groups and the commission's office.")
        )


def check_can_design_for(by: Viewer, commission_id: int, group_id: int | None) -> None:
    """A group's own survey is designed in the group; one without a group by the office."""
    check_can_design(by)
    _check_own(by, commission_id)
    if not by.powers.keeps_structure and group_id not in by.powers.groups:
        raise Refused(_("You design surveys of a group that you work in."))


def check_unit_is_theirs(by: Viewer, unit: Unit) -> None:
    """A group asks the people of units that it supervises."""
    if not by.powers.keeps_structure and unit.pk not in by.powers.units:
        raise Refused(
            _("“%(unit)s” is not among the units that you supervise.") % {"unit": unit.name}
        )


def check_can_change(by: Viewer, survey: Survey) -> None:
    """What was promised when a survey was issued is never loosened: its form is frozen from then on."""
    check_can_design_for(by, survey.commission_id, survey.group_id)
    if survey.state != SurveyState.DRAFT:
        raise Refused(
            _("The survey has been issued: its form, classes and promises can no longer change.")
        )


def check_can_issue(by: Viewer, survey: Survey) -> None:
    """The group's leader issues a complete survey whose window is not over."""
    _check_leads(by, survey)
    if survey.state != SurveyState.DRAFT:
        raise Refused(_("Only a survey that is being designed can be issued."))
    check_is_complete(survey)


def check_is_complete(survey: Survey) -> None:
    """There is time to answer, and every unit has tickets and the names that the form needs."""
    if survey.closes_at <= clock.now():
        raise Refused(_("The time for answering is over before it begins: change the window."))
    units = list(survey.units.all())
    if not units or not survey.classes.exists():
        raise Refused(_("Name at least one unit and one ballot class first."))
    given = set(survey.allocations.filter(tickets__gt=0).values_list("survey_unit", flat=True))
    for held in units:
        if held.pk not in given:
            raise Refused(_("“%(unit)s” has no tickets yet.") % {"unit": held.unit.name})
        if survey.asked.needs_members and not held.members:
            raise Refused(
                _("The team's members to be appraised at “%(unit)s” are not named yet.")
                % {"unit": held.unit.name}
            )


def check_can_withdraw(by: Viewer, survey: Survey) -> None:
    """A draft can be put away by those who design it."""
    check_can_change(by, survey)


def check_can_add_unit(by: Viewer, survey: Survey) -> None:
    """The leader lets a unit join while there is still time to answer; what was issued stays as it is."""
    _check_leads(by, survey)
    if survey.state != SurveyState.ISSUED:
        raise Refused(_("A unit joins while a survey is issued and not closed."))
    if survey.closes_at <= clock.now():
        raise Refused(_("The time for answering is over: no unit can join any more."))


def check_unit_can_join(survey: Survey, unit: Unit, given: UnitDraft) -> None:
    """It is not in the survey yet, and brings tickets of known classes and the names that the form needs."""
    if survey.units.filter(unit=unit).exists():
        raise Refused(_("“%(unit)s” answers this survey already.") % {"unit": unit.name})
    known = set(survey.classes.values_list("key", flat=True))
    if not any(count for key, count in given.tickets.items() if key in known):
        raise Refused(_("“%(unit)s” has no tickets yet.") % {"unit": unit.name})
    if survey.asked.needs_members and not given.members:
        raise Refused(
            _("The team's members to be appraised at “%(unit)s” are not named yet.")
            % {"unit": unit.name}
        )


def check_can_print(by: Viewer, survey: Survey) -> None:
    """Slips and tablets are prepared by the group while the survey runs."""
    check_can_design_for(by, survey.commission_id, survey.group_id)
    if survey.state != SurveyState.ISSUED:
        raise Refused(_("Tickets are given out while a survey is issued and not closed."))


def check_can_bring_in(by: Viewer, survey: Survey) -> None:
    """What was answered in a meeting room is brought in before the urn is opened, also after the window."""
    check_can_design_for(by, survey.commission_id, survey.group_id)
    if survey.state != SurveyState.ISSUED:
        raise Refused(_("Ballots are brought in while a survey is issued and not closed."))


def check_can_close(by: Viewer, survey: Survey) -> None:
    """The leader closes what has been issued; before that nobody sees a single answer."""
    _check_leads(by, survey)
    if survey.state != SurveyState.ISSUED:
        raise Refused(_("Only an issued survey can be closed."))


def check_has_tally(survey: Survey) -> None:
    """Figures are seen after the close only."""
    if survey.state != SurveyState.CLOSED:
        raise Refused(_("Answers are in a sealed urn until the survey is closed."))


def check_can_compare(by: Viewer, survey: Survey) -> None:
    """Units in their order are for who leads or guides the group, and for the commission."""
    check_has_tally(survey)
    leading = {*by.powers.led_groups, *by.powers.guided_groups}
    if not by.powers.sees_commission and survey.group_id not in leading:
        raise Refused(
            _("Units are compared by who leads or guides the group, and by the commission.")
        )


def check_can_sort(by: Viewer, survey: Survey) -> None:
    """The group sorts free texts after the close."""
    check_has_tally(survey)
    check_can_design_for(by, survey.commission_id, survey.group_id)


def check_can_sort_voice(by: Viewer, voice: Voice) -> None:
    """A text that was fed back stays as it was said."""
    check_can_sort(by, voice.survey_unit.survey)
    if voice.state == VoiceState.FED_BACK:
        raise Refused(_("This text has been fed back as an opinion already."))


def check_can_feed_back(by: Viewer, voice: Voice) -> None:
    """Only what was reworded goes to the unit, so that no author shows through."""
    check_can_sort(by, voice.survey_unit.survey)
    if voice.state != VoiceState.KEPT or not voice.wording.strip():
        raise Refused(
            _("Reword the text first: it goes out in the group's words, never as written.")
        )
    if voice.survey_unit.survey.activity_id is None:
        raise Refused(_("The survey has no activity to which an opinion could be traced."))


def check_can_publish(by: Viewer, held: SurveyUnit) -> None:
    """The leader publishes for those who answered, after the close, once."""
    check_has_tally(held.survey)
    _check_leads(by, held.survey)
    if held.published_on is not None:
        raise Refused(_("The results are published already."))


def _check_leads(by: Viewer, survey: Survey) -> None:
    _check_own(by, survey.commission_id)
    if survey.group_id is None:
        if not by.powers.keeps_structure:
            raise Refused(_("A survey without a group is led by the commission's office."))
    elif survey.group_id not in by.powers.led_groups:
        raise Refused(_("This is for the leader of the group that holds the survey."))


def _check_own(by: Viewer, commission_id: int) -> None:
    if by.commission_id != commission_id:
        raise Refused(_("This record belongs to another commission."))
