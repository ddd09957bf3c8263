"""What stands against writing a work rule, revising it or ending it."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.planning.models import WorkRule
from paizhu.planning.rules import reading


def check_can_write(by: Viewer, group: CompositeGroup | None = None) -> None:
    """The leader writes his group's rules (the deputy while there is none)."""
    if group is not None:
        reading.check_leads(by, group)
    elif not by.powers.led_groups | by.powers.deputised_groups:
        raise Refused(_("The leader of a group writes its work rules."))


def check_can_revise(by: Viewer, rule: WorkRule, from_on: date | None = None) -> None:
    """A new version begins after the last one did, and that one has not ended."""
    reading.check_leads(by, rule.group)
    later = WorkRule.objects.of(rule.commission_id).filter(code=rule.code, version__gt=rule.version)
    if later.exists():
        raise Refused(_("There is a later version of this rule: change that one."))
    if rule.until_on is not None:
        raise Refused(_("This rule has been ended. Write a new one."))
    if from_on is not None and from_on <= rule.from_on:
        raise Refused(
            _("The new version holds from a day after %(day)s, when this one began.")
            % {"day": rule.from_on.isoformat()}
        )
