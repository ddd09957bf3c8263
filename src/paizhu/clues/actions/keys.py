"""Sealing casework anew after a new key came into use; keeping search in step with it."""

from django.apps import apps
from django.utils.translation import gettext as _

from paizhu import sealing
from paizhu.clues.actions import words
from paizhu.clues.models import Clue
from paizhu.kernel.acts import act, nothing_to_do
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def renew_seals(*, commission: Commission, by: Viewer) -> int:
    """Seal the commission's casework with the current keys, and reckon digests and search anew. Returns how many values.

    Raises `kernel.protection.CannotOpen`, and changes nothing, where one does not open.
    """
    if not by.powers.is_operator:
        raise Refused(_("Protected values are sealed anew at the server's command line."))
    count = 0
    for model in sealed_models():
        for record in sealing.stale(model._base_manager.filter(commission=commission)):
            count += sealing.renew(record)
            if isinstance(record, Clue):
                words.keep(record)
    if not count:
        nothing_to_do()
        return 0
    trail.record("clues.seals_renewed", commission, by=by, count=count)
    return count


def sealed_models() -> list[type]:
    """Return the records of this room that have sealed fields."""
    found = apps.get_app_config("clues").get_models()
    return [model for model in found if sealing.sealed_fields(model)]
