"""The ledger of measures (措施使用台账)."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions.moving import held, held_item, made
from paizhu.clues.models import Clue, Measure
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def enter(
    *,
    clue: Clue,
    name: str,
    detail: str,
    approved_by: str,
    from_on: date,
    until_on: date | None = None,
    seen_revision: int | None = None,
    by: Viewer,
) -> Measure:
    """A measure that somebody has approved is entered."""
    clue = held(clue)
    rules.measures.check_can_enter(by, clue)
    rules.measures.check_measure(name, approved_by, from_on, until_on)
    given = {"name": name.strip(), "detail": detail.strip(), "approved_by": approved_by.strip()}
    measure = made(Measure, clue, **given, from_on=from_on, until_on=until_on)
    trail.record("clues.measure_entered", clue, by=by, day=from_on)
    return measure


@act
def end(
    *, clue: Clue, measure: Measure, on: date, seen_revision: int | None = None, by: Viewer
) -> Measure:
    """A measure ends; it is to be filed anew."""
    clue, measure = held(clue), held_item(measure, seen_revision)
    rules.measures.check_can_end(by, clue, measure)
    rules.teamwork.check_day(on, after=measure.from_on)
    measure.until_on, measure.filed_on = on, None
    save_clean(measure)
    trail.record("clues.measure_ended", clue, by=by, day=on)
    return measure


@act
def file(*, clue: Clue, seen_revision: int | None = None, by: Viewer) -> int:
    """The ledger is filed with the case office: every measure that was not. Returns how many."""
    clue = held(clue)
    rules.measures.check_can_file(by, clue)
    waiting = list(Measure.objects.filter(clue=clue, filed_on__isnull=True))
    for measure in waiting:
        measure.filed_on = clock.today()
        save_clean(measure)
    trail.record("clues.measures_filed", clue, by=by, count=len(waiting))
    return len(waiting)
