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
from django.db import DatabaseError, OperationalError, connection, connections

from paizhu.config.databases import database
from paizhu.surveys.actions import ballots
from paizhu.surveys.actions.together import Together
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


def at_once(work, given: list) -> list:
    """Do the same for each in a thread of its own, all begun together."""
    start, found = threading.Barrier(len(given)), []

    def one(each):
        try:
            start.wait()
            found.append(work(each))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(each,)) for each in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_submissions_at_once_one_counts(city):
    survey = factories.issued(city)
    code = factories.codes(city, survey)["A"][0]
    entrance = door.entrance(code)
    found = at_once(lambda _n: ballots.cast(entrance, {"q1": "good"}), list(range(8)))
    assert sorted(found) == [False] * 7 + [True]
    assert Ballot.objects.count() == 1


def sent(code: str, **fields: str) -> ballots.Sent:
    """Answers on the usual way; their receipt is the word “in”."""
    return ballots.Sent(code, {key: [value] for key, value in fields.items()}, lambda _form: "in")


def test_of_answers_that_go_in_together_each_gets_its_own_verdict(city):
    """Good ones, one ticket sent twice, a used one, one without what it must answer, one that nobody knows."""
    survey = factories.issued(city)
    codes = factories.codes(city, survey)["A"]
    assert factories.cast(codes[0], q1="good")
    batch = [sent(codes[n], q1="good", t1=f"第{n}份") for n in (0, 1, 2, 2, 3)]
    batch += [
        sent(codes[4], t1="第4份"),
        sent(codes[4], q1="best"),
        sent("2222-2222-2222", q1="good"),
    ]
    verdicts = ballots._taken_in(batch)
    assert verdicts == [None, "in", "in", None, "in", None, None, None]
    assert Ballot.objects.count() == Ticket.objects.filter(is_used=True).count() == 4
    assert ballots._taken_in([sent(codes[4], q1="good")]) == ["in"]


def test_of_tickets_sent_twice_at_the_same_moment_each_counts_once(city):
    survey = factories.issued(city)
    codes = factories.codes(city, survey)["A"]
    found = at_once(ballots.take_in, [sent(code, q1="good") for code in codes * 3])
    assert sorted(map(str, found)) == ["None"] * 12 + ["in"] * 6
    assert Ballot.objects.count() == Ticket.objects.filter(is_used=True).count() == 6


def test_answers_that_go_in_together_share_the_fate_of_their_transaction(city, monkeypatch):
    """Where the disk refuses, everybody who waited is told that nothing was taken in, and every ticket stays good."""
    survey = factories.issued(city)
    codes = factories.codes(city, survey)["A"]
    monkeypatch.setattr(ballots, "PUT", "INSERT INTO surveys_ballot_that_is_full (id)")
    monkeypatch.setattr(ballots, "BOTH", "SELECT * FROM surveys_ballot_that_is_full")
    ballots._put.cache_clear()
    told = at_once(_told, [sent(code, q1="good") for code in codes])
    ballots._put.cache_clear()
    assert told == ["told"] * len(codes)
    assert not Ticket.objects.filter(is_used=True).exists()


def _told(each: ballots.Sent) -> str | None:
    try:
        return ballots.take_in(each)
    except DatabaseError:
        return "told"


def test_whoever_comes_while_others_are_served_is_taken_along_next_time():
    """Three come while the first is being worked for: they are worked for together, each with his own result."""
    begun, goes_on, batches = threading.Event(), threading.Event(), []

    def work(asked):
        batches.append(sorted(asked))
        begun.set()
        assert goes_on.wait(10)
        return [each * 10 for each in asked]

    together, found = Together(work), {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: together.done(n)})) for n in range(4)
    ]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    until = time.monotonic() + 10
    while len(together._waiting) < 3 and time.monotonic() < until:
        time.sleep(0.001)
    goes_on.set()
    for thread in threads:
        thread.join()
    assert batches == [[0], [1, 2, 3]]
    assert found == {0: 0, 1: 10, 2: 20, 3: 30}


def test_a_connection_that_was_lost_is_made_anew_without_a_word(city, monkeypatch):
    survey = factories.issued(city)
    code = factories.codes(city, survey)["A"][0]
    rows, lost = door._rows, [OperationalError("server closed the connection unexpectedly")]

    def once_lost(*given):
        if lost:
            raise lost.pop()
        return rows(*given)

    monkeypatch.setattr(door, "_rows", once_lost)
    assert factories.cast(code, q1="good")
    assert Ballot.objects.count() == 1


def test_where_a_receipt_is_given_sqlite_waits_for_the_disk(tmp_path):
    """A killed process loses nothing that the system holds; a power cut would, without full synchronisation."""
    given = database("", tmp_path)["OPTIONS"]
    assert "synchronous=FULL" in given["init_command"]
    assert "journal_mode=WAL" in given["init_command"]
