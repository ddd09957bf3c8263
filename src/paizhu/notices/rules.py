"""May this person: one's own notices, one's own wishes, and the outbox for who keeps the installation running."""

from django.utils.translation import gettext as _

from paizhu.access.models import User
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_choose_delivery(by: Viewer, user: User) -> None:
    """Each person for himself, in his own commission."""
    if by.pk is None or by.pk != user.pk or user.commission_id is None:
        raise Refused(_("This can be changed by the account's own holder only."))


def check_can_see_sendings(by: Viewer) -> None:
    """The system administrator sees what could not be sent; no content and no number of a matter is in it."""
    if not by.powers.is_system_admin:
        raise Refused(_("What is sent outside is seen by the system administrator only."))
