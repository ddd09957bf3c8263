"""Sentences about petitions. None of them names anybody concerned."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.petition_registered": _("%(actor)s registered the petition %(subject)s."),
    "clues.petition_corrected": _("%(actor)s corrected the petition %(subject)s."),
    "clues.petition_accepted": _("%(actor)s accepted the petition %(subject)s."),
    "clues.petition_not_accepted": _("%(actor)s did not accept the petition %(subject)s."),
    "clues.petition_forwarded": _("%(actor)s forwarded the petition %(subject)s to another organ."),
    "clues.petition_linked": _(
        "%(actor)s linked the petition %(subject)s as a repeat of %(first)s."
    ),
    "clues.petition_unlinked": _("%(actor)s unlinked the petition %(subject)s from %(first)s."),
    "clues.petition_handed_over": _(
        "%(actor)s handed the petition %(subject)s to the case office."
    ),
    "clues.petition_signed_for": _("%(actor)s signed for the petition %(subject)s."),
    "clues.petition_return_asked": _("%(actor)s asked to give the petition %(subject)s back."),
    "clues.petition_return_refused": _(
        "%(actor)s decided that the petition %(subject)s stays with the case office."
    ),
    "clues.petition_returned": _(
        "%(actor)s decided that the petition %(subject)s goes back to the petition office."
    ),
    "clues.petition_finished": _("%(actor)s finished the petition %(subject)s."),
    "clues.petition_recused": _(
        "%(actor)s: person %(code)s keeps away from the petition %(subject)s (%(way)s)."
    ),
    "clues.petition_recusal_demanded": _(
        "%(actor)s demanded that person %(code)s keep away from the petition %(subject)s."
    ),
    "clues.petition_recusal_refused": _(
        "%(actor)s: no ground was found against person %(code)s in the petition %(subject)s."
    ),
    "clues.petition_work_reviewed": _(
        "%(actor)s looked over what person %(code)s had done on the petition %(subject)s."
    ),
    "clues.petition_letter": _(
        "%(actor)s opened a letter of the petition %(subject)s to print it."
    ),
    "clues.petition_file_opened": _("%(actor)s opened an attachment of the petition %(subject)s."),
    "clues.reporter_opened": _(
        "%(actor)s opened who reported %(subject)s. Reason given: %(reason)s."
    ),
    "clues.reporter_entered": _("%(actor)s entered who reported %(subject)s."),
    "clues.reporter_changed": _("%(actor)s changed who reported %(subject)s."),
    "clues.reporter_unverifiable": _(
        "%(actor)s found the name of the petition %(subject)s not verifiable."
    ),
    "clues.acceptance_told": _("%(actor)s told who reported %(subject)s whether it is accepted."),
    "clues.result_told": _("%(actor)s told who reported %(subject)s the result."),
    "clues.objection_minuted": _(
        "%(actor)s minuted what who reported %(subject)s said to an answer."
    ),
}
