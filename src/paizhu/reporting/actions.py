"""The acts of reporting: taking figures out. Reading them is no act."""

from datetime import date

from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.reporting import rules
from paizhu.reporting.queries import Scope
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
