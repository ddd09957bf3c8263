"""Who may read a group's arrangements, and who speaks for the group.

Source: the reform's “组长负责制”; 《纪检监察机关派驻机构工作规则》 (2022) art. 3 and 12: the dispatching organ leads the group
directly, the supervised unit stands outside. Where a group has no leader in force, its deputy speaks for it.
"""

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.planning import queries


def check_can_see_planning(by: Viewer) -> None:
    """A group's arrangements are for its people, its liaison member and the commission; never for a supervised unit."""
    if not (by.powers.sees_commission or by.powers.concerned_groups):
        raise Refused(
            _("A group's plans and arrangements are open to the group and the commission only.")
        )


def check_can_see_group(by: Viewer, group: CompositeGroup) -> None:
    """The same for one group."""
    check_can_see_planning(by)
    if by.commission_id != group.commission_id or not (
        by.powers.sees_commission or group.pk in by.powers.concerned_groups
    ):
        raise Refused(
            _("A group's plans and arrangements are open to the group and the commission only.")
        )


def check_works_in(by: Viewer, group: CompositeGroup) -> None:
    """Leader, deputy or member of the group today."""
    if by.commission_id != group.commission_id or group.pk not in by.powers.groups:
        raise Refused(_("Only people who work in “%(group)s” do this.") % {"group": group.name})


def check_leads(by: Viewer, group: CompositeGroup) -> None:
    """The leader; the deputy while the group has no leader."""
    check_works_in(by, group)
    if not leads(by, group):
        raise Refused(_("This is for the leader of “%(group)s” to decide.") % {"group": group.name})


def leads(by: Viewer, group: CompositeGroup) -> bool:
    """Tell whether this person decides for the group today."""
    powers = by.powers
    if group.pk in powers.led_groups:
        return True
    if group.pk not in powers.deputised_groups:
        return False
    return not queries.leaders_of(group, powers.on).exists()


def check_heads(by: Viewer, group: CompositeGroup) -> None:
    """Leader or deputy."""
    check_works_in(by, group)
    if group.pk not in by.powers.led_groups | by.powers.deputised_groups:
        raise Refused(
            _("This is for the leader or a deputy of “%(group)s”.") % {"group": group.name}
        )
