"""Who may not touch a matter, and why: every ground, from either side, and what is never told."""

from datetime import timedelta

import pytest

from paizhu.clues import rules
from paizhu.clues.models import Ground, PetitionState, Recusal, RecusalState, Reporter, TeamMember
from paizhu.clues.queries.conflicts import grounds_against
from paizhu.clues.states import told_of
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post, Posting, RecusalGround
from tests.clues.factories import ON, clue_of, petition_of
from tests.clues.handling import TODAY

pytestmark = pytest.mark.django_db


def against(city, clue, *roles) -> dict[str, set[str]]:
    found = grounds_against(clue, [city.people[role] for role in roles], TODAY)
    return {role: {each.ground for each in found[city.people[role].pk]} for role in roles}


def test_who_is_resident_at_the_unit_or_belongs_to_it_must_keep_away(city):
    clue = clue_of(city, "U1", group="Z1")
    assert against(city, clue, "leader", "member", "liaison", "deputy") == {
        "leader": {Ground.RESIDENT}, "member": {Ground.RESIDENT}, "liaison": set(), "deputy": set(),
    }  # fmt: skip
    assert against(city, clue_of(city, "U2"), "head", "contact", "team") == {
        "head": {Ground.LEADERSHIP}, "contact": {Ground.LEADERSHIP}, "team": set(),
    }  # fmt: skip


@pytest.mark.parametrize(("days", "found"), [(300, {Ground.FORMER_POST}), (5 * 366, set())])
def test_a_former_post_counts_within_the_period_of_the_rule_pack(city, days, found):
    Posting.objects.create(
        commission=city.commission, official=city.people["member"], post=Post.TEAM_MEMBER,
        unit=city.units["U5"], from_on=ON, until_on=TODAY - timedelta(days=days),
    )  # fmt: skip
    assert against(city, clue_of(city, "U5"), "member") == {"member": found}


def test_the_person_himself_and_relatives_from_either_side_must_keep_away(city):
    for holder, relative in (("member", "nobody"), ("nobody", "leader")):
        RecusalGround.objects.create(
            commission=city.commission,
            official=city.people[holder],
            relative=city.people[relative],
            reason="亲属",
        )
    clue = clue_of(city, "U5", official=city.people["nobody"])
    assert against(city, clue, "nobody", "member", "leader", "deputy") == {
        "nobody": {Ground.SELF}, "member": {Ground.NEAR_RELATIVE}, "leader": {Ground.NEAR_RELATIVE}, "deputy": set(),
    }  # fmt: skip


def test_a_declared_tie_to_the_unit_counts_and_can_be_set_aside_by_the_level_above(city):
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["member"],
        unit=city.units["U5"],
        reason="子女",
    )
    clue = clue_of(city, "U5")
    assert against(city, clue, "member") == {"member": {Ground.DECLARED_TIE}}
    Recusal.objects.create(
        commission=city.commission, clue=clue, official=city.people["member"], ground=Ground.DECLARED_TIE,
        way="computed", state=RecusalState.LIFTED, asked_on=ON,
    )  # fmt: skip
    assert against(city, clue, "member") == {"member": set()}


def test_the_reporter_and_his_relatives_keep_away_and_nobody_learns_that_there_is_one(city):
    petition = petition_of(city, "U5", state=PetitionState.HANDED_OVER)
    Reporter.objects.create(
        commission=city.commission,
        petition=petition,
        name="示例",
        official_ref=str(city.people["member"].pk),
    )
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["member"],
        relative=city.people["deputy"],
        reason="配偶",
    )
    clue = clue_of(city, "U5", petition=petition)
    assert against(city, clue, "member", "deputy", "leader") == {
        "member": {Ground.REPORTER}, "deputy": {Ground.NEAR_RELATIVE}, "leader": set(),
    }  # fmt: skip
    details = {
        each.detail for found in grounds_against(clue, [city.people["member"], city.people["deputy"]], TODAY).values()
        for each in found
    }  # fmt: skip
    assert details == {str(told_of(Ground.WITNESS))}
    with pytest.raises(Refused) as refused:
        rules.check_free(clue, city.people["member"], TODAY)
    assert "举报" not in str(refused.value).replace("检举控告工作规则", "")


def test_who_handled_it_before_it_was_taken_away_does_not_handle_it_again(city):
    clue = clue_of(city, "U5")
    TeamMember.objects.create(
        commission=city.commission, clue=clue, official=city.people["member"], joined_on=ON, left_on=ON,
        left_because="withdrawn",
    )  # fmt: skip
    assert against(city, clue, "member", "leader") == {
        "member": {Ground.EARLIER_HANDLER},
        "leader": set(),
    }


def test_a_refusal_names_the_ground_and_its_article(city):
    with pytest.raises(Refused) as refused:
        rules.check_free(clue_of(city, "U1"), city.people["leader"], TODAY)
    assert refused.value.basis


def test_the_grounds_of_a_whole_city_cost_the_same_queries_as_those_of_one(
    city, django_assert_max_num_queries
):
    clue = clue_of(city, "U5")
    with django_assert_max_num_queries(8):
        grounds_against(clue, city.people.values(), TODAY)
