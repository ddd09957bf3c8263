"""What all tests stand on: fast hashing, a real browser where there is one. The environment is in `environment`."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
REQUIRED = set(filter(None, os.environ.get("PAIZHU_TEST_REQUIRE", "").split(",")))
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
"""Fixtures by which a test asks for a database, besides the mark `django_db`."""
LEFT_OUT: Counter[str] = Counter()
"""How many tests this run leaves out, by reason; from one of its processes, as all leave out the same."""


def pytest_configure(config):
    """Hash quickly and do not wait for the disk: neither is what the tests are about."""
    from django.conf import settings

    from tests.trail.guards import lift_while_flushing

    lift_while_flushing()
    _write_no_permissions()
    _keep_contexts_of_pages_alone()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def _write_no_permissions():
    """Leave out Django's own table of permissions, filled anew after each test that commits: nobody has any here."""
    from django.contrib.auth.management import create_permissions
    from django.db.models.signals import post_migrate

    name = "django.contrib.auth.management.create_permissions"
    assert post_migrate.disconnect(create_permissions, dispatch_uid=name)


def _keep_contexts_of_pages_alone():
    """Copy the context of a page, not of each of the hundreds of pieces in it: that takes as long as the page itself."""
    from django.template import RequestContext
    from django.test import client

    keep = client.store_rendered_templates

    def kept(store, signal, sender, template, context, **given):
        if isinstance(context, RequestContext) and context.template is template:
            keep(store, signal, sender, template, context, **given)

    client.store_rendered_templates = kept


def pytest_unconfigure(config):
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PAIZHU_DATA"], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before marks are asked for
def pytest_collection_modifyitems(config, items):
    """Mark what asks for no database, and skip what this machine lacks unless PAIZHU_TEST_REQUIRE demands it."""
    from django.db import connection

    lacks = {}
    if CHROMIUM is None and "browser" not in REQUIRED:
        lacks["browser"] = "no Chromium on this machine"
    if connection.vendor != "postgresql":
        lacks["postgres"] = "this run is on SQLite"
    for item in items:
        asks = item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames)
        if not asks and not item.get_closest_marker("postgres"):
            item.add_marker("once")
        for mark, reason in lacks.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_deselected(items):
    """Count what is left out, by its mark."""
    for item in items:
        LEFT_OUT[next((m for m in ("once", "browser") if item.get_closest_marker(m)), "other")] += 1


def pytest_sessionfinish(session):
    """Tell the process that started this one."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(LEFT_OUT)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Hear it from a test process that has ended."""
    LEFT_OUT.update(getattr(node, "workeroutput", {}).get("left_out", {}) if not LEFT_OUT else {})


def pytest_terminal_summary(terminalreporter):
    """Say what was left out."""
    if LEFT_OUT:
        reasons = ", ".join(f"{number} marked {mark}" for mark, number in sorted(LEFT_OUT.items()))
        terminalreporter.write_line(f"Left out of this run: {reasons}")


@pytest.fixture(autouse=True)
def _only_this_machine(socket_enabled):
    """Talk to this machine only; pytest-socket is told which hosts in `pytest_runtest_setup`."""


def pytest_runtest_setup(item):
    """Refuse every connection that leaves the machine."""
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _fresh_language_and_cache():
    """Each test starts in Chinese, the default, and with empty rate limits."""
    from django.core.cache import cache
    from django.utils import translation

    cache.clear()
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Before the database is made."""
    from django.db import connection

    from tests.migrating import migrate_quickly

    migrate_quickly(connection)


@pytest.fixture(scope="session")
def browser():
    """Start one headless Chromium for the session. What is expected may take its time on a busy machine.

    Playwright's loop runs in this thread from now on, and Django keeps a connection for each loop: a transaction that was
    begun before would be waited for without end, and the connection of the loop has to be closed before the loop ends.
    """
    from django.db import connections
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield chromium
        chromium.close()
        connections.close_all()


@pytest.fixture
def browser_page(browser):
    """Open a fresh page; a script error, a CSP report or a request to another host fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            faults.append(f"foreign: {request.url}")
            if not request.url.startswith(
                ("http://localhost", "http://127.0.0.1", "data:", "blob:", "about:")
            )
            else None
        ),
    )
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def data_folder() -> Path:
    """Return this run's data folder."""
    return Path(os.environ["PAIZHU_DATA"])
