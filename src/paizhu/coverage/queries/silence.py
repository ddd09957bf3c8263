"""Silence: units at which nothing was done for too long, with the last act and the days since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from paizhu.coverage.queries.day import Coverage, UnitCoverage
from paizhu.coverage.queries.ledger import visits
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.rulebook import queries as rulebook
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Silence:
    """A unit, the day of the last act there (None: none on record), and the days since."""

    unit: UnitCoverage
    last_on: date | None
    days: int | None


def silence_limit(commission: Commission, on: date) -> int:
    """Return after how many days without an act a unit is a blind spot (rule pack, `silence_days`).

    A commission may have set its own value in working days or months; it is given in days up to `on`.
    """
    limit = rulebook.limit("silence_days", on=on, commission=commission)
    return (limit.due(on).on - on).days


def last_acts(user: Viewer, on: date) -> Mapping[int, date]:
    """Return unit id → day of the last act on or before the day; units without any are absent. One query.

    Asks the index once for each unit instead of reading the ledger through.
    """
    newest = visits(user).filter(unit=OuterRef("pk"), on__lte=on).order_by("-on").values("on")[:1]
    rows = Unit.objects.visible_to(user).order_by().values_list("pk", Subquery(newest))
    return {unit: day for unit, day in rows if day is not None}


def silent_units(coverage: Coverage, last: Mapping[int, date], limit: int) -> tuple[Silence, ...]:
    """Return the units with no act for `limit` days or more, the longest silence first."""
    found = (silence_of(unit, last, coverage.on) for unit in coverage.units)
    return in_order(one for one in found if one.days is None or one.days >= limit)


def silence_of(unit: UnitCoverage, last: Mapping[int, date], on: date) -> Silence:
    """Return one unit's silence on the day."""
    day = last.get(unit.pk)
    return Silence(unit, day, (on - day).days if day else None)


def in_order(silences: Iterable[Silence]) -> tuple[Silence, ...]:
    """Sort: never visited first, then the longest silence, then by code."""
    return tuple(
        sorted(silences, key=lambda one: (one.days is not None, -(one.days or 0), one.unit.code))
    )
