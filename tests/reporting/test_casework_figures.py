"""The figures of casework: counted by their days and latest words, for everybody what exists for him, each number with its list."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from paizhu.clues.models import (
    Clue,
    ClueState,
    Conclusion,
    Disposition,
    Recusal,
    RecusalState,
    Talk,
    TalkKind,
    Way,
)
from paizhu.organization.models import Placement
from paizhu.reporting import queries
from paizhu.reporting.queries import figures
from paizhu.reporting.tables import figures as tables
from tests.clues.factories import clue_of
from tests.reporting.test_figures_pages import rows_behind

pytestmark = pytest.mark.django_db
YEAR = (date(2015, 1, 1), date(2015, 12, 31))
DAY = date(2015, 6, 1)


def talk_of(city, unit, kind=TalkKind.PETITION_INTERVIEW, people=1, **given):
    return Talk.objects.create(
        commission=city.commission, code=f"T{Talk.objects.count()}", held_on=given.pop("on", DAY),
        kind=kind, unit=city.units[unit], people=people, **given,
    )  # fmt: skip


@pytest.fixture
def filled(city):
    """Clues in Z1's hands about U5 and U2, in Z2's about U4; one of the year before; talks of every kind."""
    clue_of(
        city,
        "U5",
        group="Z1",
        disposition=Disposition.VERIFICATION,
        state=ClueState.FILED,
        filed_on=date(2015, 8, 1),
    )
    clue_of(
        city, "U5", group="Z1", disposition=Disposition.VERIFICATION, conclusion=Conclusion.HELD
    )
    clue_of(city, "U2", group="Z1", disposition=Disposition.HELD)
    clue_of(city, "U2", disposition="")
    clue_of(city, "U4", group="Z2", disposition=Disposition.CONCLUDED)
    clue_of(
        city,
        "U4",
        group="Z2",
        disposition=Disposition.VERIFICATION,
        conclusion=Conclusion.CONCLUDED,
    )
    clue_of(
        city, "U4", group="Z2", received_on=date(2014, 12, 31), disposition=Disposition.VERIFICATION,
        state=ClueState.FILED, filed_on=date(2015, 2, 1),
    )  # fmt: skip
    talk_of(city, "U5", people=3)
    talk_of(city, "U4", people=2)
    talk_of(city, "U4", TalkKind.COLLECTIVE, people=9)
    talk_of(city, "U5", TalkKind.VERIFICATION, people=1)
    return city


def counted(city, role="operator", **narrowed):
    return figures(city.commission, *YEAR, user=city.looker(role), **narrowed).casework


def test_the_command_line_counts_the_whole_commission_by_days_and_latest_words(filled):
    assert counted(filled) == {
        "clues": {
            "received": 6, "assigned": 5, "preliminary_verification": 3, "case_filed": 2, "held": 2,
            "concluded": 2,
        },
        "talks": {
            "total": 3,
            "people": {"信访约谈": 5, "廉政谈话": 0, "提醒谈话": 0, "集体约谈": 9},
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("narrowed", "received", "people"),
    [
        ({"group": "Z1"}, 3, 3),
        ({"group": "Z2"}, 2, 2),
        ({"sector": "政法"}, 2, 2),
        ({"unit": "U5"}, 2, 3),
        ({"group": "Z2", "unit": "U5"}, 0, 0),
    ],
)
def test_they_are_narrowed_to_handling_group_sector_and_unit(filled, narrowed, received, people):
    kinds = {"group": filled.groups, "sector": filled.sectors, "unit": filled.units}
    found = counted(filled, **{name: kinds[name][code] for name, code in narrowed.items()})
    assert found["clues"]["received"] == received
    assert found["talks"]["people"]["信访约谈"] == people


def test_a_talk_belongs_to_the_group_in_charge_on_its_day(filled):
    Placement.objects.filter(unit=filled.units["U5"]).update(until_on=date(2015, 7, 1))
    Placement.objects.create(
        commission=filled.commission, unit=filled.units["U5"], sector=filled.sectors["政法"],
        from_on=date(2015, 7, 1),
    )  # fmt: skip
    assert counted(filled, group=filled.groups["Z1"])["talks"]["people"]["信访约谈"] == 3
    talk_of(filled, "U5", people=4, on=date(2015, 7, 1))
    assert counted(filled, group=filled.groups["Z1"])["talks"]["people"]["信访约谈"] == 3
    assert counted(filled, group=filled.groups["Z2"])["talks"]["people"]["信访约谈"] == 6


@pytest.mark.parametrize(
    ("role", "received"),
    [
        ("secretary", 6),
        ("cases", 6),
        ("leader", 3),
        ("liaison", 3),
        ("leader_two", 2),
        ("member", 0),
    ],
)
def test_everybody_is_told_what_exists_for_him(filled, role, received):
    assert counted(filled, role)["clues"]["received"] == received


@pytest.mark.parametrize("role", ["office", "standing", "resident", "head", "auditor", "petitions"])
def test_for_whom_casework_is_closed_the_section_does_not_exist(filled, role):
    assert "clues" not in counted(filled, role)


def test_who_is_recused_is_told_one_less(filled):
    clue = Clue.objects.filter(unit=filled.units["U5"]).first()
    Recusal.objects.create(
        commission=filled.commission, clue=clue, official=filled.people["leader"], ground="other",
        way=Way.DECLARED, state=RecusalState.RECUSED, asked_on=DAY,
    )  # fmt: skip
    assert counted(filled, "leader")["clues"]["received"] == 2


def test_each_number_leads_to_so_many_records(filled, client):
    user = filled.user("secretary")
    client.force_login(user)
    found = queries.figures_in(queries.Scope(filled.commission, *YEAR, user))
    tiles = tables.casework_tiles(found)
    assert len([tile for tile in tiles if tile.value]) >= 9
    for tile in tiles:
        if not tile.url:
            assert not tile.value
            continue
        if "kind" in parse_qs(urlsplit(tile.url).query):
            assert tile.value in (5, 9)
            assert rows_behind(client, tile.url) == (2 if tile.value == 5 else 1)
        else:
            assert rows_behind(client, tile.url) == tile.value, tile.url


def test_the_page_and_its_workbook_show_the_section_only_where_it_exists(filled, client):
    client.force_login(filled.user("secretary"))
    assert (
        'id="casework"'
        in client.get(reverse("reporting:figures") + "?period=2015").content.decode()
    )
    client.force_login(filled.user("standing"))
    page = client.get(reverse("reporting:figures") + "?period=2015").content.decode()
    assert "信访约谈" not in page
    assert "counted=received" not in page


def test_the_number_of_queries_does_not_grow(filled, django_assert_num_queries):
    with django_assert_num_queries(11):
        counted(filled)
    for _number in range(30):
        clue_of(filled, "U5", group="Z1")
    with django_assert_num_queries(11):
        counted(filled)
