"""Heads: taken by the auditor, kept outside, read back from file or paper."""

import json

import pytest

from paizhu.access.queries import operator
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Administration, Powers
from paizhu.trail import actions as trail
from paizhu.trail import queries
from paizhu.trail.models import Event
from paizhu.trail.queries import Head, NoHead, read_heads
from paizhu.trail.states import GENESIS, PLATFORM
from tests.trail import factories
from tests.trail.factories import Nowhere, Somebody, do
from tests.trail.guards import unchecked

HASH = "0123456789abcdef" * 4


@pytest.fixture
def home(db):
    return factories.chain_of(3)


def test_the_head_is_the_last_number_and_hash(home):
    last = Event.objects.latest("sequence")
    (head,) = queries.heads(home)
    assert (head.chain, head.sequence, head.hash) == (home.pk, 3, last.hash)
    assert (head.commission_code, head.commission_name) == (home.code, home.name)


def test_the_head_of_an_empty_chain_is_the_beginning(db):
    (head,) = queries.heads(factories.commission())
    assert (head.sequence, head.hash) == (0, GENESIS)


def test_the_installations_chain_has_a_head_as_well_once_it_has_a_record(home):
    do(subject=Nowhere(), by=Somebody())
    own, platform = queries.heads(home)
    assert (own.chain, platform.chain, platform.sequence) == (home.pk, PLATFORM, 1)
    assert platform.commission_name == "本系统"


def test_taking_the_heads_is_recorded_after_them(home):
    (head,) = trail.take_heads(commission=home, by=factories.auditor(home))
    event = Event.objects.latest("sequence")
    assert (head.sequence, event.sequence) == (3, 4)
    assert event.act == "trail.heads_taken"
    assert event.detail == {"sequence": 3, "heads": [head.line]}
    assert queries.verify(against=[head]).ok


@pytest.mark.parametrize(
    "powers",
    [
        {},
        {"administration": frozenset({Administration.SYSTEM_ADMIN})},
        {"administration": frozenset({Administration.SECURITY_ADMIN})},
    ],
)
def test_only_the_auditor_takes_heads_checks_and_exports(home, powers):
    by = Somebody(home.pk, powers=Powers(on=None, **powers))
    found = queries.verify([home.pk])
    with pytest.raises(Refused, match="安全审计员"):
        trail.take_heads(commission=home, by=by)
    with pytest.raises(Refused, match="安全审计员"):
        trail.note_check(commission=home, found=found, by=by)
    with pytest.raises(Refused, match="安全审计员"):
        trail.note_export(commission=home, count=1, filters={}, by=by)
    assert Event.objects.count() == 3


def test_the_command_line_takes_heads(home):
    assert trail.take_heads(commission=home, by=operator(home))[0].sequence == 3


def test_a_check_is_recorded_with_what_it_found(home):
    by = factories.auditor(home)
    trail.note_check(commission=home, found=queries.verify([home.pk]), by=by)
    whole = Event.objects.latest("sequence")
    assert (whole.act, whole.detail) == ("trail.found_whole", {"count": 3})
    with unchecked():
        Event.objects.filter(sequence=2).update(actor_name="别人")
    trail.note_check(commission=home, found=queries.verify([home.pk]), by=by)
    broken = Event.objects.latest("sequence")
    assert broken.act == "trail.found_broken"
    assert broken.detail == {"chain": home.pk, "sequence": 2, "fault": "altered"}


def test_an_export_is_recorded_with_its_size_and_filters(home):
    by = factories.auditor(home)
    trail.note_export(commission=home, count=2, filters={"from": "2015-01-01"}, by=by)
    event = Event.objects.latest("sequence")
    assert event.detail == {"count": 2, "filters": {"from": "2015-01-01"}}


def test_a_head_comes_back_from_json_and_from_print(home):
    (head,) = queries.heads(home)
    as_json = json.dumps(head.as_json(), ensure_ascii=False)
    for text in (as_json, f"[{as_json}]", f"机关：{home.name}\n  {head.line}\n以上。"):
        (back,) = read_heads(text)
        assert (back.chain, back.sequence, back.hash) == (head.chain, head.sequence, head.hash)


def test_several_heads_come_back_from_one_text():
    text = f"chain=1 record=5 hash={HASH}\r\nchain=0   record=12   hash={HASH.upper()}\n"
    assert read_heads(text) == [Head(1, 5, HASH), Head(0, 12, HASH)]


def test_a_hash_copied_from_paper_may_be_in_groups_and_cut_short():
    (head,) = read_heads("chain=1 record=5 hash=01234567 89abcdef 0123")
    assert head.hash == "0123456789abcdef0123"
    assert head.fits(HASH)
    assert not head.fits("f" * 64)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no head here",
        "chain=1 record=5 hash=0123456789abcde",
        f"chain=1 record=5 hash={HASH}0",
        "{}",
        "[]",
        "null",
        '{"chain": 1, "sequence": 2}',
        '{"chain": "x", "sequence": 2, "hash": "' + HASH + '"}',
        '{"chain": 1, "sequence": 2, "hash": "xyz"}',
    ],
)
def test_what_holds_no_head_is_said(text):
    with pytest.raises(NoHead):
        read_heads(text)


def test_an_empty_hash_fits_nothing():
    assert not Head(1, 1, "").fits(HASH)
    assert Head(1, 1, HASH).digits == ["01234567", "89abcdef"] * 4
