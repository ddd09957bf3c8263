"""What can be done next, as buttons: each with what stands against this reader's doing it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.rectification import rules
from paizhu.rectification.models import UNIT_OWES, Rectification, Side, State
from paizhu.rectification.states import STEPS
from paizhu.rectification.tables import steps as words
from paizhu.web.components import Button

UNIT = tuple(key for key, step in STEPS.items() if step.side == Side.UNIT)
GROUP = tuple(key for key, step in STEPS.items() if step.side == Side.GROUP)


def foremost(user: Any, record: Rectification) -> list[Button]:
    """Return the steps of the reader's own side that the state allows."""
    if allowed(rules.check_can_follow, user, record):
        return [_button(user, record, key) for key in GROUP if rules.is_open(record, key)]
    if not _is_of_unit(user, record):
        return []
    sign = ["sign"] if record.signed_at is None and record.is_open else []
    return _planning(user, record) + [
        _button(user, record, key)
        for key in (*sign, *(key for key in UNIT if rules.is_open(record, key)))
    ]


def further(user: Any, record: Rectification) -> list[Button]:
    """Return what may be done beside the steps: more time, who follows, working notes."""
    if not record.is_open:
        return []
    if allowed(rules.check_can_follow, user, record):
        keys = ("extend", "refuse_extension", "give") if record.wanted_on else ("extend", "give")
        return [_button(user, record, key) for key in keys]
    asks = record.due_on and record.state in UNIT_OWES and rules.speaks(user, record)
    return [_button(user, record, "ask_extension")] if asks else []


def noting(user: Any, record: Rectification) -> list[Button]:
    """Return the unit's steps for who notes what the unit said on paper."""
    if not (record.is_open and allowed(rules.check_can_follow, user, record)):
        return []
    keys = [key for key in UNIT if rules.is_open(record, key)]
    sign = ["sign"] if record.signed_at is None else []
    may_ask = record.due_on and record.state in UNIT_OWES and not record.wanted_on
    ask = ["ask_extension"] if may_ask else []
    return [_button(user, record, key, look="secondary") for key in (*sign, *keys, *ask)]


def _planning(user: Any, record: Rectification) -> list[Button]:
    """Return the way to the plan's next measure, while one may be entered."""
    if record.state != State.PLANNING or not rules.speaks(user, record):
        return []
    address = reverse("rectification:measure_new", args=[record.pk])
    return [Button(_("Enter a measure"), address, icon="plus")]


def _is_of_unit(user: Any, record: Rectification) -> bool:
    return record.unit_id in user.powers.team_units | user.powers.contact_units


def _button(user: Any, record: Rectification, key: str, look: str = "") -> Button:
    is_early = key == "pass_recheck" and record.recheck_on and record.recheck_on > clock.today()
    if key in words.FOREMOST and not is_early:
        look = look or "primary"
    return Button(
        words.LABELS[key],
        reverse("rectification:step", args=[record.pk, key]),
        icon=words.ICONS[key],
        look=look or "secondary",
        refusal=refusal(rules.check_may, user, record, key),
    )
