"""What is taken out of the structure: each export of a list leaves a record."""

from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def note_export(*, commission: Commission, listed: str, count: int, by: Viewer) -> None:
    """Record that somebody exported a list. What it holds is what `visible_to` showed him."""
    trail.record("organization.list_exported", commission, by=by, list=listed, count=count)
