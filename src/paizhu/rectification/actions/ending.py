"""What becomes of a dissolved unit's open rectifications: they go to its successor, or lapse with the reason.

Called inside the act that dissolves the unit. The opinion that one came out of stays with the unit to which it was given.
"""

from copy import copy

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules as structure
from paizhu.organization.models import Unit
from paizhu.organization.queries.open_matters import Matter
from paizhu.rectification.actions.following import tell_followers
from paizhu.rectification.actions.holding import TRAILED, say
from paizhu.rectification.actions.telling import tell_side
from paizhu.rectification.models import Rectification, Side
from paizhu.rectification.queries import people
from paizhu.trail import actions as trail


def open_at(unit: Unit, _user: Viewer) -> list[Matter]:
    """Return them as the page of the unit's end names them."""
    found = Rectification.objects.of(unit.commission_id).open().filter(unit=unit)
    return [
        Matter(record.code, record.get_absolute_url(), record.get_state_display())
        for record in found.order_by("due_on", "pk")
    ]


@act
def move(*, unit: Unit, to: Unit, by: Viewer) -> int:
    """Let the successor answer for what is open; whoever follows it goes on where his group supervises that unit too."""
    structure.check_can_keep(by, unit.commission_id)
    count = 0
    for record in _held(unit):
        record.unit, record.addressee = to, None
        record.group_id = people.group_of(record, clock.today())
        keepers = people.possible_keepers(record, clock.today())
        if record.keeper_id and not keepers.filter(pk=record.keeper_id).exists():
            record.keeper = None
        save_clean(record)
        trail.record("rectification.moved", record, by=by, before=unit.code, unit=to.code)
        tell_side(record, "moved", by)
        count += 1
    return _counted(count)


@act
def lapse(*, unit: Unit, reason: str, by: Viewer) -> int:
    """Close out what is open, with the reason, because the unit is no more and nobody follows it."""
    structure.check_can_keep(by, unit.commission_id)
    count = 0
    for record in _held(unit):
        before = copy(record)
        record.lapse(on=max(clock.today(), record.issued_on))
        record.since, record.wanted_on = clock.today(), None
        save_clean(record)
        say(record, "lapse", by, side=Side.GROUP, text=reason, day=record.closed_on)
        trail.record(
            "rectification.lapsed",
            record,
            by=by,
            changes=changes(before, record, TRAILED),
            unit=unit.code,
        )
        tell_followers(record, "lapse", before, by)
        tell_side(record, "lapsed", by)
        count += 1
    return _counted(count)


def _held(unit: Unit) -> list[Rectification]:
    found = Rectification.objects.of(unit.commission_id).open().filter(unit=unit)
    return list(found.select_for_update(of=("self",)).select_related("unit").order_by("pk"))


def _counted(count: int) -> int:
    if not count:
        acts.nothing_to_do()
    return count
