"""Assigning: who may, to whom never, who leads where the leader must keep away, and how it is taken back."""

from datetime import timedelta

import pytest

from paizhu.clues.actions import assigning, custody
from paizhu.clues.models import Clue, ClueState, Handover, Recusal, RecusalState, TeamMember
from paizhu.clues.queries.assigning import candidates
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.models import Post, RecusalGround
from paizhu.oversight.models import JointKind, JointWork
from tests.clues.factories import ON, clue_of, petition_of
from tests.clues.handling import SAID, TODAY, assigned, disposed, fresh, in_hand, let_in, registered
from tests.organization.factories import PostingFactory

pytestmark = pytest.mark.django_db


def joint(city, *units):
    work = JointWork.objects.create(
        commission=city.commission, code="LH-1", kind=JointKind.INVESTIGATION, purpose="协作", from_on=ON,
        until_on=TODAY + timedelta(days=365), agreed_by=city.people["secretary"], agreed_on=ON,
    )  # fmt: skip
    work.groups.set(city.groups.values())
    work.units.set(city.units[unit] for unit in units)
    return work


def test_only_the_case_office_assigns(city):
    clue = registered(city)
    assert let_in(
        city,
        lambda role: assigning.assign(clue=clue, group=city.groups["Z1"], by=city.looker(role)),
    ) == {"cases"}


@pytest.mark.parametrize(
    "state", [state for state in ClueState.values if state != ClueState.REGISTERED]
)
def test_only_what_is_registered_is_assigned(city, state):
    clue = clue_of(city, "U5", state=state, group="Z1")
    with pytest.raises(Refused):
        assigning.assign(clue=clue, group=city.groups["Z1"], by=city.looker("cases"))


def test_an_assigned_clue_has_its_group_its_keeper_and_a_handover_that_waits_for_his_signature(
    city,
):
    clue = fresh(assigned(city))
    assert (clue.state, clue.group, clue.keeper) == (
        ClueState.ASSIGNED,
        city.groups["Z1"],
        city.people["leader"],
    )
    waiting = Handover.objects.get(clue=clue, signed_at=None)
    assert (waiting.from_official, waiting.to_official) == (
        city.people["cases"],
        city.people["leader"],
    )
    assert list(Notice.objects.values_list("recipient", flat=True)) == [city.people["leader"].pk]


def test_a_group_in_which_everybody_must_keep_away_is_refused(city):
    with pytest.raises(Refused, match="均须回避"):
        assigned(city, "U1", "Z1")
    assert Clue.objects.get().state == ClueState.REGISTERED


def test_the_resident_leader_of_the_accused_unit_never_handles_it_and_the_deputy_leads(city):
    PostingFactory(
        official=city.people["nobody"], post=Post.DEPUTY, place=city.groups["Z1"], from_on=ON
    )
    clue = fresh(assigned(city, "U1", "Z1"))
    assert clue.keeper == city.people["nobody"]
    assert set(Recusal.objects.filter(state=RecusalState.RECUSED).values_list("official__code", flat=True)) == {
        city.people["leader"].code, city.people["member"].code,
    }  # fmt: skip
    assert not Clue.objects.visible_to(city.looker("leader")).exists()
    with pytest.raises(Refused, match="须回避"):
        assigning.name_keeper(clue=clue, keeper=city.people["leader"], by=city.looker("cases"))


def test_a_group_that_does_not_supervise_the_unit_needs_an_authorisation_of_joint_work(city):
    with pytest.raises(Refused, match="联合"):
        assigned(city, "U5", "Z2")
    joint(city, "U5")
    assert fresh(assigned(city, "U5", "Z2")).group == city.groups["Z2"]


def test_an_authorisation_for_another_unit_does_not_help(city):
    joint(city, "U1")
    with pytest.raises(Refused):
        assigned(city, "U5", "Z2")


def test_a_keeper_is_of_the_group_and_free(city):
    with pytest.raises(Refused):
        assigned(city, keeper="deputy")
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["member"],
        unit=city.units["U5"],
        reason="亲属",
    )
    with pytest.raises(Refused, match="须回避"):
        assigned(city, keeper="member")


def test_the_form_names_for_each_group_who_may_not_touch_it(city):
    joint(city)
    found = {each.group.code: each for each in candidates(clue_of(city, "U1"), TODAY)}
    assert not found["Z2"].refusal
    assert found["Z1"].refusal
    assert all(
        person.grounds[0].is_mandatory and person.grounds[0].basis for person in found["Z1"].people
    )


def test_what_is_withdrawn_leaves_no_trace_of_the_group_but_the_work_and_its_people_do_not_get_it_again(
    city,
):
    clue = disposed(city)
    TeamMember.objects.create(
        commission=city.commission, clue=clue, official=city.people["member"], joined_on=TODAY
    )
    assigning.withdraw(clue=clue, text=SAID, by=city.looker("cases"))
    clue = fresh(clue)
    assert (clue.state, clue.group, clue.keeper, clue.disposition) == (
        ClueState.REGISTERED,
        None,
        None,
        "",
    )
    assert not Clue.objects.visible_to(city.looker("leader")).exists()
    with pytest.raises(Refused, match="签收"):
        assigning.assign(clue=clue, group=city.groups["Z1"], by=city.looker("cases"))
    custody.sign(
        handover=Handover.objects.get(signed_at=None, ended_at=None), by=city.looker("cases")
    )
    assigning.assign(clue=clue, group=city.groups["Z1"], by=city.looker("cases"))
    with pytest.raises(Refused, match="须回避"):
        assigning.name_keeper(clue=clue, keeper=city.people["member"], by=city.looker("leader"))


def test_only_the_case_office_withdraws_and_says_why(city):
    clue = in_hand(city)
    assert let_in(
        city, lambda role: assigning.withdraw(clue=clue, text=SAID, by=city.looker(role))
    ) == {"cases"}
    with pytest.raises(Refused):
        assigning.withdraw(clue=clue, text=" ", by=city.looker("cases"))


def test_a_second_assignment_from_a_stale_page_is_refused(city):
    clue = registered(city)
    assigning.assign(
        clue=clue, group=city.groups["Z1"], seen_revision=clue.revision, by=city.looker("cases")
    )
    with pytest.raises(Refused):
        assigning.assign(
            clue=clue, group=city.groups["Z1"], seen_revision=clue.revision, by=city.looker("cases")
        )


def test_a_clue_from_a_petition_is_registered_once_and_after_it_was_handed_over(city):
    open_one = petition_of(city, "U5")
    with pytest.raises(Refused):
        registered(city, petition=open_one)
    ready = petition_of(city, "U5", state="handed_over")
    clue = registered(city, petition=ready)
    assert clue.code.startswith("XS-")
    assert Handover.objects.get(clue=clue).to_official == city.people["cases"]
    with pytest.raises(Refused):
        registered(city, petition=ready)
