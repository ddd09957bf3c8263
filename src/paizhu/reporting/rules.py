"""Who may look at figures and take them out. What is counted for him is the matter of `visible_to`."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_see_figures(by: Viewer) -> None:
    """Figures are open to the commission's own and to who supervises or guides; each counts what he sees."""
    powers = by.powers
    if not (powers.sees_commission or powers.supervises or powers.guided_groups):
        raise Refused(
            _("Figures are open to the commission's leadership and office, and to its groups.")
        )


def check_can_export_figures(by: Viewer) -> None:
    """Who may see figures may take them out; the trail says that he did."""
    check_can_see_figures(by)
