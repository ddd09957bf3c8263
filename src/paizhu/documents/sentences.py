"""The sentences of the documents room's acts. A file's name stays out of the trail: it says what is in the file."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "documents.kept": _("%(actor)s kept the file %(subject)s (%(size)s bytes)."),
    "documents.removed": _("%(actor)s removed the file %(subject)s."),
}
