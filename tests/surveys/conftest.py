"""Fixtures of the surveys' tests: the small city, urn keys in a folder of their own, no guesses remembered."""

import pytest

from paizhu.surveys.queries import door
from paizhu.surveys.views.guesses import GUESSES
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures


@pytest.fixture(autouse=True)
def _alone(tmp_path, settings):
    """Nothing of another test: keys, forms kept by the door, counts of guesses."""
    settings.KEY_FILE = str(tmp_path / "keys" / "ring.json")
    door.form_of.cache_clear()
    GUESSES.forget()
