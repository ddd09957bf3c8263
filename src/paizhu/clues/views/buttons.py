"""What can be done next with a clue, as buttons: each with what stands against this reader's doing it."""

from typing import Any

from django.urls import reverse

from paizhu.clues import rules
from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Clue,
    ClueState,
    Handover,
    Recusal,
    RecusalState,
)
from paizhu.clues.tables import steps as words
from paizhu.clues.views.steps import STEPS
from paizhu.kernel.refusals import allowed, refusal
from paizhu.rulebook.queries import PersonCategory
from paizhu.web.components import Button

FOREMOST = {
    ClueState.REGISTERED: ("assign",),
    ClueState.ASSIGNED: ("study", "propose"),
    ClueState.HELD: ("take_up", "look_again"),
}
OFFICE = ("receive", "superior", "follow_up", "withdraw", "recall", "lift_computed")
GROUP = ("study", "keeper", "extend", "hand")
ALL = ("declare", "demand")


def foremost(user: Any, record: Clue, handovers: list[Handover]) -> list[Button]:
    """Return the steps of the reader's side that the state asks for; papers that wait for his signature come first."""
    papers = [each for each in handovers if each.is_under_way and signs(user, record, each)]
    signing = [_below(record, "clues:clue_handover", each, "sign") for each in papers]
    is_office = allowed(rules.check_case_office, user)
    keys = [
        key for key in FOREMOST.get(ClueState(record.state), ()) if key != "assign" or is_office
    ]
    is_held = is_office and record.state == ClueState.HELD
    if record.group_id and not (rules.works_on(user, record) or is_held):
        return signing
    last = "" if signing else keys[-1] if keys else ""
    looks = {key: "primary" if key == last else "secondary" for key in keys}
    return signing + [_step(user, record, key, look=look) for key, look in looks.items()]


def signs(user: Any, record: Clue, handover: Handover) -> bool:
    """Tell whether the papers wait for this reader."""
    handover.clue = record
    return allowed(rules.check_can_sign, user, handover)


def further(user: Any, record: Clue) -> list[Button]:
    """Return what may be done beside: what would be refused for good is not drawn."""
    keys = [*GROUP, *OFFICE, *ALL]
    shown = [key for key in keys if key not in FOREMOST.get(ClueState(record.state), ())]
    found = [_step(user, record, key) for key in shown if allowed(STEPS[key].check, user, record)]
    if record.category != PersonCategory.UNIT_HEAD:
        found = [button for button in found if button.label != words.LABELS["superior"]]
    if allowed(rules.check_can_correct, user, record):
        found.append(
            Button(
                words.LABELS["correct"],
                reverse("clues:clue_correct", args=[record.pk]),
                icon="pencil",
            )
        )
    printed = reverse("clues:clue_print", args=[record.pk])
    return [*found, Button(words.LABELS["print"], printed, icon="printer", method="post")]


def lend(user: Any, record: Clue) -> Button:
    """Return the way to the authorisation of joint work, where the group has nobody free."""
    return _step(user, record, "lend")


def of_handovers(user: Any, record: Clue, handovers: list[Handover]) -> list[Button]:
    """Return what may be done with the handover that is under way."""
    for each in handovers:
        if each.is_under_way:
            each.clue = record
            return [
                _below(record, "clues:clue_handover", each, key)
                for key, check in (
                    ("sign", rules.check_can_sign),
                    ("end", rules.check_can_end_handover),
                )
                if allowed(check, user, each)
            ]
    return []


def of_approval(user: Any, approval: Approval) -> list[Button]:
    """Return how a waiting question may be answered, or by whom."""
    if approval.state != ApprovalState.WAITING:
        return []
    against = refusal(rules.check_can_decide, user, approval)
    is_noted = bool(against) and allowed(rules.check_can_note, user, approval)
    key = "note" if is_noted else "decide"
    url = reverse("clues:clue_decide", args=[approval.clue_id, approval.pk])
    return [
        Button(
            words.LABELS[key],
            url,
            icon=words.ICONS[key],
            look="primary",
            refusal="" if is_noted else against,
        )
    ]


def of_recusal(user: Any, recusal: Recusal) -> list[Button]:
    """Return what may be done with a recusal."""
    ways = []
    if recusal.state == RecusalState.RECUSED and not recusal.is_mandatory:
        ways.append(("lift", rules.check_can_lift))
    if recusal.awaits_review:
        ways.append(("review", rules.check_can_review))
    return [
        _below(recusal.clue, "clues:clue_recusal", recusal, key)
        for key, check in ways
        if allowed(check, user, recusal)
    ]


def _step(user: Any, record: Clue, key: str, look: str = "secondary") -> Button:
    return Button(
        words.LABELS[key],
        reverse("clues:clue_step", args=[record.pk, key]),
        icon=words.ICONS[key],
        look=look,
        refusal=refusal(STEPS[key].check, user, record),
    )


def _below(record: Clue, name: str, below: Any, key: str) -> Button:
    look = "primary" if key == "sign" else "secondary"
    return Button(
        words.LABELS[key],
        reverse(name, args=[record.pk, below.pk, key]),
        icon=words.ICONS[key],
        look=look,
    )
