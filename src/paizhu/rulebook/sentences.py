"""The sentences of the rulebook's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "rulebook.stricter_set": _(
        "%(actor)s set “%(limit)s” to %(value)s from %(from_on)s on (the rule: %(rule)s): %(reason)s."
    ),
    "rulebook.stricter_withdrawn": _(
        "%(actor)s withdrew the own value %(value)s of “%(limit)s” as of %(until_on)s."
    ),
    "rulebook.own_values_exported": _("%(actor)s exported the list of own values: %(count)s rows."),
    "rulebook.day_added_working": _("%(actor)s entered %(subject)s as a working day."),
    "rulebook.day_added_off": _("%(actor)s entered %(subject)s as a day off."),
    "rulebook.day_changed_working": _("%(actor)s changed %(subject)s to a working day."),
    "rulebook.day_changed_off": _("%(actor)s changed %(subject)s to a day off."),
    "rulebook.day_removed": _("%(actor)s removed the entry for %(subject)s from the calendar."),
    "rulebook.year_settled": _(
        "%(actor)s entered the calendar of %(subject)s in full (%(count)s days, %(source)s)."
    ),
    "rulebook.year_reopened": _(
        "%(actor)s took back that the calendar of %(subject)s is complete."
    ),
}
