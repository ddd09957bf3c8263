"""What waits about coming matters: notices to decide on, matters to attend and to record, entries to complete."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.oversight.models import MatterNotice, NoticeState
from paizhu.oversight.queries import quick
from paizhu.reporting.queries.home.shapes import AT_MOST, Kind, Reader, Step, Waiting
from paizhu.rulebook import queries as rulebook

NOTICES = "oversight:notices"
STALE = timedelta(days=31)
"""A matter that passed undecided longer ago than this is history: the ledger has it, the first page does not."""


def to_decide(reader: Reader) -> Iterator[Waiting]:
    """Yield the notices on which the reader decides as head of the unit's group. One query."""
    led = reader.led - reader.own
    if not led:
        return
    found = MatterNotice.objects.visible_to(reader.user).undecided().select_related("unit")
    found = found.filter(unit__in=led, happens_at__gte=_start(reader) - STALE)
    basis = _basis(reader)
    kind = Kind(
        "decide", gettext_lazy("Notices to decide on"), NOTICES, f"state={NoticeState.READ}"
    )
    for each in found.order_by("happens_at", "pk")[:AT_MOST]:
        steps = [
            Step(_("Decide"), reverse_lazy("oversight:notice_decide", args=[each.pk]), "primary")
        ]
        yield _line(reader, each, kind, _("Decide whether somebody attends"), basis, steps)


def to_attend(reader: Reader) -> Iterator[Waiting]:
    """Yield the matters that the reader is to attend, or has attended and has yet to record. One query."""
    seen = MatterNotice.objects.visible_to(reader.user).select_related("unit")
    found = seen.attended_by([reader.official_id]).filter(state=NoticeState.ATTEND)
    attend = Kind("attend", gettext_lazy("Matters to attend"), NOTICES)
    record = Kind("record", gettext_lazy("To be recorded"), NOTICES)
    basis = _basis(reader)
    for each in found.order_by("happens_at", "pk")[:AT_MOST]:
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
    found = quick.sketches(reader.user).prefetch_related("unit_links__unit")
    label = gettext_lazy("Records to complete")
    kind = Kind("complete", label, "oversight:activities", "to_complete=1")
    for each in found[:AT_MOST]:
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
