"""Nobody can join a ballot to a ticket: searched for in a dump of the database, physical order included."""

import itertools
import json
import random

import pytest
from django.db import connection

from paizhu.surveys.models import Ballot, Response, SurveyUnit, Ticket, Voice
from paizhu.surveys.queries import door, urn_keys
from paizhu.trail.models import Event
from tests.surveys import factories

pytestmark = pytest.mark.django_db
TABLES = ("surveys_ticket", "surveys_ballot", "surveys_response", "surveys_voice")
PLACE = {"sqlite": "rowid", "postgresql": "ctid::text, xmin::text, cmin::text"}


def dump(table: str) -> list[dict]:
    """Return a table in physical order, hidden columns included."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {PLACE[connection.vendor]} AS place, * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def answered(city):
    """A survey with 20 tickets used in a known order; each answer carries the number of its ticket in a text."""
    survey = factories.issued(city, {"U1": {"A": 20}})
    codes = factories.codes(city, survey)["A"]
    random.Random(4).shuffle(codes)
    for number, code in enumerate(codes[:18]):
        assert factories.cast(code, q1="good" if number % 2 else "bad", t1=f"第{number}份")
    return city, survey, codes


def test_before_the_close_a_dump_holds_nothing_readable_and_ballots_of_one_length(answered):
    _city, _survey, _codes = answered
    rows = dump("surveys_ballot")
    assert len(rows) == 18
    assert len({len(row["sealed"]) for row in rows}) == 1
    text = repr([dump(table) for table in TABLES])
    assert "份" not in text
    assert "good" not in text
    assert not Response.objects.exists()
    assert not Voice.objects.exists()


def test_the_private_key_is_nowhere_in_the_database_and_gone_after_the_close(
    answered, django_capture_on_commit_callbacks
):
    city, survey, _codes = answered
    private = urn_keys.private_of(survey.public_key)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    stored = bytes(value) if isinstance(value, memoryview | bytes) else str(value)
                    assert stored != private
                    assert private.hex() not in str(stored)
    with django_capture_on_commit_callbacks(execute=True):
        factories.close(city, survey)
    with pytest.raises(urn_keys.UrnKeyLost):
        urn_keys.private_of(survey.public_key)
    assert not list(urn_keys.folder().iterdir())


def test_after_the_close_no_order_follows_the_order_of_answering(answered):
    """Order of use against key order, physical order and every column, in both directions; a hundred percent is a leak."""
    city, survey, codes = answered
    factories.close(city, survey)
    assert not Ballot.objects.exists()
    voices = dump("surveys_voice")
    assert len(voices) == 18
    orders = {
        "physical": [int(row["original"][1:-1]) for row in voices],
        "key": [int(row["original"][1:-1]) for row in sorted(voices, key=lambda row: row["id"])],
    }
    for name, order in orders.items():
        assert order not in (sorted(order), sorted(order, reverse=True)), name
        agreeing = sum(a < b for a, b in itertools.pairwise(order))
        assert 2 <= agreeing <= 15, name
    hashes = {door.hashed(code): place for place, code in enumerate(codes)}
    used = [hashes[row["code_hash"]] for row in dump("surveys_ticket") if row["is_used"]]
    assert used not in (sorted(used), sorted(used, reverse=True))


def test_after_the_close_no_value_is_shared_between_a_ticket_and_a_response(answered):
    """Columns that could join are only those that a whole class at a unit shares."""
    city, survey, _codes = answered
    factories.close(city, survey)
    tickets, responses, voices = map(dump, ("surveys_ticket", "surveys_response", "surveys_voice"))
    for others in (responses, voices):
        for mine in tickets[0]:
            for theirs in others[0]:
                if "place" in (mine, theirs):
                    continue  # numbers of rows; what they tell is searched for by pairing
                left = {str(row[mine]) for row in tickets if row["is_used"]}
                right = {str(row[theirs]) for row in others}
                shared = left & right
                assert len(shared) <= 1, (
                    mine,
                    theirs,
                )  # the survey's unit, its class, its commission
    if connection.vendor == "postgresql":
        assert len({row["xmin"] for row in tickets}) == 1


def test_after_the_close_pairing_by_any_order_finds_no_more_than_chance(answered):
    """Tickets in any order beside free texts in any order: of 18 pairs about one is right by chance."""
    city, survey, codes = answered
    factories.close(city, survey)
    number = {door.hashed(code): place for place, code in enumerate(codes)}
    tickets = [row for row in dump("surveys_ticket") if row["is_used"]]
    voices = dump("surveys_voice")
    for mine in ("place", "id", "code_hash"):
        for theirs in ("place", "id"):
            left = [number[r["code_hash"]] for r in sorted(tickets, key=lambda row: row[mine])]
            right = [int(r["original"][1:-1]) for r in sorted(voices, key=lambda row: row[theirs])]
            right_pairs = sum(a == b for a, b in zip(left, right, strict=True))
            assert right_pairs <= 8, (mine, theirs)


def test_a_response_carries_unit_and_class_and_no_time(answered):
    _city, _survey, _codes = answered
    assert {field.name for field in Response._meta.fields} == {
        "id", "commission", "survey_unit", "ballot_class", "answers", "verdict",
    }  # fmt: skip
    assert {field.name for field in Ballot._meta.fields} == {"id", "commission", "survey", "sealed"}
    kinds = {
        f.get_internal_type() for m in (Ticket, Ballot, Response, Voice) for f in m._meta.fields
    }
    assert not kinds & {"DateTimeField", "DateField", "TimeField", "GenericIPAddressField"}


def test_free_texts_and_choices_of_one_ballot_are_kept_apart(answered):
    city, survey, _codes = answered
    factories.close(city, survey)
    assert all(set(response.answers) == {"q1"} for response in Response.objects.all())


def test_answering_leaves_no_trace_in_the_trail(answered):
    _city, _survey, _codes = answered
    acts = set(Event.objects.values_list("act", flat=True))
    assert acts == {"surveys.drafted", "surveys.issued", "surveys.slips_printed"}
    assert "份" not in json.dumps(list(Event.objects.values_list("detail_text", flat=True)))


def test_texts_of_few_are_shown_to_nobody(city):
    survey = factories.issued(city, {"U1": {"A": 6}})
    for code in factories.codes(city, survey)["A"][:4]:
        factories.cast(code, q1="bad", t1="一听就知道是谁")
    factories.close(city, survey)
    assert Voice.objects.count() == 4
    assert not Voice.objects.visible_to(factories.leader(city)).exists()
    assert SurveyUnit.objects.visible_to(factories.leader(city)).exists()
