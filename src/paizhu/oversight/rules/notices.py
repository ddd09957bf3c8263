"""What stands against sending word of a matter."""

from datetime import datetime

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight.rules import ledgers


def check_can_send(by: Viewer, unit: Unit, sent_at: datetime) -> None:
    """Word of a matter is sent by those who supervise the unit, the resident leader first, or by the office.

    Late word is never refused: it shows as late. The unit's own contact gets his say with `rectification`.
    """
    ledgers.check_can_enter_for(by, unit)
    if sent_at > clock.now():
        raise Refused(_("Word cannot have been sent at a time that is yet to come."))
