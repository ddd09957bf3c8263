"""Fixtures of casework's tests: the small city of `tests.organization.city`."""

from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures
from tests.web.conftest import visit as visit
