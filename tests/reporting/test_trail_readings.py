"""What the auditor is shown of looks at casework."""

import pytest

from paizhu.clues.actions import dossier, looking, reporters
from paizhu.clues.models import Clue, Talk, TeamMember
from paizhu.clues.states.facts import Look
from paizhu.kernel.acts import act
from paizhu.reporting.queries import readings
from paizhu.trail import actions as trail
from tests.clues.factories import ON, clue_of, named
from tests.clues.handling import registered
from tests.organization.city import city, standing_city  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@act
def assign(*, clue: Clue, group: str, by) -> None:
    trail.record("clues.assigned", clue, by=by, group=group)


def looks(city, role: str, clues) -> None:  # noqa: F811
    for clue in clues:
        looking.view(record=clue, by=city.user(role))


def found(city) -> dict[str, readings.Reader]:  # noqa: F811
    return {each.name.split(" ")[0]: each for each in readings.readers(city.user("auditor"), 30)}


def test_many_different_records_within_an_hour_are_marked_and_the_same_one_again_is_not(city):  # noqa: F811
    clues = [clue_of(city, "U5", group="Z1") for _each in range(readings.MANY)]
    looks(city, "cases", clues)
    looks(city, "secretary", clues[:1] * (readings.MANY + 5))
    seen = found(city)
    assert seen["cases"].is_many
    assert seen["cases"].busiest == readings.MANY
    assert (seen["secretary"].looks, seen["secretary"].busiest) == (readings.MANY + 5, 1)
    assert not seen["secretary"].is_unusual


def test_a_matter_of_another_group_is_marked_for_who_does_not_read_all(city):  # noqa: F811
    own, other = clue_of(city, "U5", group="Z1"), clue_of(city, "U4", group="Z2")
    looks(city, "leader", [own, other])
    looks(city, "cases", [own, other])
    seen = found(city)
    assert seen["leader"].outside == (other.code,)
    assert not seen["cases"].outside


def test_a_talk_of_another_groups_matter_is_marked_like_the_matter(city):  # noqa: F811
    talk = Talk.objects.create(
        commission=city.commission, code="TH-1", unit=city.units["U4"], people=1, kind="verification",
        held_on=ON, clue=clue_of(city, "U4", group="Z2"),
    )  # fmt: skip
    looks(city, "leader", [talk])
    assert found(city)["leader"].outside == ("TH-1",)


def test_who_was_lent_and_works_on_the_matter_is_not_marked(city):  # noqa: F811
    clue = clue_of(city, "U4", group="Z2")
    TeamMember.objects.create(
        commission=city.commission, clue=clue, official=city.people["leader"], joined_on=ON
    )
    looks(city, "leader", [clue])
    assert not found(city)["leader"].outside


def test_the_group_that_had_it_at_the_time_of_the_look_counts_not_todays(city):  # noqa: F811
    clue = registered(city)
    for group in ("Z1", "Z2"):
        Clue.objects.filter(pk=clue.pk).update(group=city.groups[group], assigned_on=ON)
        assign(clue=clue, group=group, by=city.user("cases"))
        looks(city, "leader", [clue])
    assert found(city)["leader"].outside == (clue.code,)
    early = clue_of(city, "U5", group="Z2")
    assign(clue=early, group="Z1", by=city.user("cases"))
    looks(city, "leader", [early])
    assert found(city)["leader"].outside == (clue.code,)


def test_dossiers_and_who_reported_count_as_records_opened(city):  # noqa: F811
    made, by = named(city, "U5"), city.user("petitions")
    reporters.open_reporter(petition=made, reason=Look.VERIFY, by=by)
    for role in ("head", "team"):
        dossier.look(official=city.people[role], reason="研判", by=city.user("cases"))
    seen = found(city)
    assert (seen["petitions"].records, seen["cases"].records) == (1, 2)


def test_nobody_but_the_auditor_is_shown_anything(city):  # noqa: F811
    looks(city, "cases", [clue_of(city, "U5")])
    for role in ("cases", "secretary", "office", "system_admin", "security_admin"):
        assert not readings.readers(city.user(role), 30)


def test_the_page_names_numbers_and_never_content(city, client):  # noqa: F811
    looks(city, "leader", [clue_of(city, "U4", group="Z2", person_name="不得出现")])
    client.force_login(city.user("auditor"))
    page = client.get("/trail/readings/?days=7").content.decode()
    assert "leader" in page
    assert "不得出现" not in page
