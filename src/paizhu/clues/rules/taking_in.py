"""Who takes clues and talks in from a workbook."""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.tenancy.models import Commission


def check_can_take_in(by: Viewer, commission: Commission | None = None) -> None:
    """The case office, of its own commission only, and the command line. The commission's office does not read casework."""
    if not (by.powers.is_operator or Post.CASE_OFFICE in by.powers.commission_posts):
        raise Refused(_("Clues and talks are taken in by the case office only."))
    if commission and by.commission_id and by.commission_id != commission.pk:
        raise Refused(_("These clues and talks belong to another commission."))
