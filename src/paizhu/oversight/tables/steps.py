"""The steps with an opinion in words: the button's label, what the step means, its sign."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "start": _("Note that work has begun"),
    "report": _("Note that it is reported done"),
    "send_back": _("Send back"),
    "close_out": _("Close out"),
    "decline": _("Note that it is not adopted"),
    "reopen": _("Take up again"),
}
MEANINGS = {
    "start": _("The unit has begun to put it right."),
    "report": _("The unit says that it is done; the group has still to confirm it."),
    "send_back": _("The group does not find it done: the unit goes on putting it right."),
    "close_out": _("The group confirms that it is done; nobody follows it any more."),
    "decline": _("The unit does not adopt the opinion; nobody follows it any more."),
    "reopen": _("A later check found it not put right after all: the unit puts it right again."),
}
ICONS = {
    "start": "progress-check",
    "report": "flag",
    "send_back": "arrow-back-up",
    "close_out": "checks",
    "decline": "ban",
    "reopen": "repeat",
}
FOREMOST = frozenset({"start", "close_out"})
"""The steps that are usually next."""
