"""Who may read and who may write in the ledgers of supervision."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.tenancy.models import Commission


def check_can_keep_ledgers(by: Viewer, commission: Commission) -> None:
    """Whole ledgers come in by the office of their own commission only, which keeps the workbook."""
    if not by.powers.keeps_structure:
        raise Refused(_("Only the commission's office takes in whole ledgers."))
    check_own_commission(by, commission.pk)


def check_can_see_ledgers(by: Viewer) -> None:
    """Activities and notices are read by the commission's own and by the people of its groups.

    What a group noted at a unit, and who sent word of its matters, is the group's working note: the unit's
    own people never read it, nor do the three administrators.
    """
    powers = by.powers
    if not (powers.sees_commission or powers.supervises or powers.guided_groups):
        raise Refused(
            _("The ledgers of supervision are open to the commission and to its groups only.")
        )


def check_can_see_opinions(by: Viewer) -> None:
    """Opinions are read by those who read the ledgers, and by the unit that they are addressed to."""
    powers = by.powers
    if not (powers.team_units or powers.contact_units):
        check_can_see_ledgers(by)


def check_can_enter(by: Viewer) -> None:
    """The office and the people of the groups write in the ledgers; nobody else has anything to enter yet."""
    if not (by.powers.keeps_structure or by.powers.supervises):
        raise Refused(
            _("Only people of the groups and the commission's office write in the ledgers.")
        )


def check_can_enter_for(by: Viewer, unit: Unit) -> None:
    """People of the groups enter what concerns units that they supervise; the office what concerns any unit."""
    check_can_enter(by)
    check_own_commission(by, unit.commission_id)
    if not by.powers.keeps_structure and unit.pk not in by.powers.units:
        raise Refused(
            _("You neither reside at “%(unit)s” nor does your group supervise it.")
            % {"unit": unit.name}
        )


def check_own_commission(by: Viewer, commission_id: int) -> None:
    """Nobody writes in another commission's ledgers."""
    if by.commission_id != commission_id:
        raise Refused(_("The ledgers of another commission are not yours to keep."))
