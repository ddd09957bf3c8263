"""A registry of the tests' own: the product's jobs stay out of it."""

import pytest

from paizhu.jobs.queries import registry
from paizhu.tenancy.models import Commission
from tests.organization.city import city, standing_city  # noqa: F401  fixtures


@pytest.fixture
def jobs(monkeypatch) -> dict:
    """Start with no job registered."""
    monkeypatch.setattr(registry, "_jobs", {})
    return registry._jobs


@pytest.fixture
def homes(db) -> list[Commission]:
    """Return two commissions."""
    return [Commission.objects.create(code=f"J{n}", name=f"示例{n}市纪委监察局") for n in (1, 2)]
