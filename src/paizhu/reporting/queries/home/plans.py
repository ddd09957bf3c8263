"""What waits in planning: plans to decide on, plans returned or to be reported, calls to be answered."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization.queries import alike
from paizhu.planning import queries as planning
from paizhu.planning.models import Call, ConveningState, PlanState, Reply, WorkPlan
from paizhu.planning.queries.plans import LIMIT
from paizhu.reporting.queries.home.opinions import LINES
from paizhu.reporting.queries.home.shapes import AT_MOST, Kind, Reader, Step, Waiting
from paizhu.rulebook import queries as rulebook

DECISIONS = (
    ("agree", gettext_lazy("Agree")),
    ("send_back", gettext_lazy("Return")),
    ("talk", gettext_lazy("Talk first")),
)


def to_decide(reader: Reader) -> Iterator[Waiting]:
    """Yield the plans that wait for the reader as liaison member. One query."""
    kind = _kind("plans", gettext_lazy("Plans to decide on"), PlanState.SUBMITTED)
    for each in planning.waiting_for(reader.user)[:AT_MOST]:
        offered = DECISIONS[:2] if each.talk_on else DECISIONS
        what = _("Talk and decide") if each.talk_on else _("Agree, return, or talk first")
        yield _submitted(reader, each, kind, what, _steps(each, offered))


def with_liaison(reader: Reader) -> tuple[list[Waiting], int]:
    """Return the plans that wait longest for whichever liaison member, and how many wait. Two queries."""
    found = WorkPlan.objects.visible_to(reader.user).waiting()
    kind = _kind("plans", gettext_lazy("Plans with liaison members"), PlanState.SUBMITTED)
    oldest = found.select_related("group").order_by("submitted_on", "pk")[:LINES]
    lines = [_submitted(reader, each, kind, _("With the liaison member"), ()) for each in oldest]
    return lines, found.count()


def _to_write(viewer: Viewer, today: date) -> QuerySet[WorkPlan]:
    heads = viewer.powers.led_groups | viewer.powers.deputised_groups
    over = Q(state=PlanState.AGREED, until_on__lt=today)
    found = WorkPlan.objects.visible_to(viewer).filter(group__in=heads)
    found = found.filter(Q(state=PlanState.RETURNED) | over).select_related("group")
    return found.order_by("until_on", "pk")[:AT_MOST]


def _calls(viewer: Viewer, now: datetime) -> QuerySet[Call]:
    found = Call.objects.visible_to(viewer).filter(
        official=viewer.official_id or 0,
        reply=Reply.OPEN,
        convening__state=ConveningState.CONVENED,
        convening__ends_at__gte=now,
    )
    found = found.select_related("convening__group")
    return found.order_by("convening__starts_at", "pk")[:AT_MOST]


TO_WRITE, CALLS = alike.Read(_to_write, date), alike.Read(_calls, datetime)


def to_write(reader: Reader) -> Iterator[Waiting]:
    """Yield the plans that were returned to the reader's group, and those whose completion is to be reported. One query."""
    if not reader.heads:
        return
    returned = _kind("returned", gettext_lazy("Plans returned"), PlanState.RETURNED)
    ended = _kind("ended", gettext_lazy("Plans to report on"), PlanState.AGREED)
    for each in TO_WRITE(reader.user, reader.today):
        if each.state == PlanState.RETURNED:
            change = Step(_("Change"), each.get_absolute_url(), "primary")
            yield _plan(reader, each, returned, _("Change and submit again"), None, (change,))
        else:
            steps = _steps(each, (("report", _("Report completion")),))
            yield _plan(reader, each, ended, _("Report what came of it"), each.until_on, steps)


def calls(reader: Reader) -> Iterator[Waiting]:
    """Yield the joint activities to which the reader is called and has not answered. One query."""
    kind = Kind("calls", gettext_lazy("Calls to answer"), "planning:convenings")
    for call in CALLS(reader.user, clock.now()):
        held = call.convening
        starts = timezone.localtime(held.starts_at)
        yield Waiting(
            kind=kind,
            number=held.code,
            url=held.get_absolute_url(),
            what=_("Say whether you come"),
            unit=held.group.name,
            due_on=starts.date(),
            clock=reader.clock(starts.date()),
            text=f"{starts:%m-%d %H:%M} {held.title}",
            who=held.place,
            steps=(
                Step(_("I come"), _reply("come", held.pk), "primary", is_direct=True),
                Step(_("I cannot come"), _reply("cannot", held.pk)),
            ),
        )


def _reply(reply: str, pk: int) -> str:
    return reverse_lazy(f"planning:convening_{reply}", args=[pk])


def _kind(key: str, label: Any, state: str) -> Kind:
    return Kind(key, label, "planning:plans", f"state={state}")


def _submitted(
    reader: Reader, each: WorkPlan, kind: Kind, what: Any, steps: Iterable[Step]
) -> Waiting:
    level = rulebook.level("work_plan", on=reader.today)
    limit = reader.deadlines.limits.get(LIMIT)
    basis = f"{limit} · {level.basis}" if limit else level.basis
    due_on = reader.last_day(LIMIT, each.submitted_on)
    return _plan(reader, each, kind, what, due_on, steps, basis=basis)


def _plan(
    reader: Reader,
    each: WorkPlan,
    kind: Kind,
    what: Any,
    due_on: date | None,
    steps: Iterable[Step],
    *,
    basis: str = "",
) -> Waiting:
    return Waiting(
        kind=kind,
        number=each.number,
        url=each.get_absolute_url(),
        what=what,
        unit=each.group.name,
        due_on=due_on,
        clock=reader.clock(due_on),
        basis=basis,
        text=each.title,
        steps=tuple(steps),
    )


def _steps(each: WorkPlan, offered: Iterable[tuple[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(label, reverse_lazy("planning:plan_step", args=[each.pk, key]), "" if n else "primary")
        for n, (key, label) in enumerate(offered)
    )
