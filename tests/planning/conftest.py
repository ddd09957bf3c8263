"""Fixtures of the planning's tests: the small city, standing on a day of the reform's first summer."""

from datetime import datetime

import pytest

from paizhu.kernel import clock
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures

MOMENT = datetime(2015, 6, 15, 10)
"""A Monday."""


@pytest.fixture(autouse=True)
def _summer():
    """Stand on one day, so that clocks and periods are what the tests say."""
    with clock.standing_on(MOMENT):
        yield
