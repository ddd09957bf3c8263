"""Fixtures of the notices' tests: the small city of `tests.organization.city`, and telling its people."""

from tests.notices.telling import registered, seen, settle, tell  # noqa: F401  fixtures
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures
