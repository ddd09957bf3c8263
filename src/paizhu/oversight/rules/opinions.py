"""What stands against giving an opinion. The steps that follow are the matter of `rectification.rules`."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules as structure_rules
from paizhu.organization.models import Unit
from paizhu.oversight.models import Activity
from paizhu.oversight.rules import ledgers


def check_can_raise(by: Viewer, activity: Activity, unit: Unit, made_on: date) -> None:
    """An opinion comes out of an activity, goes to one of its units, and is made on or after its day."""
    ledgers.check_can_enter_for(by, unit)
    if not activity.unit_links.filter(unit=unit).exists():
        raise Refused(_("The activity was not done at “%(unit)s”.") % {"unit": unit.name})
    structure_rules.check_stands(unit, made_on)
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
