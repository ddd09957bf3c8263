"""Reads of the exchange room: checking a workbook, and writing template, export and annotated copy."""

from paizhu.exchange.queries.annotating import annotate
from paizhu.exchange.queries.archive import FILE_LIMIT
from paizhu.exchange.queries.entitling import barred_sheets
from paizhu.exchange.queries.exporting import Exported, write_export
from paizhu.exchange.queries.faultpage import FaultPage
from paizhu.exchange.queries.ground import batches
from paizhu.exchange.queries.reading import Progress, Workbook, no_progress
from paizhu.exchange.queries.reading import read as read_workbook
from paizhu.exchange.queries.whole import Checked, check_read, check_workbook, described_changes
from paizhu.exchange.queries.writing import write as write_template

__all__ = [
    "FILE_LIMIT",
    "Checked",
    "Exported",
    "FaultPage",
    "Progress",
    "Workbook",
    "annotate",
    "barred_sheets",
    "batches",
    "check_read",
    "check_workbook",
    "described_changes",
    "no_progress",
    "read_workbook",
    "write_export",
    "write_template",
]
