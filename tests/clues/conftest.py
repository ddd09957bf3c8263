"""Fixtures of casework's tests: the small city of `tests.organization.city`, and one day for all of them."""

import pytest
from django.utils import translation

from paizhu.kernel import clock
from tests.clues.casework import staffed
from tests.clues.handling import TODAY
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures
from tests.web.conftest import visit as visit


@pytest.fixture(autouse=True)
def _one_day():
    """Stand on the day on which the run began: its parameters are reckoned from it, and midnight may pass."""
    with clock.standing_on(TODAY):
        yield


@pytest.fixture
def town(city):  # noqa: F811
    """The city with two members of the group who are resident nowhere; refusals are read in English."""
    staffed(city)
    with translation.override("en"):
        yield city
