"""First pages of casework: what waits for whom, with its limit, and for nobody else; numbers only, never what it is about."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.clues.models import (
    Approval,
    ClueState,
    Disposition,
    Handover,
    PetitionState,
    Recusal,
    RecusalState,
    Report,
    TeamMember,
    Way,
)
from paizhu.kernel import clock
from paizhu.reporting.queries import home
from paizhu.rulebook.queries import Approver, PersonCategory
from tests.clues.factories import ON, clue_of, petition_of
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
TODAY = date(2015, 6, 20)


def waiting(city, role):
    """Return (kind, number) of what waits for a role in casework."""
    found = home.waiting_for(city.looker(role), TODAY)
    kinds = {"decisions", "clues", "papers", "signatures", "petitions"}
    return {(line.kind.key, line.number) for line in found.lines if line.kind.key in kinds}


def waits_for(city, number):
    """Return the roles for which something of a number waits."""
    return {r for r in ROLES if any(line[1] == number for line in waiting(city, r))}


def test_what_is_to_be_assigned_waits_for_the_case_office(city):
    assert waits_for(city, clue_of(city, "U5").code) == {"cases"}


def test_what_is_assigned_waits_for_who_leads_the_group_with_its_limit(city):
    clue = clue_of(city, "U5", group="Z1", state=ClueState.ASSIGNED)
    assert waits_for(city, clue.code) == {"leader"}
    (line,) = [
        each
        for each in home.waiting_for(city.looker("leader"), TODAY).lines
        if each.number == clue.code
    ]
    assert line.basis
    assert line.due_on
    assert "收受" not in f"{line.what}{line.text}{line.who}"


@pytest.mark.parametrize("unit", ["U1"])
def test_about_the_own_unit_nothing_waits(city, unit):
    assert waits_for(city, clue_of(city, unit, group="Z1", state=ClueState.ASSIGNED).code) == set()


def test_work_waits_for_the_team_and_its_leader_until_recused(city):
    clue = clue_of(
        city, "U5", group="Z1", state=ClueState.VERIFYING, disposition=Disposition.VERIFICATION
    )
    given = {"commission": city.commission, "clue": clue}
    TeamMember.objects.create(**given, official=city.people["member"], joined_on=ON)
    assert waits_for(city, clue.code) == {"leader", "member"}
    Report.objects.create(**given, is_verification=True, proposal="concluded", written_on=ON)
    assert ("signatures", clue.code) in waiting(city, "member")
    Recusal.objects.create(
        **given, official=city.people["member"], ground="other", way=Way.DECLARED,
        state=RecusalState.RECUSED, asked_on=ON,
    )  # fmt: skip
    assert waits_for(city, clue.code) == {"leader"}


@pytest.mark.parametrize(
    ("level", "roles"),
    [
        (Approver.GROUP_LEADER, {"leader", "liaison", "deputy_secretary", "secretary"}),
        (Approver.LIAISON, {"liaison", "deputy_secretary", "secretary"}),
        (Approver.COMMISSION_DEPUTY, {"deputy_secretary", "secretary"}),
        (Approver.STANDING_COMMITTEE, {"secretary"}),
        (Approver.SUPERIOR_ORGAN, {"cases"}),
    ],
)
def test_a_question_waits_for_its_level_and_those_above(city, level, roles):
    clue = clue_of(city, "U5", group="Z1", state=ClueState.PROPOSED)
    Approval.objects.create(
        commission=city.commission, clue=clue, step="clue_disposition", category=PersonCategory.OTHER,
        level=level, basis="规则", asked_on=ON, asked_by=city.people["member"],
    )  # fmt: skip
    assert waits_for(city, clue.code) == roles


def test_papers_wait_for_who_is_to_sign(city):
    clue = clue_of(city, "U5", group="Z1", state=ClueState.PROPOSED)
    Handover.objects.create(
        commission=city.commission,
        clue=clue,
        to_official=city.people["leader"],
        given_at=clock.now(),
    )
    assert waiting(city, "leader") == {("papers", clue.code)}


def test_petitions_wait_for_the_offices(city):
    registered = petition_of(city, "U5")
    handed = petition_of(city, "U5", state=PetitionState.HANDED_OVER)
    assert waits_for(city, registered.code) == {"petitions"}
    assert waits_for(city, handed.code) == {"cases"}


@pytest.mark.parametrize("role", ["petitions", "cases", "secretary", "leader"])
def test_the_page_shows_the_desk(city, client, role):
    clue_of(city, "U5", group="Z1", state=ClueState.ASSIGNED)
    client.force_login(city.user(role))
    page = client.get(reverse("reporting:home")).content.decode()
    assert 'id="waiting-title"' in page or role == "secretary"
    assert ("counted" in page or "承办中线索" in page) == (role != "petitions")


def test_the_number_of_queries_does_not_grow(city, django_assert_num_queries):
    def look():
        return len(home.waiting_for(city.looker("cases"), TODAY).lines)

    def fill():
        clue = clue_of(city, "U5", group="Z1", state=ClueState.PROPOSED)
        clue_of(city, "U4")
        petition_of(city, "U5", state=PetitionState.HANDED_OVER)
        Approval.objects.create(
            commission=city.commission, clue=clue, step="clue_disposition", category=PersonCategory.OTHER,
            level=Approver.SUPERIOR_ORGAN, basis="规则", asked_on=ON,
        )  # fmt: skip

    fill()
    with CaptureQueriesContext(connection) as first:
        assert look() == 3
    for _number in range(5):
        fill()
    with django_assert_num_queries(len(first)):
        assert look() == 18
