"""Sentences about opinions."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.opinion_entered": _("%(actor)s took the opinion %(subject)s into the ledger."),
    "oversight.opinion_raised": _("%(actor)s gave unit %(unit)s the opinion %(subject)s."),
    "oversight.opinion_started": _(
        "%(actor)s noted that unit %(unit)s began to put the opinion %(subject)s right."
    ),
    "oversight.opinion_reported": _(
        "%(actor)s noted that unit %(unit)s reported the opinion %(subject)s done."
    ),
    "oversight.opinion_sent_back": _(
        "%(actor)s sent the opinion %(subject)s back to unit %(unit)s."
    ),
    "oversight.opinion_closed_out": _("%(actor)s closed out the opinion %(subject)s."),
    "oversight.opinion_declined": _(
        "%(actor)s noted that unit %(unit)s does not adopt the opinion %(subject)s."
    ),
    "oversight.opinion_reopened": _("%(actor)s took up the opinion %(subject)s again."),
    "oversight.opinion_corrected": _("%(actor)s corrected the opinion %(subject)s."),
}
