"""The public door: what each ticket opens, what is told when it opens nothing, and what the door never does."""

import gzip
import json
import logging
from datetime import timedelta

import pytest
from benchmarks.surveys import definition as large
from django.db import connection
from django.test import Client
from django.urls import reverse

from paizhu.kernel import clock
from paizhu.surveys.models import Ballot, Ticket
from paizhu.surveys.queries import door, urn_keys
from paizhu.surveys.states import sealing
from paizhu.surveys.views import fields, guesses, public
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


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("q1=excellent", FORM),
        ("q1=good&q1=bad", FORM),
        ("q1=good&t1=a%00b", FORM),
        ("q1=good&t1=%ED%A0%80", FORM),  # half of a pair
        ("q1=good&t1=%FF%FE", FORM),
        ("q1=good&t1=多公开".encode(), FORM),
        ("&".join(f"x{n}=" for n in range(fields.MOST_FIELDS + 1)), FORM),
        (b"q1=good&t1=\x80\x81", FORM),
        ('{"q1": "good"}', "application/json"),
        ("q1=good", "text/plain"),
        ("--x\r\nnonsense", "multipart/form-data"),
        ("q1=good", ""),
    ],
)
def test_a_tampered_or_malformed_answer_is_refused_and_the_ticket_stays_good(ticket, body, kind):
    _survey, code = ticket
    page = Client().generic("POST", address(code), body, content_type=kind)
    assert page.status_code == 400
    assert not Ballot.objects.exists()
    assert Client().post(address(code), {"q1": "good"}).status_code == 303


def test_a_text_full_of_signs_that_nobody_sees_arrives_and_its_ballot_is_as_long_as_any(city):
    codes = factories.codes(city, factories.issued(city))["A"]
    for code, text in zip(
        codes, ("", "x" + "\x01" * 498 + "y", "😀" * 500, '"' * 500), strict=False
    ):
        assert Client().post(address(code), {"q1": "good", "t1": text}).status_code == 303
    assert len({len(bytes(each.sealed)) for each in Ballot.objects.all()}) == 1


def test_a_form_shows_the_name_that_its_unit_has_now(city, ticket):
    _survey, code = ticket
    assert "市甲局" in Client().get(address(code)).content.decode()
    city.units["U1"].name = "市甲乙局"
    city.units["U1"].save()
    assert "市甲乙局" in Client().get(address(code)).content.decode()


def test_what_the_form_does_not_ask_is_not_taken_in(ticket):
    survey, code = ticket
    sent = {"q1": "good", "name": "张三", "ballot_class": "1", "__proto__": "x", "q9": "good"}
    assert Client().post(address(code), sent).status_code == 303
    sealed = bytes(Ballot.objects.get().sealed)
    document = json.loads(sealing.opened(sealed, urn_keys.private_of(survey.public_key)))
    assert document["answers"] == {"q1": "good"}


def test_an_oversized_answer_is_refused_and_the_ticket_stays_good(ticket):
    _survey, code = ticket
    assert (
        Client().post(address(code), {"q1": "good", "t1": "x" * fields.LARGEST}).status_code == 413
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


def test_a_closed_door_says_the_same_of_every_survey(city, ticket):
    _survey, code = ticket
    other = factories.issued(city, {"U2": {"A": 6}})
    used = [code, factories.codes(city, other, "U2")["A"][0]]
    for each in used:
        assert factories.cast(each, q1="good")
    for language in ("", "?lang=en"):
        first, second = (Client().get(address(each, language)) for each in used)
        assert first.status_code == second.status_code == 410
        assert first.content == second.content


def test_looking_an_unknown_code_up_costs_what_a_used_one_costs(ticket, django_assert_num_queries):
    _survey, code = ticket
    factories.cast(code, q1="good")
    for each in (code, "ABCDEFGHJKMN"):
        with django_assert_num_queries(1):
            Client().get(address(each))


def test_guessing_is_slowed_down_and_no_address_is_kept(ticket):
    _survey, code = ticket
    browser = Client(REMOTE_ADDR="192.0.2.7")
    for _each in range(MOST):
        assert browser.get(address("ABCDEFGHJKMN")).status_code == 404
    assert browser.get(address("ABCDEFGHJKMN")).status_code == 429
    assert browser.post(address(code), {"q1": "good"}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.8").get(address(code)).status_code == 200
    assert "192.0.2.7" not in repr(vars(GUESSES))


def test_after_a_while_counts_are_forgotten_with_their_salt(monkeypatch):
    own = guesses.Guesses()
    for _each in range(MOST):
        own.note("192.0.2.7")
    salt = own._salt
    assert own.are_too_many("192.0.2.7")
    monkeypatch.setattr(guesses, "monotonic", lambda: own._since + guesses.WINDOW + 1)
    assert not own.are_too_many("192.0.2.7")
    assert own._salt != salt


@pytest.mark.parametrize(
    ("behind_proxy", "meta", "place"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "192.0.2.7"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 198.51.100.1"}, "198.51.100.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2"),
    ],
)  # fmt: skip
def test_behind_a_proxy_each_browser_is_counted_and_not_the_proxy(behind_proxy, meta, place):
    assert guesses.place_of(meta, behind_proxy=behind_proxy) == place


def test_behind_a_trusted_proxy_one_guesser_does_not_shut_the_others_out(ticket, settings):
    _survey, code = ticket
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"trust_proxy": True})
    for _each in range(MOST + 1):
        guesser = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1")
        last = guesser.get(address("ABCDEFGHJKMN"))
    assert last.status_code == 429
    other = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert other.get(address(code)).status_code == 200


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


def test_a_whole_form_is_small_and_carries_nothing_from_elsewhere(city):
    survey = factories.issued(city, definition=large())
    code = factories.codes(city, survey)["A"][0]
    plain = Client().get(address(code))
    page = Client(HTTP_ACCEPT_ENCODING="gzip, deflate").get(address(code))
    assert page["Content-Encoding"] == "gzip"
    assert gzip.decompress(page.content) == plain.content
    assert len(page.content) < 10_000
    assert len(plain.content) < 60_000
    for word in (b"http://", b"https://", b"<script>", b"style=", code.encode()):
        assert word not in plain.content


def test_a_page_kept_for_everybody_is_that_of_the_language_asked_for(ticket):
    _survey, code = ticket
    for language, word in (("", "提交答卷"), ("?lang=en", "Send the answers"), ("", "提交答卷")):
        assert word in Client().get(address(code, language)).content.decode()


def test_a_slip_that_was_replaced_while_somebody_answered_does_not_count(city, ticket):
    survey, code = ticket
    entered = door.entrance(code)
    fresh = factories.codes(city, survey)["A"][0]
    assert not public.ballots.cast(entered, {"q1": "good"})
    assert Client().get(address(code)).status_code == 404
    assert Client().post(address(fresh), {"q1": "good"}).status_code == 303


def test_a_ballot_that_comes_during_the_close_does_not_count(city, ticket):
    survey, code = ticket
    entered = door.entrance(code)
    factories.close(city, survey)
    assert not public.ballots.cast(entered, {"q1": "good"})
    assert not Ballot.objects.exists()
    assert Client().post(address(code), {"q1": "good"}).status_code == 410


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


@pytest.fixture
def alone(ticket, settings):
    """The process of `paizhu serve --public`; surveys are issued in another one."""
    settings.ROOT_URLCONF = "paizhu.config.public_urls"
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE


def test_alone_the_door_answers_ballots_and_knows_no_other_address(city, ticket, alone):
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


def test_alone_an_address_typed_without_its_last_sign_leads_on(alone, ticket):
    _survey, code = ticket
    assert Client().get("/ballot", follow=True).status_code == 200
    for typed in (f"/ballot/{code}", f"/ballot/{code}/"):
        assert "主体责任问卷" in Client().get(typed).content.decode()


def test_alone_a_strange_host_is_refused_and_pages_carry_the_usual_protection(alone, ticket):
    _survey, code = ticket
    assert Client(HTTP_HOST="evil.example").get(address(code)).status_code == 404
    page = Client().get(address(code))
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Length"] == str(len(page.content))


def test_alone_nothing_is_passed_that_could_know_who_answers(settings):
    known = " ".join(settings.PUBLIC_MIDDLEWARE).lower()
    for word in ("session", "auth", "account", "message", "language", "csrf"):
        assert word not in known
