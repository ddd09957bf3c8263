"""Collective study (集体研究): its minute is entered before an important question is put."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions.holding import check_day, check_written, held, own
from paizhu.clues.models import Approval, Clue, Minute
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def record(*, clue: Clue, step: str, held_on: date, present: str, text: str, by: Viewer) -> Minute:
    """Enter who studied what on which day, and to what end."""
    record = held(clue)
    rules.check_can_study(by, record, step)
    check_day(held_on, record.received_on)
    check_written(text)
    minute = Minute(
        commission_id=record.commission_id,
        clue=record,
        step=step,
        held_on=held_on,
        present=present.strip(),
        text=text.strip(),
        recorded_by_id=own(by),
        after=Approval.objects.filter(clue=record, step=step).order_by("-pk").first(),
    )
    save_clean(minute)
    trail.record("clues.studied", record, by=by, step=step, day=held_on)
    return minute
