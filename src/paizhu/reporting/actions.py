"""The acts of reporting: taking figures out, handing summaries in, and noting who has read them."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from paizhu.access.models import User
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.reporting import rules
from paizhu.reporting.models import Summary, SummaryReading
from paizhu.reporting.queries import Scope, summaries
from paizhu.reporting.states import SummaryPeriod
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def export_figures(*, scope: Scope, by: Viewer) -> None:
    """Note that the figures of a scope are taken out as a workbook. Raises `Refused`."""
    rules.check_can_export_figures(by)
    trail.record(
        "reporting.figures_exported",
        scope.commission,
        by=by,
        start=scope.start.isoformat(),
        end=scope.end.isoformat(),
        filters=[str(chosen) for chosen in scope.filters],
    )


@act
def export_acts(*, commission: Commission, rows: int, on: date, by: Viewer) -> None:
    """Note that the list of acts by capacity is taken out. Raises `Refused`."""
    rules.check_can_export_figures(by)
    trail.record("reporting.acts_exported", commission, by=by, rows=rows, taken_on=on.isoformat())


@act
def hand_in_summary(*, group: CompositeGroup, period: SummaryPeriod, by: Viewer) -> Summary:
    """Hand in a group's summary of a week or month: its figures are frozen, their digest is in the trail."""
    CompositeGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    rules.check_can_hand_in(by, group, period)
    figures = dict(summaries.content(group, period, by).figures)
    made = Summary(
        commission=group.commission,
        group=group,
        span=period.span,
        start=period.start,
        handed_in_at=clock.now(),
        handed_in_by=by if isinstance(by, User) else None,
        figures=figures,
        digest=digest_of(figures),
    )
    save_clean(made)
    trail.record("reporting.summary_handed_in", made, by=by, **_said(made))
    return made


@act
def note_summary_read(*, summary: Summary, by: Viewer) -> bool:
    """Note that somebody has opened a summary that was handed in; once for a person. Tells whether it was the first time."""
    rules.check_can_see_summaries(by)
    if not isinstance(by, User) or by.pk == summary.handed_in_by_id:
        acts.nothing_to_do()
        return False
    _reading, is_first = SummaryReading.objects.get_or_create(
        summary=summary,
        reader=by,
        defaults={"commission_id": summary.commission_id, "opened_at": clock.now()},
    )
    if not is_first:
        acts.nothing_to_do()
        return False
    trail.record("reporting.summary_read", summary, by=by, **_said(summary))
    return True


@act
def export_summary(*, group: CompositeGroup, period: SummaryPeriod, by: Viewer) -> None:
    """Note that a group's summary is taken out as a workbook."""
    rules.check_can_see_summaries(by)
    trail.record(
        "reporting.summary_exported",
        group,
        by=by,
        span=period.span,
        start=period.start,
        end=period.end,
    )


def digest_of(figures: Mapping[str, int]) -> str:
    """Return the SHA-256 of figures, written as JSON with sorted names and without blanks, in hexadecimal."""
    written = json.dumps(dict(figures), sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _said(summary: Summary) -> dict:
    """Return what the trail says of a summary: its period and digest, not its figures."""
    period = summary.period
    return {
        "group": summary.group.code,
        "span": period.span,
        "start": period.start,
        "end": period.end,
        "digest": summary.digest,
    }
