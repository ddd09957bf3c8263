"""Rectifications in any state, and each step as somebody who may takes it."""

from datetime import date, timedelta
from typing import Any

from paizhu.rectification.actions import steps
from paizhu.rectification.models import Measure, Rectification, Reminder, State
from tests.organization.city import City
from tests.oversight.factories import save_opinion

LEADS = {
    ("issued", "accept"): "planning",
    ("issued", "dispute"): "disputed",
    ("disputed", "uphold"): "planning",
    ("disputed", "withdraw"): "declined",
    ("planning", "submit_plan"): "plan_submitted",
    ("plan_submitted", "agree_plan"): "rectifying",
    ("plan_submitted", "return_plan"): "planning",
    ("rectifying", "report"): "reported",
    ("reported", "confirm"): "closed",
    ("reported", "return_report"): "rectifying",
    ("closed", "pass_recheck"): "closed",
    ("closed", "reopen"): "rectifying",
    ("declined", "reopen"): "rectifying",
}
"""(state, step) → state. Every pair that is not here is refused."""
FITTING = {step: state for (state, step) in reversed(LEADS)}
"""For each step a state that allows it."""
CLOSED = date(2015, 7, 1)


def issued(city: City, unit: str = "U2", **given: Any) -> Rectification:
    """Return the rectification of an opinion to a unit."""
    return save_opinion(city, unit, **given).rectification


def standing_for(**opinion: Any) -> Rectification:
    """Write the rectification of an opinion that is written straight into its table, with the same words."""
    state = str(opinion.get("state", "raised"))
    return Rectification.objects.create(
        source="opinion",
        since=opinion["made_on"],
        issued_on=opinion["made_on"],
        problem=opinion["content"],
        state="issued" if state == "raised" else state,
        **{
            name: opinion[name]
            for name in ("commission", "code", "unit", "due_on", "closed_on")
            if name in opinion
        },
    )


def in_state(record: Rectification, state: str) -> Rectification:
    """Put a rectification into a state, past its steps, with a measure for its plan; its opinion stays behind."""
    closed = CLOSED if state == State.CLOSED else None
    Rectification.objects.filter(pk=record.pk).update(state=state, closed_on=closed)
    if state != State.ISSUED and not record.measures.exists():
        add_measure(record, done_on=CLOSED if state not in ("planning", "plan_submitted") else None)
    return Rectification.objects.select_related("unit").get(pk=record.pk)


def reach(record: Rectification, rung: int) -> Rectification:
    """Let the ladder have come to a rung, a letter a day since the day after the due day; past the daily round."""
    due = record.due_on or CLOSED
    for number in range(1, rung + 1):
        Reminder.objects.get_or_create(
            commission=record.commission, rectification=record, kind="ladder", for_day=due,
            rung=number, defaults={"sent_on": due + timedelta(days=number)},
        )  # fmt: skip
    Rectification.objects.filter(pk=record.pk).update(
        due_on=due, rung=rung, rung_on=due + timedelta(days=rung)
    )
    return Rectification.objects.select_related("unit").get(pk=record.pk)


def add_measure(record: Rectification, **given: Any) -> Measure:
    """Enter a measure, past the rules."""
    return Measure.objects.create(
        commission=record.commission,
        rectification=record,
        **{"what": "修订制度", "leader": "示例负责人", "until_on": CLOSED, **given},
    )


def take(city: City, record: Rectification, step: str, role: str = "office", **given: Any):
    """Take a step as a role; the words are invented."""
    given.setdefault("text", "见材料。")
    return getattr(steps, step)(rectification=record, by=city.looker(role), **given)
