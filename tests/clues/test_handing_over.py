"""When a posting ends, what its holder kept or worked on is somebody else's in the same act, unseen by who ends it; what is nobody's is told."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from paizhu.access import queries as access
from paizhu.clues.actions import answers, petitions
from paizhu.clues.models import Approval, Clue, Petition, TeamMember
from paizhu.clues.tables import CLUES
from paizhu.kernel import clock
from paizhu.notices.models import Notice
from paizhu.organization.actions import handing_over
from paizhu.organization.actions import people as organization
from paizhu.organization.models import Post, Posting, RecusalGround
from paizhu.organization.queries import open_matters
from tests.clues.casework import by, matter
from tests.clues.factories import ON, petition_of
from tests.clues.test_lending import authorised
from tests.organization.city import City

pytestmark = pytest.mark.django_db


def tie(town: City, *roles: str) -> None:
    """Let a ground keep people away from all that is about U5."""
    for role in roles:
        RecusalGround.objects.create(
            commission=town.commission,
            official=town.people[role],
            unit=town.units["U5"],
            reason="关联",
        )


def kept(town: City, keeper: str = "two", **given) -> Clue:
    """Return a matter that somebody keeps and on whose team he is."""
    clue = matter(town, keeper=town.people[keeper], **given)
    on_team(town, clue, keeper)
    return clue


def on_team(town: City, clue: Clue, role: str) -> None:
    TeamMember.objects.create(
        commission=town.commission, clue=clue, official=town.people[role], joined_on=ON
    )


def leave(town: City, role: str = "two", post: Post = Post.MEMBER, **given) -> None:
    posting = Posting.objects.get(official=town.people[role], post=post)
    organization.end_posting(
        posting=posting, until_on=clock.today(), by=by(town, "office"), **given
    )


def now(clue: Clue) -> tuple:
    """Return who keeps the clue, and who is on its team."""
    members = TeamMember.objects.filter(clue=clue, left_on__isnull=True)
    return Clue.objects.get(pk=clue.pk).keeper, {member.official for member in members}


def test_it_goes_over_in_the_same_act_and_who_ends_the_posting_learns_nothing(town):
    clue = kept(town)
    posting = Posting.objects.get(official=town.people["two"], post=Post.MEMBER)
    assert open_matters.open_matters(posting, by(town, "office")) == []
    leave(town)
    assert now(clue) == (town.people["leader"], {town.people["leader"]})
    assert not Notice.objects.filter(recipient=town.people["office"]).exists()
    told = Notice.objects.get(kind="clues.joined")
    assert (told.recipient, told.number) == (town.people["leader"], clue.code)


def test_the_one_named_gets_it_unless_a_ground_keeps_him_away(town):
    clue, named = kept(town), {"successor": town.people["one"]}
    with translation.override("en"):
        leave(town, **named)
    assert now(clue)[0] == town.people["one"]


def test_nobody_who_has_a_ground_or_has_decided_gets_it(town):
    clue = kept(town)
    tie(town, "leader")
    Approval.objects.create(
        commission=town.commission, clue=clue, step="inquiry", category="other", level="group_leader",
        basis="规则", asked_on=ON, state="approved", decided_on=ON, decided_by=town.people["member"],
    )  # fmt: skip
    leave(town, successor=town.people["leader"])
    assert now(clue)[0] == town.people["one"]


def test_who_has_decided_keeps_what_nobody_else_can_and_never_works_on_it(town):
    clue = kept(town)
    tie(town, "member", "one")
    Approval.objects.create(
        commission=town.commission, clue=clue, step="inquiry", category="other", level="group_leader",
        basis="规则", asked_on=ON, state="approved", decided_on=ON, decided_by=town.people["leader"],
    )  # fmt: skip
    leave(town)
    assert now(clue) == (town.people["leader"], set())


def test_where_nobody_may_take_over_the_case_office_is_told_and_finds_it_in_its_list(town):
    clue = kept(town)
    tie(town, "leader", "member", "one")
    leave(town)
    assert now(clue) == (None, set())
    told = Notice.objects.get(kind="clues.stranded")
    assert (told.recipient, told.number) == (town.people["cases"], clue.code)
    client = Client()
    client.force_login(town.user("cases"))
    page = client.get(reverse("clues:clues"), {"due": "unkept"})
    assert clue.code in page.content.decode()
    assert CLUES.title


def test_where_the_case_office_must_not_know_of_it_who_decides_for_the_commission_is_told(town):
    kept(town)
    tie(town, "leader", "member", "one", "cases")
    leave(town)
    told = Notice.objects.filter(kind="clues.stranded").values_list("recipient", flat=True)
    assert set(told) == {town.people["secretary"].pk, town.people["deputy_secretary"].pk}


def test_a_posting_that_ends_later_passes_on_when_its_day_has_come(town):
    clue = kept(town)
    posting = Posting.objects.get(official=town.people["two"], post=Post.MEMBER)
    Posting.objects.filter(pk=posting.pk).update(until_on=clock.today(), handed_over_on=None)
    machine = access.machine(town.commission)
    handing_over.settle(key=posting.pk, commission=town.commission, by=machine)
    assert now(clue)[0] == town.people["leader"]


def test_who_was_lent_leaves_the_other_groups_matter_when_his_own_posting_ends(town):
    authorised(town)
    clue = matter(town, keeper=town.people["one"])
    on_team(town, clue, "deputy")
    leave(town, "deputy", Post.DEPUTY)
    assert town.people["deputy"] not in now(clue)[1]
    assert now(clue)[0] == town.people["one"]


def handed(town: City) -> Petition:
    made = petition_of(town, "U5", state="accepted")
    return petitions.hand_over(petition=made, by=by(town, "petitions"))


def nobodys() -> set:
    return set(
        Notice.objects.filter(kind="clues.petition_nobodys").values_list(
            "recipient__code", "number"
        )
    )


def test_where_no_case_officer_may_see_a_petition_who_leads_is_told_its_number_alone(town):
    handed(town)
    assert not nobodys()
    tie(town, "cases")
    made = handed(town)
    leads = {town.people[role].code for role in ("secretary", "deputy_secretary")}
    assert nobodys() == {(code, made.code) for code in leads}
    seen = Notice.objects.visible_to(town.user("secretary")).get(kind="clues.petition_nobodys")
    assert str(made.pk) not in seen.url
    assert not Petition.objects.visible_to(by(town, "secretary")).exists()


def test_who_leads_and_must_keep_away_himself_is_told_nothing(town):
    tie(town, "cases", "secretary")
    made = handed(town)
    assert nobodys() == {(town.people["deputy_secretary"].code, made.code)}


def test_a_petition_that_becomes_nobodys_on_its_way_is_found_by_the_daily_round_once(town):
    made = handed(town)
    tie(town, "cases")
    for _time in range(2):
        answers.remind(commission=town.commission, by=access.machine(town.commission))
    assert {number for _code, number in nobodys()} == {made.code}
    assert Notice.objects.filter(kind="clues.petition_nobodys").count() == 2
