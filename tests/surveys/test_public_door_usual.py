"""The usual requests of the public door are answered before Django's own way is taken: with the same answers, and only they."""

import io
import logging
from urllib.parse import urlencode

import pytest
from django.conf import settings as configured
from django.db import connection

from paizhu.config.door import Door
from paizhu.surveys.actions import ballots
from paizhu.surveys.models import Ballot, Ticket
from paizhu.surveys.views.fields import LARGEST
from paizhu.surveys.views.guesses import GUESSES, MOST
from tests.surveys import factories

pytestmark = pytest.mark.django_db
GOOD = {"q1": "good", "t1": "食堂 50% + 多公开"}


class Asked(Door):
    """The door, with a count of what went Django's way."""

    went_on = 0

    def get_response(self, request):
        self.went_on += 1
        return super().get_response(request)

    def ask(self, method, code, sent=None, query="", **more):
        """Return (status, headers, body) as a server sends them."""
        body = sent if isinstance(sent, bytes) else urlencode(sent or {}).encode()
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": f"/ballot/{code}/", "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "192.0.2.7", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(), "HTTP_ACCEPT_ENCODING": "gzip, br",
        }  # fmt: skip
        if method == "POST":
            environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
            environ["CONTENT_LENGTH"] = str(len(body))
        got = []
        chunks = self(environ | more, lambda status, headers, *rest: got.extend([status, headers]))
        page = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        return (*got, page)


@pytest.fixture(autouse=True)
def _within_a_test(monkeypatch):
    """A test holds its transaction open, for which the end of a request would close the connection."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def codes(city):
    """Codes of an issued survey."""
    return factories.codes(city, factories.issued(city, {"U1": {"A": 12}}))["A"]


@pytest.fixture
def door(codes):
    """A door that has answered one of each usual request already."""
    door = Asked()
    assert door.ask("GET", codes[-1])[0] == "200 OK"
    assert door.ask("POST", codes[-1], GOOD)[0] == "303 See Other"
    door.went_on = 0
    return door


@pytest.mark.parametrize("query", ["", "lang=en"])
@pytest.mark.parametrize("unfolds", ["gzip", ""])
def test_what_is_said_again_is_what_django_said_byte_for_byte(codes, query, unfolds):
    door, more = Asked(), {"HTTP_ACCEPT_ENCODING": unfolds}
    first = door.ask("GET", codes[0], query=query, **more)
    received = door.ask("POST", codes[0], GOOD, query=query, **more)
    assert (first[0], received[0], door.went_on) == ("200 OK", "303 See Other", 2)
    assert door.ask("GET", codes[1], query=query, **more) == first
    assert door.ask("POST", codes[1], GOOD, query=query, **more) == received
    assert door.went_on == 2
    for _status, headers, _body in (first, received):
        assert "default-src 'none'" in dict(headers)["Content-Security-Policy"]
        assert dict(headers)["Cache-Control"] == "no-store"
    assert Ballot.objects.count() == Ticket.objects.filter(is_used=True).count() == 2


def test_a_ticket_counts_once_on_either_way(door, codes):
    assert door.ask("POST", codes[0], GOOD)[0].startswith("303")
    assert door.went_on == 0
    for method in ("POST", "GET"):
        assert door.ask(method, codes[0], GOOD)[0].startswith("410")
    assert door.went_on == 2
    assert Ballot.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "more", "status"),
    [
        ({"t1": "写好的字不能丢"}, {}, "200"),
        ({"q1": "excellent"}, {}, "400"),
        (b"q1=good&t1=%FF%FE", {}, "400"),
        (b'{"q1": "good"}', {"CONTENT_TYPE": "application/json"}, "400"),
        (b"q1=good&t1=" + b"x" * LARGEST, {}, "413"),
        (b"q1=good&t1=cut", {"CONTENT_LENGTH": "400"}, "400"),
        (GOOD, {"HTTP_HOST": "evil.example"}, "400"),
        (GOOD, {"QUERY_STRING": "lang=fr"}, "303"),
        (GOOD, {"REQUEST_METHOD": "PUT"}, "405"),
    ],
)
def test_whatever_is_in_doubt_goes_the_whole_way_and_leaves_the_ticket_good(
    door, codes, sent, more, status
):
    found, _headers, page = door.ask("POST", codes[0], sent, **more)
    assert found.startswith(status)
    assert door.went_on == 1
    if status != "303":
        assert Ballot.objects.count() == 1
        assert door.ask("POST", codes[0], GOOD)[0].startswith("303")
    if status == "200":
        assert "写好的字不能丢" in page.decode()


def test_who_guessed_too_often_waits_on_either_way(door, codes):
    for _each in range(MOST):
        GUESSES.note("192.0.2.7")
    assert door.ask("GET", codes[0])[0].startswith("429")
    assert door.ask("POST", codes[0], GOOD)[0].startswith("429")
    assert door.ask("GET", codes[0], REMOTE_ADDR="192.0.2.8")[0].startswith("200")


def test_a_defect_is_logged_without_the_code_and_the_ticket_stays_good(
    door, codes, monkeypatch, caplog
):
    def broken(*given):
        raise RuntimeError(f"with {codes[0]} in it")

    with monkeypatch.context() as patched, caplog.at_level(logging.DEBUG):
        patched.setattr(ballots, "_put_in", broken)
        assert door.ask("POST", codes[0], GOOD)[0].startswith("500")
    assert codes[0] not in caplog.text
    assert "RuntimeError" in caplog.text
    assert door.ask("POST", codes[0], GOOD)[0].startswith("303")


def test_what_was_said_over_https_is_not_said_over_http(codes, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    door = Asked()
    for _each in range(2):
        status, headers, _page = door.ask("GET", codes[0], **{"wsgi.url_scheme": "https"})
        assert status == "200 OK"
        assert "Strict-Transport-Security" in dict(headers)
    assert door.went_on == 1
    assert door.ask("GET", codes[0])[0].startswith("301")


def test_a_renamed_unit_is_not_called_by_its_old_name(city, door, codes):
    plain = {"HTTP_ACCEPT_ENCODING": ""}
    for _each in range(2):
        assert "市甲局" in door.ask("GET", codes[0], **plain)[2].decode()
    city.units["U1"].name = "市甲乙局"
    city.units["U1"].save()
    assert "市甲乙局" in door.ask("GET", codes[0], **plain)[2].decode()


def test_nothing_of_a_ticket_or_an_answer_is_kept(door, codes):
    assert door.ask("POST", codes[0], GOOD)[0].startswith("303")
    kept = repr(door.usual._said)
    for word in (*codes, "食堂", "192.0.2.7", configured.SECRET_KEY):
        assert word not in kept
