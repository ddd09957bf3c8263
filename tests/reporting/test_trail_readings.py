"""What the auditor is shown of looks at casework."""

import pytest

from paizhu.clues.actions import looking
from paizhu.reporting.queries import readings
from tests.clues.factories import clue_of
from tests.organization.city import city, standing_city  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


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
