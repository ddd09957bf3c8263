"""Fixtures of the organization's tests."""

import pytest

from paizhu.organization.actions import changes
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures
from tests.web.conftest import visit as visit


@pytest.fixture
def told(monkeypatch):
    """Collect what upper rooms are told of changed structure, and nobody else."""
    calls = []
    monkeypatch.setattr(changes, "_callbacks", [lambda **given: calls.append(given)])
    return calls
