"""Whose room this is. Which records there are for somebody says `visible_to`; here is only whether the pages exist for him."""

from django.utils.translation import gettext as _

from paizhu.clues.models import READS_ALL
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post


def check_can_see_petitions(by: Viewer) -> None:
    """The petition office, and the case office for what was handed to it."""
    if not by.powers.commission_posts & {Post.PETITION_OFFICE, Post.CASE_OFFICE}:
        raise Refused(_("Petitions are open to the petition office and the case office only."))


def check_can_see_clues(by: Viewer) -> None:
    """The case office, who decides for the commission, and the groups' people; each sees what is his."""
    powers = by.powers
    if not (powers.commission_posts & READS_ALL or powers.concerned_groups):
        raise Refused(_("Clues are open to those who work on them or decide about them only."))


def check_can_see_talks(by: Viewer) -> None:
    """Who sees clues, who supervises, and the commission; each sees what is his."""
    powers = by.powers
    if powers.is_operator or not (
        powers.commission_posts & READS_ALL
        or powers.sees_commission
        or powers.supervises
        or powers.guided_groups
    ):
        raise Refused(_("Talks are open to the commission and its groups only."))


def check_can_name(by: Viewer) -> None:
    """Choosing fields of casework: whoever registers or works on it."""
    if not allowed(check_can_see_petitions, by):
        check_can_see_clues(by)
