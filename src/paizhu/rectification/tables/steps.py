"""The steps in words: the button's label, what the step means, its sign."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "sign": _("Sign for it"),
    "accept": _("Accept"),
    "dispute": _("Dispute"),
    "submit_plan": _("Submit the plan"),
    "report": _("Report done"),
    "ask_extension": _("Ask for more time"),
    "uphold": _("Uphold"),
    "withdraw": _("Give way"),
    "agree_plan": _("Agree to the plan"),
    "return_plan": _("Return the plan"),
    "confirm": _("Confirm and close out"),
    "return_report": _("Return the report"),
    "pass_recheck": _("Pass the re-check"),
    "reopen": _("Take up again"),
    "extend": _("Put the day off"),
    "refuse_extension": _("Refuse more time"),
    "give": _("Give to somebody to follow"),
    "note": _("Add a working note"),
}
MEANINGS = {
    "sign": _("The unit has received it; accepting or disputing it comes next."),
    "accept": _(
        "The unit takes it on and makes a plan: what is done, who answers for it, until when."
    ),
    "dispute": _("The unit sees the matter otherwise and says why; the group looks at it again."),
    "submit_plan": _("The group looks at the plan; the work begins once it is agreed."),
    "report": _("The unit says that it is done and shows it; the group has still to confirm it."),
    "ask_extension": _("The day in force stays until the group has answered."),
    "uphold": _("The group has looked again and insists: the unit makes a plan."),
    "withdraw": _("The group has looked again and gives way; nobody follows it any more."),
    "agree_plan": _("The plan is final, and the work begins."),
    "return_plan": _("The unit goes on with its plan and sees what is missing."),
    "confirm": _("The group confirms that it is done. After a time it is looked at again."),
    "return_report": _("The group does not find it done: the unit goes on putting it right."),
    "pass_recheck": _("Looked at again, it holds: what was put right has stayed so."),
    "reopen": _("A later look found it not put right after all: the unit puts it right again."),
    "extend": _("The new day binds from now on; the reminders begin anew."),
    "refuse_extension": _("The day in force stays."),
    "give": _("Whoever follows it is told of each word of the unit."),
    "note": _("Only the group and the commission read it, never the unit."),
}
ICONS = {
    "sign": "signature",
    "accept": "user-check",
    "dispute": "message-report",
    "submit_plan": "send",
    "report": "flag",
    "ask_extension": "calendar-time",
    "uphold": "gavel",
    "withdraw": "ban",
    "agree_plan": "check",
    "return_plan": "arrow-back-up",
    "confirm": "checks",
    "return_report": "arrow-back-up",
    "pass_recheck": "rosette-discount-check",
    "reopen": "repeat",
    "extend": "calendar-due",
    "refuse_extension": "calendar-off",
    "give": "arrows-exchange",
    "note": "note",
}
FOREMOST = frozenset({"sign", "accept", "submit_plan", "report", "agree_plan", "confirm", "pass_recheck"})  # fmt: skip
"""The steps that are usually next."""
DONE = {
    "sign": _("Signed for."),
    "note": _("The note is kept for the group."),
    "give": _("It is followed by somebody else from now on."),
}
