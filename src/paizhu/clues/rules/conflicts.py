"""Nobody touches a matter from which a ground keeps him away."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import conflicts
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Official


def check_free(clue: Clue, official: Official, on: date) -> None:
    """Refuse, with the reason and its article, whoever must keep away on the day."""
    found = conflicts.grounds_against(clue, [official], on)[official.pk]
    if not found:
        return
    first = found[0]
    said = (
        _("%(name)s must keep away from this matter: %(ground)s. Nobody can set that aside.")
        if first.is_mandatory
        else _(
            "%(name)s must keep away from this matter: %(ground)s. Only the level above can allow it, on record."
        )
    )
    raise Refused(said % {"name": official.name, "ground": first.detail}, basis=first.basis)
