"""Telling the people of the small city of units, with two kinds of notice of the tests' own; as fixtures."""

from collections.abc import Callable

import pytest

from paizhu.kernel.acts import act, nothing_to_do
from paizhu.notices import actions, queries, states
from paizhu.notices.models import Notice
from paizhu.organization.models import Unit
from tests.organization.city import City

KIND, NEWS = "tests.asked", "tests.news"


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """Register two kinds and units as a subject, for the test alone."""
    monkeypatch.setattr(states, "KINDS", states.KINDS)
    before = dict(states.KINDS), dict(states.SUBJECTS)
    actions.register_kind(KIND, "%(number)s：请于%(due_on)s前办理。")
    actions.register_kind(NEWS, "%(number)s：请知悉。", for_information=True)
    queries.register_subject(
        "organization.unit", visible=lambda user: Unit.objects.visible_to(user), by_powers=True
    )
    yield
    for registry, content in zip((states.KINDS, states.SUBJECTS), before, strict=True):
        registry.clear()
        registry.update(content)


@act
def _telling(*, city: City, given: dict, by) -> int:
    nothing_to_do()
    return actions.tell(**given, by=by)


@act
def _settling(*, given: dict, by) -> int:
    nothing_to_do()
    return actions.settle(**given)


@pytest.fixture
def tell(city) -> Callable[..., int]:
    """Tell people of the city about a unit, inside an act."""

    def told(*to: str, unit: str = "U1", by: str = "office", **given) -> int:
        return _telling(
            city=city,
            given={
                "commission_id": city.commission.pk,
                "recipients": [city.people[name].pk for name in to],
                "kind": KIND,
                "about": city.units[unit],
                "number": f"ZG-2015-{unit}",
                "url": f"/organization/units/{city.units[unit].pk}/",
                **given,
            },
            by=city.looker(by),
        )

    return told


@pytest.fixture
def settle(city) -> Callable[..., int]:
    """Settle what is about a unit, inside an act."""
    return lambda unit="U1", **given: _settling(
        given={"about": city.units[unit], **given}, by=city.looker("office")
    )


@pytest.fixture
def seen(city) -> Callable[[str], list[str]]:
    """Return the numbers of the notices that somebody sees."""
    return lambda name: [
        notice.number for notice in Notice.objects.visible_to(city.looker(name)).order_by("pk")
    ]
