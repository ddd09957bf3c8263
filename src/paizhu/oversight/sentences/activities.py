"""Sentences about activities."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.activity_registered": _("%(actor)s entered the activity %(subject)s of %(on)s."),
    "oversight.activity_entered": _("%(actor)s took the activity %(subject)s into the ledger."),
    "oversight.activity_corrected": _("%(actor)s corrected the activity %(subject)s."),
    "oversight.capacities_renewed": _(
        "After a correction of the structure, %(count)s participations changed their capacity (%(actor)s)."
    ),
}
