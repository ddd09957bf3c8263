"""The workbook contract: every sheet in its order. A change here is a breaking change of the contract."""

from collections import namedtuple

from paizhu.exchange.states import casework, records, structure
from paizhu.exchange.states.cells import Sheet

SHEETS = (
    structure.COMMISSION,
    structure.UNITS,
    structure.RESIDENT_GROUPS,
    structure.COMPOSITE_GROUPS,
    structure.OFFICIALS,
    structure.POSTINGS,
    structure.RECUSALS,
    records.NOTICES,
    records.ACTIVITIES,
    records.OPINIONS,
    casework.CLUES,
    casework.TALKS,
)

BY_KEY = {sheet.key: sheet for sheet in SHEETS}
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
CASEWORK = tuple(sheet for sheet in SHEETS if sheet.casework)

EXPLANATION = "说明"  # first sheet of every template and export
FAULT_LIST = "问题清单"  # sheet added to the annotated copy
OWN_SHEETS = frozenset({EXPLANATION, FAULT_LIST})  # never read

SEPARATORS = ";；"

ROW_TYPES = {
    sheet.key: namedtuple(f"{sheet.key.title().replace('_', '')}Row", ["number", *sheet.fields])
    for sheet in SHEETS
}
"""A parsed row of each sheet: Excel's row number (0 for a stored record), then the fields."""


def identity_of(sheet: Sheet, row: tuple) -> tuple:
    """Return what tells a row apart from the others of its sheet."""
    return tuple(getattr(row, name) for name in sheet.identity)
