"""Who may take workbooks in and out."""

from django.utils.translation import gettext as _

from paizhu.clues import rules as clues
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.reporting import rules as reporting
from paizhu.tenancy.models import Commission


def check_can_import(by: Viewer, commission: Commission | None = None) -> None:
    """The commission's office (纪委办公室) keeps the structure and the workbook, the case office clues and talks; own commission only.

    Which sheets each may fill: `queries.barred_sheets`.
    """
    if not (by.powers.keeps_structure or allowed(clues.check_can_take_in, by)):
        raise Refused(
            _(
                "Only the commission's office may take in a workbook, and the case office clues and talks."
            )
        )
    if commission and by.commission_id and by.commission_id != commission.pk:
        raise Refused(_("The workbook belongs to another commission."))


def check_can_begin(by: Viewer, run: ImportRun) -> None:
    """A workbook is taken in once, after a check that found nothing, and one at a time."""
    check_can_import(by, run.commission)
    if run.state != RunState.READY:
        raise Refused(_("This workbook does not wait to be taken in any more."))
    if ImportRun.objects.of(run.commission_id).filter(state=RunState.IMPORTING).exists():
        raise Refused(_("Another import is running. Wait until it has ended."))


def check_can_discard(by: Viewer, run: ImportRun) -> None:
    """What waits for a decision may be put away."""
    check_can_import(by, run.commission)
    if not run.is_waiting:
        raise Refused(_("This workbook does not wait for a decision any more."))


def check_can_annotate(by: Viewer, run: ImportRun) -> None:
    """Marks are made in the uploaded file, which is kept while it waits."""
    check_can_import(by, run.commission)
    if run.state != RunState.FAULTY or not run.path.exists():
        raise Refused(_("The uploaded file is not kept any more. Upload it again."))


def check_can_export(by: Viewer, commission: Commission) -> None:
    """Anybody of the commission and its groups takes out what he sees; a unit's own people do not."""
    if by.commission_id != commission.pk:
        raise Refused(_("The records belong to another commission."))
    if not by.powers.is_staff_of_commission:
        raise Refused(_("Only people of the commission and of its groups may export its records."))


def check_can_have_feed(by: Viewer) -> None:
    """Whoever has a diary may read it in his calendar program; an account that is not in force may not."""
    reporting.check_can_see_own_diary(by)
