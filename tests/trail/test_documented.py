"""What the documentation says about the trail is true: its example, and its few lines for other programs."""

import hashlib
import re
from pathlib import Path

import pytest

from paizhu.trail.models import Event
from paizhu.trail.states import HASHED, as_bytes, instant
from tests.trail import factories
from tests.trail.factories import Somebody, do

pytestmark = pytest.mark.skipif(
    "sm3" not in hashlib.algorithms_available, reason="this Python's OpenSSL has no SM3"
)
TEXT = (Path(__file__).parents[2] / "docs" / "explanation" / "trail.md").read_text("utf-8")


def test_the_example_has_the_hash_that_is_named():
    example = re.search(r"```\n(0{64}.*)\n```", TEXT)[1]
    assert f"`{hashlib.new('sm3', example.encode()).hexdigest()}`" in TEXT


@pytest.fixture
def rows(db):
    home = factories.commission()
    unit = factories.unit(home)
    for number in range(5):
        by = Somebody(pk=None if number == 2 else number)
        do(subject=unit, note="手工𠮷\n", count=number, score=1.5, by=by)
    return [as_texts(event) for event in Event.objects.filter(chain=home.pk).order_by("sequence")]


def as_texts(event):
    values = {name: getattr(event, name) for name in (*HASHED, "previous_hash", "hash")}
    values |= {"at": instant(event.at), "detail": values.pop("detail_text")}
    return {name: as_bytes(value).decode() for name, value in values.items()}


def test_the_few_lines_for_other_programs_check_a_chain(rows):
    given = {}
    exec(re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)[1], given)  # our own document
    first_bad = given["first_bad"]
    assert first_bad(rows) is None
    assert first_bad(rows[1:]) == 1
    assert first_bad([*rows[:2], *rows[3:]]) == 3
    for name in rows[3]:
        altered = [dict(row) for row in rows]
        altered[3][name] += "0"
        assert first_bad(altered) == 4, name
