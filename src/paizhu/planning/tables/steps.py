"""The steps with a plan in words: the button's label, what the step means, its sign."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "submit": _("Submit to the liaison member"),
    "take_back": _("Take back to change"),
    "agree": _("Agree"),
    "send_back": _("Return"),
    "talk": _("Ask to talk"),
    "report": _("Report completion"),
    "revise": _("Revise"),
    "withdraw": _("Withdraw the plan"),
}
MEANINGS = {
    "submit": _("The liaison member is told at once and decides. No unit sees or delays the plan."),
    "take_back": _(
        "The plan comes back to the group and can be changed; submit it again afterwards."
    ),
    "agree": _("The group carries the plan out from now on."),
    "send_back": _("The group changes the plan and submits it again."),
    "talk": _("Nothing is decided; the group is told that you want to talk about it first."),
    "report": _("The liaison member and the commission read what came of the plan."),
    "revise": _(
        "A new version is written; the present one stays in force until the new one is agreed."
    ),
    "withdraw": _("The plan is given up; it stays readable."),
}
ICONS = {
    "submit": "send",
    "take_back": "arrow-back-up",
    "agree": "check",
    "send_back": "arrow-back-up",
    "talk": "messages",
    "report": "report",
    "revise": "pencil",
    "withdraw": "trash",
}
TOLD = {
    "submit": _("The plan is with the liaison member."),
    "take_back": _("The plan is taken back."),
    "agree": _("The plan is agreed; the group is told."),
    "send_back": _("The plan is returned; the group is told."),
    "talk": _("The group is told that you want to talk about it."),
    "report": _("The completion is reported."),
    "revise": _("The new version is begun."),
    "withdraw": _("The plan is withdrawn."),
}
FOREMOST = frozenset({"submit", "agree", "report"})
"""The steps that are usually next."""
