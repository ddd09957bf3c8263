"""Sentences of clues and talks that came with a workbook."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.clue_taken_in": _("%(actor)s took in the clue %(subject)s."),
    "clues.clue_corrected": _("%(actor)s corrected the clue %(subject)s by a workbook."),
    "clues.talk_taken_in": _("%(actor)s took in the talk %(subject)s."),
    "clues.talk_corrected": _("%(actor)s corrected the talk %(subject)s by a workbook."),
}
