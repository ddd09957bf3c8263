"""Every list × every role: its rows, its count and its export are one and the same, and all of it visible."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

import openpyxl
import pytest
from django.urls import reverse

import paizhu
from paizhu.oversight.models import Activity
from paizhu.web import choices
from paizhu.web.lists import ListPage
from tests.access.pages import PAGES
from tests.access.world import ROLES

pytestmark = pytest.mark.django_db
LISTS = {
    "clues.clues": "clues:clues",
    "clues.dossiers": "clues:dossiers",
    "clues.talks": "clues:talks",
    "access.accounts": "access:accounts",
    "clues.petitions": "clues:petitions",
    "clues.petition_answers": "clues:petition_answers",
    "clues.petition_results": "clues:petition_results",
    "exchange.imports": "exchange:imports",
    "organization.units": "organization:units",
    "organization.sectors": "organization:sectors",
    "organization.groups": "organization:groups",
    "organization.resident_groups": "organization:resident_groups",
    "organization.officials": "organization:officials",
    "organization.handovers": "organization:posting_handovers",
    "oversight.activities": "oversight:activities",
    "oversight.opinions": "oversight:opinions",
    "oversight.notices": "oversight:notices",
    "oversight.joint_work": "oversight:joint_works",
    "oversight.own_notices": "oversight:notices_own",
    "planning.plans": "planning:plans",
    "planning.work_rules": "planning:work_rules",
    "planning.convenings": "planning:convenings",
    "rectification.rectifications": "rectification:rectifications",
    "surveys.surveys": "surveys:surveys",
    "notices.inbox": "notices:inbox",
    "notices.sendings": "notices:sendings",
    "jobs.runs": "jobs:runs",
    "reporting.parts": "reporting:parts",
    "reporting.trail": "reporting:trail",
    "rulebook.own": "rulebook:own",
}
"""List → the address at which it stands."""
ONES_OWN = {"notices.inbox", "oversight.own_notices"}
"""Lists of what is the reader's own; the samples are others'."""
PERIOD = {"reporting.parts": {"from": "2015-01-01", "to": "2015-12-31"}}

BY_NAME_ONLY = {"clues.dossiers"}
"""Lists of people whose name and code alone are shown, to who may ask for their dossier: each look has a test of its own."""


def declared() -> dict[str, ListPage]:
    """Return every list that a room declares in its tables."""
    return {page.name: page for module in tables() for page in vars(module).values()
            if isinstance(page, ListPage)}  # fmt: skip


def tables() -> Iterator:
    for room in Path(paizhu.__path__[0]).iterdir():
        if not (room / "tables").is_dir() and not (room / "tables.py").is_file():
            continue
        package = import_module(f"paizhu.{room.name}.tables")
        yield package
        for found in walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
            yield import_module(found.name)


def test_every_list_stands_in_the_table():
    assert set(declared()) == set(LISTS)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_rows_count_and_export_agree_and_are_visible_to_the_reader(same_world, name):
    page, address = declared()[name], reverse(LISTS[name])
    shown = 0
    for role in readers(name):
        client, user = same_world.clients[role], same_world.reader(role)
        client.get(address, {"size": "100"})  # remembered for the reader
        answer = client.get(address, PERIOD.get(name, {}))
        if answer.status_code == 302:
            continue  # led on to a list of his own
        listing = answer.context["listing"]
        rows = list(listing.turn.records)
        assert len(list(listing.rows)) == len(rows), role
        assert name in BY_NAME_ONLY or all_visible(rows, user), role
        assert len(rows) == page.queryset(user).count(), role
        assert listing.count.number == len(rows), role
        assert exported(client, address, PERIOD.get(name, {})) == len(rows), role
        shown += len(rows)
    assert shown or name in ONES_OWN, "nobody saw a row: the samples do not reach this list"


def all_visible(rows: list, user) -> bool:
    """Tell whether the reader may know of every row, by the row's own rule or that of its activity."""
    if not rows:
        return True
    model, keys = type(rows[0]), {row.pk for row in rows}
    if not hasattr(model.objects, "visible_to"):
        model, keys = Activity, {row.activity_id for row in rows}
    return model.objects.visible_to(user).filter(pk__in=keys).count() == len(keys)


def readers(name: str) -> list[str]:
    """Return the roles to whom the list is open."""
    return [r for r in ROLES if any(r in roles for roles in PAGES[LISTS[name]].open_to)]


def exported(client, address: str, given: dict) -> int:
    """Return how many rows the exported workbook holds."""
    answer = client.get(address, {**given, "export": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return book.worksheets[0].max_row - 1


def test_what_a_field_offers_to_choose_is_what_its_reader_may_know(same_world):
    """Of every kind of record that a room offers, by the field's own address and by its declaration."""
    kinds = choices._offers
    assert kinds
    for kind, offer in kinds.items():
        for role in ROLES:
            if role in ("anonymous", "locked"):
                continue
            user = same_world.reader(role)
            offered = set(offer.records(user).values_list("pk", flat=True))
            model = offer.records(user).model
            known = model.objects.visible_to(user).filter(pk__in=offered)
            assert set(known.values_list("pk", flat=True)) == offered, (kind, role)
            address = reverse("web:choices", args=[kind])
            told = same_world.clients[role].get(address, {"q": "foreign"}).content.decode()
            if not role.startswith("foreign"):
                assert "data-key" not in told, (kind, role)
