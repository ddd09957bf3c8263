"""A browser that is signed in, and the accessibility checker."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.web import factories

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (1280, 390, 320)


@pytest.fixture
def visit(browser_page, live_server, client):
    """Return a function that signs somebody in and opens an address."""

    def open_page(path: str, user=None, width: int = 1280):
        if user is not None:
            client.force_login(user)
            browser_page.context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                        "url": live_server.url,
                    }
                ]
            )
        browser_page.set_viewport_size({"width": width, "height": 900})
        browser_page.goto(f"{live_server.url}{path}")
        return browser_page

    return open_page


@pytest.fixture
def office(transactional_db):
    """Return the office of a demonstration commission with forty units."""
    home = factories.commission(is_demonstration=True)
    factories.units(home, 40)
    return factories.office(home)


def overflow(page) -> int:
    """Pixels by which the page is wider than the screen, once it is whole and has followed the screen."""
    settle(page)
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def settle(page) -> None:
    """Wait until the page is loaded and has been drawn twice: what follows a new width does so in the first of them."""
    page.wait_for_load_state()
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
    )


def eventually(page, holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds that is not on the page: in its storage, or in the database after it was left."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        page.wait_for_timeout(50)


def misfits(page) -> list[str]:
    """Return by how much the page is wider than the screen, at each width where it is."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (pixels := overflow(page)) > 0:
            found.append(f"{pixels} pixels too wide at {width}")
    return found


def screen_faults(page) -> list[str]:
    """Return what is wrong with the page on any screen: too wide, or not accessible on the widest or the narrowest.

    The page is opened once and the screen changed around it, as a window that is made smaller.
    """
    before, found = page.viewport_size, misfits(page)
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {fault}" for fault in faults(page)]
    page.set_viewport_size(before)
    return found


def faults(page) -> list[str]:
    """Return what the accessibility checker finds, rule and place, with the whole page on the screen.

    A page taller than the screen has a sticky foot over whatever it has scrolled to; that is no fault.
    """
    settle(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": max(height, 700)})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "axe.run(document, {preload: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
