"""The sentences of the reporting room's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reporting.figures_exported": _(
        "%(actor)s exported the figures of “%(subject)s” from %(start)s to %(end)s."
    ),
    "reporting.acts_exported": _(
        "%(actor)s exported %(rows)s lines of the list of acts by capacity of “%(subject)s”."
    ),
    "reporting.summary_handed_in": _(
        "%(actor)s handed in the summary of the group %(group)s of %(start)s to %(end)s, its figures frozen."
    ),
    "reporting.summary_read": _(
        "%(actor)s opened the summary of the group %(group)s of %(start)s to %(end)s."
    ),
    "reporting.summary_exported": _(
        "%(actor)s exported the summary of “%(subject)s” of %(start)s to %(end)s."
    ),
}
