"""Closed lists of rectification: states, the two sides, which side takes which step, and the ladder of letters."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a rectification stands. The unit's word and the group's word each have states of their own."""

    ISSUED = "issued", _("Issued, not yet accepted")
    DISPUTED = "disputed", _("Disputed by the unit")
    PLANNING = "planning", _("Plan being made")
    PLAN_SUBMITTED = "plan_submitted", _("Plan submitted")
    RECTIFYING = "rectifying", _("Being put right")
    REPORTED = "reported", _("Reported done")
    CLOSED = "closed", _("Closed out")
    DECLINED = "declined", _("Not adopted")


OPEN = (
    State.ISSUED,
    State.DISPUTED,
    State.PLANNING,
    State.PLAN_SUBMITTED,
    State.RECTIFYING,
    State.REPORTED,
)
UNIT_OWES = (State.ISSUED, State.PLANNING, State.RECTIFYING)
"""The states in which the next word is the unit's."""
GROUP_OWES = (State.DISPUTED, State.PLAN_SUBMITTED, State.REPORTED)
"""The states in which the next word is the group's."""


class Side(models.TextChoices):
    """Whose word it is. The two are never merged into one."""

    UNIT = "unit", _("Unit")
    GROUP = "group", _("The group")


class Text(StrEnum):
    """What a step asks to be written: nothing, a word if wanted, or a reason without which it is not taken."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class Step:
    """A step: whose it is, what it asks to be written, and whether it judges what the unit did or said.

    Who judges is of another body than the unit: not its own people, and not resident there.
    """

    key: str
    side: Side
    text: Text = Text.OPTIONAL
    judges: bool = False


STEPS = {
    step.key: step
    for step in (
        Step("accept", Side.UNIT),
        Step("dispute", Side.UNIT, Text.REQUIRED),
        Step("submit_plan", Side.UNIT),
        Step("report", Side.UNIT, Text.REQUIRED),
        Step("uphold", Side.GROUP, Text.REQUIRED, judges=True),
        Step("withdraw", Side.GROUP, Text.REQUIRED, judges=True),
        Step("agree_plan", Side.GROUP, judges=True),
        Step("return_plan", Side.GROUP, Text.REQUIRED),
        Step("confirm", Side.GROUP, judges=True),
        Step("return_report", Side.GROUP, Text.REQUIRED),
        Step("pass_recheck", Side.GROUP, judges=True),
        Step("reopen", Side.GROUP, Text.REQUIRED),
    )
}
"""The steps that move the state, in the order in which they are offered."""
ANSWERS_TO = {
    "uphold": "dispute",
    "withdraw": "dispute",
    "agree_plan": "submit_plan",
    "confirm": "report",
}
"""Judging step → the unit's word that it judges. Who noted that word for the unit does not judge it."""
DONE = {
    "accept": "accepted",
    "dispute": "disputed",
    "submit_plan": "plan_submitted",
    "report": "reported",
    "uphold": "upheld",
    "withdraw": "withdrawn",
    "agree_plan": "plan_agreed",
    "return_plan": "plan_returned",
    "confirm": "closed_out",
    "return_report": "report_returned",
    "pass_recheck": "rechecked",
    "reopen": "reopened",
}
"""What the trail and the notices call each step once it is taken."""

LADDER = ("follow_up", "guidance", "reminder", "warning", "accountability")
"""The letters of the ladder (督办递进), lowest first; their days and to whom they go stand in the rule pack."""

INTERNAL = frozenset({"accountability"})
"""Rungs that are put before those competent and never sent to the unit."""


class Reminded(models.TextChoices):
    """What the daily job reminds of, besides the ladder."""

    BEFORE = "before", _("before the due day")
    ANSWER = "answer", _("the group's answer")
    RECHECK = "recheck", _("re-check")
    LADDER = "ladder", _("ladder of letters")


@dataclass(frozen=True)
class Draft:
    """What is to be put right, as the room that issues it hands it over. Ids are database ids.

    `source`: the registered key of what it came out of; `state`, `closed_on`: as they stood when it was written down.
    """

    code: str
    source: str
    unit_id: int
    problem: str
    issued_on: date
    due_on: date | None = None
    addressee_id: int | None = None
    group_id: int | None = None
    keeper_id: int | None = None
    state: str = State.ISSUED
    closed_on: date | None = None
