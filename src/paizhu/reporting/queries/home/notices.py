"""What waits about coming matters: notices to decide on, matters to attend and to record, entries to complete."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel.viewers import Viewer
from paizhu.organization.queries import alike
from paizhu.oversight.models import MatterNotice, NoticeState
from paizhu.oversight.queries import quick
from paizhu.reporting.queries.home.shapes import AT_MOST, Kind, Reader, Step, Waiting
from paizhu.rulebook import queries as rulebook

NOTICES = "oversight:notices"
STALE = timedelta(days=31)
"""A matter that passed undecided longer ago than this is history: the ledger has it, the first page does not."""


def _to_decide(viewer: Viewer, led: frozenset[int], start: datetime) -> QuerySet[MatterNotice]:
    found = MatterNotice.objects.visible_to(viewer).undecided().select_related("unit")
    return found.filter(unit__in=led, happens_at__gte=start).order_by("happens_at", "pk")[:AT_MOST]


def _to_attend(viewer: Viewer) -> QuerySet[MatterNotice]:
    seen = MatterNotice.objects.visible_to(viewer).select_related("unit")
    found = seen.attended_by([viewer.official_id or 0]).filter(state=NoticeState.ATTEND)
    return found.order_by("happens_at", "pk")[:AT_MOST]


TO_DECIDE = alike.Read(_to_decide, alike.Ids, datetime)
TO_ATTEND = alike.Read(_to_attend)
TO_COMPLETE = alike.Read(lambda viewer: quick.sketches(viewer)[:AT_MOST])


def to_decide(reader: Reader) -> Iterator[Waiting]:
    """Yield the notices on which the reader decides as head of the unit's group. One query."""
    led = reader.led - reader.own
    if not led:
        return
    found = TO_DECIDE(reader.user, led, _start(reader) - STALE)
    basis = _basis(reader)
    kind = Kind(
        "decide", gettext_lazy("Notices to decide on"), NOTICES, f"state={NoticeState.READ}"
    )
    for each in found:
        steps = [
            Step(_("Decide"), reverse_lazy("oversight:notice_decide", args=[each.pk]), "primary")
        ]
        yield _line(reader, each, kind, _("Decide whether somebody attends"), basis, steps)


def to_attend(reader: Reader) -> Iterator[Waiting]:
    """Yield the matters that the reader is to attend, or has attended and has yet to record. One query."""
    attend = Kind("attend", gettext_lazy("Matters to attend"), NOTICES)
    record = Kind("record", gettext_lazy("To be recorded"), NOTICES)
    basis = _basis(reader)
    for each in TO_ATTEND(reader.user):
        if timezone.localdate(each.happens_at) > reader.today:
            yield _line(reader, each, attend, _("Attend"), basis, [])
            continue
        entry = f"{reverse('oversight:activity_new')}?notice={each.pk}"
        yield _line(
            reader,
            each,
            record,
            _("Attend and record"),
            reader.basis("late_entry"),
            [Step(_("Record"), entry, "primary")],
            is_over=timezone.localdate(each.happens_at) < reader.today,
        )


def to_complete(reader: Reader) -> Iterator[Waiting]:
    """Yield what the reader entered in haste and has yet to write out. One query."""
    found = TO_COMPLETE(reader.user)
    prefetch_related_objects(found, "unit_links__unit")
    label = gettext_lazy("Records to complete")
    kind = Kind("complete", label, "oversight:activities", "open=1")
    for each in found:
        units = [link.unit for link in each.unit_links.all()]
        due_on = reader.last_day("late_entry", each.on)
        yield Waiting(
            kind=kind,
            number=each.code,
            url=reverse("oversight:activity", args=[each.pk]),
            what=_("Complete the record"),
            unit=_(", ").join(unit.name for unit in units),
            unit_id=units[0].pk if len(units) == 1 else None,
            capacity=reader.capacity(units[0].pk) if len(units) == 1 else "",
            due_on=due_on,
            clock=reader.clock(due_on),
            basis=reader.basis("late_entry"),
            text=f"{each.on.isoformat()} {each.get_method_display()}",
            steps=(
                Step(
                    _("Complete"),
                    reverse_lazy("oversight:activity_record", args=[each.pk]),
                    "primary",
                ),
            ),
        )


def _line(
    reader: Reader,
    each: MatterNotice,
    kind: Kind,
    what: Any,
    basis: str,
    steps: Sequence[Step],
    *,
    is_over: bool = False,
) -> Waiting:
    day = timezone.localdate(each.happens_at)
    due_on = reader.last_day("late_entry", day) if is_over else day
    return Waiting(
        kind=kind,
        number=each.code,
        url=each.get_absolute_url(),
        what=what,
        due_on=due_on,
        clock=reader.clock(due_on),
        basis=basis,
        text=f"{timezone.localtime(each.happens_at):%m-%d %H:%M} {each.title}",
        steps=tuple(steps),
        **reader.at(each.unit),
    )


def _start(reader: Reader) -> datetime:
    return timezone.make_aware(datetime.combine(reader.today, time.min))


def _basis(reader: Reader) -> str:
    return str(rulebook.closed_list("supervision_ways", on=reader.today).basis)
