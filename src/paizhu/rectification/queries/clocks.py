"""What the calendar says of a deadline: lights by working days, the answers that are owed, the limits with their basis."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from paizhu.rectification.models import GROUP_OWES, Rectification, State
from paizhu.rulebook import queries as rulebook


class Light(StrEnum):
    """How near a deadline is: far, blue, yellow, red (past), or no deadline to watch."""

    NONE = "none"
    FAR = "far"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class Clock:
    """A deadline on a day. `days`: working days left, or since it ran out; `provisional`: the calendar may yet move."""

    light: Light
    days: int = 0
    provisional: bool = False


class HasDeadline(Protocol):
    """Anything that is to be done by a day for as long as it is open."""

    due_on: date | None

    @property
    def is_open(self) -> bool: ...


class Deadlines:
    """The lights of one commission on a day. Three queries when made, none afterwards."""

    def __init__(self, commission_id: int, on: date):
        self.on, self.calendar = on, rulebook.calendar()
        self.limits = rulebook.limits_on(on, commission_id)
        self.blue = _amount(self.limits, "light_blue")
        self.yellow = _amount(self.limits, "light_yellow")

    def of(self, record: HasDeadline) -> Clock:
        """Return the light of a record; one that is closed out, not adopted or without deadline has none."""
        if record.due_on is None or not record.is_open:
            return Clock(Light.NONE)
        return self.until(record.due_on)

    def until(self, due_on: date) -> Clock:
        """Return the light of a day."""
        left = self.calendar.days_left(due_on, self.on)
        if left.is_past:
            return Clock(Light.RED, -left.days, left.provisional)
        if left.days <= self.yellow:
            return Clock(Light.YELLOW, left.days, left.provisional)
        light = Light.BLUE if left.days <= self.blue else Light.FAR
        return Clock(light, left.days, left.provisional)

    def last_day(self, light: Light) -> date:
        """Return the latest due day that shows the light today, or a nearer one."""
        amount = {Light.BLUE: self.blue, Light.YELLOW: self.yellow}[light]
        return self.calendar.add_working_days(self.on, amount + 1).on - timedelta(days=1)


@dataclass(frozen=True)
class Owed:
    """An answer that one side owes by the rule pack: what, until when, how near, on what basis."""

    label: Any
    due_on: date
    clock: Clock
    basis: str
    rule: str


OWED = {
    State.ISSUED: ("opinion_answer", _("The unit accepts or disputes")),
    State.REPORTED: ("rectification_confirmation", _("The group confirms or returns the report")),
    State.DISPUTED: ("opinion_answer", _("The group answers the dispute")),
    State.PLAN_SUBMITTED: ("opinion_answer", _("The group agrees to the plan or returns it")),
}
"""State → the limit that runs from the day on which the state began, and what it asks.

The pack has no limit of its own for a group's answer to a dispute or to a plan: what binds the unit binds the group.
"""


def owed(rectification: Rectification, deadlines: Deadlines) -> Owed | None:
    """Return the answer that is owed in the present state, or None where the due day alone counts. No queries."""
    key, label = OWED.get(State(rectification.state), ("", ""))
    limit = deadlines.limits.get(key) if key else None
    if limit is None:
        return None
    due = limit.due(rectification.since, deadlines.calendar).on
    return Owed(label, due, deadlines.until(due), limit.basis, str(limit))


def recheck_day(closed_on: date, commission_id: int) -> date | None:
    """Return by when what was closed out on a day is looked at again, or None where the pack asks for none."""
    limit = rulebook.limits_on(closed_on, commission_id).get("recheck")
    return limit.due(closed_on).on if limit else None


def default_deadline(made_on: date, commission_id: int) -> date | None:
    """Return the deadline that the rule pack suggests for a matter of that day, or None."""
    limit = rulebook.limits_on(made_on, commission_id).get("rectification")
    return limit.due(made_on).on if limit else None


def group_owes(rectification: Rectification) -> bool:
    """Tell whether the next word is the group's."""
    return rectification.state in GROUP_OWES


def _amount(limits: rulebook.LimitsInForce, key: str) -> int:
    limit = limits.get(key)
    return limit.amount if limit else 0
