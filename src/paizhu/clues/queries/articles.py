"""How a refusal names its article."""

from django.utils.translation import gettext as _

from paizhu.clues.states import ClueState


def work(number: int) -> str:
    """An article of the rules on supervision and discipline work (2019)."""
    return _("rules on supervision and discipline work (2019), article %(number)s") % {
        "number": number
    }


def dispatched(number: int) -> str:
    """An article of the rules on dispatched bodies (2022)."""
    return _("rules on dispatched bodies (2022), article %(number)s") % {"number": number}


def petitions(number: int) -> str:
    """An article of the rules on petitions (2020)."""
    return _("rules on petitions (2020), article %(number)s") % {"number": number}


ORDER = {
    ClueState.REGISTERED: 23,
    ClueState.ASSIGNED: 21,
    ClueState.PROPOSED: 21,
    ClueState.INQUIRING: 30,
    ClueState.VERIFYING: 33,
    ClueState.REPORTED: 35,
    ClueState.FILING: 38,
    ClueState.FILED: 55,
    ClueState.HELD: 21,
    ClueState.CONCLUDED: 25,
    ClueState.TRANSFERRED: 35,
    ClueState.ARCHIVED: 25,
}
"""State → the article of the rules of 2019 that says what is done from there."""


def order(state: str) -> str:
    """The article that says what comes next in a state, for what is tried out of order."""
    return work(ORDER[ClueState(state)])
