"""The invented city as a workbook of the contract, made on demand and the same every time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from django.utils import timezone

from paizhu.exchange.demonstration.casework import (
    Casework,
    clue_cells,
    talk_cells,
    write_casework,
)
from paizhu.exchange.demonstration.city import (
    COMMISSION_CODE,
    COMMISSION_NAME,
    FOUNDED,
    GROUP_NUMBERS,
    City,
    found,
)
from paizhu.exchange.demonstration.ledger import Done, Notice, Said, Year
from paizhu.exchange.demonstration.units import CITY
from paizhu.exchange.demonstration.year import write_year
from paizhu.exchange.queries import rendering, writing
from paizhu.exchange.states.sheets import BY_KEY, ROW_TYPES
from paizhu.organization.models import Gender, Rank

SEED = 2015


def write(out: Path, seed: int = SEED) -> dict[str, int]:
    """Write the demonstration workbook; returns the number of rows of each sheet."""
    city, year = invent(seed)
    lines = _lines(city, year) | _casework(invent_casework(city, seed))
    return writing.write(out, {key: _cells(key, rows) for key, rows in lines.items()})


def invent(seed: int = SEED) -> tuple[City, Year]:
    """Make the city and its year."""
    random = Random(seed)  # noqa: S311  a story, not a secret
    city = found(random)
    return city, write_year(city, random)


def invent_casework(city: City, seed: int = SEED) -> Casework:
    """Make the clues and talks of the city's year."""
    return write_casework(city, Random(f"casework {seed}"))  # noqa: S311  a story, not a secret


def _casework(casework: Casework) -> dict[str, Iterator[tuple]]:
    return {"clues": map(clue_cells, casework.clues), "talks": map(talk_cells, casework.talks)}


def _cells(key: str, lines: Iterator[tuple]) -> Iterator[tuple]:
    return rendering.cells(BY_KEY[key], (ROW_TYPES[key](0, *values) for values in lines))


def _lines(city: City, year: Year) -> dict[str, Iterator[tuple]]:
    """The rows of each sheet, in stored words and in the order of the columns."""
    ranks, genders = {r.word: r.value for r in Rank}, {g.word: g.value for g in Gender}
    return {
        "commission": iter([(COMMISSION_CODE, COMMISSION_NAME, None)]),
        "units": (
            (u.code, u.line.full_name, u.sector, u.line.kind, u.line.headcount, u.line.is_key)
            for u in city.units
        ),
        "resident_groups": (
            (u.resident, f"{CITY[:2]}市纪委派驻{u.line.name}纪检组", u.code, u.line.posts)
            for u in city.units
            if u.resident
        ),
        "composite_groups": (
            (code, _group_name(number), (sector,), FOUNDED[sector])
            for number, (code, sector) in enumerate(city.groups.items())
        ),
        "officials": ((p.code, p.name, genders[p.gender], ranks[p.rank]) for p in city.people),
        "postings": (
            (h.person.code, h.post.value, h.place or None, h.from_on, h.until_on) for h in city.held
        ),
        "recusals": (
            (official, unit or None, relative or None, reason, from_on, None)
            for official, unit, relative, reason, from_on in city.recusals
        ),
        **_work(year),
    }


def _work(year: Year) -> dict[str, Iterator[tuple]]:
    return {
        "notices": map(_notice, year.notices),
        "activities": map(_activity, year.activities),
        "opinions": map(_opinion, year.opinions),
    }


def _notice(n: Notice) -> tuple:
    times = (_aware(n.happens_at), n.sender.code, _aware(n.sent_at))
    return n.code, n.unit.code, n.matter.value, n.title, *times


def _activity(done: Done) -> tuple:
    return (
        done.code,
        done.on,
        done.method.value,
        tuple(unit.code for unit in done.units),
        tuple(person.code for person in done.people),
        done.group or None,
        done.matter.value if done.matter else None,
        tuple(subject.value for subject in done.subjects),
        done.notice.code if done.notice else None,
        done.summary,
    )


def _opinion(said: Said) -> tuple:
    days = (said.made_on, said.due_on, said.state.value, said.closed_on)
    return said.code, said.activity.code, said.unit.code, said.content, *days


def _group_name(number: int) -> str:
    return f"{CITY}纪委监察局派出第{GROUP_NUMBERS[number]}综合纪检监察组"


def _aware(moment: datetime) -> datetime:
    return timezone.make_aware(moment, timezone.get_default_timezone())
