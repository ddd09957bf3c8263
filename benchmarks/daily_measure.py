"""What is measured of the daily work; runs inside one prepared environment (see `daily_work`), prints one JSON document."""

import http.client
import json
import re
import sys
import threading
import time
from contextlib import redirect_stdout
from urllib.parse import urlencode
from uuid import uuid4

import django

django.setup()

import psutil  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks import daily_matters, large_city, measure  # noqa: E402
from paizhu.access.models import User  # noqa: E402
from paizhu.config.command.serve import prepare_static  # noqa: E402
from paizhu.oversight.models import MatterNotice  # noqa: E402
from paizhu.rectification.models import Rectification  # noqa: E402
from paizhu.tenancy.models import Commission  # noqa: E402

HOST, PORT = "127.0.0.1", 8198
EACH = 100
"""Notices that each client sends."""


def signed_in(name: str) -> Client:
    """Return a client signed in as one of the large commission's people."""
    client = Client()
    client.force_login(User.objects.get(username=f"large-{name}"))
    return client


def first_screens() -> dict:
    """Measure each role's first screen: server time and number of queries."""
    home = reverse("reporting:home")
    return {role: measure.page(signed_in(role), home) for role in daily_matters.ROLES}


def notices_a_second() -> dict:
    """Send notices through the whole stack, eight clients at once, each with its own session."""
    cookies = [
        signed_in(f"sender-{number}").cookies["sessionid"].value
        for number in range(daily_matters.CLIENTS)
    ]
    connection.close()
    server = psutil.Popen(
        [sys.executable, "-m", "benchmarks.paizhu_command", "serve", "--bind", f"{HOST}:{PORT}"]
    )
    try:
        measure._wait_for(HOST, PORT)
        senders = [Sender(cookie) for cookie in cookies]
        before, start = MatterNotice.objects.count(), time.perf_counter()
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        spent = time.perf_counter() - start
        made = MatterNotice.objects.count() - before
        spans = sorted(span for sender in senders for span in sender.spans)
        return {
            "clients": len(senders),
            "sent": EACH * len(senders),
            "made": made,
            "a_second": round(made / spent, 1),
            "median_ms": round(spans[len(spans) // 2], 1),
            "answers": sorted({status for sender in senders for status in sender.answers}),
        }
    finally:
        for process in [*server.children(recursive=True), server]:
            process.kill()
        server.wait()


class Sender(threading.Thread):
    """One client: opens the form once, then sends it again and again with other words, as many people do."""

    def __init__(self, session: str):
        super().__init__()
        self.asked = http.client.HTTPConnection(HOST, PORT)
        self.session, self.spans, self.answers = session, [], set()
        self.asked.request("GET", "/oversight/notices/new/", headers=self._headers())
        answer = self.asked.getresponse()
        page = answer.read().decode()
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        self.cookie = re.search(r"csrftoken=(\w+)", str(answer.headers.get_all("Set-Cookie")))[1]
        self.unit = re.search(
            r'name="unit"[^>]*?value="(\d+)"|<option value="(\d+)" selected', page
        )

    def run(self) -> None:
        """Send all."""
        for number in range(EACH):
            start = time.perf_counter()
            self.asked.request(
                "POST", "/oversight/notices/new/", urlencode(self._form(number)), self._headers()
            )
            answer = self.asked.getresponse()
            answer.read()
            self.answers.add(answer.status)
            self.spans.append((time.perf_counter() - start) * 1000)

    def _form(self, number: int) -> dict:
        return {
            "csrfmiddlewaretoken": self.token, "once": uuid4().hex, "matter": "project",
            "unit": next(filter(None, self.unit.groups())), "title": f"合成重要事项{number}",
            "when": "other", "happens_at": f"2025-01-{1 + number % 28:02} 09:00",
        }  # fmt: skip

    def _headers(self) -> dict:
        found = {"Cookie": f"sessionid={self.session}"}
        if hasattr(self, "cookie"):
            found["Cookie"] += f"; csrftoken={self.cookie}"
            found["Content-Type"] = "application/x-www-form-urlencoded"
        return found


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
            "first_screens": first_screens(),
            "notices_created": notices_a_second(),
        }
    print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
