"""What a reader may see of one kind is put together once in a request that reads, and never kept beyond it."""

import pytest

from paizhu.organization.models import Unit
from paizhu.organization.queries import powers_of
from paizhu.tenancy import models
from tests.organization.city import REFORM, Looker, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return build()


@pytest.fixture
def said(monkeypatch):
    """Count how often the condition is put together."""
    own, times = type(Unit.objects.all()).visible_to, []
    monkeypatch.setattr(
        type(Unit.objects.all()),
        "visible_to",
        lambda records, user: times.append(user) or own(records, user),
    )
    return times


@pytest.fixture
def request_of():
    def begin(method):
        models.SEEN.begin(environ={"REQUEST_METHOD": method})

    yield begin
    models.SEEN.end()


def looker(city, code):
    return Looker(city.commission.pk, powers_of(city.people[code], REFORM), city.people[code].pk)


def codes(user):
    return sorted(Unit.objects.visible_to(user).values_list("code", flat=True))


def test_reading_says_it_once_for_each_reader_and_each_sees_his_own(city, said, request_of):
    leader, head = looker(city, "leader"), looker(city, "head")
    alone = codes(leader), codes(head)
    said.clear()
    request_of("GET")
    assert (codes(leader), codes(head)) == alone
    assert (codes(leader), codes(head)) == alone
    assert alone[0] != alone[1]
    assert said == [leader, head]


def test_what_was_narrowed_further_is_not_what_is_kept(city, request_of):
    leader = looker(city, "leader")
    whole = codes(leader)
    request_of("GET")
    assert Unit.objects.visible_to(leader).filter(code=whole[0]).count() == 1
    assert (
        list(Unit.objects.visible_to(leader).order_by("-code").values_list("code", flat=True))
        == whole[::-1]
    )
    assert codes(leader) == whole


def test_a_request_that_writes_and_whatever_is_no_request_says_it_anew(city, said, request_of):
    leader = looker(city, "leader")
    for begin in (lambda: request_of("POST"), models.SEEN.end):
        begin()
        said.clear()
        codes(leader)
        codes(leader)
        assert len(said) == 2


def test_nothing_is_kept_from_one_request_to_the_next(city, said, request_of):
    leader = looker(city, "leader")
    for _each in range(2):
        request_of("GET")
        codes(leader)
        models.SEEN.end()
    assert len(said) == 2


def test_records_of_one_unit_are_never_taken_for_all_of_them(city, request_of):
    leader = looker(city, "leader")
    group = city.groups["Z1"]
    request_of("GET")
    everything = set(type(group).objects.visible_to(leader))
    unit = Unit.objects.visible_to(leader).first()
    assert set(unit.postings.visible_to(leader)) <= set(unit.postings.all())
    assert everything == set(type(group).objects.visible_to(leader))
