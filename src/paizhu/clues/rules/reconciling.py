"""Who reconciles the ledgers, and who signs for the group; who sees where clues are fewer than petitions let expect."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Reconciliation
from paizhu.clues.models.reconciling import RECONCILERS
from paizhu.clues.rules.working import check_case_office
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup


def check_can_reconcile(by: Viewer) -> None:
    """The page: the case office, who decides for the commission, and who leads a group."""
    powers = by.powers
    if not (powers.commission_posts & RECONCILERS or powers.led_groups or powers.deputised_groups):
        raise Refused(_("Ledgers are reconciled by the case office and who leads a group."))


def check_can_draw_up(by: Viewer, group: CompositeGroup) -> None:
    """The case office draws it up."""
    check_case_office(by)
    if group.commission_id != by.commission_id:
        raise Refused(_("There is no such group."))


def check_can_sign_reconciliation(by: Viewer, reconciliation: Reconciliation) -> None:
    """The leader or a deputy of that group signs, once."""
    if reconciliation.group_id not in by.powers.led_groups | by.powers.deputised_groups:
        raise Refused(_("The leader or a deputy of the group signs."))
    if reconciliation.signed_on is not None:
        raise Refused(_("It has been signed already."))


def check_can_see_hints(by: Viewer) -> None:
    """Where clues are few beside petitions is shown to who decides for the commission and the case office, to nobody else."""
    if not by.powers.commission_posts & RECONCILERS:
        raise Refused(_("This is shown to the commission only."))
