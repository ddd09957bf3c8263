"""Ways out over real sockets: a mail server, a receiver of calls, and a worker process on PostgreSQL."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote

import pytest
from django.conf import settings as installed
from django.db import connection

from paizhu.config import outside
from paizhu.jobs import queue
from paizhu.jobs.models import JobRun
from paizhu.notices import actions
from paizhu.notices.models import Sending
from tests.notices.servers import mail_server

SECRET = "一个足够长的共享密钥0123456789"


@pytest.fixture
def post(settings):
    """A mail server, and the product told where it is."""
    with mail_server() as server:
        settings.MAIL_URL, settings.NOTICE_WEBHOOK = server.address, ""
        for name, value in outside.mail(server.address).items():
            setattr(settings, name, value)
        yield server


@contextmanager
def receiver():
    """A real HTTP server that keeps the calls it gets."""
    calls = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.append((dict(self.headers), json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *given):
            pass

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/in", calls
        server.shutdown()


def reachable(city):
    user = city.user("leader")
    user.email = "leader@office.example"
    user.set_unusable_password()
    user.save()
    return user


@pytest.mark.django_db
def test_a_mail_arrives_at_a_real_server_as_it_was_written(post, city, tell):
    reachable(city)
    tell("leader", due_on=date(2015, 6, 30))
    assert actions.send_waiting() == 1
    ((to, mail),) = post.got
    assert to == ["leader@office.example"]
    assert mail["Subject"].startswith("ZG-2015-U1")
    assert "2015-06-30" in mail.get_content()


@pytest.mark.django_db
def test_a_mail_that_a_real_server_refuses_waits_and_goes_once_it_is_taken(post, city, tell):
    reachable(city)
    tell("leader")
    post.refuses = True
    assert actions.send_waiting() == 0
    sending = Sending.objects.get()
    assert (sending.state, sending.attempts) == ("waiting", 1)
    assert "office.example" not in sending.error
    post.refuses = False
    Sending.objects.update(next_at=sending.made_at)
    assert actions.send_waiting() == 1
    assert len(post.got) == 1


def test_a_mail_server_that_is_away_is_no_loss(db, settings, city, tell):
    reachable(city)
    with mail_server() as server:
        gone = server.address
    settings.MAIL_URL, settings.NOTICE_WEBHOOK = gone, ""
    for name, value in outside.mail(gone).items():
        setattr(settings, name, value)
    tell("leader")
    assert actions.send_waiting() == 0
    assert Sending.objects.get().state == "waiting"


def address_of_database() -> str:
    found = connection.settings_dict
    host, port = quote(found["HOST"], safe=""), f":{found['PORT']}" if found["PORT"] else ""
    password = f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
    return f"postgresql://{found['USER']}{password}@{host}{port}/{found['NAME']}"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_worker_process_on_postgresql_takes_from_the_queue_there_and_does_what_is_due(
    post, city, tell, settings
):
    database = address_of_database()
    settings.JOBS_URL, settings.NOTICE_WEBHOOK_SECRET = database, SECRET
    queue.queue.cache_clear()
    reachable(city)
    with receiver() as (address, calls):
        settings.NOTICE_WEBHOOK = address
        tell("leader", due_on=date(2015, 6, 30))
        waiting = queue.queue()
        assert waiting.pending_count() == 1
        worker = subprocess.Popen(
            [sys.executable, "-c", "from paizhu.config.command import main; main()", "work"],
            env=os.environ
            | {
                "PAIZHU_DATA": str(installed.DATA),
                "PAIZHU_DATABASE_URL": database,
                "PAIZHU_JOBS_URL": database,
                "PAIZHU_MAIL_URL": post.address,
                "PAIZHU_NOTICE_WEBHOOK": address,
                "PAIZHU_NOTICE_WEBHOOK_SECRET": SECRET,
            },
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(
                lambda: (
                    waiting.pending_count() == 0
                    and not Sending.objects.exclude(state="sent").exists()
                    and JobRun.objects.exists()
                    and not JobRun.objects.filter(outcome="running").exists()
                )
            )
        finally:
            worker.terminate()
            worker.wait(timeout=20)
            waiting.storage.close()
            queue.queue.cache_clear()
    # The due jobs found units where nothing was ever done and told the leader of those too.
    mine = [mail for _to, mail in post.got if mail["Subject"].startswith("ZG-2015-U1")]
    assert len(mine) == 1
    assert {to for tos, _mail in post.got for to in tos} == {"leader@office.example"}
    ((headers, said),) = [call for call in calls if call[1]["number"] == "ZG-2015-U1"]
    assert said["due_on"] == "2015-06-30"
    assert "X-Paizhu-Signature" in headers
    outcomes = dict(JobRun.objects.values_list("job", "outcome"))
    assert set(outcomes.values()) == {"done"}, outcomes
    assert {"organization.hand_over", "coverage.blind_spots", "rectification.remind"} <= set(
        outcomes
    )


def wait_for(happens, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "the worker did not do it"
        time.sleep(0.2)
