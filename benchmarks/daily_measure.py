"""What is measured of the daily work; runs inside one prepared environment (see `daily_work`), prints one JSON document."""

import http.client
import json
import os
import re
import statistics
import sys
import time
from contextlib import redirect_stdout
from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

import django

django.setup()

import psutil  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks import clients, daily_matters, large_city, measure  # noqa: E402
from paizhu.access.models import User  # noqa: E402
from paizhu.config.command.serve import prepare_static  # noqa: E402
from paizhu.jobs import actions as jobs  # noqa: E402
from paizhu.oversight.models import MatterNotice  # noqa: E402
from paizhu.rectification.models import Rectification  # noqa: E402
from paizhu.tenancy.models import Commission  # noqa: E402

HOST, PORT = "127.0.0.1", 8198
ADDRESS, FORM = f"http://{HOST}:{PORT}", "/oversight/notices/new/"
WARMING, SECONDS = 3, 15


def signed_in(name: str) -> Client:
    """Return a client signed in as one of the large commission's people."""
    client = Client()
    client.force_login(User.objects.get(username=f"large-{name}"))
    return client


def first_screens() -> dict:
    """Measure each role's first screen: server time and number of queries."""
    home = reverse("reporting:home")
    return {role: measure.page(signed_in(role), home) for role in daily_matters.ROLES}


def due_jobs() -> dict:
    """Run a day's jobs, so that none of them writes while something else is measured; seconds of those that take one."""
    runs = jobs.run_due()
    return {
        run.job: {"seconds": seconds, "count": run.count}
        for run in runs
        if (seconds := round((run.ended_at - run.started_at).total_seconds(), 1)) >= 1
    }


def notices_a_second(workers: int) -> dict:
    """Send notices through the whole stack, eight clients at once, each with its own session.

    Each sends the form that it has open, waits for the redirect, and sends it again with other words. The clients take
    from the same two processors: how much is told beside the server's own.
    """
    cookies = [
        signed_in(f"sender-{number}").cookies["sessionid"].value
        for number in range(daily_matters.CLIENTS)
    ]
    connection.close()
    command = [
        sys.executable,
        "-m",
        "benchmarks.paizhu_command",
        "serve",
        "--bind",
        f"{HOST}:{PORT}",
    ]
    server = psutil.Popen(command, env=os.environ | {"PAIZHU_WORKERS": str(workers)})
    try:
        measure._wait_for(HOST, PORT)
        senders = [Sender(cookie) for cookie in cookies]
        visits = ([sender.sending(number)] for number in count(1) for sender in senders)
        clients.run(ADDRESS, visits, len(senders), WARMING)
        before, spent = MatterNotice.objects.count(), processor(server)
        yardsticks, own = yardstick(), time.process_time()
        found = clients.run(ADDRESS, visits, len(senders), SECONDS)
        own, spent = time.process_time() - own, processor(server) - spent
        yardsticks += yardstick()
        made = MatterNotice.objects.count() - before
        told = found.of("notice")
        return {
            "clients": len(senders),
            "processes": workers,
            "made": made,
            "lost": told["count"] - made,
            "refused": found.refused,
            "processor_ms": {
                "server": round(spent * 1000 / made, 2),
                "clients": round(own * 1000 / made, 2),
            },
            "yardstick_ms": round(statistics.median(yardsticks), 2),
            **told,
        }
    finally:
        for process in [*server.children(recursive=True), server]:
            process.kill()
        server.wait()


def yardstick() -> list[float]:
    """Return what a fixed piece of work took, some times one after the other."""
    return [measure._milliseconds(measure._fixed_work) for _each in range(10)]


def processor(server: psutil.Process) -> float:
    """Return the seconds of processor time that the server's processes, and those of PostgreSQL, have taken."""
    databases = [each for each in psutil.process_iter(["name"]) if each.info["name"] == "postgres"]
    spent = [each.cpu_times() for each in [server, *server.children(recursive=True), *databases]]
    return sum(each.user + each.system for each in spent)


class Sender:
    """One client: opens the form once, then sends it again and again with other words, as many people do."""

    def __init__(self, session: str):
        asked = http.client.HTTPConnection(HOST, PORT)
        self.cookie = f"sessionid={session}"
        asked.request("GET", FORM, headers={"Cookie": self.cookie})
        answer = asked.getresponse()
        page = answer.read().decode()
        asked.close()
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        secret = re.search(r"csrftoken=\w+", str(answer.headers.get_all("Set-Cookie")))[0]
        self.cookie += f"; {secret}"
        self.unit = re.search(
            r'name="unit"[^>]*?value="(\d+)"|<option value="(\d+)" selected', page
        )

    def sending(self, number: int) -> clients.Ask:
        """Return the form, filled in, as it goes over the wire."""
        form = {
            "csrfmiddlewaretoken": self.token, "once": uuid4().hex, "matter": "project",
            "unit": next(filter(None, self.unit.groups())), "title": f"合成重要事项{number}",
            "when": "other", "happens_at": f"2025-01-{1 + number % 28:02} 09:00",
        }  # fmt: skip
        wire = clients.request(ADDRESS, "POST", FORM, urlencode(form).encode())
        cookie = f"\r\nCookie: {self.cookie}\r\n\r\n".encode()
        return clients.Ask("notice", 302, wire.replace(b"\r\n\r\n", cookie, 1))


def main() -> None:
    """Make the matters where they are missing, measure, print."""
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        prepare_static()
        wanted, start = int(sys.argv[1]), time.perf_counter()
        commission = Commission.objects.filter(code="LARGE").first() or daily_matters.make(wanted)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        document = {
            "database": connection.vendor,
            "measured_on": large_city.made_at(),
            "rectifications": Rectification.objects.of(commission).count(),
            "notices": MatterNotice.objects.of(commission).count(),
            "made_in_seconds": round(time.perf_counter() - start, 1),
            "due_jobs": due_jobs(),
            "first_screens": first_screens(),
            "notices_created": [notices_a_second(workers) for workers in (1, 2)],
        }
    print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
