"""The clues and talks of the demonstration year: eighteen on section-level cadres given to the groups for verification, one case
filed, twelve people called in for an interview. These are the source's figures; who and what is invented.

Drawn from a chance of its own, so that the rest of the year stays as it is.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from chinese_calendar import is_workday

from paizhu.clues.models import Conclusion, Disposition, TalkKind
from paizhu.exchange.demonstration.city import FOUNDED, City, Person, PlacedUnit
from paizhu.exchange.demonstration.phrases.casework import REPORTED
from paizhu.organization.models import Post, Rank

VERIFIED, FILED, INTERVIEWED = 18, 1, 12
BY_HAND = 2
"""How many of the clues the stories enter by hand; the workbook holds the others."""
GROUPS = ("ZH3", "ZH1", "ZH6", "ZH2", "ZH4", "ZH3", "ZH5", "ZH6", "ZH1")
RESULTS = (
    Conclusion.FILING,
    *[Conclusion.CONCLUDED] * 7,
    *[Conclusion.REMINDER] * 3,
    *[Conclusion.HELD] * 2,
    Conclusion.TRANSFERRED,
    *[None] * 2,
)
"""What came of them by the end of the year; None where the verification goes on."""
PEOPLE = (1, 1, 2, 1, 1, 2, 1, 1, 1, 1)
FIRST, LAST = date(2015, 3, 2), date(2015, 11, 6)
EARLY = date(2015, 7, 31)  # what ends with a case filed came in by then
SECTION = (Rank.SECTION_CHIEF, Rank.SECTION_DEPUTY)


@dataclass
class Reported:
    """A clue."""

    unit: PlacedUnit
    group: str
    received_on: date
    assigned_on: date
    disposed_on: date
    rank: Rank
    source: str
    is_named: bool | None
    summary: str
    person: Person | None = None
    conclusion: Conclusion | None = None
    filed_on: date | None = None
    code: str = ""


@dataclass
class Talked:
    """A talk."""

    on: date
    kind: TalkKind
    unit: PlacedUnit
    talkers: list[Person]
    people: int
    clue: Reported | None = None
    code: str = ""


@dataclass
class Casework:
    """All clues and talks of the year, in the order of their days."""

    clues: list[Reported] = field(default_factory=list)
    talks: list[Talked] = field(default_factory=list)


class Register:
    """Writes the casework of the year, from one seeded source of chance."""

    def __init__(self, city: City, random: Random):
        self.city = city
        self.random = random
        self.casework = Casework()

    def write(self) -> Casework:
        """Return the whole of it."""
        reported = self.random.sample(REPORTED, VERIFIED - BY_HAND)
        results = self.random.sample(RESULTS, VERIFIED - BY_HAND)
        for number, (words, result) in enumerate(zip(reported, results, strict=True)):
            self._receive(GROUPS[number % len(GROUPS)], words, result)
        self.casework.clues.sort(key=lambda clue: clue.received_on)
        self._interview()
        self._remind()
        self._talk_of_duty()
        self.casework.talks.sort(key=lambda talk: (talk.on, talk.unit.code))
        for letters, records in (("XS", self.casework.clues), ("TH", self.casework.talks)):
            for number, record in enumerate(records, start=1):
                record.code = f"{letters}-2015-{number:04}"
        return self.casework

    def _receive(self, group: str, words: tuple, result: Conclusion | None) -> None:
        source, is_named, summary = words
        taken = {clue.unit.code for clue in self.casework.clues}
        units = [u for u in self.city.units if u.group == group and u.code not in taken]
        last = EARLY if result is Conclusion.FILING else LAST
        received_on = self._day(max(FIRST, FOUNDED[units[0].sector] + timedelta(days=20)), last)
        assigned_on = self._working_day(received_on, 2, 6)
        disposed_on = self._working_day(assigned_on, 8, 18)
        unit = self.random.choice([u for u in units if len(self._free(u, assigned_on)) >= 2])
        person = self._cadre(unit, received_on)
        rank = Rank(_rank_of(person)) if person else self.random.choice(SECTION)
        clue = Reported(
            unit,
            group,
            received_on,
            assigned_on,
            disposed_on,
            rank,
            source,
            is_named,
            summary,
            person,
            result,
        )
        if result is Conclusion.FILING:
            clue.filed_on = self._working_day(disposed_on, 25, 35)
        self.casework.clues.append(clue)

    def _cadre(self, unit: PlacedUnit, on: date) -> Person | None:
        """Somebody of section level who is on record at the unit; often the person is not."""
        ranks = {rank.word for rank in SECTION}
        there = self.city.in_force(unit.code, on, Post.TEAM_MEMBER, Post.CONTACT)
        there = [person for person in there if person.rank in ranks]
        return self.random.choice(there) if there and self.random.random() < 0.5 else None

    def _free(self, unit: PlacedUnit, on: date) -> list[Person]:
        """Who of the unit's group has nothing to do with the unit."""
        resident = self.city.resident(unit, on)
        return [
            person
            for person in self.city.members(unit.group, on)
            if person is not resident
            and not self.city.recuses(person, unit)
            and not self._was_there(person, unit)
        ]

    def _was_there(self, person: Person, unit: PlacedUnit) -> bool:
        places = {unit.code, unit.resident} - {""}
        return any(held.person is person and held.place in places for held in self.city.held)

    def _talkers(self, unit: PlacedUnit, on: date) -> list[Person]:
        return self.random.sample(self._free(unit, on), 2)

    def _interview(self) -> None:
        """Twelve people in ten interviews about ten clues (信访约谈)."""
        able = [clue for clue in self.casework.clues if clue.conclusion]
        for clue, people in zip(self.random.sample(able, len(PEOPLE)), PEOPLE, strict=True):
            on = self._working_day(clue.disposed_on, 3, 20)
            talkers = self._talkers(clue.unit, on)
            talk = Talked(on, TalkKind.PETITION_INTERVIEW, clue.unit, talkers, people, clue)
            self.casework.talks.append(talk)

    def _remind(self) -> None:
        for clue in self.casework.clues:
            if clue.conclusion is Conclusion.REMINDER:
                on = self._working_day(clue.disposed_on, 28, 34)
                talk = Talked(
                    on, TalkKind.REMINDER, clue.unit, self._talkers(clue.unit, on), 1, clue
                )
                self.casework.talks.append(talk)

    def _talk_of_duty(self) -> None:
        """Talks of daily supervision, which stand for no clue."""
        for kind, count, most in ((TalkKind.INTEGRITY, 12, 2), (TalkKind.COLLECTIVE, 4, 9)):
            for _number in range(count):
                on = self._day(FIRST)
                able = [
                    u
                    for u in self.city.units
                    if u.line.headcount >= 40 and len(self._free(u, on)) >= 2
                ]
                unit = self.random.choice(able)
                people = self.random.randint(max(1, most - 4), most)
                self.casework.talks.append(Talked(on, kind, unit, self._talkers(unit, on), people))

    def _day(self, first: date, last: date = LAST) -> date:
        while not is_workday(
            on := first + timedelta(days=self.random.randrange((last - first).days))
        ):
            pass
        return on

    def _working_day(self, start: date, least: int, most: int) -> date:
        """The working day so many working days after a day."""
        on = start
        for _step in range(self.random.randint(least, most)):
            on += timedelta(days=1)
            while not is_workday(on):
                on += timedelta(days=1)
        return on


def _rank_of(person: Person) -> str:
    return next(rank.value for rank in Rank if rank.word == person.rank)


def clue_cells(clue: Reported) -> tuple:
    """Return a clue in stored words, in the order of the columns."""
    return (
        clue.code,
        clue.received_on,
        clue.source,
        clue.is_named,
        clue.unit.code,
        clue.person.code if clue.person else None,
        clue.rank.value,
        clue.summary,
        clue.group,
        clue.assigned_on,
        Disposition.VERIFICATION.value,
        clue.disposed_on,
        clue.conclusion.value if clue.conclusion else None,
        clue.filed_on,
    )


def talk_cells(talk: Talked) -> tuple:
    """Return a talk in stored words, in the order of the columns."""
    talkers = tuple(sorted(person.code for person in talk.talkers))
    clue = talk.clue.code if talk.clue else None
    return talk.code, talk.on, talk.kind.value, talk.unit.code, clue, talkers, talk.people


def write_casework(city: City, random: Random) -> Casework:
    """Write the casework of the city's year."""
    return Register(city, random).write()
