"""Sentences of inquiry, verification, filing, talks and dossiers. Numbers, days and codes; never what was said."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.joined": _("%(actor)s took official %(code)s into the team of %(subject)s."),
    "clues.leads": _("%(actor)s made official %(code)s lead of the team of %(subject)s."),
    "clues.left": _("%(actor)s took official %(code)s off the team of %(subject)s."),
    "clues.planned": _("%(actor)s submitted a plan for %(subject)s."),
    "clues.letter_sent": _("%(actor)s sent a letter of inquiry in %(subject)s on %(day)s."),
    "clues.letter_received": _(
        "%(actor)s entered that the letter in %(subject)s was signed for on %(day)s."
    ),
    "clues.letter_replied": _("%(actor)s entered the reply of %(day)s in %(subject)s."),
    "clues.measure_entered": _("%(actor)s entered a measure from %(day)s in %(subject)s."),
    "clues.measure_ended": _("%(actor)s ended a measure in %(subject)s on %(day)s."),
    "clues.measures_filed": _("%(actor)s filed %(count)s measures of %(subject)s."),
    "clues.evidence_added": _("%(actor)s entered evidence no. %(number)s in %(subject)s."),
    "clues.evidence_taken": _(
        "%(actor)s took over evidence no. %(number)s of %(subject)s and signed for it."
    ),
    "clues.evidence_returned": _("%(actor)s gave evidence no. %(number)s of %(subject)s back."),
    "clues.report_written": _("%(actor)s wrote the report on %(subject)s."),
    "clues.report_changed": _(
        "%(actor)s changed the report on %(subject)s; %(count)s signatures became void."
    ),
    "clues.report_signed": _("%(actor)s signed the report on %(subject)s."),
    "clues.report_submitted": _(
        "%(actor)s submitted the report on %(subject)s, signed by the whole team."
    ),
    "clues.report_returned": _("%(actor)s returned the report on %(subject)s."),
    "clues.report_approved": _("%(actor)s approved the report on %(subject)s."),
    "clues.person_told": _("%(actor)s entered that the person in %(subject)s was told on %(day)s."),
    "clues.host_asked": _(
        "%(actor)s asked the host for its view on filing %(subject)s on %(day)s."
    ),
    "clues.host_answered": _("%(actor)s entered the host's view on filing %(subject)s."),
    "clues.skip_asked": _(
        "%(actor)s asked for leave to file %(subject)s before the host is informed."
    ),
    "clues.disagreement_referred": _(
        "%(actor)s referred the host's disagreement in %(subject)s upwards."
    ),
    "clues.filing_asked": _("%(actor)s asked for filing of %(subject)s."),
    "clues.case_filed": _("%(actor)s filed the case %(subject)s."),
    "clues.filing_refused": _("%(actor)s did not file the case %(subject)s."),
    "clues.host_informed": _(
        "%(actor)s entered that the host was told of the filing of %(subject)s on %(day)s."
    ),
    "clues.clarification_asked": _("%(actor)s asked for a clarification in %(subject)s."),
    "clues.clarified": _("%(actor)s entered the clarification in %(subject)s of %(day)s."),
    "clues.archived": _("%(actor)s archived %(subject)s."),
    "clues.talk_delegated": _("%(actor)s asked to delegate a talk in %(subject)s."),
    "clues.mandate_received": _(
        "%(actor)s entered that the mandate for a talk in %(subject)s was received on %(day)s."
    ),
    "clues.delegated_talk_held": _(
        "%(actor)s entered the delegated talk in %(subject)s of %(day)s."
    ),
    "clues.check_chosen": _("%(actor)s chose the explanation in %(subject)s for a spot check."),
    "clues.checked": _("%(actor)s entered the spot check in %(subject)s of %(day)s."),
    "clues.worked_anew": _("%(actor)s: %(subject)s is worked on anew after a spot check."),
    "clues.explained": _(
        "%(actor)s entered that %(subject)s was explained at a meeting on party life on %(day)s."
    ),
    "clues.on_trial": _("%(actor)s entered that the case %(subject)s is on trial since %(day)s."),
    "clues.case_decided": _("%(actor)s entered the outcome of the case %(subject)s of %(day)s."),
    "clues.case_announced": _(
        "%(actor)s entered that the decision in %(subject)s was announced on %(day)s."
    ),
    "clues.talk_entered": _("%(actor)s entered the talk %(subject)s of %(day)s."),
    "clues.talk_changed": _("%(actor)s corrected the talk %(subject)s."),
    "clues.dossier_opened": _(
        "%(actor)s opened the dossier of official %(code)s. Reason given: %(reason)s."
    ),
    "clues.dossier_printed": _(
        "%(actor)s printed the dossier of official %(code)s, copy %(copy)s. Reason given: %(reason)s."
    ),
    "clues.dossier_entered": _("%(actor)s made an entry in the dossier of official %(code)s."),
}
