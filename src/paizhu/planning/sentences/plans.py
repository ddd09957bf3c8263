"""Sentences about plans."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "planning.plan_drafted": _("%(actor)s began the work plan %(subject)s of group %(group)s."),
    "planning.plan_changed": _("%(actor)s changed the work plan %(subject)s."),
    "planning.item_added": _("%(actor)s added item %(position)s to the work plan %(subject)s."),
    "planning.item_changed": _("%(actor)s changed item %(position)s of the work plan %(subject)s."),
    "planning.item_removed": _(
        "%(actor)s took item %(position)s out of the work plan %(subject)s."
    ),
    "planning.item_handed_over": _(
        "Item %(position)s of the work plan %(subject)s was handed over to %(code)s (%(actor)s)."
    ),
    "planning.plan_revised": _("%(actor)s began a revision: work plan %(subject)s."),
    "planning.plan_submitted": _(
        "%(actor)s submitted the work plan %(subject)s to the liaison member."
    ),
    "planning.plan_taken_back": _("%(actor)s took the work plan %(subject)s back to change it."),
    "planning.plan_withdrawn": _("%(actor)s withdrew the work plan %(subject)s."),
    "planning.plan_agreed": _("%(actor)s agreed to the work plan %(subject)s of group %(group)s."),
    "planning.plan_returned": _(
        "%(actor)s returned the work plan %(subject)s to group %(group)s with reasons."
    ),
    "planning.talk_asked": _(
        "%(actor)s asked group %(group)s to talk about the work plan %(subject)s."
    ),
    "planning.plan_reported": _(
        "%(actor)s reported the completion of the work plan %(subject)s of group %(group)s."
    ),
    "planning.plan_replaced": _(
        "The work plan %(subject)s was replaced by its version %(version)s (%(actor)s)."
    ),
    "planning.plans_reminded": _(
        "%(count)s reminders of work plans that wait were sent (%(actor)s)."
    ),
    "planning.work_linked": _(
        "%(actor)s linked the activity %(activity)s to item %(position)s of the work plan %(subject)s."
    ),
    "planning.work_unlinked": _(
        "%(actor)s took the activity %(activity)s off item %(position)s of the work plan %(subject)s."
    ),
}
