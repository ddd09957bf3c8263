"""What becomes of a dissolved unit's coming matters: word of them is cancelled; a successor sends word of its own."""

from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.organization.queries.open_matters import Matter
from paizhu.oversight.actions import notice_changes
from paizhu.oversight.models import MatterNotice
from paizhu.oversight.queries import notices as queries
from paizhu.oversight.states import OPEN_NOTICES


def coming_at(unit: Unit, _user: Viewer) -> list[Matter]:
    """Return the unit's matters still to come, by number and day."""
    return [
        Matter(notice.code, notice.get_absolute_url(), queries.day_of(notice).isoformat())
        for notice in _coming(unit)
    ]


@act
def leave_to_successor(*, unit: Unit, to: Unit, by: Viewer) -> int:
    """Cancel what was announced: the successor announces its own matters."""
    return _cancel(unit, _("Merged into “%(unit)s”.") % {"unit": to.name}, by)


@act
def cancel(*, unit: Unit, reason: str, by: Viewer) -> int:
    """Cancel what was announced, with the reason for which the unit ends."""
    return _cancel(unit, reason, by)


def _cancel(unit: Unit, reason: str, by: Viewer) -> int:
    found = _coming(unit)
    for notice in found:
        notice_changes.cancel(notice=notice, reason=reason[:300], by=by)
    if not found:
        acts.nothing_to_do()
    return len(found)


def _coming(unit: Unit) -> list[MatterNotice]:
    found = MatterNotice.objects.of(unit.commission_id).filter(unit=unit, state__in=OPEN_NOTICES)
    return list(found.filter(happens_at__gt=clock.now()).order_by("happens_at", "pk"))
