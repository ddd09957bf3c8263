"""What the process of the public door can reach in the database: only what its pages show and what a ballot writes."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from paizhu.surveys.models import Ballot, Survey, SurveyUnit, Tally, Ticket, Voice
from paizhu.surveys.queries import door_rights
from tests.surveys import factories

ROLE = "paizhu_test_door"
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")


@pytest.fixture
def role(db):
    """A role with the printed rights, gone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        for statement in door_rights.statements(ROLE):
            cursor.execute(statement)


@contextmanager
def as_the_door():
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def alone():
    """The process of `paizhu serve --public`; surveys are issued and closed in another one."""
    return override_settings(
        ROOT_URLCONF="paizhu.config.public_urls", MIDDLEWARE=settings.PUBLIC_MIDDLEWARE
    )


@pytest.mark.postgres
def test_with_its_rights_the_door_answers_every_page_and_takes_ballots_in(city, role):
    survey = factories.issued(city, {"U1": {"A": 6}})
    codes = factories.codes(city, survey)["A"]
    held = SurveyUnit.objects.get(survey=survey)
    browser, form = Client(), reverse("ballot:form", args=[codes[0]])
    with alone(), as_the_door():
        assert browser.get(form).status_code == 200
        assert browser.post(form, {"q1": "good", "t1": "多公开"}).status_code == 303
        assert browser.post(form, {"q1": "good"}).status_code == 410
        assert browser.get(reverse("ballot:thanks", args=[held.page])).status_code == 200
        page = browser.get(reverse("ballot:results", args=[held.page]))
        assert "尚未公布" in page.content.decode()
    for code in codes[1:]:
        factories.cast(code, q1="good", t1="多公开")
    factories.close(city, survey)
    SurveyUnit.objects.update(published_on=survey.opens_at.date())
    with alone(), as_the_door():
        assert browser.get(form).status_code == 410
        page = browser.get(reverse("ballot:results", args=[held.page]))
    assert page.status_code == 200
    assert "6" in page.content.decode()


@pytest.mark.postgres
def test_of_every_other_table_and_column_it_has_no_right(role):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [
                part.name for part in connection.introspection.get_table_description(cursor, table)
            ]
            for right in RIGHTS:
                may = door_rights.RIGHTS.get(table, {}).get(right, "").split(", ")
                cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [ROLE, table, right])
                assert not cursor.fetchone()[0], (table, right)
                for column in columns if right != "DELETE" else ():
                    cursor.execute(
                        "SELECT has_column_privilege(%s, %s, %s, %s)", [ROLE, table, column, right]
                    )
                    assert cursor.fetchone()[0] == (column in may), (table, column, right)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT sealed FROM surveys_ballot",
        "SELECT original FROM surveys_voice",
        "DELETE FROM surveys_ticket",
        "UPDATE surveys_ticket SET code_hash = 'x'",
        "SELECT username FROM access_user",
        "SELECT session_key FROM django_session",
    ],
)
def test_what_it_may_not_is_refused_by_the_database(role, statement):
    with (
        as_the_door(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.postgres
def test_it_sees_neither_drafts_nor_what_is_not_published(city, role):
    draft = factories.drafted(city)
    survey = factories.issued(city, {"U1": {"A": 6}})
    for code in factories.codes(city, survey)["A"]:
        factories.cast(code, q1="good", t1="多公开")
    factories.close(city, survey)
    with as_the_door():
        assert not Survey.objects.filter(pk=draft.pk).only("pk").exists()
        assert Survey.objects.filter(pk=survey.pk).only("pk").exists()
        assert not Tally.objects.only("pk").exists()
        assert not Voice.objects.only("pk").exists()
    assert Voice.objects.count() == 6
    assert Ticket.objects.exists()
    assert not Ballot.objects.exists()


@pytest.mark.postgres
def test_everybody_else_sees_all_rows_as_before(city, role):
    """The conditions name the door's role alone, so another account that does not own the tables loses nothing."""
    draft = factories.drafted(city)
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE paizhu_test_other")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO paizhu_test_other")
        cursor.execute("SET ROLE paizhu_test_other")
        try:
            assert Survey.objects.filter(pk=draft.pk).exists()
        finally:
            cursor.execute("RESET ROLE")


@pytest.mark.parametrize("name", ["x; DROP TABLE", "", "Gross", "a b", "a'"])
def test_a_role_with_a_strange_name_is_refused(name):
    with pytest.raises(ValueError):  # noqa: PT011
        door_rights.statements(name)


def test_the_command_prints_the_rights_or_says_that_there_are_none(db, capsys):
    from click.testing import CliRunner

    from paizhu.config.command.door import door_command

    done = CliRunner().invoke(door_command, [])
    if connection.vendor == "postgresql":
        assert done.exit_code == 0
        assert (
            "GRANT INSERT (id, sealed, commission_id, survey_id) ON surveys_ballot TO paizhu_door;"
            in done.output
        )
    else:
        assert done.exit_code == 2
        assert "SQLite" in done.output
