"""The value that binds a commission on a day: the pack's, or its own where it has set one."""

from dataclasses import dataclass, replace
from datetime import date

from paizhu.kernel.requests import Kept
from paizhu.kernel.workdays import Reckoned, WorkingCalendar
from paizhu.rulebook.models import StricterLimit
from paizhu.rulebook.queries.calendar import calendar as working_calendar
from paizhu.rulebook.queries.packs import pack_on
from paizhu.rulebook.queries.strictness import is_comparable, is_laxer
from paizhu.rulebook.states import Limit, Measure, NotKnownThen, Pack
from paizhu.tenancy.models import Commission
from paizhu.tenancy.queries import statements

OWN = statements.Read(lambda commission: StricterLimit.objects.of(commission), int)

KEPT = Kept("own_limits_of_request")
ANY_CALENDAR = WorkingCalendar()
"""Days and months are the same in every calendar."""


@dataclass(frozen=True)
class LimitInForce:
    """A limit as it binds. `rule`: what the pack says; `own`: the commission's own value, or None."""

    rule: Limit
    own: StricterLimit | None = None

    @property
    def limit(self) -> Limit:
        """The limit with the amount that counts."""
        if self.own is None:
            return self.rule
        return replace(self.rule, amount=self.own.amount, unit=Measure(self.own.unit))

    @property
    def amount(self) -> int:
        """The amount that counts."""
        return self.limit.amount

    @property
    def unit(self) -> Measure:
        """The unit of that amount."""
        return self.limit.unit

    @property
    def basis(self) -> str:
        """The rule's bases, and the commission's reason where it set its own value."""
        return f"{self.rule.basis} · {self.own.reason}" if self.own else self.rule.basis

    def due(self, start: date, calendar: WorkingCalendar | None = None) -> Reckoned:
        """Return the last day for an event on `start`; see `Limit.due`."""
        if calendar is None:
            counts = self.unit == Measure.WORKING_DAYS
            calendar = working_calendar() if counts else ANY_CALENDAR
        return self.limit.due(start, calendar)

    def __str__(self) -> str:
        return str(self.limit)


@dataclass(frozen=True)
class LimitsInForce:
    """All limits as they bind one commission on one day; made with one query."""

    pack: Pack
    own: dict[str, StricterLimit]

    def __getitem__(self, key: str) -> LimitInForce:
        rule, own = self.pack.limit(key), self.own.get(key)
        return LimitInForce(rule, own if own and _holds(rule, own) else None)

    def get(self, key: str) -> LimitInForce | None:
        """Return the limit, or None where that time knew none. Raises `UnknownEntry`."""
        try:
            return self[key]
        except NotKnownThen:
            return None


def limits_on(on: date, commission: Commission | int | None = None) -> LimitsInForce:
    """Return all limits for a matter of that day; one query the first time in a request, none without a commission."""
    found = own_limits(commission) if commission else []
    return LimitsInForce(pack_on(on), {own.limit_key: own for own in found if own.is_in_force(on)})


def own_limits(commission: Commission | int) -> list[StricterLimit]:
    """Return the values that a commission has set itself, of all times; one query, the first time in a request."""
    key = getattr(commission, "pk", commission)
    return KEPT.of(key, lambda: OWN(key))


def limit(key: str, *, on: date, commission: Commission | int | None = None) -> LimitInForce:
    """Return one limit for a matter of that day. Raises `UnknownEntry`, `NotKnownThen`.

    For several limits of the same day take `limits_on`, which asks the database once.
    """
    pack_on(on).limit(key)
    return limits_on(on, commission)[key]


def _holds(rule: Limit, own: StricterLimit) -> bool:
    """Tell whether an own value still stands beside a rule that may be a later one, and stricter."""
    if not is_comparable(rule, own.unit):
        return False
    return not rule.standing.is_binding or not is_laxer(rule, own.amount, own.unit)
