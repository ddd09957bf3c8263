"""Printed copies of casework are numbered, so that each sheet names its reader and stands in the trail (编号打印)."""

from django.db.models import Max, QuerySet

from paizhu.clues.models import Clue, DossierCopy, PrintedCopy
from paizhu.clues.queries.dossier import about
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def number_copy(*, clue: Clue, by: Viewer) -> PrintedCopy:
    """Give the next copy of a clue its number. Who may see the clue may print it; each print is a record."""
    locked = Clue.objects.visible_to(by).select_for_update(of=("self",)).get(pk=clue.pk)
    copy = PrintedCopy(
        commission_id=locked.commission_id,
        clue=locked,
        number=_next(PrintedCopy.objects.filter(clue=locked)),
        printed_at=clock.now(),
        printed_by_id=getattr(by, "official_id", None),
    )
    copy.save()
    trail.record("clues.printed", locked, by=by, copy=copy.number)
    return copy


def number_dossier(official: Official, by: Viewer) -> DossierCopy:
    """Give the next copy of a dossier its number. Takes part in the running act."""
    locked = Official.objects.select_for_update(of=("self",)).get(pk=official.pk)
    copy = DossierCopy(
        commission_id=locked.commission_id,
        official_ref=str(locked.pk),
        number=_next(DossierCopy.objects.filter(**about(DossierCopy, locked))),
        printed_at=clock.now(),
        printed_by_id=getattr(by, "official_id", None),
    )
    copy.save()
    return copy


def _next(copies: QuerySet) -> int:
    return (copies.aggregate(last=Max("number"))["last"] or 0) + 1
