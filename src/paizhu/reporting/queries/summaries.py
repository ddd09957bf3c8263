"""A group's summary of a week or month, drawn from its records: nothing in it is typed twice.

Everything starts at `visible_to` of the reader. The people of the group, its liaison member and the office see the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.oversight import queries as oversight
from paizhu.oversight.models import Activity, ActivityUnit, MatterNotice, Method, Opinion
from paizhu.planning.models import Convening, ConveningState, PlanStep, PlanStepKind
from paizhu.rectification.models import Voice
from paizhu.reporting.models import Summary
from paizhu.reporting.queries.figures import Figures, figures_in
from paizhu.reporting.queries.scope import Scope
from paizhu.reporting.states import Standing, SummaryPeriod
from paizhu.rulebook import queries as rulebook

SHOWN = 300
"""Records of one kind that a summary names at most; a week has a few dozen."""
STEPS = ("report", "confirm", "return_report", "reopen")
"""The steps of rectification that a summary tells."""
PLAN_STEPS = (PlanStepKind.SUBMIT, PlanStepKind.AGREE, PlanStepKind.SEND_BACK, PlanStepKind.REPORT)
LIMIT = "summary_hand_in"


@dataclass(frozen=True)
class Content:
    """A summary. `figures`: name → number, in order, as it is frozen; the rest are the records behind them."""

    scope: Scope
    period: SummaryPeriod
    counted: Figures
    figures: Mapping[str, int]
    activities: Sequence[Activity]
    opinions: Sequence[Opinion]
    notices: Sequence[MatterNotice] = field(default=())


def content(group: CompositeGroup, period: SummaryPeriod, user: Viewer) -> Content:
    """Draw a group's summary of a period as the reader may see it."""
    scope = Scope(group.commission, period.start, period.end, user, group=group)
    counted, notices = figures_in(scope), list(_notices(scope))
    figures = {
        **_counted(counted),
        **_notice_figures(group, notices),
        **_rectification(scope),
        **_plans(scope),
    }
    return Content(
        scope, period, counted, figures, _activities(scope), _opinions(scope), notices[:SHOWN]
    )


def _counted(found: Figures) -> dict[str, int]:
    done, opinions = found.activities, found.opinions
    return {
        "activities": done.total,
        **{f"method_{method.value}": done.by_method[method] for method in Method},
        "meetings": found.major_matter_meetings,
        "same_body": done.same_body,
        "cross_body": done.cross_body,
        "outside": done.outside,
        "opinions_made": opinions.made,
        "opinions_closed": opinions.closed,
        "opinions_declined": opinions.declined,
        "opinions_overdue": opinions.overdue,
    }


def _notice_figures(group: CompositeGroup, notices: Iterable[MatterNotice]) -> dict[str, int]:
    """Count notices by when word came: in time, short of the rule, only afterwards."""
    leads, counted = oversight.LeadTimes(group.commission_id), Counter()
    for notice in notices:
        lead = leads.of(notice)
        counted["after" if lead.is_after else "late" if lead.is_short else "in_time"] += 1
    return {
        "notices": counted.total(),
        "notices_in_time": counted["in_time"],
        "notices_late": counted["late"],
        "notices_after": counted["after"],
    }


def _notices(scope: Scope) -> QuerySet[MatterNotice]:
    """The matters of the period at the units that the group supervises on its last day."""
    units = scope.units().order_by().values("pk")
    found = MatterNotice.objects.visible_to(scope.user).of(scope.commission)
    found = found.filter(unit__in=units, **_moments("happens_at", scope))
    return found.select_related("unit").order_by("happens_at", "pk")


def _rectification(scope: Scope) -> dict[str, int]:
    """Count what moved: reported by units, confirmed, returned, reopened. One query."""
    found = Voice.objects.visible_to(scope.user).of(scope.commission)
    found = found.filter(
        rectification__group=scope.group, step__in=STEPS, **_moments("said_at", scope)
    )
    moved = dict(found.order_by().values_list("step").annotate(n=Count("pk")))
    return {f"rectification_{step}": moved.get(step, 0) for step in STEPS}


def _plans(scope: Scope) -> dict[str, int]:
    """Count steps with plans, and joint activities held. Two queries."""
    found = PlanStep.objects.visible_to(scope.user).of(scope.commission)
    found = found.filter(plan__group=scope.group, kind__in=PLAN_STEPS, **_moments("at", scope))
    steps = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    held = Convening.objects.visible_to(scope.user).of(scope.commission)
    held = held.filter(group=scope.group, state=ConveningState.HELD, **_moments("starts_at", scope))
    return {
        **{f"plans_{kind.value}": steps.get(kind.value, 0) for kind in PLAN_STEPS},
        "joint_activities": held.count(),
    }


def _activities(scope: Scope) -> list[Activity]:
    links = ActivityUnit.objects.select_related("unit").order_by("unit__code")
    found = scope.activities().prefetch_related(
        Prefetch("unit_links", links), "participations__official"
    )
    return list(found.order_by("on", "pk")[:SHOWN])


def _opinions(scope: Scope) -> list[Opinion]:
    """Opinions made in the period, then those of before that were closed out in it."""
    made, closed = scope.opinions_made(), scope.opinions_closed()
    keys = {*made.values_list("pk", flat=True), *closed.values_list("pk", flat=True)}
    found = Opinion.objects.visible_to(scope.user).filter(pk__in=keys).select_related("unit")
    return list(found.order_by("made_on", "pk")[:SHOWN])


def _moments(name: str, scope: Scope) -> dict[str, datetime]:
    begin = timezone.make_aware(datetime.combine(scope.start, time.min))
    end = timezone.make_aware(datetime.combine(scope.end + timedelta(days=1), time.min))
    return {f"{name}__gte": begin, f"{name}__lt": end}


@dataclass(frozen=True)
class Place:
    """One group's summary of one period on a day: how it stands, until when it is due, what was handed in."""

    group: CompositeGroup
    period: SummaryPeriod
    standing: Standing
    due_on: date
    summary: Summary | None = None
    readers: int = 0


def places(
    groups: Iterable[CompositeGroup], periods: Sequence[SummaryPeriod], user: Viewer, today: date
) -> list[list[Place]]:
    """Return each group's summaries of these periods, in their order. Four queries."""
    found = Summary.objects.visible_to(user).filter(
        span=periods[0].span, start__in=[period.start for period in periods]
    )
    found = found.annotate(readers=Count("readings")).order_by()
    handed_in = {(one.group_id, one.start): one for one in found}
    due = {period: due_on(period, user.commission_id) for period in periods}
    return [
        [
            _place(group, period, handed_in.get((group.pk, period.start)), due[period], today)
            for period in periods
            if group.established_on <= period.end
        ]
        for group in groups
    ]


def place(
    group: CompositeGroup, period: SummaryPeriod, summary: Summary | None, today: date
) -> Place:
    """Return how one summary stands."""
    return _place(group, period, summary, due_on(period, group.commission_id), today)


def due_on(period: SummaryPeriod, commission_id: int) -> date:
    """Return the last day on which a summary is in time, by the rule pack; the period's last day where it says none."""
    limit = rulebook.limits_on(period.end, commission_id).get(LIMIT)
    return limit.due(period.end).on if limit else period.end


def _place(
    group: CompositeGroup,
    period: SummaryPeriod,
    summary: Summary | None,
    due: date,
    today: date,
) -> Place:
    if summary is not None:
        came = timezone.localdate(summary.handed_in_at)
        standing = Standing.IN_TIME if came <= due else Standing.LATE
        return Place(group, period, standing, due, summary, getattr(summary, "readers", 0))
    if today <= period.end:
        standing = Standing.RUNNING
    else:
        standing = Standing.WAITING if today <= due else Standing.MISSING
    return Place(group, period, standing, due)
