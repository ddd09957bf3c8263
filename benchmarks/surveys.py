"""Answered ballots per second on SQLite and on a PostgreSQL of their own; JSON on standard output.

    python -m benchmarks.surveys [--only sqlite|postgresql] [--clients 8 64 512] [--seconds 4] [--whole]

A survey of 25 questions (23 choices, one matrix, one text) is answered at the real server, the public door alone
(`--whole`: the whole application, which has the door as well). For each number of clients: forms opened, answers
submitted, and both one after the other. In the same run two references are measured and the ratios printed: one row
inserted and committed by the database alone, and a bare view of the same framework and server that inserts one row
(`benchmarks.bare`), with the four threads with which it is quickest. All take turns of half a second and more. Beside each rate stands the processor time of one answer, server and database together, which a busy
machine does not change; clients share the processors with both. At the end every receipt must have its ballot in the urn; one that has none fails the run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import psutil
from tools.postgresql import find_programs, throw_away_server

from benchmarks import clients
from benchmarks.clients import Ask

QUESTIONS, UNITS = 23, 8
OPTIONS = [
    {"key": key, "label": label, "score": 100 - 20 * n}
    for n, (key, label) in enumerate(
        zip("abcd", ("优秀", "称职", "基本称职", "不称职"), strict=True)
    )
]
KEPT_FOR_SECOND = 6_000
"""Tickets for each second that is measured, with each number of clients."""


def definition() -> dict:
    """Return 25 questions: 23 single choices, one matrix of eight lines, one text."""
    questions: list[dict] = [
        {"key": f"q{n}", "kind": "single", "title": f"第{n}项工作完成得怎么样?", "options": OPTIONS}
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
    private, public = sealing.new_pair()
    urn_keys.keep(private, public)
    raw, now = definition(), clock.now()
    survey = Survey.objects.create(
        commission=home, code=f"BENCH-{time.time_ns()}", kind="questionnaire", title="压力测试", definition=raw,
        fingerprint=definitions.digest(raw), public_key=public, state="issued", issued_on=now.date(),
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=5),
    )  # fmt: skip
    drawn = BallotClass.objects.create(commission=home, survey=survey, key="A", name="甲", weight=1)
    held = []
    for number in range(UNITS):
        unit, _new = Unit.objects.get_or_create(
            commission=home, code=f"BENCH-{number}", defaults={"name": f"测试{number}局"}
        )
        page = f"{time.time_ns()}"
        held.append(SurveyUnit.objects.create(commission=home, survey=survey, unit=unit, page=page))
    codes = [door.new_code() for _each in range(count)]
    tickets = [
        Ticket(
            commission=home, survey=survey, survey_unit=held[number % UNITS], ballot_class=drawn,
            code_hash=door.hashed(code),
        )
        for number, code in enumerate(codes)
    ]  # fmt: skip
    Ticket.objects.bulk_create(sorted(tickets, key=lambda each: each.pk), batch_size=1000)
    return survey.pk, codes


class Served:
    """A server under test. `others`: processes that work for it, such as the database's."""

    def __init__(self, address: str, process: subprocess.Popen, others: list[psutil.Process]):
        self.address, self.roots = address, [psutil.Process(process.pid), *others]

    def asked(self, visits: Iterator[list[Ask]], count: int, seconds: float) -> tuple:
        """Return what the clients found, with the processor time that it took the server and the database."""
        before = self._spent()
        found = clients.run(self.address, visits, count, seconds)
        return found, self._spent() - before

    def _spent(self) -> float:
        times = [each.cpu_times() for root in self.roots for each in _family(root)]
        return sum(each.user + each.system for each in times)


def _family(root: psutil.Process) -> list[psutil.Process]:
    return [root, *root.children(recursive=True)]


class Kind:
    """One kind of visit at one server, made in many short turns. `kind`: the request that is counted."""

    def __init__(self, served: Served, kind: str, visits: Iterator[list[Ask]]):
        self.served, self.kind, self.visits = served, kind, visits
        self.found, self.spent, self.rates = clients.Found(), 0.0, []

    def turn(self, count: int, seconds: float) -> None:
        """Ask for a while."""
        found, spent = self.served.asked(self.visits, count, seconds)
        self.found.add(found)
        self.spent += spent
        self.rates.append(len(found.times.get(self.kind, [])) / found.seconds)

    def figures(self) -> dict:
        """Return what came of all turns."""
        figures = self.found.of(self.kind)
        if figures["count"]:
            figures["processor_ms"] = round(1000 * self.spent / figures["count"], 2)
        return figures


def level(door: Served, bare: Served, count: int, seconds: float, codes: Iterator[str]) -> dict:
    """Measure with one number of clients, all kinds in turn: a host that gives and takes disturbs them alike."""
    body = answers()

    def opening(code: str) -> Ask:
        return Ask("open", 200, clients.request(door.address, "GET", f"/ballot/{code}/"))

    def submitting(code: str) -> Ask:
        return Ask("submit", 303, clients.request(door.address, "POST", f"/ballot/{code}/", body))

    reference = Ask("bare", 200, clients.request(bare.address, "POST", "/", body))
    opened = Kind(door, "open", ([opening(code)] for code in _again(codes)))
    submitted = Kind(door, "submit", ([submitting(code)] for code in codes))
    inserted = Kind(bare, "bare", iter(lambda: [reference], None))
    whole = Kind(door, "submit", ([opening(code), submitting(code)] for code in codes))
    kinds, length = (opened, submitted, inserted, whole), max(0.5, count / 200)
    for _turn in range(max(1, round(seconds / length))):
        for each in kinds:
            each.turn(count, length)
    figures, bare_figures, whole_figures = (each.figures() for each in (submitted, inserted, whole))
    refused = clients.Found()
    for each in kinds:
        refused.add(each.found)
    return {
        "clients": count,
        "opened": opened.figures() | {"bytes": opened.found.largest},
        "submitted": figures,
        "bare_view": bare_figures,
        "ballots": {"opened": whole.found.of("open"), "submitted": whole_figures},
        "submitted_of_bare_view": _ratio(figures, bare_figures, "per_second"),
        "in_each_turn": [
            round(mine / other, 2)
            for mine, other in zip(submitted.rates, inserted.rates, strict=True)
            if other
        ],
        "by_processor_time": _ratio(bare_figures, figures, "processor_ms"),
        "opened_of_submitted": _ratio(opened.figures(), figures, "per_second"),
        "refused": refused.refused,
        "receipts": figures["count"] + whole_figures["count"],
    }


def _ratio(one: dict, other: dict, name: str) -> float | None:
    return round(one[name] / other[name], 2) if one.get(name) and other.get(name) else None


def _again(codes: Iterator[str]) -> Iterator[str]:
    """Open the forms of the same thousand tickets again and again; opening uses none up."""
    some = [next(codes) for _each in range(1000)]
    while True:
        yield from some


def single_row_inserts(address: str, folder: Path) -> dict:
    """Return the database's own rate of one row of a kilobyte inserted and committed."""
    if address:
        return {f"clients_{count}": _pgbench(address, folder, count) for count in (1, 8)}
    import sqlite3

    own = sqlite3.connect(folder / "own.sqlite3", isolation_level=None)
    own.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE b (body text)"
    )
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < 2:
        own.execute("INSERT INTO b VALUES (?)", ["x" * 1000])
        count += 1
    return {"clients_1": round(count / (time.perf_counter() - begun))}


def _pgbench(address: str, folder: Path, count: int) -> int | None:
    program = Path(find_programs() or "") / "pgbench"
    if not program.exists():
        return None
    script = folder / "insert.sql"
    script.write_text("INSERT INTO benchmark_row (body) VALUES (repeat('x', 1000));\n", "ascii")
    done = subprocess.run(
        [program, "-n", "-c", str(count), "-j", "2", "-T", "2", "-f", script, address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return round(float(line.split()[2]))


@contextmanager
def serving(*arguments: str, address: str) -> Iterator[subprocess.Popen]:
    """Run a server until it is no longer needed."""
    server = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL)
    try:
        for _attempt in range(300):
            try:
                clients.Client((urlsplit(address).hostname, urlsplit(address).port))
                break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait(20)


def measure(given: argparse.Namespace, folder: Path) -> dict:
    """Measure on the database of this process."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks import bare
    from paizhu.config.command.serve import prepare_static
    from paizhu.surveys.models import Ballot, Ticket

    call_command("migrate", verbosity=0, interactive=False)
    prepare_static()
    bare.make_table()
    survey, codes = issued(int(KEPT_FOR_SECOND * given.seconds) * len(given.clients))
    _analyse(connection)
    own = single_row_inserts(os.environ["PAIZHU_DATABASE_URL"], folder)
    connection.close()
    door, reference = (f"http://127.0.0.1:{given.port + n}" for n in range(2))
    serve = ["benchmarks.paizhu_command", "serve", "--bind", urlsplit(door).netloc]
    levels, remaining = [], iter(codes)
    with (
        serving(*serve, *([] if given.whole else ["--public"]), address=door) as first,
        serving("benchmarks.bare", urlsplit(reference).netloc, address=reference) as second,
    ):
        database = _processes_of(os.environ["PAIZHU_DATABASE_URL"])
        served, bare_served = Served(door, first, database), Served(reference, second, database)
        for count in given.clients:
            clients.run(door, _warming(door, remaining), 4, 0.5)
            levels.append(level(served, bare_served, count, given.seconds, remaining))
    receipts = sum(each["receipts"] for each in levels)
    inside = Ballot.objects.filter(survey=survey).count()
    used = Ticket.objects.filter(survey=survey, is_used=True).count()
    return {
        "database": connection.vendor,
        "served": "whole application" if given.whole else "public door alone",
        "single_row_inserts_per_second": own,
        "levels": levels,
        "lost": receipts - inside,
        "used_tickets_without_ballot": used - inside,
    }


def _warming(address: str, codes: Iterator[str]) -> Iterator[list[Ask]]:
    some = [next(codes) for _each in range(100)]
    while True:
        yield from (
            [Ask("open", 200, clients.request(address, "GET", f"/ballot/{code}/"))] for code in some
        )


def _processes_of(address: str) -> list[psutil.Process]:
    """Return the database server's process; none for SQLite, which works inside ours."""
    if not address:
        return []
    folder = Path(unquote(urlsplit(address).netloc.rpartition("@")[2]))
    number = (folder / "data" / "postmaster.pid").read_text("ascii").split()[0]
    return [psutil.Process(int(number))]


def _analyse(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _apart(given: argparse.Namespace, name: str, address: str = "") -> dict:
    """Measure in a process of its own, with settings and a data folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="paizhu-benchmark-"))
    environment = os.environ | {
        "PAIZHU_STAGE": "demonstration",
        "PAIZHU_SECURE_COOKIES": "0",
        "PAIZHU_EMBEDDED_WORKER": "0",
        "PAIZHU_DATA": str(folder),
        "PAIZHU_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "paizhu.config.settings",
    }
    levels = [str(each) for each in given.clients]
    command = [sys.executable, "-m", "benchmarks.surveys", "--inside", str(folder), "--only", name]
    command += ["--seconds", str(given.seconds), "--port", str(given.port), "--clients", *levels]
    try:
        done = subprocess.run(
            [*command, *(["--whole"] if given.whole else [])],
            env=environment, stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Measure on each database asked for; returns 1 where a receipt has no ballot or somebody was refused."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    arguments.add_argument("--clients", type=int, nargs="+", default=[8, 64, 512])
    arguments.add_argument("--seconds", type=float, default=4.0)
    arguments.add_argument("--port", type=int, default=8190)
    arguments.add_argument("--whole", action="store_true")
    arguments.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.inside:
        print(json.dumps(measure(given, given.inside)))
        return 0
    found = []
    if given.only != "postgresql":
        found.append(_apart(given, "sqlite"))
    if given.only != "sqlite" and find_programs():
        with throw_away_server(durable=True) as address:
            found.append(_apart(given, "postgresql", address))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return int(any(each["lost"] or any(n["refused"] for n in each["levels"]) for each in found))


if __name__ == "__main__":
    sys.exit(main())
