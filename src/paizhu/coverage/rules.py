"""Who may look at coverage. What he then sees of it is the matter of `visible_to`."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_see_coverage(by: Viewer) -> None:
    """Coverage is open to the commission's own and to who supervises or guides; each sees his units."""
    powers = by.powers
    if not (powers.sees_commission or powers.supervises or powers.guided_groups):
        raise Refused(
            _("Coverage is open to the commission's leadership and office, and to its groups.")
        )


def check_can_see_balance(by: Viewer) -> None:
    """The balance is counted over the whole commission, so only who sees the whole may see it."""
    if not by.powers.sees_commission:
        raise Refused(
            _("The balance of the reform is open to the commission's leadership and office.")
        )
