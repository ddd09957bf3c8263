"""Every step with a clue in every state by every role: open where the table says so, refused everywhere else."""

import pytest

from paizhu.clues.models import ENDED, ClueState, Minute
from paizhu.clues.views.steps import STEPS
from paizhu.kernel.refusals import allowed
from tests.clues.factories import clue_of
from tests.clues.handling import TODAY
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db

ALL = frozenset(ClueState.values)
WITH_GROUP = ALL - {ClueState.REGISTERED}
DISPOSED = WITH_GROUP - {ClueState.ASSIGNED, ClueState.PROPOSED}
UNDER_WAY = frozenset(
    {ClueState.ASSIGNED, ClueState.PROPOSED, ClueState.INQUIRING, ClueState.VERIFYING}
)
OPEN = UNDER_WAY | {ClueState.REPORTED, ClueState.FILING}
HELD = frozenset({ClueState.HELD})
NOT_ARCHIVED = ALL - {ClueState.ARCHIVED}

OFFICE = frozenset({"cases"})
HEADS = frozenset({"leader"})
WORKING = HEADS | {"member"}
KNOWING = WORKING | OFFICE | {"secretary", "deputy_secretary", "liaison"}
"""`member` keeps the clue; before a group has it neither he nor the group's leaders know of it."""

TABLE = {
    "assign": ({ClueState.REGISTERED}, OFFICE),
    "keeper": (WITH_GROUP - {*ENDED, ClueState.ARCHIVED}, OFFICE | HEADS),
    "withdraw": (UNDER_WAY, OFFICE),
    "study": (OPEN, WORKING),
    "propose": ({ClueState.ASSIGNED}, WORKING),
    "receive": (DISPOSED, OFFICE),
    "superior": (DISPOSED, OFFICE),
    "look_again": (HELD, OFFICE | HEADS),
    "take_up": (HELD, OFFICE | HEADS),
    "extend": ({ClueState.VERIFYING}, OFFICE | WORKING),
    "hand": (set(), frozenset()),
    "recall": (ALL, OFFICE),
    "declare": (NOT_ARCHIVED, KNOWING),
    "demand": (NOT_ARCHIVED, KNOWING),
    "lift_computed": (NOT_ARCHIVED, OFFICE),
    "follow_up": (OPEN, OFFICE),
    "lend": (OPEN | {ClueState.FILED, ClueState.CONCLUDED}, OFFICE | WORKING),
}
"""Step → the states from which, and the roles by whom, it is taken."""


def test_every_step_stands_in_the_table():
    assert set(TABLE) == set(STEPS)


@pytest.fixture
def lookers(city):
    return {role: city.looker(role) for role in ROLES}


@pytest.mark.parametrize("step", TABLE)
def test_each_step_is_open_where_the_table_says_and_nowhere_else(city, lookers, step):
    states, roles = TABLE[step]
    for state in ClueState.values:
        has_group = state in WITH_GROUP
        clue = clue_of(
            city, "U5", state=state, group="Z1" if has_group else "", category="unit_head",
            keeper=city.people["member"] if has_group else None,
            disposed_on=TODAY if state in DISPOSED else None, received_on=TODAY,
        )  # fmt: skip
        Minute.objects.create(
            commission=city.commission,
            clue=clue,
            step="clue_disposition",
            held_on=TODAY,
            present="组长",
            text="研究。",
        )
        taken = {
            role for role, looker in lookers.items() if allowed(STEPS[step].check, looker, clue)
        }
        knowing = roles if has_group else roles - WORKING - {"liaison"}
        assert taken == (set(knowing) if state in states else set()), (step, state)
