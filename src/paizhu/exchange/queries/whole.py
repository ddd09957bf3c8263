"""A workbook looked at as a whole: read, checked, and, where nothing is wrong, compared with what is stored."""

from dataclasses import dataclass, field
from pathlib import Path

from paizhu.exchange.queries.checking import check
from paizhu.exchange.queries.comparing import Plan, compare, described
from paizhu.exchange.queries.entitling import barred_changes, without_barred
from paizhu.exchange.queries.reading import Progress, Workbook, no_progress, read
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import BY_KEY
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission


@dataclass
class Checked:
    """What a check found. `plan` is empty where there are faults; `absent` names the sheets left out."""

    workbook: Workbook
    commission: Commission | None
    faults: list[Fault] = field(default_factory=list)
    plan: Plan = field(default_factory=dict)

    @property
    def absent(self) -> list[str]:
        """Names of sheets that the workbook does not carry; nothing changes there."""
        return self.workbook.absent

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By sheet name: rows that are created, changed, unchanged."""
        return {
            BY_KEY[key].name: {
                "created": len(difference.created),
                "changed": len(difference.changed),
                "unchanged": difference.unchanged,
            }
            for key, difference in self.plan.items()
        }

    @property
    def changes_nothing(self) -> bool:
        """Whether the workbook says exactly what is stored."""
        return all(difference.is_nothing for difference in self.plan.values())


def check_workbook(
    path: Path | str,
    *,
    commission: Commission | None = None,
    progress: Progress = no_progress,
    by: Viewer | None = None,
) -> Checked:
    """Read and check a workbook; nothing is written. Without a commission, its own 机关 row says which."""
    return check_read(read(Path(path), progress), commission=commission, progress=progress, by=by)


def check_read(
    workbook: Workbook,
    *,
    commission: Commission | None = None,
    progress: Progress = no_progress,
    by: Viewer | None = None,
) -> Checked:
    """Check a workbook that was read already, against what is stored now.

    `by`: who takes it in; sheets that are not his to keep are refused whole, and of casework only what he may see is
    compared. None stands for the command line.
    """
    workbook = without_barred(workbook, by)
    chosen = commission or named_commission(workbook)
    checked = Checked(workbook, chosen, check(workbook, chosen, progress, by))
    if not checked.faults:
        checked.plan = compare(workbook, chosen, progress, by)
        checked.faults = barred_changes(workbook, checked.plan, by)
    return checked


def named_commission(workbook: Workbook) -> Commission | None:
    """Return the stored commission that the workbook's 机关 row names, if there is one."""
    rows = workbook.tables["commission"].rows
    codes = [row.code for row in rows if row.code]
    return Commission.objects.filter(code__in=codes).first() if len(codes) == 1 else None


def described_changes(checked: Checked, most: int) -> list[list]:
    """Return the first changed fields of a plan: [sheet, row, code, header, before, after]."""
    return described(checked.plan, most)
