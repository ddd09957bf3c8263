"""Sentences about notices."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.notice_entered": _("%(actor)s took the matter notice %(subject)s into the ledger."),
    "oversight.notice_sent": _("%(actor)s sent word of a matter of unit %(unit)s (%(subject)s)."),
    "oversight.notice_corrected": _("%(actor)s corrected the matter notice %(subject)s."),
    "oversight.notice_postponed": _(
        "%(actor)s noted that the matter %(subject)s takes place at another time."
    ),
    "oversight.notice_cancelled": _(
        "%(actor)s noted that the matter %(subject)s does not take place."
    ),
    "oversight.notice_withdrawn": _("%(actor)s withdrew the matter notice %(subject)s."),
    "oversight.notice_read": _(
        "%(actor)s was the first of %(groups)s to read the matter notice %(subject)s."
    ),
    "oversight.notice_to_be_attended": _(
        "%(actor)s decided that %(officials)s attend the matter %(subject)s."
    ),
    "oversight.notice_not_to_be_attended": _(
        "%(actor)s decided that nobody attends the matter %(subject)s."
    ),
    "oversight.notice_proposed": _("%(actor)s offered to attend the matter %(subject)s."),
    "oversight.notice_attended": _(
        "An activity was recorded after the matter notice %(subject)s (%(actor)s)."
    ),
    "oversight.notice_not_attended_after_all": _(
        "After a correction no activity follows the matter notice %(subject)s (%(actor)s)."
    ),
    "oversight.notice_handed_over": _(
        "%(officials)s attends the matter %(subject)s instead of who leaves (%(actor)s)."
    ),
    "oversight.notice_paper_opened": _(
        "%(actor)s opened a paper of the matter notice %(subject)s."
    ),
    "oversight.notice_times_exported": _(
        "%(actor)s exported the times of matter notices of “%(subject)s”."
    ),
}
