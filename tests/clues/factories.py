"""Records of casework as tests want them: written past the acts, in any state."""

from datetime import date
from itertools import count
from typing import Any

from paizhu.clues.actions import intake
from paizhu.clues.models import Channel, Clue, ClueState, Petition, PetitionState, Standing
from paizhu.clues.states.facts import PetitionFacts, ReporterFacts
from paizhu.organization.models import Official, Post, Posting, Rank
from tests.organization.city import City

ON, LONG_AGO = date(2015, 6, 1), date(2014, 1, 1)
numbers = count(1)


def clue_of(
    city: City,
    unit: str = "U2",
    *,
    state: str = ClueState.REGISTERED,
    group: str = "",
    **given: Any,
) -> Clue:
    """Return a clue about somebody of a unit."""
    official = given.pop("official", None)
    clue = Clue(
        commission=city.commission,
        **{
            "code": f"XS-T-{next(numbers):04}",
            "received_on": ON,
            "source": "信访举报",
            "unit": city.units[unit],
            "rank": Rank.SECTION_CHIEF,
            "person_name": "王某某",
            "summary": "反映其在工程发包中收受礼金。",
            "since": ON,
            "group": city.groups[group] if group else None,
            "assigned_on": ON if group else None,
            "filed_on": ON if state == ClueState.FILED else None,
        }
        | given,
    )
    clue.__dict__["state"] = state
    if official:
        clue.official = official
    clue.save()
    return clue


def petition_of(
    city: City, unit: str = "U2", *, state: str = PetitionState.REGISTERED, **given: Any
) -> Petition:
    """Return a petition about somebody of a unit."""
    official = given.pop("official", None)
    petition = Petition(
        commission=city.commission,
        **{
            "code": f"XF-T-{next(numbers):04}",
            "received_on": ON,
            "channel": Channel.LETTER,
            "standing": Standing.ANONYMOUS,
            "unit": city.units[unit],
            "rank": Rank.SECTION_CHIEF,
            "person_name": "王某某",
            "text": "反映其在工程发包中收受礼金。",
            "since": ON,
        }
        | given,
    )
    petition.__dict__["state"] = state
    if official:
        petition.official = official
    petition.save()
    return petition


def facts_of(city: City, unit: str = "U2", **given: Any) -> PetitionFacts:
    """Return what the petition office enters; of an anonymous letter where nothing else is given."""
    return PetitionFacts(
        **{
            "received_on": ON,
            "channel": Channel.LETTER,
            "standing": Standing.ANONYMOUS,
            "unit_id": city.units[unit].pk,
            "rank": Rank.SECTION_CHIEF,
            "person_name": "王某某",
            "text": "反映其在工程发包中收受礼金。",
        }
        | given
    )


REPORTER = ReporterFacts(name="赵举报", contact="13900000000", number="620100199001010000")


def registered(city: City, unit: str = "U2", **given: Any) -> Petition:
    """Return a petition as the petition office registers it."""
    by = city.looker("petitions")
    return intake.register(commission=city.commission, facts=facts_of(city, unit, **given), by=by)


def named(city: City, unit: str = "U2", **given: Any) -> Petition:
    """Return a registered petition with a real name."""
    return registered(city, unit, standing=Standing.NAMED, reporter=REPORTER, **given)


def colleague(commission: Any, post: Post = Post.PETITION_OFFICE) -> Official:
    """Return somebody else in an office, who has no role in the city."""
    made = Official.objects.create(
        commission=commission, code=f"P-{post}", name="同事", rank=Rank.OTHER
    )
    Posting.objects.create(commission=commission, official=made, post=post, from_on=LONG_AGO)
    return made
