"""Sentences about notices."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.notice_entered": _("%(actor)s took the matter notice %(subject)s into the ledger."),
    "oversight.notice_corrected": _("%(actor)s corrected the matter notice %(subject)s."),
    "oversight.notice_sent": _("%(actor)s sent word of a matter of unit %(unit)s (%(subject)s)."),
}
