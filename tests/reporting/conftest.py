"""Fixtures of reporting's tests of casework: the small city of `tests.organization.city`."""

from tests.organization.city import city, standing_city  # noqa: F401  fixtures
