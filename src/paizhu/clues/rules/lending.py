"""Who asks for people of another group, and of which."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import articles, lending
from paizhu.clues.rules.approvals import check_can_ask as check_may_put
from paizhu.clues.rules.team import STAFFED
from paizhu.clues.rules.teamwork import check_state
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup


def check_can_ask(by: Viewer, clue: Clue) -> None:
    """Who works on it, or the case office, while a group has the matter."""
    check_state(clue, *STAFFED)
    if clue.group_id is None:
        raise Refused(_("The clue is not assigned to a group yet."))
    check_may_put(by, clue, "joint_work")


def check_lender(clue: Clue, group: CompositeGroup, on: date) -> None:
    """Another group, not lent already, with somebody whom no ground keeps away."""
    hands, name = lending.hands_for(clue, on), {"group": group.name}
    if group.pk == clue.group_id:
        raise Refused(_("“%(group)s” handles the matter itself.") % name)
    if any(each.group.pk == group.pk for each in hands.lent):
        raise Refused(_("An authorisation lends the people of “%(group)s” already.") % name)
    if all(each.group.pk != group.pk for each in hands.could):
        raise Refused(
            _("Nobody in “%(group)s” is free for this matter.") % name,
            basis=articles.dispatched(17),
        )
