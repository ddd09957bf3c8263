"""Sentences of looks."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.viewed": _("%(actor)s opened %(subject)s."),
    "clues.viewed_for": _("%(actor)s opened %(subject)s. Reason given: %(reason)s."),
    "clues.printed": _("%(actor)s printed %(subject)s, copy %(copy)s."),
    "clues.searched": _("%(actor)s searched %(kind)s: %(count)s found."),
    "clues.exported": _("%(actor)s exported %(count)s rows of %(kind)s."),
}
