"""Who is told of a matter notice and of what becomes of it. Called inside acts; numbers and days only.

Nobody of the unit is told anything: neither its leadership nor its contact.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as inbox
from paizhu.oversight.models import MatterNotice
from paizhu.oversight.queries import notices as queries

SENT, ASSIGNED, RELIEVED, MOVED, ENDED = (
    f"oversight.notice_{word}" for word in ("sent", "assigned", "relieved", "moved", "ended")
)

KINDS = (
    (SENT, _("Word of a matter has come (%(number)s): decide whether somebody attends."), False),
    (ASSIGNED, _("You are to attend a matter on %(due_on)s (%(number)s)."), False),
    (RELIEVED, _("You need not attend the matter %(number)s any more."), True),
    (MOVED, _("The matter %(number)s has changed; it takes place on %(due_on)s."), True),
    (ENDED, _("The matter %(number)s was withdrawn or does not take place."), True),
)
"""Kind, what it says, and whether reading it is all that is asked."""


def sent(notice: MatterNotice, in_charge: Iterable[int], by: Viewer) -> None:
    """Tell those in charge that word has come."""
    _tell(notice, SENT, in_charge, by)


def decided(notice: MatterNotice, before: Iterable[int], now: Iterable[int], by: Viewer) -> None:
    """Nobody waits for the decision any more; tell who is to attend, and who no longer is."""
    before, now = set(before), set(now)
    inbox.settle(about=notice, kinds=[SENT, ASSIGNED, RELIEVED])
    _tell(notice, ASSIGNED, now, by)
    _tell(notice, RELIEVED, before - now, by)


def moved(notice: MatterNotice, by: Viewer) -> None:
    """Tell those in charge and who is to attend that time or facts have changed."""
    _tell(notice, MOVED, _concerned(notice), by)


def ended(notice: MatterNotice, by: Viewer) -> None:
    """The notice needs nobody any more; tell who knew of it."""
    inbox.settle(about=notice)
    _tell(notice, ENDED, _concerned(notice), by)


def recorded(notice: MatterNotice) -> None:
    """The activity is on record: the notice needs nobody any more."""
    inbox.settle(about=notice)


def _concerned(notice: MatterNotice) -> set[int]:
    going = notice.attendees.filter(is_assigned=True).values_list("official_id", flat=True)
    return set(queries.in_charge(notice.unit_id, clock.today())) | set(going)


def _tell(notice: MatterNotice, kind: str, recipients: Iterable[int], by: Viewer) -> None:
    inbox.tell(
        commission_id=notice.commission_id,
        recipients=recipients,
        kind=kind,
        about=notice,
        number=notice.code,
        due_on=queries.day_of(notice),
        url=notice.get_absolute_url(),
        by=by,
    )
