"""What stands against convening a joint activity, answering a call, calling it off, entering its result.

Source: the reform's “由组长、副组长召集集中开展相关活动”; people of other groups only under an authorisation of joint work,
《纪检监察机关派驻机构工作规则》 (2022) art. 17.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.planning import queries
from paizhu.planning.models import Call, Convening, ConveningState
from paizhu.planning.rules import reading

BASIS = "《纪检监察机关派驻机构工作规则》第17条"


def check_can_convene(by: Viewer, group: CompositeGroup | None = None) -> None:
    """Leader or deputy convenes."""
    if group is not None:
        reading.check_heads(by, group)
    elif not by.powers.led_groups | by.powers.deputised_groups:
        raise Refused(_("The leader or a deputy of a group convenes its joint activities."))


def check_time(starts_at: datetime, ends_at: datetime) -> None:
    """It ends after it begins; what has been held already may be entered later."""
    if ends_at <= starts_at:
        raise Refused(_("It ends after it begins."))


def check_called(group: CompositeGroup, officials: Iterable[Official], starts_at: datetime) -> None:
    """Somebody is called, and everybody works in the group or in one that joint work is authorised with."""
    called = {official.pk: official for official in officials}
    if not called:
        raise Refused(_("Say who is called."))
    on = timezone.localdate(starts_at)
    allowed = set(queries.callable_officials(group, on).values_list("pk", flat=True))
    for key, official in called.items():
        if key not in allowed:
            raise Refused(
                _(
                    "%(person)s works neither in “%(group)s” on %(day)s nor in a group with which an "
                    "authorisation of joint work is in force."
                )
                % {"person": official.name, "group": group.name, "day": on.isoformat()},
                basis=BASIS,
            )


def check_is_convened(convening: Convening) -> None:
    """Nothing is changed in what was held or called off."""
    if convening.state != ConveningState.CONVENED:
        raise Refused(
            _("This joint activity is in the state “%(state)s” and is not changed.")
            % {"state": convening.get_state_display()}
        )


def check_can_change(by: Viewer, convening: Convening) -> None:
    """Leader or deputy moves it, calls it off, enters the result, while it is convened."""
    reading.check_heads(by, convening.group)
    check_is_convened(convening)


def check_can_enter_result(by: Viewer, convening: Convening) -> None:
    """The result comes once it has begun."""
    check_can_change(by, convening)
    if convening.starts_at > clock.now():
        raise Refused(_("It has not begun yet: a result is entered afterwards."))


def check_can_reply(by: Viewer, call: Call | None, convening: Convening) -> None:
    """Who is called answers, as long as it is to come."""
    if call is None or call.official_id != getattr(by, "official_id", None):
        raise Refused(_("You are not called to this joint activity."))
    check_is_convened(convening)
