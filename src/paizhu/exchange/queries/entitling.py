"""Whose sheets are whose: what somebody may not take in is refused whole, and nothing of it is looked at or told."""

from dataclasses import replace

from paizhu.clues import rules as clues
from paizhu.exchange.queries.comparing import Plan
from paizhu.exchange.queries.reading import Table, Workbook
from paizhu.exchange.states.cells import Sheet
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import SHEETS
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer


def barred_sheets(by: Viewer | None) -> list[Sheet]:
    """Return the sheets that somebody may not fill; none at the command line. 机关 stands in everybody's workbook."""
    if by is None or by.powers.is_operator:
        return []
    has_casework, has_structure = allowed(clues.check_can_take_in, by), by.powers.keeps_structure
    return [
        sheet
        for sheet in SHEETS
        if sheet.key != "commission" and not (has_casework if sheet.casework else has_structure)
    ]


def without_barred(workbook: Workbook, by: Viewer | None) -> Workbook:
    """Return the workbook with one fault for each filled sheet that is not the reader's, and without its rows."""
    barred = {sheet.name: sheet for sheet in barred_sheets(by)}
    if not barred:
        return workbook
    faults = [fault for fault in workbook.faults if fault.sheet not in barred]
    tables = dict(workbook.tables)
    for sheet in barred.values():
        table = tables[sheet.key]
        if table.rows:
            kind = "sheet_casework" if sheet.casework else "sheet_structure"
            faults.append(table.fault(kind, count=len(table.rows)))
        tables[sheet.key] = Table(sheet)
    return replace(workbook, tables=tables, faults=faults)


def barred_changes(workbook: Workbook, plan: Plan, by: Viewer | None) -> list[Fault]:
    """Return the fault of a 机关 row that says something new and comes from somebody who does not keep the structure."""
    if not barred_sheets(by) or by.powers.keeps_structure or plan["commission"].is_nothing:
        return []
    return [workbook.tables["commission"].fault("sheet_structure", count=1)]
