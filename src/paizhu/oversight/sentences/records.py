"""Sentences about records of activities and their attachments."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.record_written": _("%(actor)s wrote the record of the activity %(subject)s."),
    "oversight.record_rewritten": _("%(actor)s wrote the record of the activity %(subject)s anew."),
    "oversight.activity_completed": _("%(actor)s marked the activity %(subject)s as complete."),
    "oversight.files_added": _("%(actor)s added %(count)s files to the activity %(subject)s."),
    "oversight.file_removed": _("%(actor)s removed a file from the activity %(subject)s."),
    "oversight.file_opened": _("%(actor)s took a file of the activity %(subject)s."),
}
