"""What stands against giving an opinion, and against each step with it."""

from datetime import date

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight.models import Activity, Opinion
from paizhu.oversight.rules import ledgers

ENDING_STEPS = frozenset({"close_out", "decline"})
"""Steps after which nobody follows the opinion any more."""

STEPS = ("start", "report", "send_back", "close_out", "decline", "reopen")
"""What can be done with an opinion, in the order in which it is offered."""


def check_can_raise(by: Viewer, activity: Activity, unit: Unit, made_on: date) -> None:
    """An opinion comes out of an activity, goes to one of its units, and is made on or after its day."""
    ledgers.check_can_enter_for(by, unit)
    if not activity.unit_links.filter(unit=unit).exists():
        raise Refused(_("The activity was not done at “%(unit)s”.") % {"unit": unit.name})
    if made_on > clock.today():
        raise Refused(_("An opinion is entered once it has been given; this day is yet to come."))
    if made_on < activity.on:
        raise Refused(_("The opinion cannot have been given before the activity took place."))


def check_can_raise_some(by: Viewer, activity: Activity) -> None:
    """Whether an opinion to any unit of the activity could be given."""
    ledgers.check_can_enter(by)
    ledgers.check_own_commission(by, activity.commission_id)
    units = activity.unit_links.values_list("unit_id", flat=True)
    if not by.powers.keeps_structure and by.powers.units.isdisjoint(units):
        raise Refused(_("None of the units of this activity is yours to supervise."))


def is_open(opinion: Opinion, step: str) -> bool:
    """Tell whether the state of the opinion allows the step, whoever takes it."""
    return can_proceed(getattr(opinion, step), check_conditions=False)


def check_can_step(by: Viewer, opinion: Opinion, step: str) -> None:
    """One step with an opinion: possible from its state, and this person's to take."""
    if not is_open(opinion, step):
        raise Refused(
            _("An opinion in the state “%(state)s” does not allow this step.")
            % {"state": opinion.get_state_display()}
        )
    ledgers.check_can_enter_for(by, opinion.unit)
    if step in ENDING_STEPS:
        _check_not_of_unit(by, opinion.unit)


def check_closing_day(opinion: Opinion, on: date) -> None:
    """An opinion is closed out on a day between its making and today."""
    if on > clock.today():
        raise Refused(_("Nothing is closed out on a day that is yet to come."))
    if on < opinion.made_on:
        raise Refused(_("An opinion cannot be closed out before it was made."))


def _check_not_of_unit(by: Viewer, unit: Unit) -> None:
    """Nobody ends a matter of his own unit.

    The unit's leadership and contact are its own people, and the resident leader stands beside them in the
    same body (同体监督): what his own host unit has put right is judged from outside, by a colleague of the
    group who is not resident there, or by the office. Source: the reform's order that no approval path passes
    through a supervised unit; whoever puts right does not confirm (“谁整改、谁销号” is what it rules out).
    """
    powers = by.powers
    if unit.pk in powers.team_units | powers.contact_units:
        raise Refused(
            _("You belong to “%(unit)s” yourself: nobody ends a matter of his own unit.")
            % {"unit": unit.name}
        )
    if unit.pk in powers.host_units:
        raise Refused(
            _(
                "You reside at “%(unit)s”: whether it has put a matter right is for a colleague of the "
                "group who does not reside there, or for the commission's office."
            )
            % {"unit": unit.name}
        )
