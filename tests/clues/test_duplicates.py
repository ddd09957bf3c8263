"""Likely repeats: the same person, the same unit, similar words; proposed among what the reader may see, never merged."""

from datetime import timedelta

import pytest

from paizhu.clues.models import PetitionState
from paizhu.clues.queries.duplicates import likely, likeness, pairs
from paizhu.organization.models import RecusalGround
from tests.clues.factories import ON, petition_of

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=30)
TEXT = "反映王某某在道路工程发包中收受承包商礼金五万元，并安排亲属承揽绿化工程。"
REWORDED = "再次反映：王某某发包道路工程时收受承包商礼金5万元，还安排亲属承揽绿化工程！"
OTHER = "反映单位食堂账目不公开，职工意见很大。"


def proposed(city, role="petitions", **given):
    made = petition_of(city, **{"received_on": LATER, "text": REWORDED} | given)
    return likely(made, city.looker(role))


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [(TEXT, TEXT, 1, 1), (TEXT, REWORDED, 0.6, 0.95), (TEXT, OTHER, 0, 0.15), (TEXT, "", 0, 0)],
)
def test_likeness_counts_common_pairs_of_characters(first, second, least, most):
    assert least <= likeness(pairs(first), pairs(second)) <= most


def test_order_of_the_sentences_does_not_matter_and_marks_do_not_count():
    assert likeness(pairs("甲乙丙，丁戊己。"), pairs("甲乙丙丁戊己")) == 1


def test_the_same_official_is_proposed_whatever_the_words_and_the_unit(city):
    official = city.people["nobody"]
    first = petition_of(city, "U4", text=OTHER, official=official, person_name="某科长")
    (found,) = proposed(city, official=official, person_name="另称")
    assert (found.petition, found.reasons[0]) == (first, "同一被反映人")


def test_the_same_identity_number_is_the_same_person(city):
    first = petition_of(
        city, "U4", text=OTHER, person_name="甲", person_number="62010219800101001X"
    )
    (found,) = proposed(city, person_name="乙", person_number="62010219800101001x")
    assert found.petition == first


def test_the_same_name_at_the_same_unit_is_proposed_and_elsewhere_only_with_similar_words(city):
    here = petition_of(city, "U2", text=OTHER)
    petition_of(city, "U4", text=OTHER)
    there = petition_of(city, "U5", text=TEXT)
    assert {each.petition.pk for each in proposed(city)} == {here.pk, there.pk}


def test_similar_words_about_the_same_unit_are_proposed_with_their_share(city):
    first = petition_of(city, person_name="不详", text=TEXT)
    petition_of(city, person_name="李某", text=OTHER)
    (found,) = proposed(city, person_name="王主任")
    assert found.petition == first
    assert found.reasons == ("同一单位", "内容相近")
    assert 60 <= found.percent < 95


def test_later_ones_and_repeats_are_not_proposed(city):
    first = petition_of(city, text=TEXT)
    petition_of(city, text=TEXT, received_on=LATER + timedelta(days=1))
    petition_of(city, text=TEXT, state=PetitionState.REPEATED, first=first)
    assert [each.petition for each in proposed(city)] == [first]


def test_no_proposal_tells_of_what_does_not_exist_for_the_reader(city):
    official = city.people["nobody"]
    petition_of(city, "U4", official=official, text=TEXT)
    given = {"unit": "U5", "official": official}
    assert proposed(city, **given)
    RecusalGround.objects.create(
        commission=city.commission, official=city.people["petitions"], unit=city.units["U4"],
        reason="亲属",
    )  # fmt: skip
    assert not [each for each in proposed(city, **given) if each.petition.unit == city.units["U4"]]


def test_proposing_is_one_query_however_many_there_are(city, django_assert_num_queries):
    for _number in range(8):
        petition_of(city, text=TEXT)
    made = petition_of(city, text=REWORDED, received_on=LATER)
    by = city.looker("petitions")
    likely(made, by)  # the wall is asked once for each reader
    with django_assert_num_queries(1):
        assert len(likely(made, by)) == 5
