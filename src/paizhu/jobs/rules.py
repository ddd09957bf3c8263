"""Who may see what the system does by itself."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_see_jobs(by: Viewer) -> None:
    """The system administrator keeps the installation running; runs hold no casework."""
    if not by.powers.is_system_admin:
        raise Refused(_("Due jobs are seen by the system administrator only."))
