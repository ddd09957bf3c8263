"""Paging by key: every row once, in order, whatever the keys and whatever is added meanwhile."""

import base64
import json
import random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from paizhu.organization.models import Placement, Unit
from paizhu.web.lists import CannotOrder, paging
from paizhu.web.lists.address import Address
from paizhu.web.lists.keyset import Keyset
from tests.web import factories

pytestmark = pytest.mark.django_db

ORDERS = [
    ("code",), ("-code",), ("kind",), ("-kind",), ("headcount",), ("-headcount",),
    ("kind", "-code"), ("-kind", "headcount"), ("headcount", "-kind"), ("commission__name", "-headcount"),
    ("is_key", "kind"), ("-pk",), (),
]  # fmt: skip


def turn(keyset: Keyset, size: int, **asked: str) -> paging.Turn:
    query = QueryDict(mutable=True)
    query.update(asked)
    return paging.turn(keyset, Address("/", query), size)


def forwards(records, order, size: int) -> list:
    seen, keyset = [], Keyset(records, order)
    page = turn(keyset, size)
    for _page in range(100):
        seen.extend(page.records)
        if not page.has_next:
            break
        page = turn(keyset, size, after=keyset.cursor(page.records[-1]))
    return seen


def backwards(records, order, size: int) -> list:
    seen, keyset = [], Keyset(records, order)
    page = turn(keyset, size, last="1")
    for _page in range(100):
        seen[:0] = page.records
        if not page.has_previous:
            break
        page = turn(keyset, size, before=keyset.cursor(page.records[0]))
    return seen


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ",".join(order) or "none")
@pytest.mark.parametrize("size", [1, 4, 10])
def test_pages_hold_each_row_exactly_once_and_in_order(order, size):
    home = factories.commission()
    factories.units(home, 23)
    records = Unit.objects.of(home)
    whole = list(Keyset(records, order).ordered())
    assert len(whole) == 23
    assert forwards(records, order, size) == whole


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ",".join(order) or "none")
def test_turning_back_from_the_last_page_shows_the_same_rows(order):
    """The first page is filled up, so a few rows may be seen twice, but none is missed or misplaced."""
    home = factories.commission()
    factories.units(home, 20)
    records = Unit.objects.of(home)
    assert backwards(records, order, 5) == list(Keyset(records, order).ordered())


def test_rows_without_the_key_come_last_in_both_directions():
    home = factories.commission()
    factories.units(home, 14)
    for order in ("headcount", "-headcount"):
        counts = [unit.headcount for unit in Keyset(Unit.objects.of(home), (order,)).ordered()]
        filled = [count for count in counts if count is not None]
        assert counts == filled + [None] * (len(counts) - len(filled))
        assert filled == sorted(filled, reverse=order.startswith("-"))


@pytest.mark.parametrize("order", [("kind",), ("-kind",), ("headcount",), ("-code",)])
def test_rows_inserted_while_paging_neither_repeat_nor_hide_others(order):
    home = factories.commission()
    factories.units(home, 20)
    records, keyset = Unit.objects.of(home), Keyset(Unit.objects.of(home), order)
    before, seen = set(records.values_list("pk", flat=True)), []
    page = turn(keyset, 3)
    chance = random.Random(4)
    for _page in range(100):
        seen.extend(unit.pk for unit in page.records)
        place = keyset.cursor(page.records[-1])
        factories.units(home, 2, kind=chance.choice(["A", "行政机关", "事业单位"]))
        if not page.has_next:
            break
        page = turn(keyset, 3, after=place)
    assert len(seen) == len(set(seen))
    if order != ("-code",):
        assert before <= set(seen)


def test_a_removed_place_leads_to_the_nearest_page():
    home = factories.commission()
    last = factories.units(home, 6)[-1]
    keyset = Keyset(Unit.objects.of(home), ("code",))
    place = keyset.cursor(last)
    last.delete()
    assert [u.code for u in turn(keyset, 2, after=place).records] == ["U0004", "U0005"]


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "WyJhIiwiYiIsImMiXQ", "%%%", "🙂"])
def test_a_damaged_place_shows_the_first_page(cursor):
    home = factories.commission()
    factories.units(home, 6)
    keyset = Keyset(Unit.objects.of(home), ("code",))
    page = turn(keyset, 2, after=cursor)
    assert not page.has_previous
    assert [unit.code for unit in page.records] == ["U0001", "U0002"]


@pytest.mark.parametrize(
    "values", [["U0001", 10**30], ["U0001", "zwei"], ["a\0b", 1], [{}, 1], ["U0001", []]]
)
def test_a_place_that_no_column_can_hold_is_damage(values):
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    assert Keyset(Unit.objects.all(), ("code",)).place(cursor) is None


def test_a_null_in_the_place_of_a_key_that_has_none_is_damage():
    keyset = Keyset(Unit.objects.all(), ("code",))
    assert keyset.place("W251bGwsMV0") is None


def test_an_order_by_many_values_a_row_is_refused():
    with pytest.raises(CannotOrder):
        Keyset(Unit.objects.all(), ("placements__from_on",))
    with pytest.raises(CannotOrder):
        Keyset(Unit.objects.all(), ("no_such_field",))


def test_an_annotation_can_order():
    home = factories.commission()
    factories.units(home, 8)
    records = Unit.objects.of(home).with_sector(
        Placement._meta.get_field("from_on").to_python("2015-01-01")
    )
    assert forwards(records, ("sector_name", "-code"), 3) == list(
        Keyset(records, ("sector_name", "-code")).ordered()
    )


def test_plain_keys_become_one_row_comparison():
    """Only that form can be answered from an index at any depth."""
    home = factories.commission()
    factories.units(home, 9)
    keyset = Keyset(Unit.objects.of(home), ("-kind", "-code"))
    assert keyset.is_plain
    with CaptureQueriesContext(
        connection,
    ) as queries:
        turn(keyset, 3, after=keyset.cursor(Unit.objects.of(home).first()))
    sql = queries[-1]["sql"]
    assert ") < (" in sql
    assert "OFFSET" not in sql


def test_the_count_is_exact_to_a_limit_and_never_reads_further(monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 10)
    home = factories.commission()
    factories.units(home, 10)
    assert str(paging.count(Unit.objects.of(home))) == "10"
    factories.units(home, 1)
    with CaptureQueriesContext(connection) as queries:
        assert str(paging.count(Unit.objects.of(home))) == "10+"
    assert "LIMIT 11" in queries[0]["sql"]
