"""Real servers under load that are killed: no receipt without its ballot, no ticket twice, no word about anybody in a log."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from paizhu.config.databases import database
from paizhu.surveys.actions import ballots
from paizhu.surveys.models import Ballot, Ticket
from paizhu.surveys.queries import door, urn_keys
from paizhu.surveys.states import sealing
from tests.surveys import factories

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, TICKETS = 8, 4000
DEVICE = "Mozilla/5.0 (Linux; Android 14; HUAWEI-OF-SOMEBODY)"


class Server:
    """`paizhu serve` in processes of its own, on the database of this test."""

    def __init__(self, folder: Path, *options: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / f"log-{self.port}"
        command = "from paizhu.config.command import main; main()"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", command, "serve", "--bind", f"127.0.0.1:{self.port}", *options],
                env=os.environ | _environment(folder), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        for _attempt in range(300):
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        raise TimeoutError(self.log.read_text())

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End every process of it at once."""
        os.killpg(self.process.pid, how)
        self.process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """The same database and secret, another data folder: the door needs no key of an urn."""
    given, address = connection.settings_dict, ""
    if connection.vendor == "postgresql":
        place = quote(given["HOST"], safe="") + (f":{given['PORT']}" if given["PORT"] else "")
        address = f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@{place}/{given['NAME']}"
    elif not (folder / "paizhu.sqlite3").exists():
        (folder / "paizhu.sqlite3").symlink_to(Path(given["NAME"]).resolve())
    return {
        "PAIZHU_DATA": str(folder),
        "PAIZHU_DATABASE_URL": address,
        "PAIZHU_SECRET_KEY": settings.SECRET_KEY,
        "PAIZHU_EMBEDDED_WORKER": "0",
    }


class Respondents:
    """Eight phones; each ticket is sent by two of them at the same time."""

    def __init__(self, server: Server, codes: list[str]):
        self.server, self.codes, self.stopped = server, codes, False
        self.answers: dict[int, list[int]] = {}
        self.threads = [
            threading.Thread(target=self._respond, args=(n // 2,)) for n in range(CLIENTS)
        ]
        for thread in self.threads:
            thread.start()

    def _respond(self, place: int) -> None:
        phone = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        for number in range(place, len(self.codes), CLIENTS // 2):
            if self.stopped:
                return
            try:
                status = send(phone, self.codes[number], number)
            except (OSError, http.client.HTTPException):
                return
            self.answers.setdefault(number, []).append(status)

    def wait(self) -> None:
        for thread in self.threads:
            thread.join()


def send(phone: http.client.HTTPConnection, code: str, number: int) -> int:
    head = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": DEVICE}
    body = urlencode({"q1": "good", "t1": f"第{number}份"})
    phone.request("POST", f"/ballot/{code}/", body, head)
    answer = phone.getresponse()
    answer.read()
    return answer.status


def opened(survey) -> list[int]:
    """Open the urn, as the close will, and return the number in each ballot."""
    private = urn_keys.private_of(survey.public_key)
    sealed = Ballot.objects.filter(survey=survey).values_list("sealed", flat=True)
    texts = [json.loads(sealing.opened(bytes(each), private))["answers"]["t1"] for each in sealed]
    return [int(text[1:-1]) for text in texts]


def test_a_killed_server_loses_no_receipt_counts_no_ticket_twice_and_writes_nothing_down(
    city, tmp_path
):
    survey = factories.issued(city, {"U1": {"A": TICKETS}})
    codes = factories.codes(city, survey)["A"]
    door_alone = Server(tmp_path, "--public")
    first = Respondents(door_alone, codes)
    until = time.monotonic() + 60
    while len(first.answers) < 150:
        assert time.monotonic() < until
        time.sleep(0.01)
    door_alone.kill()
    first.wait()
    receipts = {number for number, statuses in first.answers.items() if 303 in statuses}
    assert 100 < len(receipts) < TICKETS
    assert set(opened(survey)) >= receipts

    whole = Server(tmp_path)
    try:
        phone = http.client.HTTPConnection("127.0.0.1", whole.port, timeout=20)
        for number in sorted(receipts)[:20]:
            assert send(phone, codes[number], number) == 410
        head = {"Cookie": "sessionid=of-somebody-signed-in", "User-Agent": DEVICE}
        phone.request("GET", f"/ballot/{codes[-1]}/", headers=head)
        page = phone.getresponse()
        assert (page.status, page.headers["Set-Cookie"]) == (200, None)
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        page.read()
        again = Respondents(whole, codes[: max(receipts) + 40])
        again.wait()
    finally:
        whole.kill(signal.SIGTERM)
    urn = opened(survey)
    assert len(urn) == len(set(urn)) == max(receipts) + 40
    assert Ticket.objects.filter(survey=survey, is_used=True).count() == len(urn)
    for answers in (first.answers, again.answers):
        assert all(statuses.count(303) <= 1 for statuses in answers.values())
    for server in (door_alone, whole):
        written = server.log.read_text()
        assert "127.0.0.1" not in written.replace(f"http://127.0.0.1:{server.port}/", "")
        assert not re.search(r"\d\d:\d\d:\d\d", written)
        for word in ("HUAWEI", "/ballot/", *codes[:300]):
            assert word not in written


def test_of_two_submissions_at_once_one_counts(city):
    survey = factories.issued(city)
    code = factories.codes(city, survey)["A"][0]
    door.entrance(code)
    start, found = threading.Barrier(8), []

    def send():
        try:
            entrance = door.entrance(code)
            start.wait()
            found.append(ballots.cast(entrance, {"q1": "good"}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False] * 7 + [True]
    assert Ballot.objects.count() == 1


def test_ballots_that_wait_together_share_the_fate_of_their_transaction(city, monkeypatch):
    """Where the disk refuses, everybody who waited is told that nothing was taken in, and every ticket stays good."""
    survey = factories.issued(city)
    entrances = [door.entrance(code) for code in factories.codes(city, survey)["A"]]
    monkeypatch.setattr(ballots, "_written", _full)
    found = []

    def send(entrance):
        try:
            ballots.TOGETHER.put(ballots.Waiting((entrance.ticket, entrance.code_hash), (1, b"")))
        except OperationalError:
            found.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(each,)) for each in entrances]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["told"] * len(entrances)
    assert not Ticket.objects.filter(is_used=True).exists()


def _full(each):
    raise OperationalError("database or disk is full")


def test_a_connection_that_was_lost_is_made_anew_without_a_word(city, monkeypatch):
    survey = factories.issued(city)
    code = factories.codes(city, survey)["A"][0]
    row, lost = door._row, [OperationalError("server closed the connection unexpectedly")]

    def once_lost(*given):
        if lost:
            raise lost.pop()
        return row(*given)

    monkeypatch.setattr(door, "_row", once_lost)
    assert factories.cast(code, q1="good")
    assert Ballot.objects.count() == 1


def test_where_a_receipt_is_given_sqlite_waits_for_the_disk(tmp_path):
    """A killed process loses nothing that the system holds; a power cut would, without full synchronisation."""
    given = database("", tmp_path)["OPTIONS"]
    assert "synchronous=FULL" in given["init_command"]
    assert "journal_mode=WAL" in given["init_command"]
