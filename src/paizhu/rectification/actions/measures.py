"""Measures: entered and changed while the plan is made, struck off one by one while the work goes on."""

from datetime import date

from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.rectification import rules
from paizhu.rectification.actions.holding import held
from paizhu.rectification.models import Measure, Rectification
from paizhu.trail import actions as trail


@act
def add(
    *,
    rectification: Rectification,
    what: str,
    leader: str,
    until_on: date,
    staff: str = "",
    by: Viewer,
) -> Measure:
    """Enter a measure: what is done, who answers for it, who does it, until when."""
    record = held(rectification, None)
    rules.check_can_plan(by, record)
    measure = Measure(
        commission_id=record.commission_id,
        rectification=record,
        what=what,
        leader=leader,
        staff=staff,
        until_on=until_on,
    )
    save_clean(measure)
    _record("measure_entered", measure, by)
    return measure


@act
def change(
    *,
    measure: Measure,
    what: str,
    leader: str,
    until_on: date,
    staff: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> Measure:
    """Change a measure of a plan that is not agreed yet."""
    measure = _held(measure, seen_revision)
    rules.check_can_plan(by, measure.rectification)
    measure.what, measure.leader, measure.staff = what, leader, staff
    measure.until_on = until_on
    save_clean(measure)
    _record("measure_changed", measure, by)
    return measure


@act
def remove(*, measure: Measure, seen_revision: int | None = None, by: Viewer) -> Rectification:
    """Take a measure out of a plan that is not agreed yet."""
    measure = _held(measure, seen_revision)
    rules.check_can_plan(by, measure.rectification)
    _record("measure_removed", measure, by)
    measure.delete()
    return measure.rectification


@act
def strike(*, measure: Measure, on: date, seen_revision: int | None = None, by: Viewer) -> Measure:
    """Strike a measure off: it is done (完成一项、销号一项)."""
    measure = _held(measure, seen_revision)
    rules.check_can_strike(by, measure.rectification)
    rules.check_struck_day(measure.rectification, on)
    measure.done_on = on
    save_clean(measure)
    _record("measure_struck", measure, by)
    return measure


@act
def take_back(*, measure: Measure, seen_revision: int | None = None, by: Viewer) -> Measure:
    """Put a measure back on the list: it was struck off too early."""
    measure = _held(measure, seen_revision)
    rules.check_can_strike(by, measure.rectification)
    measure.done_on = None
    save_clean(measure)
    _record("measure_taken_back", measure, by)
    return measure


def _held(measure: Measure, seen_revision: int | None) -> Measure:
    """Return the measure as it stands, its rectification locked so that a plan does not change while it is agreed."""
    record = held(measure.rectification, None)
    found = record.measures.select_for_update(of=("self",)).get(pk=measure.pk)
    check_fresh(found, seen_revision)
    found.rectification = record
    return found


def _record(name: str, measure: Measure, who: Viewer) -> None:
    record = measure.rectification
    days = {"until_on": measure.until_on, "done_on": measure.done_on}
    trail.record(f"rectification.{name}", record, by=who, unit=record.unit.code, **days)
