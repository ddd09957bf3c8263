"""What leaves the house: number, reason and day alone, to whom it is wanted, again when it fails."""

import hashlib
import hmac
import json
import logging
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from paizhu.config import outside
from paizhu.kernel.refusals import Refused
from paizhu.notices import actions
from paizhu.notices.actions import outbox
from paizhu.notices.models import Delivery, Notice, Sending
from paizhu.notices.states import SendingState
from paizhu.organization.models import Posting
from paizhu.trail.models import Event

pytestmark = pytest.mark.django_db
SECRET = "一个足够长的共享密钥0123456789"


@pytest.fixture(autouse=True)
def _way_out(settings):
    settings.MAIL_URL, settings.NOTICE_WEBHOOK = "smtp://mail.invalid", ""
    settings.ADDRESS = "https://paizhu.example"


@pytest.fixture
def leader(city):
    user = city.user("leader")
    user.email = "leader@office.example"
    user.set_unusable_password()
    user.save()
    return user


def wish(user, mail: str) -> None:
    Delivery.objects.update_or_create(
        commission=user.commission, user=user, defaults={"mail": mail}
    )


def states() -> list[str]:
    return list(Sending.objects.order_by("pk").values_list("state", flat=True))


def test_a_mail_says_number_reason_and_day_and_nothing_else(leader, tell, city):
    tell("leader", due_on=date(2015, 6, 30))
    assert actions.send_waiting() == 1
    (sent,) = mail.outbox
    notice = Notice.objects.get()
    assert sent.to == ["leader@office.example"]
    assert "ZG-2015-U1" in sent.subject
    assert "2015-06-30" in sent.body
    assert "https://paizhu.example/notices/" in sent.body
    everything = sent.subject + sent.body
    assert "请您查看" in everything
    for name in (city.units["U1"].name, city.people["leader"].name, leader.username, notice.url):
        assert name not in everything
    assert states() == ["sent"]


def test_what_was_sent_is_not_sent_again(leader, tell):
    tell("leader")
    actions.send_waiting()
    assert actions.send_waiting() == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda user: user.__class__.objects.filter(pk=user.pk).update(email=""), "no address"),
        (lambda user: user.__class__.objects.filter(pk=user.pk).update(is_active=False), "locked"),
        (lambda user: wish(user, "none"), "unwanted"),
        (lambda user: wish(user, "daily"), "digest"),
    ],
)
def test_no_mail_is_written_for_whoever_gets_none(leader, tell, spoil, reason):
    spoil(leader)
    tell("leader")
    assert not Sending.objects.exists()


def test_nothing_is_written_where_no_way_out_is_configured(leader, tell, settings):
    settings.MAIL_URL = ""
    tell("leader")
    assert not Sending.objects.exists()
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("how", ["read", "settled", "unseen", "locked"])
def test_what_is_no_longer_needed_or_allowed_goes_nowhere(leader, tell, settle, how):
    tell("leader")
    if how == "read":
        actions.mark_read(Notice.objects.all())
    elif how == "settled":
        settle()
    elif how == "unseen":
        Posting.objects.filter(official=leader.official).delete()
    else:
        leader.__class__.objects.filter(pk=leader.pk).update(is_active=False)
    assert actions.send_waiting() == 0
    assert mail.outbox == []
    assert states() == ["dropped"]


def test_a_failing_mail_is_tried_later_each_time_and_then_given_up(
    leader, tell, monkeypatch, caplog
):
    def fail(*given):
        raise ConnectionRefusedError("leader@office.example 张三")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    tell("leader")
    waits = []
    with caplog.at_level(logging.DEBUG):
        for _attempt in range(6):
            actions.send_waiting()
            row = Sending.objects.get()
            if row.state == SendingState.WAITING:
                waits.append(round((row.next_at - timezone.now()).total_seconds() / 60))
                assert actions.send_waiting() == 0  # not yet
                Sending.objects.update(next_at=timezone.now())
    assert waits == [1, 5, 15, 60, 240]
    assert (row.state, row.attempts) == ("given_up", 6)
    assert row.error.startswith("ConnectionRefusedError")
    assert "leader@" not in row.error + caplog.text
    assert "张三" not in row.error + caplog.text


def test_what_was_given_up_is_tried_again_by_the_system_administrator_alone(leader, tell, city):
    tell("leader")
    row = Sending.objects.get()
    row.give_up()
    row.save()
    with pytest.raises(Refused):
        actions.try_again(commission=city.commission, by=city.looker("secretary"))
    assert actions.try_again(commission=city.commission, by=city.looker("system_admin")) == 1
    assert actions.send_waiting() == 1
    assert actions.try_again(commission=city.commission, by=city.looker("system_admin")) == 0


def test_two_workers_do_not_send_the_same(leader, tell):
    tell("leader")
    now = timezone.now()
    assert len(outbox._take_up(now)) == 1
    assert outbox._take_up(now) == []
    assert len(outbox._take_up(now + outbox.IN_HAND + timedelta(seconds=1))) == 1  # it died


def test_the_database_refuses_a_second_mail_of_a_notice_and_a_second_digest_of_a_day(leader, tell):
    tell("leader")
    row = Sending.objects.get()
    digest = Sending(commission=row.commission, channel="digest", recipient=leader)
    digest.save()
    for each in (row, digest):
        each.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            each.save(force_insert=True)


def test_a_digest_names_what_is_unread_once_a_day(leader, tell, city):
    wish(leader, "daily")
    tell("leader", unit="U1")
    tell("leader", unit="U2")
    assert actions.prepare_digests(city.commission) == 1
    assert actions.prepare_digests(city.commission) == 0
    assert actions.send_waiting() == 1
    (sent,) = mail.outbox
    assert "2" in sent.subject
    assert "ZG-2015-U1" in sent.body
    assert "ZG-2015-U2" in sent.body


def test_no_digest_without_anything_unread(leader, city):
    wish(leader, "daily")
    assert actions.prepare_digests(city.commission) == 0


def test_the_outbox_is_seen_by_the_system_administrator_alone(leader, tell, city):
    tell("leader")
    for role in ("secretary", "office", "leader", "security_admin", "auditor"):
        assert not Sending.objects.visible_to(city.looker(role)).exists()
    assert Sending.objects.visible_to(city.looker("system_admin")).count() == 1


class Receiver(BaseHTTPRequestHandler):
    got: list = []
    status = 200

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *given):
        pass


@pytest.fixture
def receiver(settings):
    Receiver.got, Receiver.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.MAIL_URL = ""
    settings.NOTICE_WEBHOOK = f"http://127.0.0.1:{server.server_port}/hook"
    settings.NOTICE_WEBHOOK_SECRET = SECRET
    yield Receiver
    server.shutdown()
    server.server_close()


def test_a_call_is_signed_and_says_number_reason_and_user_name_alone(leader, tell, receiver, city):
    tell("leader")
    assert actions.send_waiting() == 1
    ((headers, body),) = receiver.got
    signed = f"{headers['X-Paizhu-Timestamp']}.".encode() + body
    digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Paizhu-Signature"] == f"sha256={digest}"
    said = json.loads(body)
    assert said["recipient"] == leader.username
    assert said["number"] == "ZG-2015-U1"
    assert set(said) == {"recipient", "number", "reason", "due_on", "url", "made_at"}
    assert city.units["U1"].name not in body.decode()
    assert city.people["leader"].name not in body.decode()


@pytest.mark.parametrize("status", [500, 403, 302])
def test_a_call_that_is_not_taken_is_made_again(leader, tell, receiver, status):
    receiver.status = status
    tell("leader")
    assert actions.send_waiting() == 0
    assert states() == ["waiting"]
    assert len(receiver.got) == 1  # and no redirection was followed


def test_ones_own_wishes_are_kept_and_the_trail_says_so_without_the_address(leader, city):
    actions.choose_delivery(user=leader, email="new@office.example", mail="daily", by=leader)
    leader.refresh_from_db()
    assert leader.email == "new@office.example"
    assert Delivery.objects.get().mail == "daily"
    told = {event.act: event for event in Event.objects.all()}
    assert {"notices.delivery_chosen", "access.mail_address_changed"} <= set(told)
    assert "office.example" not in "".join(e.detail_text + e.subject_label for e in told.values())
    actions.choose_delivery(user=leader, email="new@office.example", mail="daily", by=leader)
    assert Event.objects.count() == len(told)


def test_nobody_sets_anothers_wishes_and_a_false_address_is_told(leader, city):
    with pytest.raises(Refused):
        actions.choose_delivery(user=leader, email="", mail="none", by=city.user("office"))
    with pytest.raises(ValidationError):
        actions.choose_delivery(user=leader, email="not an address", mail="none", by=leader)


@pytest.mark.parametrize(
    ("address", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtp+tls://a%40b:p%2Fw@mail.example", "mail.example", 587, True, False),
        ("smtps://u:p@mail.example:994", "mail.example", 994, False, True),
    ],
)
def test_the_mail_server_is_one_address(address, host, port, tls, ssl):
    found = outside.mail(address)
    assert found["EMAIL_HOST"] == host
    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    if "%40" in address:
        assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("a@b", "p/w")


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://x:y"]
)
def test_another_mail_address_is_refused_with_an_example(address):
    with pytest.raises(ImproperlyConfigured, match="PAIZHU_MAIL_URL"):
        outside.mail(address)


def test_without_an_address_no_mail_is_ever_sent():
    assert "dummy" in outside.mail("")["EMAIL_BACKEND"]


@pytest.mark.parametrize(
    ("address", "secret"), [("ftp://x", "a" * 20), ("https://x", "short"), ("https://x", "")]
)
def test_a_webhook_needs_an_http_address_and_a_secret(address, secret):
    with pytest.raises(ImproperlyConfigured, match="PAIZHU_NOTICE_WEBHOOK"):
        outside.check_webhook(address, secret)
