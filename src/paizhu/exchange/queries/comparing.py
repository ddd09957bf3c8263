"""What an import would do: each row compared with what is stored under the same identity."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from paizhu.exchange.queries.ground import Ground, batches
from paizhu.exchange.queries.reading import Progress, Table, Workbook, no_progress
from paizhu.exchange.queries.rendering import shown
from paizhu.exchange.queries.stored import commission_row
from paizhu.exchange.states.sheets import SHEETS, identity_of
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission


@dataclass
class Difference:
    """One sheet: rows to create, rows to change (new and stored), and how many stay as they are."""

    created: list[Any] = field(default_factory=list)
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the sheet would change nothing."""
        return not self.created and not self.changed

    @property
    def rows(self) -> list[Any]:
        """The rows that an import hands over: new and changed ones, in the workbook's order."""
        return sorted(
            [*self.created, *(new for new, _old in self.changed)], key=lambda row: row.number
        )


Plan = dict[str, Difference]


def compare(
    workbook: Workbook,
    chosen: Commission | None,
    progress: Progress = no_progress,
    by: Viewer | None = None,
) -> Plan:
    """Return, by sheet key, what differs from what is stored. Meant for a workbook without faults."""
    ground, done, plan = Ground(chosen, by), 0, {}
    for sheet in SHEETS:
        table = workbook.tables[sheet.key]
        plan[sheet.key] = difference = Difference()
        for row, before in _pairs(table, ground):
            row = _as_kept(table, row, before)
            if before is None:
                difference.created.append(row)
            elif row[1:] == before[1:]:
                difference.unchanged += 1
            else:
                difference.changed.append((row, before))
        done += len(table.rows)
        progress(done, workbook.row_count, "compare")
    return plan


def _pairs(table: Table, ground: Ground) -> Iterator[tuple[Any, Any]]:
    """Yield each row with the stored row of the same identity, or None."""
    sheet = table.sheet
    if sheet.key == "commission":
        before = commission_row(ground.commission) if ground.commission else None
        yield from ((row, before) for row in table.rows)
    elif sheet.has_code:
        for batch in batches(table.rows):
            known = ground.rows(sheet.key, [row.code for row in batch])
            yield from ((row, known.get(row.code)) for row in batch)
    elif table.rows:
        known = {identity_of(sheet, row): row for row in ground.all_rows(sheet.key)}
        yield from ((row, known.get(identity_of(sheet, row))) for row in table.rows)


def _as_kept(table: Table, row: Any, before: Any) -> Any:
    """A column that the workbook leaves out says nothing: what is stored there stays."""
    left_out = [name for name in table.sheet.fields if name not in table.places]
    if before is None or not left_out:
        return row
    return row._replace(**{name: getattr(before, name) for name in left_out})


def changed_fields(new: Any, old: Any) -> list[str]:
    """Return the names of the fields in which two rows of one sheet differ."""
    return [name for name in new._fields[1:] if getattr(new, name) != getattr(old, name)]


def described(plan: Plan, most: int) -> list[list]:
    """Return the first changed fields as people read them: [sheet, row, code, header, before, after]."""
    lines: list[list] = []
    for sheet in SHEETS:
        for new, old in plan[sheet.key].changed:
            for name in changed_fields(new, old):
                if len(lines) == most:
                    return lines
                column = sheet.by_field[name]
                before, after = (shown(column, getattr(row, name)) for row in (old, new))
                lines.append([sheet.name, new.number, str(new[1]), column.header, before, after])
    return lines
