"""Who may read, check, export and take the head of the trail."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_read(by: Viewer) -> None:
    """Only the security auditor (安全审计员) opens the trail.

    Source: separation of the three administrators, GB/T 22239-2019, 8.1.5.2 (audit management).
    """
    if not by.powers.is_auditor:
        raise Refused(_("Only the security auditor opens the trail."))
