"""A world that is built once for a module: each test gets a copy of it, inside a transaction of its own.

    standing_city, city = standing(build)

Building a city takes longer than most tests that look at it. A module with tests that really commit builds
it anew for each.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction


def standing(build: Callable[[], Any]) -> tuple[Any, Any]:
    """Return the two fixtures, to be named `standing_city` and `city`."""

    @pytest.fixture(scope="module")
    def standing_city(request, django_db_setup, django_db_blocker) -> Iterator[Any]:
        if _commits(request):
            yield None
            return
        with django_db_blocker.unblock(), transaction.atomic():
            yield build()
            transaction.set_rollback(True)

    @pytest.fixture
    def city(standing_city, db) -> Any:
        return build() if standing_city is None else deepcopy(standing_city)

    return standing_city, city


def _commits(request) -> bool:
    """Tell whether a test of the module needs a database without a transaction around it."""
    return any(_needs_commits(item) for item in request.session.items if item.path == request.path)


def _needs_commits(item) -> bool:
    """Tell it of one test. Once a browser has been started, Django has another connection for this thread: see `browser`."""
    names = getattr(item, "fixturenames", ())
    if {"transactional_db", "live_server", "browser"} & set(names):
        return True
    marks = item.iter_markers("django_db")
    return any(mark.kwargs.get("transaction") for mark in marks)
