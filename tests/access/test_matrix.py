"""Every role × every address: open where the table says so, refused everywhere else, nothing forgotten.

The table is `tests.access.pages`, the people and records are `tests.access.world`. What takes the time is drawing, which
decides nothing: a refusal is not drawn here (`tests/web` looks at one). On the second database a page is drawn once for each
role that is let in, and who was refused the page does not try to send it as well.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from unittest import mock

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.pages import PAGES, PUBLIC, Page
from tests.access.world import ROLES, World

pytestmark = pytest.mark.django_db
OUTSIDE = ("anonymous", "locked")
REFUSED = {403, 404, 405}
IS_SECOND = connection.vendor != "sqlite"
"""Whether this is the run on the second database."""


def addresses(patterns=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (full name, pattern) of the whole URL configuration."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, (namespace, entry.namespace)))
            yield from addresses(entry.url_patterns, inner)
        else:
            yield ":".join(filter(None, (namespace, entry.name or f"?{entry.pattern}"))), entry


NAMES = sorted(dict(addresses()))


@pytest.fixture
def world(same_world, monkeypatch) -> World:
    """Return the world, in which a refusal is a status without a page around it."""

    def undrawn(request, *_given, status: int) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr("paizhu.web.middleware.render", undrawn)
    monkeypatch.setattr(
        "paizhu.web.views._told", lambda request, status, *_given: undrawn(request, status=status)
    )
    return same_world


def test_every_address_has_a_name_and_stands_in_the_table():
    assert set(NAMES) == set(PAGES)


def answer_to(ask: Callable, address: str) -> tuple[int, str]:
    """Ask, undo what that did, and return (status, where it leads)."""
    with transaction.atomic():
        answer = ask(address)
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location", "")


def is_let_in(status: int, led_to: str) -> bool:
    return status == 200 or (status in (302, 303) and not is_door(led_to))


def is_door(address: str) -> bool:
    """Tell the sign-in page itself, which the rest of the sign-in pages lie under."""
    return address.split("?")[0] == reverse("account_login")


def is_open(client: Client, address: str, name: str) -> bool:
    """Tell whether the address lets in by GET, or by an empty POST where it takes nothing else.

    Fails where the answer is neither a way in nor a plain refusal, or where GET is refused and POST is not.
    """
    status, led_to = answer_to(client.get, address)
    if is_let_in(status, led_to):
        return True
    assert status in REFUSED or is_door(led_to), (name, address, status, led_to)
    if IS_SECOND and status != 405:
        return False
    post_status, post_led_to = answer_to(client.post, address)
    if status == 405:
        return is_let_in(post_status, post_led_to)
    assert post_status in REFUSED or is_door(post_led_to), (name, "POST", post_status)
    return False


@pytest.mark.parametrize("name", NAMES)
def test_who_is_not_signed_in_is_led_to_the_door(world, name):
    page = PAGES[name]
    address = page.address(name, world, page.samples[0])
    for role in OUTSIDE:
        client = world.clients[role]
        for ask in (client.get, client.post):
            status, led_to = answer_to(ask, address)
            if name in PUBLIC:
                assert status in (200, 302, 405)
            else:
                assert (status, is_door(led_to)) == (302, True), (role, ask.__name__)


@pytest.mark.parametrize("name", NAMES)
def test_each_role_is_let_in_where_the_table_says_and_nowhere_else(world, name):
    page = PAGES[name]
    seen, wanted = {}, {}
    prepare(page, world)
    for role in ROLES:
        if role in OUTSIDE:
            continue
        wanted[role] = {s for roles, ss in page.open_to.items() if role in roles for s in ss}
        client, seen[role] = world.clients[role], set()
        for sample in page.samples if wanted[role] else page.samples[:1]:
            with drawing(anew=not seen[role]):
                if is_open(client, page.address(name, world, sample), name):
                    seen[role].add(sample)
    assert seen == wanted


def drawing(*, anew: bool) -> AbstractContextManager:
    """Draw pages; on the second database only one that this reader has not had yet."""
    if anew or not IS_SECOND:
        return nullcontext()
    return mock.patch("django.template.loader.render_to_string", return_value="")


def prepare(page: Page, world: World) -> None:
    """Put the records into the state in which the page's act makes sense."""
    if page.before:
        for sample in page.samples:
            page.before(world.record(page.kind, sample))
