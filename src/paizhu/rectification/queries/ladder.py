"""The ladder of letters (督办递进): which letter, after how many working days past due, to whom; read from the rule pack."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from paizhu.rectification.models import LADDER, UNIT_OWES, Rectification
from paizhu.rulebook import queries as rulebook


@dataclass(frozen=True)
class Rung:
    """One rung. `days`: working days past due, at the earliest; `roles`: to whom, in words of `people.ROLES`."""

    number: int
    key: str
    label: Any
    days: int
    roles: tuple[str, ...]
    basis: str


class Ladder:
    """The rungs that hold for one commission on a day. At most one query."""

    def __init__(self, commission_id: int, on: date):
        self.on, self.calendar = on, rulebook.calendar()
        limits = rulebook.limits_on(on, commission_id)
        letters = rulebook.closed_list("escalation_ladder", on=on)
        reached = [
            key.split("/") for key in rulebook.closed_list("escalation_recipients", on=on).keys
        ]
        self.rungs = tuple(
            Rung(
                number,
                key,
                letters.item(key).label,
                limit.amount,
                tuple(role for letter, role in reached if letter == key),
                limit.basis,
            )
            for number, key in enumerate(LADDER, start=1)
            if (limit := limits.get(f"escalation_{key}"))
        )

    def of(self, number: int) -> Rung | None:
        """Return the rung of that number; None for 0."""
        return next((rung for rung in self.rungs if rung.number == number), None)

    def due_for(self, rectification: Rectification) -> Rung | None:
        """Return the next rung where its day has come and the unit still owes the next word, else None.

        One rung at a time, and never sooner after the one before than the rule's own distance between the two:
        nobody is called to account for a deadline of which he was not reminded first.
        """
        if rectification.due_on is None or rectification.state not in UNIT_OWES:
            return None
        rung = self.of(rectification.rung + 1)
        if rung is None:
            return None
        past = self._since(rectification.due_on)
        if past < rung.days:
            return None
        before = self.of(rectification.rung)
        if before and self._since(rectification.rung_on) < rung.days - before.days:
            return None
        return rung

    def _since(self, day: date) -> int:
        return self.calendar.working_days_between(day, self.on).days
