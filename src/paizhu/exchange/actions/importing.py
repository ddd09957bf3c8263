"""Taking a workbook in: one act, one transaction, all or nothing, through the acts of the rooms below."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.exchange import queries, rules
from paizhu.exchange.actions import applying
from paizhu.exchange.states.faults import Fault
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


class WorkbookFaulty(Exception):
    """The workbook was not taken in, and nothing was changed: `faults` says everything that is wrong."""

    def __init__(self, faults: list[Fault]):
        super().__init__(_("%(count)s faults") % {"count": len(faults)})
        self.faults = faults


@dataclass(frozen=True)
class Imported:
    """What an import did, by sheet name: rows created, changed, unchanged. `absent`: sheets left out."""

    commission: Commission
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    @property
    def changed_nothing(self) -> bool:
        """Whether all of it was stored already."""
        return not any(count["created"] or count["changed"] for count in self.counts.values())


@act
def import_workbook(
    *,
    workbook: queries.Workbook,
    commission: Commission | None = None,
    file_name: str = "",
    progress: queries.Progress = queries.no_progress,
    by: Viewer,
) -> Imported:
    """Take in a workbook that was read with `queries.read_workbook`.

    It is checked anew against what is stored now. `commission`: for which it is meant; left out, the
    workbook's own 机关 row says, and makes it where it is not stored yet (at the command line).
    Raises `WorkbookFaulty` with every fault, `Refused` for somebody who may not.
    """
    rules.check_can_import(by, commission)
    checked = queries.check_read(workbook, commission=commission, progress=progress, by=by)
    if checked.faults:
        raise WorkbookFaulty(checked.faults)
    rules.check_can_import(by, checked.commission)
    if checked.changes_nothing:
        acts.nothing_to_do()
        return Imported(checked.commission, checked.counts, tuple(checked.absent))
    stored = _apply(checked, progress, by)
    trail.record(
        "exchange.imported",
        stored,
        by=_for(by, stored),
        file=file_name,
        counts=_told(checked.counts),
    )
    return Imported(stored, checked.counts, tuple(checked.absent))


def _apply(checked: queries.Checked, progress: queries.Progress, by: Viewer) -> Commission:
    """Hand the differences to the rooms' acts; a rule that no check foresaw becomes a fault of its sheet."""
    commission = applying.register(checked, by)
    done, total = 0, sum(len(checked.plan[sheet.key].rows) for sheet, _apply in applying.SHEETS)
    for sheet, apply in applying.SHEETS:
        rows = checked.plan[sheet.key].rows
        if not rows:
            continue

        def report(count: int, before: int = done) -> None:
            progress(before + count, total, "write")

        try:
            apply(applying.Work(commission, rows, report, _for(by, commission)))
        except (Refused, ValidationError) as refusal:
            words = {"reason": _reason(refusal)}
            raise WorkbookFaulty([Fault("refused", sheet.name, words=words)]) from refusal
        done += len(rows)
        report(0, done)
    return commission


def _reason(refusal: Any) -> str:
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    return str(refusal)


def _for(by: Viewer, commission: Commission) -> Viewer:
    """The operator of a first import acts for the commission that he has just entered."""
    if by.powers.is_operator and by.commission_id is None:
        return replace(by, commission_id=commission.pk)
    return by


def _told(counts: dict[str, dict[str, int]]) -> dict[str, list[int]]:
    """Created and changed rows of the sheets that differ: short enough for the trail."""
    return {
        sheet: [count["created"], count["changed"]]
        for sheet, count in counts.items()
        if count["created"] or count["changed"]
    }
