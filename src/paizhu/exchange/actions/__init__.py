"""What is done with workbooks: taking one in, writing one out, and the runs of an import in the browser."""

from paizhu.exchange.actions.demonstration import DemonstrationAccount, load_demonstration
from paizhu.exchange.actions.exporting import export_workbook
from paizhu.exchange.actions.importing import Imported, WorkbookFaulty, import_workbook

__all__ = [
    "DemonstrationAccount",
    "Imported",
    "WorkbookFaulty",
    "export_workbook",
    "import_workbook",
    "load_demonstration",
]
