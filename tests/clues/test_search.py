"""Search in sealed casework: who and what is found, and that nothing of it lies open."""

import pytest

from paizhu.clues.actions import keys, words
from paizhu.clues.models import Clue, ClueWord
from paizhu.clues.queries import searching
from paizhu.kernel import protection
from paizhu.kernel.refusals import Refused
from tests.clues.factories import clue_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clue(city):
    """A clue whose words are kept."""
    made = clue_of(city, "U5", person_name="王小二", person_number="620000199001011234",
                   summary="反映张明在工程发包中收受ABC公司礼金。")  # fmt: skip
    words.keep(made)
    other = clue_of(city, "U5", person_name="李四", summary="反映其公车私用。")
    words.keep(other)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "王小二",
        "王小",
        "张明",
        "工程发包",
        "abc公司",
        "ＡＢＣ",
        "620000199001011234",
        "收受 王小二",
    ],
)
def test_a_clue_is_found_by_name_number_and_any_word_of_its_text(clue, text):
    assert list(searching.found(Clue.objects.all(), text)) == [clue]


@pytest.mark.parametrize(
    "text", ["王二", "张明 公车", "发包工程队", "王", "金反", "62000019900101123"]
)
def test_what_does_not_stand_there_is_not_found(clue, text):
    assert not searching.found(Clue.objects.filter(pk=clue.pk), text).exists()


def test_a_search_reaches_only_what_the_reader_may_see(city, clue):
    for role, sees in (("cases", True), ("leader", False), ("office", False)):
        mine = Clue.objects.visible_to(city.looker(role))
        assert searching.found(mine, "王小二").exists() is sees


def test_no_word_lies_in_the_database_and_two_keys_share_no_digest(clue):
    before = set(ClueWord.objects.values_list("digest", flat=True))
    protection.rotate_key_ring()
    words.keep(clue)
    assert not before & searching.digests_of(clue.summary)


def test_new_keys_lose_nothing_and_search_goes_on(city, clue):
    for ring in protection.Ring:
        protection.rotate_key_ring(ring)
    assert searching.found(Clue.objects.all(), "张明").exists()
    assert keys.renew_seals(commission=city.commission, by=city.looker("operator")) == 5
    assert keys.renew_seals(commission=city.commission, by=city.looker("operator")) == 0
    assert list(searching.found(Clue.objects.all(), "张明 王小二")) == [clue]


def test_seals_are_renewed_at_the_command_line_only(city, clue):
    for role in ("office", "cases", "system_admin", "secretary"):
        with pytest.raises(Refused):
            keys.renew_seals(commission=city.commission, by=city.looker(role))


def test_a_value_that_does_not_open_stops_the_renewal_and_changes_nothing(city, clue):
    spoilt = clue_of(city, "U5")
    raw = Clue.objects.get(pk=clue.pk).__dict__["summary"]
    Clue.objects.filter(pk=spoilt.pk).update(summary=raw)
    protection.rotate_key_ring()
    with pytest.raises(protection.Damaged):
        keys.renew_seals(commission=city.commission, by=city.looker("operator"))
    assert Clue.objects.get(pk=clue.pk).__dict__["summary"] == raw
