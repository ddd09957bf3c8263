"""A read that is written once says what its queryset would, for whatever values, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from paizhu.organization.models import Posting, Unit
from paizhu.organization.queries import powers
from paizhu.tenancy.models import Commission, Numbering, Sending
from paizhu.tenancy.queries import statements
from tests.organization.city import REFORM, build

pytestmark = pytest.mark.django_db


def make(*given):
    return Posting.objects.in_force(given[1]).filter(official=given[0]).order_by("pk")


@pytest.fixture
def city():
    return build()


def test_it_finds_what_the_queryset_finds_also_with_other_values(city):
    read = statements.Read(make, int, date)
    asked = [
        (person.pk, day)
        for person in city.people.values()
        for day in (REFORM, REFORM - timedelta(days=1), date(1990, 1, 1))
    ]
    found = [read(*values) for values in asked]
    assert found == [list(make(*values)) for values in asked]
    assert any(found)
    assert not all(found)


def test_records_come_whole_with_their_relations_and_annotations(city, django_assert_num_queries):
    posted = Exists(Posting.objects.filter(unit=OuterRef("pk")))
    read = statements.Read(
        lambda key: (
            Unit.objects.filter(pk=key)
            .select_related("commission", "successor")
            .annotate(is_posted=posted)
        ),
        int,
    )
    kept = Posting.objects.filter(unit__isnull=False).first().unit
    with django_assert_num_queries(1):
        (unit,) = read(kept.pk)
        assert unit.commission.name == city.commission.name
        assert unit.successor is None
    assert vars(unit).keys() - {"is_posted"} == vars(kept).keys()
    assert [getattr(unit, f.attname) for f in Unit._meta.concrete_fields] == [
        getattr(kept, f.attname) for f in Unit._meta.concrete_fields
    ]
    assert unit.is_posted is True
    other = Unit.objects.exclude(pk__in=Posting.objects.filter(unit__isnull=False).values("unit"))
    assert [each.is_posted for each in read(other.first().pk)] == [False]
    unit.name = "X"
    unit.save()
    assert Unit.objects.get(pk=kept.pk).name == "X"


def test_rows_and_single_values_come_as_they_were_asked_for(city):
    rows = statements.Read(
        lambda day: Posting.objects.filter(from_on=day).order_by("pk").values_list("pk", "from_on"),
        date,
    )
    keys = statements.Read(
        lambda code: Unit.objects.filter(code=code).values_list("pk", flat=True), str
    )
    first = Posting.objects.order_by("pk").first()
    assert (first.pk, first.from_on) in rows(first.from_on)
    assert keys("U1") == [Unit.objects.get(code="U1").pk]
    assert keys("'; --") == []


def test_a_value_that_is_nowhere_compared_with_is_a_defect():
    read = statements.Read(lambda key, other: Unit.objects.filter(pk=key), int, int)
    with pytest.raises(ValueError, match="not compared"):
        read(1, 2)


def test_a_moment_is_asked_for_to_the_microsecond(db):
    at = datetime(2015, 7, 1, 9, 30, 0, 5, tzinfo=UTC)
    Sending.objects.create(user_id=1, token="x", url="/", at=at)
    read = statements.Read(lambda now: Sending.objects.filter(at__gte=now), datetime)
    assert [each.at for each in read(at)] == [at]
    assert read(at + timedelta(microseconds=1)) == []


def test_new_records_are_stored_and_what_is_there_is_passed_over():
    home = Commission.objects.create(code="H", name="x")

    def series(*letters):
        return [Numbering(commission=home, series=each, year=2015) for each in letters]

    assert statements.insert([]) == 0
    assert statements.insert(series("A", "B")) == 2
    assert statements.insert(series("B", "C"), passing_over=True) == 1
    assert sorted(Numbering.objects.values_list("series", flat=True)) == ["A", "B", "C"]
    many = series(*(f"S{number}" for number in range(500)))
    assert statements.insert(many) == 500


def test_the_powers_of_somebody_take_two_statements(city, django_assert_num_queries):
    powers.powers_of(city.people["leader"], REFORM)
    with django_assert_num_queries(2):
        powers.powers_of(city.people["leader"], REFORM)
    assert connection.vendor in powers.POSTINGS._written


@pytest.mark.parametrize("number", [0, 1, 5, 6, 25, 30, 501])
def test_records_of_a_page_are_found_whatever_their_number(city, number, django_assert_num_queries):
    read = statements.OfRecords(
        lambda keys: (
            Unit.objects.filter(pk__in=keys)
            .order_by()
            .values_list("pk", "name")
            .union(Commission.objects.filter(pk__in=keys).values_list("pk", "name"), all=True)
        )
    )
    there = list(Unit.objects.values_list("pk", flat=True))
    keys = [*there, *range(10**9, 10**9 + number)][:number]
    known = [*Unit.objects.filter(pk__in=keys).values_list("pk", "name")]
    known += Commission.objects.filter(pk__in=keys).values_list("pk", "name")
    with django_assert_num_queries(-(-number // 500)):
        assert sorted(read(keys)) == sorted(known)
