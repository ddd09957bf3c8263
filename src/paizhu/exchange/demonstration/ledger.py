"""The shapes of the demonstration year: a notice, an activity, an opinion, and all of them together."""

from dataclasses import dataclass, field
from datetime import date, datetime

from paizhu.exchange.demonstration.city import Person, PlacedUnit
from paizhu.oversight.models import Matter, Method, OpinionState, Subject


@dataclass
class Notice:
    """A matter notice; its code is given when the year is in order."""

    unit: PlacedUnit
    matter: Matter
    title: str
    happens_at: datetime
    sender: Person
    sent_at: datetime
    code: str = ""


@dataclass
class Done:
    """An activity."""

    on: date
    method: Method
    units: list[PlacedUnit]
    people: list[Person]
    group: str
    summary: str
    matter: Matter | None = None
    subjects: tuple[Subject, ...] = ()
    notice: Notice | None = None
    code: str = ""


@dataclass
class Said:
    """An opinion."""

    activity: Done
    unit: PlacedUnit
    content: str
    made_on: date
    due_on: date | None
    state: OpinionState
    closed_on: date | None
    code: str = ""


@dataclass
class Year:
    """The records of the year in the order of their days."""

    notices: list[Notice] = field(default_factory=list)
    activities: list[Done] = field(default_factory=list)
    opinions: list[Said] = field(default_factory=list)
