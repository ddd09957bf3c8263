"""What became of a filed case: tried by others, decided, announced, in the dossier; entered by the case office."""

from datetime import timedelta

import pytest
from django.test import Client

from paizhu.clues.actions import trying
from paizhu.clues.models import Approval, Clue, ClueState, TeamMember, Trial
from paizhu.clues.queries import archive, dossier
from paizhu.clues.queries import trying as queries
from paizhu.clues.queries.clocks import clocks_of
from paizhu.clues.queries.counting import count_clues
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from tests.clues.casework import RECEIVED, by
from tests.clues.factories import clue_of
from tests.clues.handling import let_in
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
FILED = RECEIVED + timedelta(days=60)


def case(town, **given) -> Clue:
    """Return a filed case which `one` has looked into and the secretary decided about."""
    clue = clue_of(
        town, "U5", group="Z1", state=ClueState.FILED, received_on=RECEIVED, filed_on=FILED,
        disposition="preliminary_verification", official=town.people["nobody"], **given,
    )  # fmt: skip
    TeamMember.objects.create(
        commission=town.commission, clue=clue, official=town.people["one"], joined_on=RECEIVED
    )
    Approval.objects.create(
        commission=town.commission, clue=clue, step="case_filing", category="other", level="liaison",
        basis="规则", asked_on=RECEIVED, state="approved", decided_on=FILED,
        decided_by=town.people["secretary"],
    )  # fmt: skip
    return clue


def tried(town, clue, role="cases", people=("standing", "petitions"), on=FILED):
    judges = [town.people[name] for name in people]
    return trying.accept(clue=clue, on=on, people=judges, by=by(town, role))


def outcome(town, clue, item, role="cases", on=FILED):
    given = {"on": on, "outcome": "warning", "text": "给予警告处分。"}
    return trying.decide(clue=clue, item=item, **given, by=by(town, role))


def announced(town, clue, item, role="cases"):
    return trying.announce(clue=clue, item=item, on=clock.today(), by=by(town, role))


def test_each_step_is_the_case_offices_alone(town):
    clue = case(town)
    assert let_in(town, lambda role: tried(town, clue, role), (*ROLES, "one")) == {"cases"}
    item = tried(town, clue)
    assert let_in(town, lambda role: outcome(town, clue, item, role), ROLES) == {"cases"}
    item = outcome(town, clue, item)
    assert let_in(town, lambda role: announced(town, clue, item, role), ROLES) == {"cases"}


@pytest.mark.parametrize("state", set(ClueState) - {ClueState.FILED})
def test_only_a_filed_case_is_tried(town, state):
    clue = case(town)
    Clue.objects.filter(pk=clue.pk).update(state=state)
    with pytest.raises(Refused):
        tried(town, clue)


@pytest.mark.parametrize("who", ["one", "secretary"])
def test_who_looked_into_it_or_decided_about_it_never_tries_it(town, who):
    with pytest.raises(Refused, match="had a part"):
        tried(town, case(town), people=(who, "standing"))
    assert town.people[who] not in queries.could_try(case(town), clock.today())


def test_a_case_is_tried_by_two_at_least_and_once_at_a_time(town):
    clue = case(town)
    with pytest.raises(Refused, match="at least 2"):
        tried(town, clue, people=("standing", "standing"))
    tried(town, clue)
    with pytest.raises(Refused, match="already"):
        tried(town, clue)


def test_no_step_before_the_one_that_it_follows_and_none_twice(town):
    clue = case(town)
    with pytest.raises(Refused, match="comes first"):
        tried(town, clue, on=FILED - timedelta(days=1))
    item = tried(town, clue)
    with pytest.raises(Refused, match="Nothing is decided"):
        announced(town, clue, item)
    with pytest.raises(Refused, match="comes first"):
        outcome(town, clue, item, on=FILED - timedelta(days=1))
    item = outcome(town, clue, item)
    with pytest.raises(Refused, match="entered already"):
        outcome(town, clue, item)
    item = announced(town, clue, item)
    with pytest.raises(Refused, match="entered already"):
        announced(town, clue, item)


def keys(clue) -> set[str]:
    found = {each.key for each in clocks_of(Clue.objects.get(pk=clue.pk), clock.today())}
    return found & {"trial", "sanction_announcement"}


def test_the_months_of_the_trial_and_of_the_announcement_run_one_after_the_other(town):
    clue = case(town)
    assert keys(clue) == set()
    item = tried(town, clue)
    assert keys(clue) == {"trial"}
    item = outcome(town, clue, item)
    assert keys(clue) == {"sanction_announcement"}
    announced(town, clue, item)
    assert keys(clue) == set()


def test_it_stands_in_the_dossier_and_on_the_page_and_changes_no_figure(town):
    clue = case(town)
    before = count_clues(Clue.objects.of(town.commission), RECEIVED, clock.today())
    outcome(town, clue, tried(town, clue))
    assert count_clues(Clue.objects.of(town.commission), RECEIVED, clock.today()) == before
    parts = dossier.parts_of(town.people["nobody"], by(town, "cases"), clock.today())
    entries = {str(entry.title): entry.text for part in parts for entry in part.entries}
    assert entries[f"Outcome of the case {clue.code}"] == "Warning"
    client = Client()
    client.force_login(town.user("cases"))
    assert "给予警告处分。" in client.get(clue.get_absolute_url()).content.decode()


def test_a_case_on_trial_is_not_archived_before_its_outcome(town):
    clue = case(town)
    line = "outcome of the trial, decided and announced"
    assert line not in {str(each.label) for each in archive.checklist(clue)}
    item = tried(town, clue)
    missing = {str(each.label) for each in archive.checklist(clue) if not each.is_there}
    assert line in missing
    announced(town, clue, outcome(town, clue, item))
    missing = {str(each.label) for each in archive.checklist(clue) if not each.is_there}
    assert line not in missing
    assert Trial.objects.count() == 1
