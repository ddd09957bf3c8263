"""People of another group on a matter: offered where an authorisation lends them, proposed and asked for where none does."""

from datetime import timedelta

import pytest

from paizhu.clues.actions import approvals, lending, plans, team
from paizhu.clues.forms.works import JoinForm
from paizhu.clues.models import Approval, Clue, Ground, Recusal
from paizhu.clues.queries import lending as queries
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.models import RecusalGround
from paizhu.oversight.models import JointWork
from tests.clues.casework import AN_HOUR, by, decided, matter
from tests.clues.handling import let_in
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db


def authorised(town, **given) -> JointWork:
    today = clock.today()
    made = JointWork.objects.create(
        commission=town.commission,
        code="JW-1",
        kind="investigation",
        purpose="协作",
        from_on=today - timedelta(days=9),
        until_on=today + timedelta(days=9),
        agreed_by=town.people["secretary"],
        agreed_on=today - timedelta(days=9),
        **given,
    )
    made.groups.set([town.groups["Z1"], town.groups["Z2"]])
    return made


def offered(town, clue) -> dict[str, list[str]]:
    """Return whom the form of the team offers, by the heading under which they stand."""
    choices = JoinForm(user=by(town, "leader"), clue=clue).fields["official"].choices
    return {group: [name for _key, name in people] for group, people in list(choices)[1:]}


def names(town, *roles):
    return [town.people[role].name for role in roles]


def test_the_form_offers_those_lent_with_the_number_of_the_authorisation_and_nobody_else(town):
    clue = matter(town)
    assert list(offered(town, clue)) == [town.groups["Z1"].name]
    authorised(town)
    found = offered(town, clue)
    assert list(found) == [town.groups["Z1"].name, f"{town.groups['Z2'].name} (JW-1)"]
    assert found[f"{town.groups['Z2'].name} (JW-1)"] == names(town, "leader_two", "deputy")
    member = team.join(clue=clue, official=town.people["deputy"], by=by(town, "leader"))
    assert Clue.objects.visible_to(by(town, "deputy")).filter(pk=clue.pk).exists()
    assert member.is_lead


def test_a_conflict_of_somebody_lent_is_computed_as_for_all(town):
    clue = matter(town)
    authorised(town)
    RecusalGround.objects.create(
        commission=town.commission, official=town.people["deputy"], unit=clue.unit, reason="亲属"
    )
    assert f"{town.people['deputy'].name} (must keep away)" in str(offered(town, clue))
    with pytest.raises(Refused, match="must keep away"):
        team.join(clue=clue, official=town.people["deputy"], by=by(town, "leader"))


def test_who_was_lent_works_no_longer_than_the_authorisation_holds(town):
    clue, lent = matter(town), authorised(town)
    for name in ("deputy", "one"):
        team.join(clue=clue, official=town.people[name], by=by(town, "leader"))
    lent.until_on = clock.today() - timedelta(days=1)
    lent.save()
    with pytest.raises(Refused, match="any more"):
        plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))


def stranded(town) -> Clue:
    """Return a matter from which everybody of the group keeps away."""
    clue = matter(town)
    for name in ("one", "two", "member", "leader"):
        Recusal.objects.create(
            commission=town.commission, clue=clue, official=town.people[name], ground=Ground.INTEREST,
            way="declared", state="recused", asked_on=clock.today(),
        )  # fmt: skip
    return clue


def test_where_nobody_of_the_group_is_free_those_lent_are_proposed_else_groups_that_could_lend(
    town,
):
    clue = stranded(town)
    hands = queries.hands_for(clue, clock.today())
    assert (hands.free, hands.free_of_lent) == ([], [])
    assert [each.group.code for each in hands.could] == ["Z2"]
    authorised(town)
    hands = queries.hands_for(clue, clock.today())
    assert hands.free_of_lent == [town.people["leader_two"], town.people["deputy"]]
    assert hands.could == ()


def ask(town, clue, role, group="Z2"):
    given = {"clue": clue, "group": town.groups[group], "text": "本组人员均须回避。"}
    return lending.ask(**given, by=by(town, role))


def test_who_works_on_it_or_the_case_office_asks(town):
    clue = matter(town)
    assert let_in(town, lambda role: ask(town, clue, role), ROLES) == {"leader", "cases"}


def test_the_office_learns_which_groups_and_nothing_of_the_matter(town):
    clue = stranded(town)
    ask(town, clue, "cases")
    decided(town, clue)
    told = Notice.objects.get(kind="clues.joint_work_agreed")
    assert told.recipient == town.people["office"]
    assert told.number == f"{town.groups['Z1'].name}、{town.groups['Z2'].name}"
    assert (told.about_label, told.about_id) == (
        "organization.compositegroup",
        town.groups["Z2"].pk,
    )
    assert clue.code not in f"{told.number}{told.url}"
    assert str(clue.pk) not in told.url.partition("?")[0]


def test_a_returned_request_tells_the_office_nothing(town):
    clue = stranded(town)
    asked = ask(town, clue, "cases")
    approvals.decide(approval=asked, approve=False, text="不同意", by=by(town, "secretary"))
    assert Approval.objects.get(pk=asked.pk).state == "returned"
    assert not Notice.objects.filter(kind="clues.joint_work_agreed").exists()


def test_neither_the_own_group_nor_one_that_lends_already_nor_one_without_anybody_free(town):
    clue = matter(town)
    with pytest.raises(Refused, match="itself"):
        ask(town, clue, "cases", "Z1")
    for role in ("leader_two", "deputy"):
        RecusalGround.objects.create(
            commission=town.commission, official=town.people[role], unit=clue.unit, reason="亲属"
        )
    with pytest.raises(Refused, match="is free"):
        ask(town, clue, "cases")
    authorised(town)
    with pytest.raises(Refused, match="already"):
        ask(town, clue, "cases")
