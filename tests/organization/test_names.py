"""What lists offer in their filters are the sectors and groups that the reader sees, in their order, and cost one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import CompositeGroup, Sector
from paizhu.organization.queries import names
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_offered_what_it_sees(city, role):
    looker = city.looker(role)
    for offered, model in ((names.sectors, Sector), (names.composite_groups, CompositeGroup)):
        seen = model.objects.visible_to(looker).values_list("pk", "name")
        assert offered(looker) == list(seen), role


def test_a_request_that_reads_asks_once_for_both(city):
    looker = city.looker("office")
    assert looker.powers
    names.NAMES.begin(environ={"REQUEST_METHOD": "GET"})
    try:
        with CaptureQueriesContext(connection) as asked:
            assert names.sectors(looker)
            assert names.composite_groups(looker)
    finally:
        names.NAMES.end()
    assert len(asked) == 1
