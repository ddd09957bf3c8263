"""Sentences about opinions."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.opinion_entered": _("%(actor)s took the opinion %(subject)s into the ledger."),
    "oversight.opinion_raised": _("%(actor)s gave unit %(unit)s the opinion %(subject)s."),
    "oversight.opinion_corrected": _("%(actor)s corrected the opinion %(subject)s."),
}
