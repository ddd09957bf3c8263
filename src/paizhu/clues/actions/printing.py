"""Printed copies of casework are numbered, so that each sheet names its reader and stands in the trail (编号打印)."""

from django.db.models import Max

from paizhu.clues.models import Clue, PrintedCopy
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def number_copy(*, clue: Clue, by: Viewer) -> PrintedCopy:
    """Give the next copy of a clue its number. Who may see the clue may print it; each print is a record."""
    locked = Clue.objects.visible_to(by).select_for_update(of=("self",)).get(pk=clue.pk)
    last = PrintedCopy.objects.filter(clue=locked).aggregate(last=Max("number"))["last"] or 0
    copy = PrintedCopy(
        commission_id=locked.commission_id,
        clue=locked,
        number=last + 1,
        printed_at=clock.now(),
        printed_by_id=getattr(by, "official_id", None),
    )
    copy.save()
    trail.record("clues.printed", locked, by=by, copy=copy.number)
    return copy
