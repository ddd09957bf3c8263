"""The trail keeps codes and says them in words: an auditor reads no code of casework's closed lists."""

import pytest

from paizhu.clues.models import Disposition, RecusalState, Way
from paizhu.clues.queries import clocks, levels
from paizhu.clues.states import ApprovalState
from paizhu.rulebook.queries import Approver
from paizhu.trail.actions import words_of

CODES = {
    "step": [*levels.STUDIED, *levels.EXTENSIONS, "recusal", "inquiry"],
    "state": [*ApprovalState.values, *RecusalState.values],
    "level": Approver.values,
    "way": [*Disposition.values, *map(str, Way)],
    "limit": list(clocks.LABELS),
    "key": [f"{limit}:{when}" for limit in clocks.LABELS for when in ("near", "overdue")],
}


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, codes in CODES.items() for code in codes]
)
def test_every_code_is_said_in_words(name, code):
    said = words_of("clues.decided", name, code)
    assert said != code
    assert "_" not in said


def test_what_the_lists_do_not_know_is_said_as_it_is():
    assert words_of("clues.decided", "step", "unheard_of") == "unheard_of"
    assert words_of("clues.viewed", "code", "RY0041") == "RY0041"
    assert words_of("other.act", "step", "recusal") == "recusal"
