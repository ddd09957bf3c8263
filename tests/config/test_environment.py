"""Settings come from one reader; production refuses to start when unsafe; the reference is up to date."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from paizhu.config.databases import database

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PAIZHU_DEBUG", "1", "PAIZHU_DEBUG"),
        ("PAIZHU_SECRET_KEY", "short", "PAIZHU_SECRET_KEY"),
        ("PAIZHU_SECRET_KEY", "django-insecure-" + "x" * 60, "PAIZHU_SECRET_KEY"),
        ("PAIZHU_SECURE_COOKIES", "0", "PAIZHU_SECURE_COOKIES"),
        ("PAIZHU_ALLOWED_HOSTS", "*", "PAIZHU_ALLOWED_HOSTS"),
        ("PAIZHU_DATABASE_URL", "mysql://x/y", "PAIZHU_DATABASE_URL"),
    ],
)
def test_production_refuses_to_start_unsafe_and_says_the_mend(paizhu, variable, value, said):
    done = paizhu("doctor", **{variable: value})
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_intranet_without_https_must_be_accepted_by_name(paizhu):
    done = paizhu("settings", PAIZHU_SECURE_COOKIES="0", PAIZHU_PLAIN_INTRANET="1")
    assert done.returncode == 0, done.stderr


def test_the_secret_key_is_made_once_and_kept_for_the_owner_alone(paizhu):
    paizhu("settings")
    file = paizhu.data / "keys" / "secret_key"
    made = file.read_text()
    assert len(made) >= 50
    assert file.stat().st_mode & 0o077 == 0
    paizhu("settings")
    assert file.read_text() == made


def test_the_settings_reference_is_what_the_code_prints(paizhu):
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert paizhu("settings").stdout.strip() in page


def test_the_states_reference_is_what_the_code_prints(paizhu):
    page = (ROOT / "docs" / "reference" / "states.md").read_text(encoding="utf-8")
    assert paizhu("states", PAIZHU_LANGUAGE="zh-hans").stdout.strip() in page


def test_a_postgresql_address_is_read_whole():
    found = database("postgresql://a%40b:p%2Fw@db.example:5433/city?sslmode=require", Path())
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "a@b", "p/w", "db.example", "5433", "city",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"


def test_an_address_may_do_without_the_options_of_a_connection():
    plain = database("postgresql://db.example/city", Path())["OPTIONS"]["options"]
    assert "random_page_cost" in plain
    assert database("postgresql://db.example/city?options=", Path())["OPTIONS"]["options"] == ""


def test_an_address_of_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database("mysql://localhost/x", Path())
