"""The steps with a clue in words: what the button says, what the step means, what the reader is told afterwards."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "assign": _("Assign to a group"),
    "correct": _("Correct details"),
    "keeper": _("Name the keeper"),
    "withdraw": _("Withdraw from the group"),
    "study": _("Enter a minute"),
    "propose": _("Propose the disposition"),
    "receive": _("Receive for filing"),
    "superior": _("Enter the report upward"),
    "look_again": _("Looked at, stays held"),
    "take_up": _("Take up again"),
    "extend": _("Ask for more time"),
    "hand": _("Hand over the papers"),
    "recall": _("Call the papers in"),
    "declare": _("Leave this matter"),
    "demand": _("Demand that somebody keep away"),
    "lift_computed": _("Ask to let somebody in"),
    "follow_up": _("Follow up"),
    "lend": _("Ask for joint work"),
    "sign": _("Sign for the papers"),
    "end": _("Not handed over after all"),
    "decide": _("Decide"),
    "note": _("Enter the decision from paper"),
    "lift": _("Ask to let him in"),
    "review": _("Enter the review of his work"),
    "print": _("Print a numbered copy"),
}
ICONS = {
    "assign": "send", "correct": "pencil", "keeper": "user-check", "withdraw": "arrow-back-up", "study": "notes",
    "propose": "route", "receive": "inbox", "superior": "send", "look_again": "eye", "take_up": "bolt",
    "extend": "calendar-time", "hand": "transfer", "recall": "inbox", "declare": "user-off", "demand": "user-off",
    "lift_computed": "lock-open", "follow_up": "bell", "lend": "users", "sign": "writing", "end": "x", "decide": "gavel", "note": "writing",
    "lift": "lock-open", "review": "eye",
}  # fmt: skip
MEANINGS = {
    "assign": _(
        "The group verifies the matter. Its keeper signs for the papers; who must keep away is taken from it at once."
    ),
    "keeper": _("The keeper answers for the papers and the limits in the group."),
    "withdraw": _(
        "The matter goes back to the case office, to be assigned anew. The work done stays; who worked on it does not get it again."
    ),
    "study": _(
        "Important questions are studied collectively before they are put to the level that decides."
    ),
    "propose": _(
        "One of the four ways. The question goes to the level of the person's category; it is filed once approved."
    ),
    "receive": _("The approved disposition is filed with the commission."),
    "superior": _(
        "The clue about a unit's head and its disposition were reported to the superior organ."
    ),
    "look_again": _("It stays held; the next look is due a year on."),
    "take_up": _("A disposition is to be proposed anew, within the limit from today."),
    "extend": _(
        "The first extension is decided by one level, every further one by a higher level."
    ),
    "hand": _("Until the receiver signs, you answer for the papers."),
    "recall": _("You sign once the papers are back."),
    "declare": _(
        "At once, and without anybody's leave: the matter no longer exists for you. What you did is kept and reviewed by another."
    ),
    "demand": _("The level that decides about recusal answers. Until then the person stays."),
    "lift_computed": _(
        "Only for a ground that can be set aside, and only by the level above, on record."
    ),
    "follow_up": _("The level that decides about following up answers; then the group is told."),
    "lend": _(
        "Another group's people work on the matter once the commission agrees and its office has entered the authorisation; the office learns which groups, and nothing of the matter."
    ),
    "lift": _("Only the level above decides, on record."),
    "review": _(
        "What this person did before leaving is kept; here stands what a second look at it found."
    ),
}
TOLD = {
    "assign": _("Assigned; the keeper is told to sign for the papers."),
    "declare": _("You have left the matter. It no longer exists for you."),
    "propose": _("Proposed; who decides is told."),
}
