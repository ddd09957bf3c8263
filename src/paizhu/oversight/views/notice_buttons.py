"""The buttons of a notice's page: each with what stands against it, in the words of the rule."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.oversight import rules
from paizhu.oversight.models import MatterNotice, NoticeState
from paizhu.web.components import Button

CHANGES = {
    "postpone": (gettext_lazy("Takes place at another time"), "calendar-event"),
    "cancel": (gettext_lazy("Does not take place"), "calendar-off"),
    "withdraw": (gettext_lazy("Withdraw"), "arrow-back-up"),
}
"""Change → its words and icon."""


def of_group(user: Any, notice: MatterNotice) -> list[Button]:
    """Return what the group can do next: decide, record, offer oneself."""
    entry = refusal(rules.check_can_enter_for, user, notice.unit) or refusal(
        rules.check_follows, notice, clock.today()
    )
    is_decided = not notice.is_undecided
    decide = Button(
        _("Decide again") if is_decided else _("Decide"),
        reverse("oversight:notice_decide", args=[notice.pk]),
        "user-check",
        refusal(rules.check_can_decide, user, notice),
        "secondary" if is_decided else "primary",
    )
    record = Button(
        _("Record the activity"),
        f"{reverse('oversight:activity_new')}?notice={notice.pk}",
        "clipboard-check",
        entry,
        "primary" if notice.state == NoticeState.ATTEND else "secondary",
    )
    found = [record, decide] if notice.state == NoticeState.ATTENDED else [decide, record]
    if allowed(rules.check_can_propose, user, notice):
        url = reverse("oversight:notice_propose", args=[notice.pk])
        found.append(Button(_("I could attend"), url, "hand-stop", method="post"))
    return found


def of_changes(user: Any, notice: MatterNotice) -> list[Button]:
    """Return the ways to change what was sent; none where it is not changed any more."""
    if refusal(rules.check_can_change, user, notice, "postpone"):
        return []
    correct = Button(
        _("Correct"),
        reverse("oversight:notice_correct", args=[notice.pk]),
        "pencil",
        refusal(rules.check_can_change, user, notice, "correct"),
    )
    return [correct] + [
        Button(
            words,
            reverse("oversight:notice_change", args=[notice.pk, change]),
            icon,
            refusal(rules.check_can_change, user, notice, change),
        )
        for change, (words, icon) in CHANGES.items()
    ]
