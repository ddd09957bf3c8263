"""The records of 2015: notices, activities and opinions, drawn so that the plan of the year holds."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from chinese_calendar import is_workday

from paizhu.exchange.demonstration import plan
from paizhu.exchange.demonstration.cast import GROUP
from paizhu.exchange.demonstration.city import FOUNDED, City, Person, PlacedUnit
from paizhu.exchange.demonstration.ledger import Done, Notice, Said, Year
from paizhu.exchange.demonstration.phrases import guarding, meetings
from paizhu.exchange.demonstration.phrases.opinions import FOLLOW_UPS, OPINIONS
from paizhu.exchange.demonstration.wording import Wording
from paizhu.oversight.models import Matter, Method, OpinionState, Series, Subject
from paizhu.tenancy.models import Numbering


class Almanac:
    """Writes the year, from one seeded source of chance."""

    def __init__(self, city: City, random: Random):
        self.city = city
        self.random = random
        self.wording = Wording(random)
        self.days = [day for day in _days(plan.FIRST, plan.LAST) if is_workday(day)]
        self.open_units = [unit for unit in city.units if unit.line.name not in plan.SILENT]
        self.year = Year()

    def write(self) -> Year:
        """Return the whole year."""
        for method, count in plan.MEETINGS_BY_METHOD.items():
            for _number in range(count):
                self._attend(method, self.random.choice(plan.MATTERS))
        for _number in range(plan.OTHER_MEETINGS):
            self._attend(Method.MEETING, Matter.OTHER)
        for method, (count, parts, subjects) in plan.FIELD_WORK.items():
            for _number in range(count):
                self._go(method, parts, subjects, *self._place_and_day(method))
        self._third_groups_review()
        self._sixth_groups_talks()
        self._lend_hands()
        self._note_more_matters()
        self._spoil_some_notices()
        self._put_in_order()
        self._raise_opinions()
        self._leave_room()
        return self.year

    def _place_and_day(self, method: Method | None = None) -> tuple[PlacedUnit, date]:
        """A unit, key and hosted ones more often, and a working day on which somebody may act there."""
        while True:
            unit = self.random.choice(self.open_units)
            weight = 0.45 + 0.25 * bool(unit.resident) + 0.3 * unit.line.is_key
            if self.random.random() > weight:
                continue
            if method in plan.WHOLE_STAFF and unit.line.headcount < plan.LARGE:
                continue
            day = self.random.choice(self.days)
            if day <= plan.SILENT_SINCE.get(unit.line.name, plan.LAST) and self._able(unit, day):
                return unit, day

    def _able(self, unit: PlacedUnit, day: date) -> bool:
        return bool(self.city.members(unit.group, day) or self.city.resident(unit, day))

    def _people(self, unit: PlacedUnit, day: date, most: int, least: int = 1) -> list[Person]:
        """The resident leader often, and others of the group: so both capacities come about."""
        resident = self.city.resident(unit, day)
        others = [
            person
            for person in self.city.members(unit.group, day)
            if person is not resident and not self.city.recuses(person, unit)
        ]
        count = min(len(others), self.random.randint(least, most))
        people = self.random.sample(others, count)
        if resident and (not people or self.random.random() < 0.6):
            people.insert(0, resident)
        return people

    def _group(self, unit: PlacedUnit, day: date) -> str:
        return unit.group if day >= FOUNDED[unit.sector] else ""

    def _attend(self, method: Method, matter: Matter) -> None:
        """Attend a meeting or an important event; mostly after word was sent."""
        unit, day = self._place_and_day()
        topics = meetings.EVENT_TOPICS if method is Method.EVENT else meetings.TOPICS
        topic = self.wording.say(topics[matter.word], unit.line)
        summary = self.wording.text(
            _parts(method, matter), unit.line, topic=topic, meeting=self._meeting(unit)
        )
        subjects = [plan.SUBJECT_OF[matter]] if matter in plan.SUBJECT_OF else []
        if subjects and method is not Method.EVENT and self.random.random() < 0.6:
            subjects.insert(0, Subject.DEMOCRATIC_CENTRALISM)
        notice = self._send_word(unit, day, matter, topic) if self.random.random() < 0.86 else None
        self.year.activities.append(
            Done(
                day,
                method,
                [unit],
                self._people(unit, day, 2),
                self._group(unit, day),
                summary,
                matter,
                tuple(subjects),
                notice,
            )
        )

    def _meeting(self, unit: PlacedUnit) -> str:
        names = next(names for end, names in meetings.MEETINGS if unit.line.name.endswith(end))
        return self.random.choice(names)

    def _send_word(self, unit: PlacedUnit, day: date, matter: Matter, topic: str) -> Notice:
        """Word comes from the resident leader, elsewhere from the unit's contact, one to six days before."""
        sender = self.city.resident(unit, day) or self.city.contact(unit)
        ahead = [each for each in self.days if each < day][-6:] or [day]
        sent_at = datetime.combine(self.random.choice(ahead), self.random.choice(plan.CLOCKS))
        happens_at = datetime.combine(day, self.random.choice(plan.CLOCKS))
        sent_at = min(sent_at + timedelta(minutes=self.random.randrange(50)), happens_at)
        notice = Notice(unit, matter, topic, happens_at, sender, sent_at)
        self.year.notices.append(notice)
        return notice

    def _go(self, method: Method, parts, subjects, unit: PlacedUnit, day: date) -> Done:
        """Do some other work of supervision; a visit may take in a neighbour."""
        least = plan.PEOPLE_AT_LEAST.get(method, 1)
        people = self._people(unit, day, 3 if method in plan.WHOLE_STAFF else 2, least)
        summary, units = self.wording.text(parts, unit.line), [unit]
        if method is Method.VISIT and self.random.random() < 0.18:
            units.append(self._neighbour(unit, day, people))
            summary += f"当日一并走访{units[1].line.name}。"
        group = self._group(unit, day)
        done = Done(day, method, units, people, group, summary, subjects=tuple(subjects))
        self.year.activities.append(done)
        return done

    def _neighbour(self, unit: PlacedUnit, day: date, people: list[Person]) -> PlacedUnit:
        """Another unit of the sector that is not silent and from which nobody must keep away."""
        near = [
            other
            for other in self.open_units
            if other.sector == unit.sector
            and other is not unit
            and day <= plan.SILENT_SINCE.get(other.line.name, plan.LAST)
            and not any(self.city.recuses(person, other) for person in people)
        ]
        return self.random.choice(near)

    def _third_groups_review(self) -> None:
        """The third group went through the links of power of each of its units (廉政风险防控)."""
        _count, parts, subjects = plan.FIELD_WORK[Method.RISK_REVIEW]
        days = [day for day in self.days if date(2015, 3, 9) <= day <= date(2015, 6, 30)]
        for unit in self.open_units:
            if unit.group == "ZH3":
                last = plan.SILENT_SINCE.get(unit.line.name, plan.LAST)
                day = self.random.choice([day for day in days if day <= last])
                self._go(Method.RISK_REVIEW, parts, subjects, unit, day)

    def _sixth_groups_talks(self) -> None:
        """The sixth group talked to the cadres of its units one by one, and held an assembly for forestry."""
        _count, parts, subjects = plan.FIELD_WORK[Method.COLLECTIVE_TALK]
        days = [day for day in self.days if date(2015, 4, 1) <= day <= date(2015, 6, 30)]
        units = [unit for unit in self.open_units if unit.group == "ZH6"]
        for unit in units:
            self._go(Method.COLLECTIVE_TALK, parts, subjects, unit, self.random.choice(days))
        day = date(2015, 9, 17)
        forestry = [
            u for u in units if u.line.name in {"市林业局", "市国有林场管理处", "市园林绿化局"}
        ]
        endings = (guarding.WARNING_BODIES, guarding.WARNING_ENDINGS)
        summary = guarding.ASSEMBLY + self.wording.text(endings, forestry[0].line)
        people = self.city.members("ZH6", day)
        subjects = (Subject.POLITICAL_DISCIPLINE, Subject.INTEGRITY)
        self.year.activities.append(
            Done(day, Method.WARNING_EDUCATION, forestry, people, "ZH6", summary, subjects=subjects)
        )

    def _lend_hands(self) -> None:
        """A colleague of another group helps with a visit: outside his capacity, and counted so."""
        visits = [
            done
            for done in self.year.activities
            if done.method is Method.VISIT and len(done.units) == 1 and done.group
        ]
        for done in self.random.sample(visits, plan.OUTSIDE_VISITS):
            helpers = [
                person
                for group in self.city.groups
                if group != done.group
                for person in self.city.members(group, done.on)
                if not self.city.recuses(person, done.units[0])
            ]
            helper = self.random.choice(helpers)
            done.people.append(helper)
            done.summary += guarding.JOINT_REMARK.format(people=helper.name)

    def _note_more_matters(self) -> None:
        """Matters of which word was sent and which the group decided not to attend."""
        for _number in range(plan.UNATTENDED_NOTICES):
            unit, day = self._place_and_day()
            matter = self.random.choice((*plan.MATTERS, Matter.OTHER, Matter.OTHER))
            self._send_word(
                unit, day, matter, self.wording.say(meetings.TOPICS[matter.word], unit.line)
            )

    def _spoil_some_notices(self) -> None:
        """Some word came only after the meeting: taken in, and shown as late."""
        for notice in self.random.sample(self.year.notices, plan.LATE_NOTICES):
            later = timedelta(days=self.random.randint(0, 3), hours=self.random.randint(3, 6))
            notice.sent_at = min(notice.happens_at + later, datetime(2015, 12, 31, 17, 30))

    def _put_in_order(self) -> None:
        """Sort by day and give the codes, as a register would."""
        year = self.year
        year.activities.sort(key=lambda done: (done.on, done.method, done.units[0].code))
        year.notices.sort(key=lambda notice: (notice.happens_at, notice.unit.code))
        self._give_codes()

    def _give_codes(self) -> None:
        for letters, records in (
            (Series.ACTIVITY, self.year.activities),
            (Series.NOTICE, self.year.notices),
            (Series.OPINION, self.year.opinions),
        ):
            for number, record in enumerate(records, start=1):
                record.code = Numbering(series=letters, year=2015).written(number)

    def _raise_opinions(self) -> None:
        """Opinions came out of about every fifth activity; most were put right, some late, some not yet."""
        silent = {Method.OTHER, Method.WARNING_EDUCATION, Method.TALK}
        able = [
            d for d in self.year.activities if d.method not in silent and d.on <= date(2015, 12, 18)
        ]
        chosen = self.random.sample(able, plan.OPINION_COUNT)
        for done in sorted(chosen, key=lambda each: each.code):
            unit = done.units[0]
            made_on = self._working_day(done.on, self.random.randint(0, 4))
            due_on = self._working_day(made_on, self.random.choice((15, 20, 22, 30, 44)))
            state, closed_on = self._fate(made_on, due_on)
            content = self._new_opinion(unit)
            due = None if self.random.random() < 0.06 else due_on
            self.year.opinions.append(Said(done, unit, content, made_on, due, state, closed_on))
        self._give_codes()

    def _leave_room(self) -> None:
        """Leave out what the stories of the third group enter by hand, so that the year keeps its figures."""
        year = self.year
        closed = [s for s in year.opinions if s.state == OpinionState.CLOSED and _is_elsewhere(s)]
        dropped = (closed[::3] + closed[1::3])[: plan.BY_HAND_OPINIONS]
        year.opinions = [said for said in year.opinions if said not in dropped]
        kept = {said.activity.code for said in year.opinions}
        busy = [done.units[0].code for done in year.activities]
        able = [
            done
            for done in year.activities
            if done.on >= date(2015, 9, 1) and done.matter in plan.SUBJECT_OF and done.code not in kept
            and _is_elsewhere(done) and _is_in_time(done) and busy.count(done.units[0].code) > 3
        ]  # fmt: skip
        left = able[:: len(able) // plan.BY_HAND_MEETINGS][: plan.BY_HAND_MEETINGS]
        gone = {done.code for done in left}
        unsent = {done.notice.code for done in left if done.notice}
        year.activities = [done for done in year.activities if done.code not in gone]
        year.notices = [notice for notice in year.notices if notice.code not in unsent]
        self._give_codes()

    def _new_opinion(self, unit: PlacedUnit) -> str:
        said = {each.content for each in self.year.opinions}
        while (content := self.wording.text((OPINIONS, FOLLOW_UPS), unit.line)) in said:
            pass
        return content

    def _fate(self, made_on: date, due_on: date) -> tuple[OpinionState, date | None]:
        """What had become of an opinion by the end of the year."""
        chance = self.random.random()
        if chance < 0.05:
            return OpinionState.DECLINED, None
        still_open = (OpinionState.RECTIFYING, OpinionState.REPORTED, OpinionState.RAISED)
        if chance < 0.24 and due_on < plan.LAST:
            return self.random.choice(still_open), None
        lateness = self.random.randint(1, 15) if chance > 0.86 else -self.random.randint(0, 8)
        closed_on = self._working_day(due_on, lateness)
        if closed_on < plan.LAST:
            return OpinionState.CLOSED, max(closed_on, made_on)
        return self.random.choice(still_open), None

    def _working_day(self, start: date, steps: int) -> date:
        """The working day so many steps after (or before) a day; past the year, calendar days of it."""
        place = next((n for n, day in enumerate(self.days) if day >= start), len(self.days) - 1)
        goal = place + steps
        if goal < len(self.days):
            return self.days[max(goal, 0)]
        return self.days[-1] + timedelta(days=(goal - len(self.days) + 1) * 7 // 5 + 1)


def _is_elsewhere(record: Done | Said) -> bool:
    """Whether it belongs to another group than the one whose stories are told."""
    done = record.activity if isinstance(record, Said) else record
    return done.units[0].group != GROUP and len(done.units) == 1


def _is_in_time(done: Done) -> bool:
    return done.notice is not None and done.notice.sent_at < done.notice.happens_at


def _parts(method: Method, matter: Matter) -> tuple[tuple[str, ...], ...]:
    """The piles of phrases of which a record of a meeting is put together."""
    if method is Method.EVENT:
        return meetings.OPENINGS[method.word], meetings.EVENT_PROCESS, meetings.VIEWS
    if matter is Matter.OTHER:
        return meetings.PLAIN_OPENINGS, meetings.PLAIN_PROCESS, meetings.PLAIN_VIEWS
    process = meetings.PROCESS + meetings.PROCESS_OF[matter.word]
    return meetings.OPENINGS[method.word], process, meetings.VIEWS


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def write_year(city: City, random: Random) -> Year:
    """Write the year of the city's records."""
    return Almanac(city, random).write()
