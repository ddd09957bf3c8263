"""The three lists: every agreed filter, the search, the columns, and a number of queries that does not grow."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.oversight.factories import (
    CHINA,
    activity_draft,
    notice_draft,
    save_activity,
    save_notice,
    save_opinion,
)

pytestmark = pytest.mark.django_db


def client(city, role="office"):
    made = Client()
    made.force_login(city.user(role))
    return made


def listed(city, name, query="", role="office"):
    """Return the codes or titles that the list shows."""
    answer = client(city, role).get(f"{reverse(f'oversight:{name}')}?{query}")
    assert answer.status_code == 200
    return {record.code for record in answer.context["listing"].turn.records}


@pytest.fixture
def activities(city):
    """Four activities that differ in everything there is a filter for."""
    group = {"group_id": city.groups["Z1"].pk}
    save_activity(
        city, "U1", "leader", code="A", on=date(2015, 5, 1), method="talk", subjects=1, **group
    )
    save_activity(
        city,
        "U2 U3",
        "member",
        code="B",
        on=date(2015, 6, 1),
        method="meeting",
        matter="project",
        subjects=6,
    )
    save_activity(
        city,
        "U3",
        "leader_two",
        code="C",
        on=date(2015, 7, 1),
        method="visit",
        matter="other",
        summary="查看台账",
    )
    save_activity(
        city, "U4", "leader_two", code="D", on=date(2015, 8, 1), method="decision", matter="other"
    )
    return city  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABCD"),
        ("unit={U3}", "BC"),
        ("group={Z1}", "A"),
        ("sector={党群}", "AB"),
        ("sector={政法}", "BCD"),
        ("official={member}", "B"),
        ("method=talk", "A"),
        ("method=talk&method=visit", "AC"),
        ("matter=other", "CD"),
        ("matter=project&matter=other", "BCD"),
        ("subject=political_discipline", "A"),
        ("subject=democratic_centralism", "B"),
        ("capacity=same_body", "AC"),
        ("capacity=cross_body", "BD"),
        ("capacity=outside", "B"),
        ("major=1", "B"),
        ("from=2015-06-01", "BCD"),
        ("to=2015-06-01", "AB"),
        ("from=2015-06-01&to=2015-07-01", "BC"),
        ("unit={U3}&method=visit&capacity=same_body", "C"),
        ("q=B", "BC"),  # a code, and the pinyin initials of 市丙局
        ("q=台账", "C"),
        ("q=市丁局", "D"),
        ("q=市丙局 台账", "C"),
        ("q=没有", ""),
        ("method=magic", ""),
        ("unit=999999", ""),
        ("from=kein", ""),
    ],
)
def test_the_activity_list_answers_every_agreed_filter(activities, query, found):
    keys = {
        **{code: record.pk for code, record in activities.units.items()},
        **{code: record.pk for code, record in activities.groups.items()},
        **{name: record.pk for name, record in activities.sectors.items()},
        **{name: record.pk for name, record in activities.people.items()},
    }
    assert listed(activities, "activities", query.format(**keys)) == set(found)


def test_a_sector_has_the_units_that_were_in_it_on_the_last_day_asked_for(activities):
    from paizhu.organization.models import Placement

    unit, sector = activities.units["U3"], activities.sectors["党群"]
    Placement.objects.filter(unit=unit).update(until_on=date(2015, 9, 1))
    Placement.objects.create(
        commission=activities.commission, unit=unit, sector=sector, from_on=date(2015, 9, 1)
    )
    asked = f"sector={sector.pk}"
    assert listed(activities, "activities", f"{asked}&to=2015-08-31") == {"A", "B"}
    assert listed(activities, "activities", f"{asked}&to=2015-09-30") == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("role", "found"),
    [("leader", "AB"), ("leader_two", "BCD"), ("resident", "BC"), ("secretary", "ABCD")],
)
def test_the_list_shows_what_the_reader_may_see(activities, role, found):
    assert listed(activities, "activities", role=role) == set(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABCD"),
        ("unit={U3}", "BC"),
        ("group={Z1}", ""),
        ("sector={政法}", "BC"),
        ("state=closed", "C"),
        ("state=raised&state=declined", "AD"),
        ("from=2015-06-02", "BCD"),
        ("to=2015-06-03", "AB"),
        ("closed_from=2015-07-01&closed_to=2015-07-31", "C"),
        ("closed_from=2015-08-01", ""),
        ("overdue_on=2015-07-02", "BC"),
        ("overdue_on=2015-12-31", "B"),
        ("q=丙", "BC"),
    ],
)
def test_the_opinion_list_answers_every_agreed_filter(city, query, found):
    due = date(2015, 7, 1)
    save_opinion(city, "U1", code="A", made_on=date(2015, 6, 1))
    save_opinion(city, "U3", "rectifying", code="B", made_on=date(2015, 6, 3), due_on=due)
    save_opinion(
        city,
        "U3",
        "closed",
        code="C",
        made_on=date(2015, 6, 5),
        due_on=due,
        closed_on=date(2015, 7, 9),
    )
    save_opinion(city, "U2", "declined", code="D", made_on=date(2015, 6, 7), due_on=due)  # fmt: skip
    keys = {
        "U3": city.units["U3"].pk,
        "Z1": city.groups["Z1"].pk,
        "政法": city.sectors["政法"].pk,
    }
    assert listed(city, "opinions", query.format(**keys)) == set(found)


def test_a_units_contact_lists_the_opinions_to_his_unit_without_where_they_came_from(city):
    mine, other = save_opinion(city, "U2"), save_opinion(city, "U1")
    page = client(city, "contact").get(reverse("oversight:opinions"))
    text = page.content.decode()
    assert mine.code in text
    assert other.code not in text
    assert mine.activity.code not in text
    columns = {column.key for column in page.context["listing"].offered}
    assert "activity" not in columns


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABC"),
        ("unit={U1}", "A"),
        ("matter=project", "B"),
        ("from=2015-06-08&to=2015-06-08", "A"),
        ("from=2015-06-09", "BC"),
        ("late=1", "C"),
        ("q=预算", "A"),
    ],
)
def test_the_notice_list_answers_every_agreed_filter(city, query, found):
    save_notice(city, "U1", code="A")
    save_notice(
        city,
        "U2",
        code="B",
        matter="project",
        title="新楼",
        happens_at=datetime(2015, 6, 9, 9, tzinfo=CHINA),
    )
    save_notice(city, "U3", code="C", title="任免", happens_at=datetime(2015, 6, 9, 9, tzinfo=CHINA), sent_at=datetime(2015, 6, 10, 9, tzinfo=CHINA))  # fmt: skip
    assert listed(city, "notices", query.format(U1=city.units["U1"].pk)) == set(found)


@pytest.mark.parametrize("name", ["activities", "opinions", "notices"])
@pytest.mark.parametrize("role", ["office", "leader"])
def test_the_number_of_queries_does_not_grow_with_the_rows(city, name, role):
    from paizhu.oversight.actions import activities, notices, opinions
    from paizhu.oversight.models import Activity
    from tests.oversight.factories import opinion_draft

    browser, by = client(city, role), city.looker("operator")
    given = {"commission": city.commission, "by": by}

    def fill(number):
        drafts = [activity_draft(city, "U1 U2", "leader member") for _ in range(number)]
        activities.save_activities(drafts=drafts, **given)
        notices.save_notices(drafts=[notice_draft(city) for _ in range(number)], **given)
        made = Activity.objects.order_by("-pk")[:number]
        unit = city.units["U1"].pk
        drafts = [opinion_draft(each, unit_id=unit, due_on=each.on) for each in made]
        opinions.save_opinions(drafts=drafts, **given)

    def spent():
        with CaptureQueriesContext(connection) as found:
            browser.get(reverse(f"oversight:{name}"))
        return len(found)

    fill(3)
    spent()
    few = spent()
    fill(20)
    assert spent() == few


def test_a_row_names_three_people_and_counts_the_rest(city):
    save_activity(city, "U1", "leader member deputy office resident")
    text = client(city).get(reverse("oversight:activities")).content.decode()
    assert "共 5 人" in text
    assert "capacity-outside" in text


def test_the_list_of_units_people_and_opinions_of_a_row_is_shown(city):
    opinion = save_opinion(city, "U1")
    page = client(city).get(reverse("oversight:activities"))
    (row,) = page.context["listing"].turn.records
    assert row.code == opinion.activity.code
    assert (row.unit_names, row.opinion_count) == (["市甲局"], 1)
    assert row.people == [("示例leader", "both")]


def test_the_ledger_is_exported_with_the_filters_of_the_page(activities):
    page = client(activities).get(reverse("oversight:activities") + "?method=talk&export=xlsx")
    assert page.status_code == 200
    assert "spreadsheetml" in page["Content-Type"]
    assert b"".join(page.streaming_content)[:2] == b"PK"
