"""The reporter wall: for whom a matter does not exist, whatever his post."""

from datetime import date, timedelta

import pytest

from paizhu.clues.models import Clue, Ground, Petition, Recusal, RecusalState, TeamMember, Way
from paizhu.organization.models import Post, Posting, RecusalGround
from tests.clues.factories import ON, clue_of, petition_of
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db


def seers(city, clue) -> set[str]:
    """Return the roles for which the clue exists."""
    return {r for r in ROLES if Clue.objects.visible_to(city.looker(r)).filter(pk=clue.pk).exists()}


def test_an_assigned_clue_exists_for_who_decides_the_case_office_and_the_leaders_of_the_group(city):
    assert seers(city, clue_of(city, "U5", group="Z1")) == {
        "secretary", "deputy_secretary", "cases", "leader", "liaison",
    }  # fmt: skip


def test_a_clue_that_is_not_assigned_exists_for_no_group(city):
    assert seers(city, clue_of(city, "U5")) == {"secretary", "deputy_secretary", "cases"}


def test_a_clue_about_the_host_unit_does_not_exist_for_who_is_resident_there(city):
    assert "leader" not in seers(city, clue_of(city, "U1", group="Z1"))


def test_a_member_sees_the_clue_only_while_he_works_on_it(city):
    clue = clue_of(city, "U5", group="Z1")
    joined = TeamMember.objects.create(
        commission=city.commission, clue=clue, official=city.people["member"], joined_on=ON
    )
    assert "member" in seers(city, clue)
    TeamMember.objects.filter(pk=joined.pk).update(left_on=ON)
    assert "member" not in seers(city, clue)


@pytest.mark.parametrize("role", ["secretary", "cases", "leader", "liaison"])
def test_a_clue_about_oneself_does_not_exist(city, role):
    clue = clue_of(city, "U5", group="Z1", official=city.people[role])
    assert role not in seers(city, clue)


@pytest.mark.parametrize("turned", [False, True])
def test_a_clue_about_a_relative_does_not_exist_from_either_side(city, turned):
    pair = [city.people["cases"], city.people["nobody"]]
    holder, relative = reversed(pair) if turned else pair
    RecusalGround.objects.create(
        commission=city.commission, official=holder, relative=relative, reason="配偶"
    )
    assert "cases" not in seers(city, clue_of(city, "U5", official=city.people["nobody"]))


def test_who_was_at_the_unit_within_the_period_that_counts_does_not_see_its_clues(city):
    today = date.today()
    post = {
        "commission": city.commission,
        "official": city.people["cases"],
        "post": Post.TEAM_MEMBER,
    }
    held = Posting.objects.create(
        **post, unit=city.units["U5"], from_on=ON, until_on=today - timedelta(days=300)
    )
    clue = clue_of(city, "U5")
    assert "cases" not in seers(city, clue)
    Posting.objects.filter(pk=held.pk).update(until_on=today - timedelta(days=5 * 366))
    assert "cases" in seers(city, clue)


def test_who_is_recused_no_longer_sees_the_matter_and_who_is_let_in_by_the_level_above_does(city):
    clue = clue_of(city, "U5", group="Z1")
    raised = Recusal.objects.create(
        commission=city.commission, clue=clue, official=city.people["leader"], ground=Ground.OTHER,
        way=Way.DECLARED, state=RecusalState.RECUSED, asked_on=ON,
    )  # fmt: skip
    assert "leader" not in seers(city, clue)
    Recusal.objects.filter(pk=raised.pk).update(state=RecusalState.LIFTED)
    assert "leader" in seers(city, clue)


def test_petitions_exist_for_the_petition_office_behind_the_same_wall(city):
    petition = petition_of(city, "U5")
    seen = {r for r in ROLES if Petition.objects.visible_to(city.looker(r)).exists()}
    assert seen == {"petitions"}
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["petitions"],
        unit=petition.unit,
        reason="亲属",
    )
    assert not Petition.objects.visible_to(city.looker("petitions")).exists()


def test_no_clue_of_another_commission_exists(city, other_city):
    clue_of(other_city, "U5")
    assert not any(Clue.objects.visible_to(city.looker(role)).exists() for role in ROLES)
