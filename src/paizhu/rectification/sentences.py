"""The sentences of the rectification room's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "rectification.issued": _("%(actor)s issued %(subject)s to unit %(unit)s to be put right."),
    "rectification.signed": _("%(actor)s signed for %(subject)s (unit %(unit)s)."),
    "rectification.accepted": _("%(actor)s accepted %(subject)s for unit %(unit)s."),
    "rectification.disputed": _("%(actor)s disputed %(subject)s for unit %(unit)s."),
    "rectification.plan_submitted": _(
        "%(actor)s submitted the plan for %(subject)s for unit %(unit)s."
    ),
    "rectification.reported": _("%(actor)s reported %(subject)s done for unit %(unit)s."),
    "rectification.upheld": _("%(actor)s upheld %(subject)s towards unit %(unit)s."),
    "rectification.withdrawn": _("%(actor)s gave way on %(subject)s towards unit %(unit)s."),
    "rectification.plan_agreed": _("%(actor)s agreed to unit %(unit)s's plan for %(subject)s."),
    "rectification.plan_returned": _("%(actor)s returned unit %(unit)s's plan for %(subject)s."),
    "rectification.closed_out": _(
        "%(actor)s confirmed and closed out %(subject)s (unit %(unit)s)."
    ),
    "rectification.report_returned": _("%(actor)s returned unit %(unit)s's report on %(subject)s."),
    "rectification.rechecked": _("%(actor)s re-checked %(subject)s (unit %(unit)s): it holds."),
    "rectification.reopened": _("%(actor)s took %(subject)s up again (unit %(unit)s)."),
    "rectification.extension_asked": _(
        "%(actor)s asked for more time for %(subject)s for unit %(unit)s."
    ),
    "rectification.extended": _("%(actor)s put off the day for %(subject)s (unit %(unit)s)."),
    "rectification.extension_refused": _(
        "%(actor)s refused more time for %(subject)s (unit %(unit)s)."
    ),
    "rectification.moved": _(
        "%(actor)s handed %(subject)s from the unit %(before)s to the unit %(unit)s, into which it was merged."
    ),
    "rectification.lapsed": _(
        "%(actor)s closed out %(subject)s because the unit %(unit)s was dissolved."
    ),
    "rectification.given": _("%(actor)s gave %(subject)s to %(keeper)s (%(code)s) to follow."),
    "rectification.noted": _("%(actor)s added a working note on %(subject)s."),
    "rectification.measure_entered": _("%(actor)s entered a measure of the plan for %(subject)s."),
    "rectification.measure_changed": _("%(actor)s changed a measure of the plan for %(subject)s."),
    "rectification.measure_removed": _("%(actor)s took a measure out of the plan for %(subject)s."),
    "rectification.measure_struck": _("%(actor)s struck off a measure of %(subject)s."),
    "rectification.measure_taken_back": _(
        "%(actor)s put a measure of %(subject)s back on the list."
    ),
    "rectification.reminded": _("%(actor)s reminded of %(subject)s, due on %(day)s."),
    "rectification.escalated": _(
        "%(actor)s: %(letter)s on %(subject)s to unit %(unit)s, due on %(due_on)s."
    ),
}
