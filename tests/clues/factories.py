"""Records of casework as tests want them: written past the acts, in any state."""

from datetime import date
from itertools import count
from typing import Any

from paizhu.clues.models import Channel, Clue, ClueState, Petition, PetitionState, Standing
from paizhu.organization.models import Rank
from tests.organization.city import City

ON = date(2015, 6, 1)
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
