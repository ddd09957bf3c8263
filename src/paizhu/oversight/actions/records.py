"""Writing the record of an activity, marking it complete. No word of the content goes into the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from paizhu.access.models import User
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.oversight import rules
from paizhu.oversight.models import (
    RECORDS,
    SHAPES,
    Activity,
    AgendaItem,
    MeetingRecord,
    Method,
    Record,
)
from paizhu.oversight.states import AgendaDraft, Shape
from paizhu.trail import actions as trail


@act
def write(
    *,
    activity: Activity,
    given: Mapping[str, Any],
    items: Sequence[AgendaDraft] = (),
    complete: bool = True,
    shape: Shape | None = None,
    seen_revision: int | None = None,
    by: Viewer,
) -> Record:
    """Write or rewrite the record of an activity in the form that fits its method.

    `given`: values of the record's own fields; `items`: the agenda of a meeting, replacing what stood there;
    `complete`: whether nothing is left to add; `shape`: the form that the page showed; `seen_revision`: of the
    record that it showed, 0 where there was none.
    Raises `Refused`, or `ValidationError` for a fault in the values.
    """
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    rules.check_can_write(by, activity)
    fitting = SHAPES[Method(activity.method)]
    rules.check_shape(activity, shape or fitting)
    _check(activity, fitting, given, items)
    record, is_new = _held(activity, fitting)
    if not is_new:
        check_fresh(record, seen_revision)
    for name in record.own_fields():
        if name in given:
            setattr(record, name, given[name])
    record.written_at, record.written_by = clock.now(), _account(by)
    save_clean(record)
    if isinstance(record, MeetingRecord):
        _store_items(record, items)
    _settle(activity, not complete)
    detail = {"shape": fitting.value, "items": len(items), "complete": complete}
    done = "oversight.record_written" if is_new else "oversight.record_rewritten"
    trail.record(done, activity, by=by, **detail)
    return record


@act
def mark_complete(*, activity: Activity, seen_revision: int | None = None, by: Viewer) -> Activity:
    """Mark what was entered in haste as complete: nothing is to be added."""
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    check_fresh(activity, seen_revision)
    rules.check_can_complete(by, activity)
    _settle(activity, False)
    trail.record("oversight.activity_completed", activity, by=by)
    return activity


def _check(
    activity: Activity, shape: Shape, given: Mapping[str, Any], items: Sequence[AgendaDraft]
) -> None:
    if shape is Shape.TALK:
        rules.check_talkers(activity, given.get("kind", ""))
        rules.check_talked_with(activity, given)
    rules.check_items(items)


def _held(activity: Activity, shape: Shape) -> tuple[Record, bool]:
    """Return the record of that form, locked, or a new one."""
    model = RECORDS[shape]
    found = model.objects.select_for_update(of=("self",)).filter(activity=activity).first()
    if found is not None:
        return found, False
    return model(commission_id=activity.commission_id, activity=activity), True


def _store_items(meeting: MeetingRecord, items: Sequence[AgendaDraft]) -> None:
    meeting.items.all().delete()
    for position, item in enumerate(items, start=1):
        save_clean(AgendaItem(meeting=meeting, position=position, **asdict(item)))


def _settle(activity: Activity, is_sketch: bool) -> None:
    if activity.is_sketch != is_sketch:
        activity.is_sketch = is_sketch
        save_clean(activity)


def _account(by: Viewer) -> User | None:
    return by if isinstance(by, User) and by.pk else None
