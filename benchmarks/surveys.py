"""Answered ballots per second: open the form, submit 25 questions with one matrix and one text.

    python -m benchmarks.surveys [--clients 8 64 512] [--seconds 10]

Against a server on its own data folder with PostgreSQL or SQLite (`PAIZHU_DATABASE_URL` names the first). In the same run
two references are measured and the ratios printed: one insert and commit a row by the database alone, and a bare view
of the same framework and server that does one insert (`PAIZHU_BENCHMARK_BARE`, an address that a caller serves). Ballots
that got a receipt are counted in the urn afterwards; one that is missing fails the run.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

QUESTIONS = 23
OPTIONS = [
    {"key": key, "label": key.upper(), "score": 100 - 20 * n} for n, key in enumerate("abcd")
]


def definition() -> dict:
    """Return 25 questions: 23 single choices, one matrix of eight lines, one text."""
    questions: list[dict] = [
        {"key": f"q{n}", "kind": "single", "title": f"第{n}题", "options": OPTIONS}
        for n in range(QUESTIONS)
    ]
    lines = [{"key": f"l{n}", "label": f"第{n}行"} for n in range(8)]
    questions.append(
        {"key": "m", "kind": "matrix", "title": "矩阵", "options": OPTIONS, "lines": lines}
    )
    questions.append({"key": "t", "kind": "text", "title": "意见", "required": False})
    return {
        "kind": "questionnaire",
        "title": "压力测试",
        "sections": [{"title": "", "questions": questions}],
    }


def answers() -> bytes:
    """Return what a browser sends."""
    sent = {f"q{n}": "abcd"[n % 4] for n in range(QUESTIONS)}
    sent |= {f"m:l{n}": "abcd"[n % 4] for n in range(8)} | {"t": "希望公开食堂采购账目。"}
    return urlencode(sent).encode()


def issued(count: int) -> tuple[int, list[str]]:
    """Issue a survey with so many tickets in the database of this process; returns its id and the codes."""
    # ruff: noqa: PLC0415  after Django is set up
    from datetime import timedelta

    from paizhu.kernel import clock
    from paizhu.organization.models import Unit
    from paizhu.surveys.models import BallotClass, Survey, SurveyUnit, Ticket
    from paizhu.surveys.queries import door, urn_keys
    from paizhu.surveys.states import definitions, sealing
    from paizhu.tenancy.models import Commission

    home, _new = Commission.objects.get_or_create(code="BENCH", defaults={"name": "压力测试"})
    unit, _new = Unit.objects.get_or_create(
        commission=home, code="BENCH", defaults={"name": "测试局"}
    )
    private, public = sealing.new_pair()
    urn_keys.keep(private, public)
    raw, now = definition(), clock.now()
    survey = Survey.objects.create(
        commission=home, code=f"BENCH-{time.time_ns()}", kind="questionnaire", title="压力测试", definition=raw,
        fingerprint=definitions.digest(raw), public_key=public, state="issued", issued_on=now.date(),
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=5),
    )  # fmt: skip
    drawn = BallotClass.objects.create(commission=home, survey=survey, key="A", name="甲", weight=1)
    held = SurveyUnit.objects.create(
        commission=home, survey=survey, unit=unit, page=f"{time.time_ns()}"
    )
    codes = [door.new_code() for _each in range(count)]
    Ticket.objects.bulk_create(
        [
            Ticket(
                commission=home, survey=survey, survey_unit=held, ballot_class=drawn, code_hash=door.hashed(code)
            )
            for code in codes
        ],
        batch_size=1000,
    )  # fmt: skip
    return survey.pk, codes


class Load:
    """So many clients that each take the next ticket, open its form and submit it, until time or tickets end."""

    def __init__(self, address: str, codes: list[str], clients: int, seconds: float):
        self.parts, self.codes = urlsplit(address), iter(codes)
        self.clients, self.until = clients, time.monotonic() + seconds
        self.lock, self.body = threading.Lock(), answers()
        self.opened: list[float] = []
        self.sent: list[float] = []
        self.refused = 0

    def run(self) -> dict:
        """Run and return figures."""
        begun = time.monotonic()
        threads = [threading.Thread(target=self._client) for _each in range(self.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - begun
        return {
            "clients": self.clients,
            "ballots_per_second": round(len(self.sent) / took, 1),
            "opening_median_ms": _median(self.opened),
            "submitting_median_ms": _median(self.sent),
            "longest_s": round(max(self.sent, default=0), 2),
            "refused": self.refused,
            "receipts": len(self.sent),
        }

    def _client(self) -> None:
        host = http.client.HTTPConnection(self.parts.hostname, self.parts.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        while time.monotonic() < self.until:
            with self.lock:
                code = next(self.codes, None)
            if code is None:
                return
            path = f"/ballot/{code}/"
            if self._timed(host, self.opened, 200, "GET", path):
                self._timed(host, self.sent, 303, "POST", path, self.body, kind)

    def _timed(self, host, times: list[float], wanted: int, *asked) -> bool:
        begun = time.monotonic()
        try:
            host.request(*asked)
            answer = host.getresponse()
            answer.read()
        except OSError:
            host.close()
            self.refused += 1
            return False
        if answer.status != wanted:
            self.refused += 1
            return False
        times.append(time.monotonic() - begun)
        return True


def rate(step: Callable[[], None], seconds: float = 2.0) -> float:
    """Return how often a step can be done in a second, one after the other."""
    count, begun = 0, time.monotonic()
    while time.monotonic() - begun < seconds:
        step()
        count += 1
    return round(count / (time.monotonic() - begun), 1)


def single_row_inserts() -> float:
    """Return the database's own rate of one row inserted and committed, by one client."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_row (id integer, body text)")
        found = rate(lambda: cursor.execute("INSERT INTO bench_row VALUES (1, 'x')"))
        cursor.execute("DROP TABLE bench_row")
    return found


def _median(times: list[float]) -> float | None:
    return round(statistics.median(times) * 1000, 1) if times else None


def main() -> int:
    """Measure against a server that is running; returns 1 where a receipt has no ballot."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--address", default="http://127.0.0.1:8000")
    arguments.add_argument("--clients", type=int, nargs="+", default=[8, 64, 512])
    arguments.add_argument("--seconds", type=float, default=10.0)
    arguments.add_argument("--tickets", type=int, default=40_000)
    given = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")
    import django

    django.setup()
    from paizhu.surveys.models import Ballot

    reference, lost = single_row_inserts(), 0
    for clients in given.clients:
        survey, codes = issued(given.tickets)
        found = Load(given.address, codes, clients, given.seconds).run()
        found["of_single_row_inserts"] = round(found["ballots_per_second"] / reference, 3)
        lost += max(0, found["receipts"] - Ballot.objects.filter(survey=survey).count())
        print(json.dumps(found | {"single_row_inserts": reference, "lost": lost}))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
