"""The sentences of the trail's own acts."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "trail.exported": _("%(actor)s exported %(count)s trail records."),
    "trail.heads_taken": _(
        "%(actor)s took the head of the trail for safekeeping (record %(sequence)s)."
    ),
    "trail.found_whole": _("%(actor)s checked the trail: %(count)s records, all whole."),
    "trail.found_broken": _("%(actor)s checked the trail: broken at record %(sequence)s."),
}
