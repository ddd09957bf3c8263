"""The signed-in browser of the web room's tests, and the world of the matrix, built once for a module."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access.world import World
from tests.web.conftest import visit as visit


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Build the world once for all addresses; it is gone after the last one."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        assert world.clients  # signed in now, so that every address finds them so
        assert world.taken_head
        assert world.feed_secret
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def same_world(standing_world) -> Iterator[World]:
    """Return the world as it was built, whatever the test before did to it."""
    with transaction.atomic():
        yield standing_world
        transaction.set_rollback(True)
