"""The public door: what each ticket opens, what is told when it opens nothing, and what the door never does."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from paizhu.kernel import clock
from paizhu.surveys.models import Ballot, Ticket
from paizhu.surveys.queries import door
from paizhu.surveys.views import public
from paizhu.surveys.views.guesses import GUESSES, MOST
from tests.surveys import factories

pytestmark = pytest.mark.django_db


def address(code, query=""):
    return reverse("ballot:form", args=[code]) + query


@pytest.fixture
def ticket(city):
    """An issued survey and one of its codes."""
    survey = factories.issued(city)
    return survey, factories.codes(city, survey)["A"][0]


def test_a_form_is_opened_answered_and_used_up(ticket):
    _survey, code = ticket
    browser = Client()
    page = browser.get(address(code))
    text = page.content.decode()
    assert page.status_code == 200
    for word in ("主体责任问卷", "总体评价", "较好", "市甲局"):
        assert word in text
    answer = browser.post(address(code), {"q1": "good", "t1": "多公开"})
    assert answer.status_code == 303
    assert "结果" in browser.get(answer["Location"]).content.decode()
    assert Ballot.objects.count() == Ticket.objects.filter(is_used=True).count() == 1
    again = browser.post(address(code), {"q1": "bad"})
    assert again.status_code == 410
    assert "已经使用" in again.content.decode()
    assert Ballot.objects.count() == 1


def test_a_faulty_answer_is_told_at_its_question_and_the_ticket_stays_good(ticket):
    _survey, code = ticket
    page = Client().post(address(code), {"t1": "写好的字不能丢"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "写好的字不能丢" in text
    assert 'href="#q-1"' in text
    assert not Ballot.objects.exists()
    assert Client().post(address(code), {"q1": "good"}).status_code == 303


@pytest.mark.parametrize(
    "sent", [{"q1": "excellent"}, {"q1": ["good", "bad"]}, {"q1": "good", "t1": "a\x00b"}]
)
def test_a_tampered_answer_is_refused_and_the_ticket_stays_good(ticket, sent):
    _survey, code = ticket
    assert Client().post(address(code), sent).status_code == 400
    assert Client().post(address(code), {"q1": "good"}).status_code == 303


def test_an_oversized_answer_is_refused_and_the_ticket_stays_good(ticket):
    _survey, code = ticket
    assert (
        Client().post(address(code), {"q1": "good", "t1": "x" * public.LARGEST}).status_code == 413
    )
    assert Client().post(address(code), {"q1": "good"}).status_code == 303


@pytest.mark.parametrize(
    ("window", "status", "words"),
    [
        ((timedelta(hours=1), timedelta(hours=2)), 403, "尚未开始"),
        ((timedelta(hours=-2), timedelta(seconds=1)), 410, "已经结束"),
    ],
)
def test_outside_its_window_a_ticket_opens_nothing(city, time_machine, window, status, words):
    now = clock.now()
    opens, closes = (now + each for each in window)
    survey = factories.issued(city, opens_at=opens, closes_at=closes)
    code = factories.codes(city, survey)["A"][0]
    if status == 410:
        time_machine.move_to(now + timedelta(minutes=5))
    for ask in (Client().get, Client().post):
        page = ask(address(code))
        assert page.status_code == status
        assert words in page.content.decode()
        assert "主体责任问卷" not in page.content.decode()


@pytest.mark.parametrize("code", ["ABCDEFGHJKMN", "x", "9" * 200, "中文", "'; DROP TABLE"])
def test_an_unknown_code_is_told_plainly_in_both_languages(db, code):
    assert "不认识" in Client().get(address(code)).content.decode()
    page = Client().get(address(code, "?lang=en"))
    assert page.status_code == 404
    assert "This code is not known" in page.content.decode()


def test_a_code_may_be_typed_in_small_letters_with_dashes(ticket):
    _survey, code = ticket
    asked = f" {door.grouped(code).lower()} "
    answer = Client().get(reverse("ballot:enter"), {"code": asked})
    assert answer.url == address(code)
    assert Client().get(reverse("ballot:enter"), {"code": "zu kurz"}).status_code == 400


def test_guessing_is_slowed_down_and_no_address_is_kept(ticket):
    _survey, code = ticket
    browser = Client(REMOTE_ADDR="192.0.2.7")
    for _each in range(MOST):
        assert browser.get(address("ABCDEFGHJKMN")).status_code == 404
    assert browser.get(address("ABCDEFGHJKMN")).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.8").get(address(code)).status_code == 200
    assert "192.0.2.7" not in repr(vars(GUESSES))


def test_the_door_sets_no_cookie_and_asks_for_none_and_lets_nobody_keep_pages(ticket):
    _survey, code = ticket
    browser = Client(enforce_csrf_checks=True)
    for page in (
        browser.get(reverse("ballot:enter")),
        browser.get(address(code)),
        browser.post(address(code), {"q1": "good"}),
        browser.get(address(code)),
    ):
        assert not page.cookies
        assert not browser.cookies
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"


def test_a_whole_form_is_small_and_carries_nothing_from_elsewhere(ticket):
    _survey, code = ticket
    page = Client().get(address(code)).content
    assert len(page) < 60_000
    assert b"http://" not in page
    assert b"https://" not in page
    assert b"<script>" not in page
    assert b"style=" not in page


def test_a_defect_is_logged_without_the_code_and_the_ticket_stays_good(ticket, monkeypatch, caplog):
    _survey, code = ticket

    def broken(*given):
        raise RuntimeError(f"with {code} in it")

    monkeypatch.setattr(public.ballots, "cast", broken)
    with caplog.at_level(logging.DEBUG):
        page = Client(raise_request_exception=False).post(address(code), {"q1": "good"})
    assert page.status_code == 500
    assert code not in caplog.text
    assert "RuntimeError" in caplog.text


def test_queries_of_opening_and_of_answering_are_few(ticket, django_assert_num_queries):
    _survey, code = ticket
    Client().get(address(code))
    with django_assert_num_queries(1):
        Client().get(address(code))
    # look-up, then mark and insert: in one statement, or within a savepoint of this test
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 5):
        Client().post(address(code), {"q1": "good"})


@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_at_once_one_counts(city):
    survey = factories.issued(city)
    code = factories.codes(city, survey)["A"][0]
    door.entrance(code)
    start, found = threading.Barrier(8), []

    def send():
        try:
            entrance = door.entrance(code)
            start.wait()
            found.append(public.ballots.cast(entrance, {"q1": "good"}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False] * 7 + [True]
    assert Ballot.objects.count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.fixture
def alone(settings):
    """The process of `paizhu serve --public`."""
    settings.ROOT_URLCONF = "paizhu.config.public_urls"
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE


def test_alone_the_door_answers_ballots_and_knows_no_other_address(city, alone, ticket):
    _survey, code = ticket
    browser = Client()
    browser.cookies["sessionid"] = "of-somebody-signed-in-elsewhere"
    assert browser.get(address(code)).status_code == 200
    assert browser.post(address(code), {"q1": "good"}).status_code == 303
    for elsewhere in (
        "/surveys/",
        "/sign-in/",
        "/oversight/activities/",
        "/organization/",
        "/jobs/",
    ):
        page = browser.get(elsewhere)
        assert page.status_code == 404
        assert "Set-Cookie" not in page.headers


def test_alone_nothing_is_passed_that_could_know_who_answers(settings):
    known = " ".join(settings.PUBLIC_MIDDLEWARE).lower()
    for word in ("session", "auth", "account", "message", "language", "csrf"):
        assert word not in known
