"""Taking a petition alone before it is changed."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Petition
from paizhu.kernel.records import check_fresh
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def locked(petition: Petition, seen_revision: int | None = None, *, by: Viewer) -> Petition:
    """Return the petition alone, as it is now. Raises `Refused` where it changed since the page was opened, or is not there for who acts."""
    found = Petition.objects.select_for_update(of=("self",)).select_related("unit", "commission")
    petition = found.get(pk=petition.pk)
    if not Petition.objects.visible_to(by).filter(pk=petition.pk).exists():
        raise Refused(_("There is no such petition."))
    check_fresh(petition, seen_revision)
    return petition
