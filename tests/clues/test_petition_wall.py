"""The wall before petitions: who is near to a reporter, or keeps away from the matter, sees none of it, whatever his post."""

from dataclasses import replace

import pytest

from paizhu.clues.actions import intake, petitions, reporters
from paizhu.clues.models import Petition, PetitionReturn, Recusal, RecusalState, Reporter, Standing
from paizhu.clues.queries import recipients
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post, RecusalGround
from tests.clues.factories import ON, REPORTER, clue_of, facts_of, petition_of
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
READERS = ("petitions", "cases", "secretary")
"""Who may see a petition that the case office has and asks to give back."""


def seers(city, petition) -> set[str]:
    """Return the roles for which the petition exists."""
    return {
        role
        for role in ROLES
        if Petition.objects.visible_to(city.looker(role)).filter(pk=petition.pk).exists()
    }


def asked_back(city, **given) -> Petition:
    """Return a petition that everybody who may ever see one sees."""
    made = petition_of(city, "U5", state="handed_over", **given)
    PetitionReturn.objects.create(
        commission=city.commission, petition=made, basis="第17条", asked_on=ON
    )
    return made


def signed(city, petition, official) -> None:
    Petition.objects.filter(pk=petition.pk).update(standing=Standing.NAMED)
    made = Reporter(commission=city.commission, petition=petition, name="赵举报", contact="电话")
    made.official_ref = str(city.people[official].pk)
    made.save()


def kin(city, one, other) -> None:
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people[one],
        relative=city.people[other],
        reason="配偶",
    )


def test_each_of_the_readers_sees_it_where_nothing_stands_against_him(city):
    assert seers(city, asked_back(city)) == {*READERS, "deputy_secretary"}


@pytest.mark.parametrize("turned", [False, True], ids=["declared by him", "declared by the other"])
@pytest.mark.parametrize("role", READERS)
def test_the_kin_of_a_reporter_sees_no_petition_of_his(city, role, turned):
    made = asked_back(city)
    signed(city, made, "nobody")
    assert role in seers(city, made)
    kin(city, *(("nobody", role) if turned else (role, "nobody")))
    assert seers(city, made) == {*READERS, "deputy_secretary"} - {role}


@pytest.mark.parametrize("role", READERS)
def test_the_kin_of_who_is_complained_of_sees_no_petition_about_him(city, role):
    made = asked_back(city, official=city.people["nobody"])
    kin(city, role, "nobody")
    assert seers(city, made) == {*READERS, "deputy_secretary"} - {role}


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("state", [RecusalState.RECUSED, RecusalState.ASKED, RecusalState.LIFTED])
def test_who_keeps_away_from_the_clue_sees_neither_its_petition_nor_what_repeats_it(
    city, role, state
):
    made = asked_back(city)
    again = asked_back(city, first=made)
    Recusal.objects.create(
        commission=city.commission, clue=clue_of(city, "U5", petition=made), official=city.people[role],
        ground="interest", way="demanded", state=state, asked_on=ON,
    )  # fmt: skip
    gone = {role} if state == RecusalState.RECUSED else set()
    for each in (made, again):
        assert seers(city, each) == {*READERS, "deputy_secretary"} - gone


@pytest.mark.parametrize("role", READERS)
def test_a_matter_with_several_reporters_is_closed_to_the_kin_of_each(city, role):
    made = asked_back(city)
    again, third = asked_back(city, first=made), asked_back(city, first=made)
    signed(city, again, "nobody")
    kin(city, role, "nobody")
    for each in (made, again, third):
        assert role not in seers(city, each)


def test_nobody_is_told_of_a_petition_of_his_kin(city):
    made = asked_back(city)
    signed(city, made, "nobody")
    posts = (Post.PETITION_OFFICE, Post.CASE_OFFICE)
    office = {city.people["petitions"].pk, city.people["cases"].pk}
    assert set(recipients.office_of(made, *posts)) == office
    kin(city, "cases", "nobody")
    assert set(recipients.office_of(made, *posts)) == office - {city.people["cases"].pk}


def test_the_kin_of_a_reporter_registers_nothing_of_his_and_enters_no_name(city):
    kin(city, "petitions", "nobody")
    by = city.looker("petitions")
    facts = replace(REPORTER, official_id=city.people["nobody"].pk)
    with pytest.raises(Refused, match="亲属"):
        intake.register(
            commission=city.commission,
            facts=facts_of(city, "U5", standing=Standing.NAMED, reporter=facts),
            by=by,
        )
    with pytest.raises(Refused, match="亲属"):
        reporters.enter(petition=petition_of(city, "U5"), facts=facts, by=by)
    assert not Reporter.objects.exists()


def test_a_repeat_by_a_relative_takes_him_from_the_matter_under_way(city):
    made = petition_of(city, "U5", state="handed_over")
    clue = clue_of(city, "U5", petition=made, group="Z1", state="assigned")
    again = petition_of(city, "U5")
    signed(city, again, "nobody")
    kin(city, "leader", "nobody")
    petitions.link(
        petition=Petition.objects.get(pk=again.pk), first=made, by=city.looker("petitions")
    )
    gone = Recusal.objects.get(clue=clue)
    assert (gone.official, gone.state) == (city.people["leader"], RecusalState.RECUSED)
