"""The reminders of a day: before the due day, the ladder past it, the group's own answers, re-checks. Never one twice."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.rectification.actions.telling import tell_people
from paizhu.rectification.models import GROUP_OWES, UNIT_OWES, Rectification, Reminded, Reminder
from paizhu.rectification.queries import Deadlines, owed, people
from paizhu.rectification.queries.ladder import Ladder, Rung
from paizhu.rulebook import queries as rulebook
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

CHUNK = 50
"""Rectifications looked at in one transaction, so that a long round holds nobody up for more than half a second."""


def due_to_remind(commission: Commission, on: date) -> Iterator[list[int]]:
    """Yield the ids of what the day's round has to look at, a chunk at a time."""
    near = _first_day(commission, on)
    watched = Rectification.objects.of(commission).order_by("pk")
    found = [
        *watched.filter(state__in=UNIT_OWES, due_on__lte=near).values_list("pk", flat=True),
        *watched.filter(state__in=GROUP_OWES, since__lt=on).values_list("pk", flat=True),
        *watched.filter(recheck_on__lte=on, rechecked_on__isnull=True).values_list("pk", flat=True),
    ]
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


@act
def remind(*, commission: Commission, ids: list[int], by: Viewer) -> int:
    """Look at these rectifications and remind whom the rules say; returns how many reminders went out."""
    if not by.powers.is_operator:
        raise Refused(_("Reminders are sent by the daily job."))
    today = clock.today()
    deadlines, ladder = Deadlines(commission.pk, today), Ladder(commission.pk, today)
    first = _first_day(commission, today)
    found = Rectification.objects.of(commission).filter(pk__in=ids).order_by("pk")
    sent = sum(
        _look_at(record, deadlines, ladder, first, by)
        for record in found.select_for_update(of=("self",)).select_related("unit")
    )
    if not sent:
        acts.nothing_to_do()
    return sent


def _look_at(
    record: Rectification, deadlines: Deadlines, ladder: Ladder, first: date, who: Viewer
) -> int:
    today = deadlines.on
    if record.recheck_on and record.recheck_on <= today and not record.rechecked_on:
        return _once(record, Reminded.RECHECK, record.recheck_on, "recheck_due", who)
    if record.state in GROUP_OWES:
        answer = owed(record, deadlines)
        late = answer is not None and answer.due_on < today
        return _once(record, Reminded.ANSWER, answer.due_on, "answer_due", who) if late else 0
    if record.due_on is None or record.state not in UNIT_OWES:
        return 0
    if today <= record.due_on <= first:
        return _once(record, Reminded.BEFORE, record.due_on, "near", who)
    rung = ladder.due_for(record)
    return _climb(record, rung, today, who) if rung else 0


def _once(record: Rectification, kind: Reminded, day: date, notice: str, who: Viewer) -> int:
    """Remind of a day once; whoever comes second finds it done."""
    if not _noted(record, kind, day, 0):
        return 0
    roles = {
        "near": (people.CONTACT, people.HEAD, people.KEEPER),
        "answer_due": (people.KEEPER, people.LEADER),
        "recheck_due": (people.KEEPER, people.LEADER),
    }[notice]
    tell_people(record, notice, people.reached(record, roles), who)
    trail.record("rectification.reminded", record, by=who, kind=str(kind), day=day)
    return 1


def _climb(record: Rectification, rung: Rung, today: date, who: Viewer) -> int:
    """Climb to the next rung of the ladder, and tell those to whom its letter goes."""
    if not _noted(record, Reminded.LADDER, record.due_on, rung.number):
        return 0
    record.rung, record.rung_on = rung.number, today
    save_clean(record)
    trail.record(
        "rectification.escalated",
        record,
        by=who,
        unit=record.unit.code,
        letter=str(rung.label),
        rung=rung.number,
        due_on=record.due_on,
    )
    notices.settle(about=record, kinds=["rectification.near"])
    tell_people(record, rung.key, people.reached(record, rung.roles), who)
    return 1


def _noted(record: Rectification, kind: Reminded, day: date, rung: int) -> bool:
    """Note that a reminder goes out; False where it went out before."""
    _reminder, is_new = Reminder.objects.get_or_create(
        commission_id=record.commission_id,
        rectification=record,
        kind=kind,
        for_day=day,
        rung=rung,
        defaults={"sent_on": clock.today()},
    )
    return is_new


def _first_day(commission: Commission, on: date) -> date:
    """Return the latest due day of which the unit is reminded today."""
    limit = rulebook.limits_on(on, commission).get("reminder_first")
    if limit is None:
        return on
    return rulebook.calendar().deadline(on, limit.amount, limit.unit).on
