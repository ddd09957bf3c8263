"""Writing the records out as the contract's workbook, with a record in the trail."""

from pathlib import Path

from paizhu.clues.actions import looking
from paizhu.exchange import queries, rules
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def export_workbook(
    *,
    out: Path | str,
    commission: Commission,
    progress: queries.Progress = queries.no_progress,
    by: Viewer,
) -> queries.Exported:
    """Write what `by` may see to a file, and nothing else; of casework nothing at the command line.

    Raises `Refused` for somebody who may not export, `OSError` where the file cannot be written.
    """
    rules.check_can_export(by, commission)
    exported = queries.write_export(out, commission=commission, user=by, progress=progress)
    trail.record("exchange.exported", commission, by=by, rows=exported.rows, counts=exported.counts)
    if exported.casework:
        looking.export(commission=commission, kind="workbook", count=exported.casework, by=by)
    return exported
