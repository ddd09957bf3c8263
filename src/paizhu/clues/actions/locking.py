"""Taking a petition alone before it is changed."""

from paizhu.clues.models import Petition
from paizhu.kernel.records import check_fresh


def locked(petition: Petition, seen_revision: int | None = None) -> Petition:
    """Return the petition alone, as it is now. Raises `Refused` where it changed since the page was opened."""
    found = Petition.objects.select_for_update(of=("self",)).select_related("unit", "commission")
    petition = found.get(pk=petition.pk)
    check_fresh(petition, seen_revision)
    return petition
