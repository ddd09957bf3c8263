"""`paizhu keys rotate`: bring new keys into use and seal anew what older ones protect."""

import click
from django.utils.translation import gettext as _

from paizhu.access import actions as access_acts
from paizhu.access import queries as access
from paizhu.clues.actions import keys as casework
from paizhu.config.command.shared import say, with_database
from paizhu.kernel import protection
from paizhu.tenancy.models import Commission

RENEWALS = (access_acts.renew_seals, casework.renew_seals)
"""The act of each room that keeps sealed values: `(commission=, by=)` → how many were sealed anew."""


@click.group("keys", help=str(_("The keys that protect sealed values.")))
def keys_command() -> None:
    """Group of the keys' sub-commands."""


@keys_command.command(
    "rotate", help=str(_("Bring a new key into use and seal anew what older ones protect."))
)
@with_database
def rotate() -> None:
    """Add a key to each ring, seal every value anew, and say how many. Older keys stay, for backups made before."""
    for ring in protection.Ring:
        key = protection.rotate_key_ring(ring)
        say(_("The key %(key)s is in use from now on.") % {"key": f"{ring.file.name}: {key}"})
    for commission in Commission.objects.order_by("code"):
        by = access.operator(commission)
        count = sum(renew(commission=commission, by=by) for renew in RENEWALS)
        say(
            _("%(commission)s: %(count)s values sealed anew.")
            % {"commission": commission.name, "count": count}
        )
    say(
        _(
            "Back up the key rings now, apart from the database: without them nothing sealed can be read."
        )
    )
