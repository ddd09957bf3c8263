"""What stands against sending word of a matter, changing it, and deciding about it.

Sources: R18 (resident leaders are inspectors and informants); 《纪检监察机关派驻机构工作规则》 art. 11 (the unit reports
important matters unprompted), art. 32(1) (attending meetings). Late word is never refused: it shows as late.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules as structure_rules
from paizhu.organization.models import Unit
from paizhu.oversight.models import Channel, MatterNotice
from paizhu.oversight.queries import notices as queries
from paizhu.oversight.rules import ledgers
from paizhu.oversight.states import ENDED_NOTICES

CHANGES = ("correct", "postpone", "cancel", "withdraw")
"""What can be done with the facts of a notice once it is sent."""


def check_can_see_notices(by: Viewer) -> None:
    """The ledger is read by those who read the other ledgers; a unit's contact reads what the unit sent itself."""
    if not by.powers.contact_units:
        ledgers.check_can_see_ledgers(by)


def check_can_see_own_notices(by: Viewer) -> None:
    """What a unit announced itself is listed for its contact."""
    if not by.powers.contact_units:
        raise Refused(_("This list is for the contacts of the units."))


def check_can_send_some(by: Viewer) -> None:
    """Whether there is any unit of whose matters this person may send word."""
    if not by.powers.contact_units:
        ledgers.check_can_enter(by)


def check_can_send(by: Viewer, unit: Unit, sent_at: datetime) -> None:
    """Word of a matter is sent by those who supervise the unit, the resident leader first, its contact, or the office."""
    if unit.pk not in by.powers.contact_units or unit.commission_id != by.commission_id:
        ledgers.check_can_enter_for(by, unit)
    structure_rules.check_stands(unit, timezone.localdate(sent_at))
    if sent_at > clock.now():
        raise Refused(_("Word cannot have been sent at a time that is yet to come."))


def channel_of(by: Viewer, unit: Unit) -> Channel:
    """Return by which way somebody's word of a unit's matter comes. Whoever resides there is its inspector."""
    powers = by.powers
    if unit.pk in powers.contact_units - powers.host_units:
        return Channel.UNIT
    is_group = unit.pk in powers.units and powers.supervises
    return Channel.GROUP if is_group or not powers.keeps_structure else Channel.OFFICE


def check_can_change(by: Viewer, notice: MatterNotice, change: str) -> None:
    """A notice is changed by who sent it and by the group; the unit's own word by the unit and by the office only.

    If the group changed what the unit announced, the unit would see that somebody else had told the group. A unit
    may change its word until the matter takes place, whatever the group has decided meanwhile, of which it learns
    nothing.
    """
    ledgers.check_own_commission(by, notice.commission_id)
    if notice.channel == Channel.UNIT and not by.powers.keeps_structure:
        _check_is_contact(by, notice)
        _check_not_over(notice)
        return
    if not _is_changed_by(by, notice, change):
        raise Refused(
            _(
                "A notice is changed by who sent it, by the group's leader or deputy, or by the "
                "commission's office."
            )
        )
    if not is_open(notice, "withdraw"):
        raise Refused(
            _("A notice in the state “%(state)s” is not changed any more.")
            % {"state": notice.get_state_display()}
        )


def _is_changed_by(by: Viewer, notice: MatterNotice, change: str) -> bool:
    powers, official = by.powers, getattr(by, "official_id", None)
    if powers.keeps_structure:
        return True
    if not powers.supervises or notice.unit_id not in powers.units:
        return False
    if official is not None and official == notice.sender_id:
        return True
    # Anybody who supervises the unit may know that the matter moved; only its sender or who leads takes word back.
    return change in ("postpone", "cancel") or _leads(by, notice)


def _check_is_contact(by: Viewer, notice: MatterNotice) -> None:
    if notice.unit_id not in by.powers.contact_units - by.powers.host_units:
        raise Refused(
            _(
                "The unit announced this itself and alone may change it. If you know otherwise, send "
                "word yourself: the unit does not see it."
            )
        )


def _check_not_over(notice: MatterNotice) -> None:
    """The unit's word stands once the matter has begun; a slip can be put right on the day it was sent.

    What the group has done meanwhile is never the reason that the unit is told.
    """
    is_over = clock.now() >= notice.happens_at
    if notice.state in ENDED_NOTICES:
        raise Refused(_("This was withdrawn or cancelled and is not changed any more."))
    if (is_over and timezone.localdate(notice.sent_at) != clock.today()) or not is_open(
        notice, "withdraw"
    ):
        raise Refused(_("The matter has taken place: what was announced stands."))


def is_open(notice: MatterNotice, step: str) -> bool:
    """Tell whether the state of the notice allows the step, whoever takes it."""
    return can_proceed(getattr(notice, step), check_conditions=False)


def check_can_decide(by: Viewer, notice: MatterNotice, step: str = "attend") -> None:
    """The leader or deputy of a group that supervises the unit decides whether somebody attends (组长负责制)."""
    ledgers.check_own_commission(by, notice.commission_id)
    if not is_open(notice, step):
        raise Refused(
            _("A notice in the state “%(state)s” needs no decision any more.")
            % {"state": notice.get_state_display()}
        )
    if queries.is_of_unit(by, notice.unit_id) or not _leads(by, notice):
        raise Refused(
            _("Whether somebody attends is decided by the group's leader or deputy leader.")
        )


def check_can_propose(by: Viewer, notice: MatterNotice) -> None:
    """Whoever works in a group of the unit or resides there may say that he could attend, until it is decided."""
    ledgers.check_own_commission(by, notice.commission_id)
    powers = by.powers
    if getattr(by, "official_id", None) is None or not powers.supervises:
        raise Refused(_("Only people of the groups attend."))
    if notice.unit_id not in powers.units or queries.is_of_unit(by, notice.unit_id):
        raise Refused(
            _("You neither reside at “%(unit)s” nor does your group supervise it.")
            % {"unit": notice.unit.name}
        )
    if not notice.is_undecided:
        raise Refused(_("It is decided already who attends."))


def check_people(notice: MatterNotice, official_ids: Iterable[int]) -> None:
    """Somebody must be sent, and nobody outside his capacity on the day of the matter."""
    asked = set(official_ids)
    if not asked:
        raise Refused(_("Say who attends."))
    outside = asked - {one.official.pk for one in queries.candidates(notice)}
    if outside:
        raise Refused(
            _(
                "Who attends must work in the unit's group or reside at the unit on that day. Joint work "
                "between groups needs an authorisation of the commission."
            )
        )


def check_reason(reason: str) -> None:
    """A decision not to attend, a withdrawal, a postponement and a cancellation say why."""
    if not reason.strip():
        raise Refused(_("Say why."))


def check_moved(notice: MatterNotice, happens_at: datetime) -> None:
    """A postponement names another time."""
    if happens_at == notice.happens_at:
        raise Refused(_("This is the time that stands there already."))


def _leads(by: Viewer, notice: MatterNotice) -> bool:
    """Tell whether somebody leads, or is deputy of, a group that supervises the unit today; one query at most."""
    own = by.powers.led_groups | by.powers.deputised_groups
    today: date = by.powers.on
    return bool(own) and bool(own.intersection(queries.groups_of(notice.unit_id, today)))
