"""Sentences of registering, assigning, deciding and handing over: numbers, steps, days."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.registered": _("%(actor)s registered %(subject)s."),
    "clues.corrected": _("%(actor)s corrected details of %(subject)s: %(fields)s."),
    "clues.became_named": _(
        "%(actor)s: who reported %(subject)s has given a real name; it counts as named from now on."
    ),
    "clues.assigned": _("%(actor)s assigned %(subject)s to group %(group)s."),
    "clues.withdrawn": _("%(actor)s withdrew %(subject)s from group %(group)s."),
    "clues.kept_by": _("%(actor)s named the keeper of %(subject)s: person %(code)s."),
    "clues.handed": _("%(actor)s handed the papers of %(subject)s to person %(code)s."),
    "clues.signed_for": _("%(actor)s signed for the papers of %(subject)s."),
    "clues.handover_ended": _(
        "%(actor)s ended a handover of %(subject)s that nobody had signed for."
    ),
    "clues.studied": _(
        "%(actor)s entered the minute of the study of %(subject)s (%(step)s) on %(day)s."
    ),
    "clues.asked": _("%(actor)s put a question about %(subject)s (%(step)s) to: %(level)s."),
    "clues.decided": _(
        "%(actor)s decided a question about %(subject)s (%(step)s): %(state)s, as %(level)s."
    ),
    "clues.noted_decision": _(
        "%(actor)s entered from paper a decision about %(subject)s (%(step)s): %(state)s, by %(level)s."
    ),
    "clues.proposed": _("%(actor)s proposed a disposition of %(subject)s: %(way)s."),
    "clues.disposed": _("%(actor)s: the disposition of %(subject)s is approved: %(way)s."),
    "clues.proposal_returned": _("%(actor)s: the proposed disposition of %(subject)s is returned."),
    "clues.filed_with_organ": _(
        "%(actor)s received the disposition of %(subject)s for filing, on %(day)s."
    ),
    "clues.superior_told": _("%(actor)s reported %(subject)s to the superior organ on %(day)s."),
    "clues.looked_at": _("%(actor)s looked again at %(subject)s, held for later."),
    "clues.taken_up": _("%(actor)s took %(subject)s up again."),
    "clues.recused": _("%(actor)s: person %(code)s keeps away from %(subject)s (%(way)s)."),
    "clues.recusal_demanded": _(
        "%(actor)s demanded that person %(code)s keep away from %(subject)s."
    ),
    "clues.recusal_refused": _(
        "%(actor)s: no ground was found against person %(code)s in %(subject)s."
    ),
    "clues.recusal_lifted": _(
        "%(actor)s: person %(code)s is allowed to work on %(subject)s, by the level above."
    ),
    "clues.work_reviewed": _("%(actor)s looked over what person %(code)s had done on %(subject)s."),
    "clues.extended": _(
        "%(actor)s: %(limit)s of %(subject)s is put off to %(until)s, extension %(number)s."
    ),
    "clues.joint_work_agreed": _(
        "%(actor)s: joint work with group %(group)s on %(subject)s is agreed."
    ),
    "clues.followed_up": _("%(actor)s: %(subject)s is followed up (%(ground)s)."),
    "clues.reminded": _("%(actor)s reminded of %(subject)s: %(key)s, %(day)s."),
    "clues.reconciled": _(
        "%(actor)s drew up the reconciliation with group %(group)s until %(day)s."
    ),
    "clues.reconciliation_signed": _(
        "%(actor)s signed the reconciliation of group %(group)s until %(day)s."
    ),
}
