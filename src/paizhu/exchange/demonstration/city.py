"""The structure of the invented city: units, groups, people and their dated postings, rotation included.

Every composite posting is held by somebody who is resident leader at the time, so the reform costs no post.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from paizhu.exchange.demonstration.names import Names
from paizhu.exchange.demonstration.phrases.opinions import KIN_REASONS, RELATIVE_REASONS
from paizhu.exchange.demonstration.units import CITY, UNITS, UnitLine
from paizhu.organization.models import Post, Rank

COMMISSION_CODE, COMMISSION_NAME = "WLJW", f"中共{CITY}纪委{CITY}监察局（虚构演示）"
GROUP_NUMBERS = "一二三四五六"
FOUNDED = {
    "党群": date(2014, 11, 3),
    "综合": date(2014, 11, 3),
    "工交": date(2014, 12, 1),
    "宣教": date(2014, 12, 1),
    "政法": date(2014, 12, 15),
    "农林": date(2015, 2, 16),  # the last one: until then its units have no cross-body supervisor
}
LATE_JOINERS = (
    "政法",
    date(2015, 2, 2),
)  # until then its leader stands alone: same-body at his host only
ROTATION = date(2015, 7, 1)
EXCHANGES = (
    ("市审计局", "市交通运输局"),
    ("市文化广电新闻出版局", "市水务局"),
    ("市住房和城乡建设局", "市国土资源局"),
)
VACANCY = ("市商务局", date(2015, 9, 30), date(2015, 10, 20))


@dataclass(frozen=True)
class Person:
    """One official."""

    code: str
    name: str
    gender: str
    rank: str


@dataclass
class Held:
    """One posting; `place` is empty for posts of the commission itself."""

    person: Person
    post: Post
    place: str
    from_on: date
    until_on: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether it is in force on the day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True)
class PlacedUnit:
    """A unit with its code, its sector, and the code of its resident group where it has one."""

    code: str
    sector: str
    line: UnitLine
    group: str
    resident: str = ""


@dataclass
class City:
    """Everything that holds still: the sheets of the structure are written from it."""

    units: list[PlacedUnit] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)  # composite group's code → its sector
    people: list[Person] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    recusals: list[tuple] = field(default_factory=list)  # official, unit, relative, reason, from

    def unit(self, name: str) -> PlacedUnit:
        """Find a unit by its short name."""
        return next(unit for unit in self.units if unit.line.name == name)

    def in_force(self, place: str, on: date, *posts: Post) -> list[Person]:
        """Who holds one of the posts at a place on the day, in the order of appointment."""
        return [
            h.person for h in self.held if h.place == place and h.post in posts and h.covers(on)
        ]

    def members(self, group: str, on: date) -> list[Person]:
        """Who works in a composite group on the day."""
        return self.in_force(group, on, Post.LEADER, Post.DEPUTY, Post.MEMBER)

    def resident(self, unit: PlacedUnit, on: date) -> Person | None:
        """The resident leader at a unit on the day."""
        return next(iter(self.in_force(unit.resident, on, Post.RESIDENT_LEADER)), None)

    def recuses(self, person: Person, unit: PlacedUnit) -> bool:
        """Whether a tie keeps the person away from the unit: his own, or of a relation who holds a post there."""
        there = {held.person.code for held in self.held if held.place == unit.code}
        return any(
            official == person.code and (kept == unit.code or relative in there)
            for official, kept, relative, _reason, _from_on in self.recusals
        )

    def contact(self, unit: PlacedUnit) -> Person:
        """The unit's contact."""
        return next(h.person for h in self.held if h.place == unit.code and h.post is Post.CONTACT)


class Founding:
    """Makes the city, step by step, from one seeded source of chance."""

    def __init__(self, random: Random):
        self.random = random
        self.names = Names(random)
        self.city = City()

    def make(self) -> City:
        """Return the whole city."""
        self._place_units()
        self._appoint_commission()
        for unit in self.city.units:
            if unit.resident:
                self._appoint_residents(unit)
        for group, sector in self.city.groups.items():
            self._form_group(group, sector)
        for unit in self.city.units:
            self._appoint_leadership(unit)
        for first, second in EXCHANGES:
            self._exchange(first, second)
        self._leave_vacant(*VACANCY)
        self._note_recusals()
        return self.city

    def _person(self, rank: Rank) -> Person:
        name, gender = self.names.draw()
        person = Person(f"RY{len(self.city.people) + 1:04}", name, gender, rank.word)
        self.city.people.append(person)
        return person

    def _hold(self, person: Person, post: Post, place: str, from_on: date) -> None:
        self.city.held.append(Held(person, post, place, from_on))

    def _day(self, first: int, last: int) -> date:
        """A day of appointment in the years from `first` to `last`."""
        return date(first, 1, 5) + timedelta(days=self.random.randrange((last - first + 1) * 360))

    def _place_units(self) -> None:
        residents = 0
        for number, (sector, lines) in enumerate(UNITS.items(), start=1):
            group = f"ZH{number}"
            self.city.groups[group] = sector
            for line in lines:
                residents += bool(line.posts)
                resident = f"PZ{residents:02}" if line.posts else ""
                code = f"DW{len(self.city.units) + 1:03}"
                self.city.units.append(PlacedUnit(code, sector, line, group, resident))

    def _appoint_commission(self) -> None:
        self._hold(self._person(Rank.OTHER), Post.SECRETARY, "", self._day(2011, 2012))
        for _number in range(2):
            self._hold(
                self._person(Rank.COUNTY_CHIEF), Post.DEPUTY_SECRETARY, "", self._day(2011, 2013)
            )
        for group, sector in self.city.groups.items():
            liaison = self._person(Rank.COUNTY_DEPUTY)
            self._hold(liaison, Post.STANDING_MEMBER, "", self._day(2011, 2013))
            self._hold(liaison, Post.LIAISON, group, FOUNDED[sector])
        for post, ranks in (
            (Post.OFFICE, (Rank.SECTION_CHIEF, Rank.SECTION_DEPUTY, Rank.OTHER)),
            (Post.PETITION_OFFICE, (Rank.SECTION_CHIEF, Rank.SECTION_DEPUTY)),
            (Post.CASE_OFFICE, (Rank.SECTION_CHIEF, Rank.SECTION_DEPUTY)),
        ):
            for rank in ranks:
                self._hold(self._person(rank), post, "", self._day(2012, 2013))

    def _appoint_residents(self, unit: PlacedUnit) -> None:
        """As many people as the group has posts: a leader, a deputy in larger groups, members."""
        self._hold(
            self._person(Rank.COUNTY_DEPUTY),
            Post.RESIDENT_LEADER,
            unit.resident,
            self._day(2011, 2013),
        )
        posts = [Post.RESIDENT_DEPUTY] * (unit.line.posts >= 3)
        posts += [Post.RESIDENT_MEMBER] * (unit.line.posts - 1 - len(posts))
        for post in posts:
            rank = Rank.SECTION_CHIEF if post is Post.RESIDENT_DEPUTY else Rank.SECTION_DEPUTY
            self._hold(self._person(rank), post, unit.resident, self._day(2012, 2013))

    def _form_group(self, group: str, sector: str) -> None:
        """The sector's resident leaders become its composite group: the first leads, the second is deputy."""
        founded = FOUNDED[sector]
        leaders = [
            self.city.resident(unit, founded)
            for unit in self.city.units
            if unit.sector == sector and unit.resident
        ]
        late_sector, late = LATE_JOINERS
        for place, leader in enumerate(leaders):
            post = (Post.LEADER, Post.DEPUTY, Post.MEMBER)[min(place, 2)]
            from_on = late if sector == late_sector and place else founded
            self._hold(leader, post, group, from_on)

    def _appoint_leadership(self, unit: PlacedUnit) -> None:
        """A head, two to four members of the team, and a contact."""
        is_large = unit.line.headcount >= 40
        self._hold(
            self._person(Rank.COUNTY_CHIEF if is_large else Rank.COUNTY_DEPUTY),
            Post.UNIT_HEAD,
            unit.code,
            self._day(2010, 2013),
        )
        for _number in range(self.random.randint(2, 4) if is_large else 2):
            rank = Rank.COUNTY_DEPUTY if is_large else Rank.SECTION_CHIEF
            self._hold(self._person(rank), Post.TEAM_MEMBER, unit.code, self._day(2010, 2013))
        rank = self.random.choice((Rank.SECTION_DEPUTY, Rank.OTHER))
        self._hold(self._person(rank), Post.CONTACT, unit.code, self._day(2013, 2013))

    def _ended(self, unit: PlacedUnit, on: date) -> tuple[Person, list[Held]]:
        """End what the unit's resident leader holds in both capacities; return him and what he held."""
        person = self.city.resident(unit, on)
        posts = {Post.RESIDENT_LEADER, Post.LEADER, Post.DEPUTY, Post.MEMBER}
        held = [
            h for h in self.city.held if h.person is person and h.post in posts and h.covers(on)
        ]
        for each in held:
            each.until_on = on
        return person, held

    def _exchange(self, first: str, second: str) -> None:
        """Two resident leaders exchange posts, and their places in the groups with them (轮岗交流)."""
        (one, his), (other, hers) = (
            self._ended(self.city.unit(name), ROTATION) for name in (first, second)
        )
        for person, places in ((one, hers), (other, his)):
            for held in places:
                self._hold(person, held.post, held.place, ROTATION)

    def _leave_vacant(self, name: str, leaves: date, comes: date) -> None:
        """A resident leader retires and his successor comes some weeks later."""
        _person, places = self._ended(self.city.unit(name), leaves)
        successor = self._person(Rank.COUNTY_DEPUTY)
        for held in places:
            self._hold(successor, held.post, held.place, comes)

    def _note_recusals(self) -> None:
        """A few ties that keep resident leaders away from units of their own sector: kin, and former posts."""
        leaders = [h for h in self.city.held if h.post is Post.RESIDENT_LEADER and not h.until_on]
        tied = self.random.sample(leaders, len(KIN_REASONS) + len(RELATIVE_REASONS))
        for number, (reason, held) in enumerate(
            zip(KIN_REASONS + RELATIVE_REASONS, tied, strict=True)
        ):
            unit = self._neighbour(held.place)
            if number < len(KIN_REASONS):
                from_on = date(2013, 6, 1) if reason.startswith("曾") else None
                self.city.recusals.append((held.person.code, unit.code, "", reason, from_on))
            else:
                relative = self.city.in_force(unit.code, ROTATION, Post.TEAM_MEMBER)[0]
                self.city.recusals.append((held.person.code, "", relative.code, reason, None))

    def _neighbour(self, resident: str) -> PlacedUnit:
        """Another unit of the sector in which a resident group sits."""
        home = next(unit for unit in self.city.units if unit.resident == resident)
        near = [u for u in self.city.units if u.sector == home.sector and not u.resident]
        return self.random.choice(near)


def found(random: Random) -> City:
    """Make the city."""
    return Founding(random).make()
