"""How records come into being: inside acts only, word for word, in order."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from paizhu.kernel import acts
from paizhu.organization.models import Post
from paizhu.trail import actions as trail
from paizhu.trail import queries
from paizhu.trail.models import ChainHead, Event
from paizhu.trail.states import GENESIS, PLATFORM, Unwritable, digest, framed, plain, written
from tests.trail import factories
from tests.trail.factories import Nowhere, Somebody, do


@pytest.fixture
def home(db):
    return factories.commission()


def test_a_record_says_who_did_what_to_which_record(home):
    unit = factories.unit(home)
    do(subject=unit, changes={"name": ["旧", "新"]}, count=3, by=Somebody())
    event = Event.objects.get()
    assert (event.chain, event.sequence, event.pk) == (home.pk, 1, home.pk * 10**12 + 1)
    assert (event.actor_id, event.actor_name) == (7, "王五 (wangwu)")
    assert (event.act, event.subject_kind) == ("test.done", "organization.unit")
    assert (event.subject_id, event.subject_label) == (str(unit.pk), str(unit))
    assert event.detail == {"changes": {"name": ["旧", "新"]}, "count": 3}
    assert event.previous_hash == GENESIS
    assert event.hash == event.computed_hash(GENESIS)


def test_each_commission_has_a_chain_of_its_own(home):
    other = factories.commission()
    for where in (home, other, home):
        do(subject=factories.unit(where), by=Somebody())
    assert list(Event.objects.order_by("pk").values_list("chain", "sequence")) == [
        (home.pk, 1),
        (home.pk, 2),
        (other.pk, 1),
    ]
    assert queries.verify().ok


def test_an_act_on_a_commission_stands_in_its_own_chain(home):
    do(subject=home, by=Somebody())
    assert Event.objects.get().chain == home.pk


def test_an_act_that_belongs_to_no_commission_stands_in_the_platforms_chain(home):
    do(subject=Nowhere(), by=Somebody())
    assert Event.objects.get().chain == PLATFORM


def test_each_record_follows_the_one_before(home):
    do(subject=factories.unit(home), times=3, by=Somebody())
    first, second, third = Event.objects.order_by("sequence")
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    head = ChainHead.objects.get()
    assert (head.sequence, head.hash) == (3, third.hash)


def test_the_records_of_an_act_inside_an_act_stand_where_they_happened(home):
    unit = factories.unit(home)

    @acts.act
    def outer(*, by):
        trail.record("test.done", unit, by=by, step=1)
        do(subject=unit, step=2, by=by)
        trail.record("test.done", unit, by=by, step=3)

    outer(by=Somebody())
    assert [event.detail["step"] for event in Event.objects.order_by("sequence")] == [1, 2, 3]
    assert queries.verify([home.pk]).ok


def test_an_inner_act_that_fails_takes_only_its_own_records_along(home):
    unit = factories.unit(home)

    @acts.act
    def fails(*, by):
        trail.record("test.done", unit, by=by, step="lost")
        raise LookupError

    @acts.act
    def outer(*, by):
        trail.record("test.done", unit, by=by, step="before")
        with pytest.raises(LookupError):
            fails(by=by)
        trail.record("test.done", unit, by=by, step="after")

    outer(by=Somebody())
    steps = [event.detail["step"] for event in Event.objects.order_by("sequence")]
    assert steps == ["before", "after"]
    assert queries.verify([home.pk]).ok


def test_many_records_are_written_a_part_at_a_time(home, monkeypatch):
    monkeypatch.setattr(acts, "WAITING", 10)
    unit = factories.unit(home)
    waiting = []

    def entries():
        for number in range(25):
            waiting.append(len(acts._running.get().waiting))
            yield trail.Entry("test.done", unit, detail={"number": number})

    @acts.act
    def count(*, by):
        return trail.record_many(entries(), by=by)

    assert count(by=Somebody()) == 25
    assert max(waiting) == 9
    numbers = [event.detail["number"] for event in Event.objects.order_by("sequence")]
    assert numbers == list(range(25))
    assert queries.verify([home.pk]).ok


def test_one_record_costs_few_statements_however_long_the_chain(home, django_assert_num_queries):
    """Savepoint, head, record, head, release; PostgreSQL is told of record and head at once."""
    unit = factories.unit(home)
    do(subject=unit, times=30, by=Somebody())
    with django_assert_num_queries(4 if connection.vendor == "postgresql" else 5) as captured:
        do(subject=unit, by=Somebody())
    assert captured


def test_the_trail_is_not_written_outside_an_act(home):
    with pytest.raises(RuntimeError, match="inside an act"):
        trail.record("test.done", factories.unit(home), by=Somebody())


def test_an_act_without_a_sentence_is_not_recorded(home):
    with pytest.raises(trail.UnknownAct, match=r"test\.unheard"):
        do(subject=factories.unit(home), what="test.unheard", by=Somebody())
    assert not Event.objects.exists()


def test_a_record_that_is_not_saved_yet_cannot_be_spoken_of(home):
    unit = factories.unit(home)
    unit.pk = None
    with pytest.raises(Unwritable, match="save it first"):
        do(subject=unit, by=Somebody())


def test_a_very_long_name_is_cut_and_still_fits_its_hash(home):
    do(subject=factories.unit(home, "长" * 200), by=Somebody(trail_name="名" * 300))
    assert Event.objects.get().actor_name == "名" * 200
    assert queries.verify([home.pk]).ok


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (1, 1),
        (True, True),
        (None, None),
        (1.0, "1.0"),
        (1e22, "1e+22"),
        (-0.0, "-0.0"),
        (Decimal("1.50"), "1.50"),
        (2**53 - 1, 2**53 - 1),
        (2**53, str(2**53)),
        (-(2**70), str(-(2**70))),
        (date(2015, 1, 31), "2015-01-31"),
        (datetime(2015, 1, 31, 1, 2, 3, 4, tzinfo=UTC), "2015-01-31T01:02:03.000004+00:00"),
        (Post.LEADER, "leader"),
        (gettext_lazy("trail record"), str(gettext_lazy("trail record"))),
        ((1, [2]), [1, [2]]),
        ({"乙", "甲"}, ["乙", "甲"]),
        ({3: {"x": 2.5}}, {"3": {"x": "2.5"}}),
        ("𠮷野家 ‮ \u2028 \x7f", "𠮷野家 ‮ \u2028 \x7f"),
    ],
)
def test_details_are_kept_as_text_whole_numbers_and_lists(home, given, kept):
    do(subject=factories.unit(home), value=given, by=Somebody())
    event = Event.objects.get()
    assert event.detail["value"] == kept
    assert type(event.detail["value"]) is type(kept)
    assert queries.verify([home.pk]).ok


@pytest.mark.parametrize("bad", ["a\0b", "\ud800", b"bytes", object(), {"x": ["\0"]}, {"\0": 1}])
def test_what_cannot_be_kept_word_for_word_is_refused(home, bad):
    with pytest.raises(Unwritable):
        do(subject=factories.unit(home), value=bad, by=Somebody())
    assert not Event.objects.exists()


@pytest.mark.parametrize("bad", ["a\0b", "\udfff"])
def test_names_that_cannot_be_kept_word_for_word_are_refused(home, bad):
    unit = factories.unit(home)
    with pytest.raises(Unwritable):
        do(subject=unit, by=Somebody(trail_name=bad))
    unit.name = bad
    with pytest.raises(Unwritable):
        do(subject=unit, by=Somebody())


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.dates() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(texts, values, max_size=4))
def test_details_are_the_same_text_when_read_and_written_again(detail):
    text = written(detail)
    assert written(json.loads(text)) == text
    assert json.loads(text) == plain(detail)


def test_the_order_of_names_does_not_change_the_text():
    assert written({"b": 1, "a": {"d": 2, "c": 3}}) == written({"a": {"c": 3, "d": 2}, "b": 1})


def test_two_lists_of_values_never_look_alike():
    assert framed([b"ab", b"c"]) != framed([b"a", b"bc"])
    assert framed([b"1:a,"]) != framed([b"a"])
    assert framed(["纪委".encode(), b""]) == "6:纪委,0:,".encode()


def test_the_hash_is_the_national_standards():
    """GB/T 32905-2016, annex A, example 1: SM3 of “abc”."""
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest(b"abc", []) == expected
