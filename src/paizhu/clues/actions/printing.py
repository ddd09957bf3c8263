"""Printed copies of casework are numbered, so that each sheet names its reader and stands in the trail (编号打印)."""

from typing import Any

from django.db.models import Max, Model, QuerySet

from paizhu.clues.models import Clue, DossierCopy, PrintedCopy, Talk, TalkCopy
from paizhu.clues.models.named import NumberedCopy
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
    copy = _next(PrintedCopy, locked, by, clue=locked)
    trail.record("clues.printed", locked, by=by, copy=copy.number)
    return copy


@act
def number_talk(*, talk: Talk, by: Viewer) -> TalkCopy:
    """Give the next copy of a talk without a clue its number. Who may see the talk may print it; each print is a record."""
    locked = Talk.objects.visible_to(by).select_for_update(of=("self",)).get(pk=talk.pk)
    copy = _next(TalkCopy, locked, by, talk=locked)
    trail.record("clues.printed", locked, by=by, copy=copy.number)
    return copy


def number_dossier(official: Official, by: Viewer) -> DossierCopy:
    """Give the next copy of a dossier its number. Takes part in the running act."""
    locked = Official.objects.select_for_update(of=("self",)).get(pk=official.pk)
    found = DossierCopy.objects.filter(**about(DossierCopy, locked))
    return _next(DossierCopy, locked, by, found, official_ref=str(locked.pk))


def _next(
    kind: type[NumberedCopy], of: Model, by: Viewer, earlier: QuerySet | None = None, **subject: Any
) -> Any:
    """Store the next copy of what is locked. `earlier`: those there are, where the subject itself is under seal."""
    found = kind.objects.filter(**subject) if earlier is None else earlier
    return kind.objects.create(
        commission_id=of.commission_id,
        number=(found.aggregate(last=Max("number"))["last"] or 0) + 1,
        printed_at=clock.now(),
        printed_by_id=getattr(by, "official_id", None),
        **subject,
    )
