"""A survey as it is designed in the pages, before it is a record. Ids are database ids. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from paizhu.surveys.states.words import USUAL_MINIMUM


@dataclass(frozen=True)
class ClassDraft:
    """A ballot class; weights are any positive numbers and are normalised in the tally."""

    key: str
    name: str
    weight: Decimal


@dataclass(frozen=True)
class UnitDraft:
    """A unit: tickets by class key, and the names of the team's members in their order."""

    unit_id: int
    tickets: Mapping[str, int] = field(default_factory=dict)
    members: Sequence[str] = ()


@dataclass(frozen=True)
class SurveyDraft:
    """What is designed. `definition`: see `definitions`. Moments carry their time zone."""

    definition: Mapping
    opens_at: datetime
    closes_at: datetime
    group_id: int | None = None
    minimum: int = USUAL_MINIMUM
    classes: Sequence[ClassDraft] = ()
    units: Sequence[UnitDraft] = ()
    previous_id: int | None = None
