"""What is measured: figures against bare SQL, pages at any depth, import, export, worker memory.

Runs inside one prepared environment (see `__main__`); prints one JSON document.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

import psutil  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks import large_city  # noqa: E402
from paizhu.access import queries as access  # noqa: E402
from paizhu.access.models import User  # noqa: E402
from paizhu.config.command.serve import prepare_static  # noqa: E402
from paizhu.organization.models import CompositeGroup, Unit  # noqa: E402
from paizhu.oversight.models import Activity  # noqa: E402
from paizhu.reporting import queries as reporting  # noqa: E402
from paizhu.tenancy.models import Commission  # noqa: E402

ROUNDS = 15
YEAR = (date(2019, 1, 1), date(2019, 12, 31))
BARE_SQL = (
    "SELECT method, matter, count(*) FROM oversight_activity "
    'WHERE commission_id = %s AND "on" BETWEEN %s AND %s GROUP BY method, matter',
    "SELECT capacity, count(*) FROM oversight_participation "
    'WHERE commission_id = %s AND "on" BETWEEN %s AND %s GROUP BY capacity',
)


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> dict:
    """Run once to warm up, then `rounds` times; milliseconds.

    `processor_ms`: time of the processor alone. `yardstick_ms`: what a fixed piece of work took between the
    rounds, so that a busy machine is noticed and runs can be compared.
    """
    work()
    spent, processor, yardstick = [], [], []
    for _round in range(rounds):
        start = time.process_time()
        spent.append(_milliseconds(work))
        processor.append((time.process_time() - start) * 1000)
        yardstick.append(_milliseconds(_fixed_work))
    return {
        "median_ms": round(statistics.median(spent), 1),
        "max_ms": round(max(spent), 1),
        "processor_ms": round(statistics.median(processor), 1),
        "yardstick_ms": round(statistics.median(yardstick), 2),
    }


def _milliseconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _fixed_work() -> None:
    for _number in range(200_000):
        pass


def figures(commission: Commission) -> dict:
    """The year's figures, and the same rows by bare SQL."""
    operator = access.operator(commission)
    ours = timed(lambda: reporting.figures(commission, *YEAR, user=operator).as_json())

    def bare() -> None:
        with connection.cursor() as cursor:
            for statement in BARE_SQL:
                cursor.execute(statement, [commission.pk, *YEAR])
                cursor.fetchall()

    reference = timed(bare)
    return {
        "figures": ours,
        "bare_sql": reference,
        "ratio": round(ours["median_ms"] / reference["median_ms"], 2),
    }


def page(client: Client, address: str) -> dict:
    """One page: server time and number of queries."""

    def opened() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    asked = 0

    def count(execute, sql, params, many, context):
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        opened()
    return timed(opened) | {"queries": asked}


def pages(commission: Commission) -> dict:
    """The pages that must stay fast, for the office and for a group's people."""
    found = {}
    group = CompositeGroup.objects.of(commission).first()
    unit = Unit.objects.of(commission).first()
    for who in ("office", "leader", "member"):
        client = Client()
        client.force_login(User.objects.get(username=f"large-{who}"))
        addresses = {
            "first page": reverse("reporting:home"),
            "activities": reverse("oversight:activities"),
            "activities, last page": reverse("oversight:activities") + "?last=1",
            "activities of a unit": reverse("oversight:activities") + f"?unit={unit.pk}",
            "opinions": reverse("oversight:opinions"),
            "units": reverse("organization:units"),
            "officials": reverse("organization:officials"),
        }
        if who == "office":
            addresses |= {
                "coverage": reverse("coverage:overview"),
                "coverage map": reverse("coverage:map") + "?year=2019",
                "figures page": reverse("reporting:figures") + "?from=2019-01-01&to=2019-12-31",
                "group": reverse("organization:group", args=[group.pk]),
                "unit": reverse("organization:unit", args=[unit.pk]),
            }
        found[who] = {name: page(client, address) for name, address in addresses.items()}
    return found


def import_workbook(rows: int = 100_000) -> dict:
    """Import a workbook of this many activities through the command line, into a database of its own."""
    with tempfile.TemporaryDirectory(prefix="paizhu-import-") as folder:
        book = Path(folder) / "book.xlsx"
        write_book(book, rows)
        start = time.perf_counter()
        running = psutil.Popen(
            [sys.executable, "-m", "benchmarks.paizhu_command", "import", str(book)],
            env=psutil.Process().environ() | {"PAIZHU_DATA": folder, "PAIZHU_DATABASE_URL": ""},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        peak = 0
        while running.poll() is None:
            try:
                peak = max(peak, running.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.1)
        return {
            "rows": rows,
            "seconds": round(time.perf_counter() - start, 1),
            "peak_mb": peak // 2**20,
            "exit": running.wait(),
        }


def write_book(book: Path, rows: int) -> None:
    """Write a workbook per the contract with 100 units, 6 groups and `rows` activities."""
    import xlsxwriter  # noqa: PLC0415  only here

    out = xlsxwriter.Workbook(str(book), {"constant_memory": True})
    day = out.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(name: str, *lines: tuple) -> None:
        page = out.add_worksheet(name)
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    page.write_datetime(number, column, value, day)
                elif value is not None:
                    page.write(number, column, value)

    start = date(2015, 1, 1)
    sheet("机关", ("机关编码", "机关名称", "上级机关编码"), ("J1", "合成市纪委监察局", None))
    sheet("单位", ("单位编码", "单位名称", "口", "单位性质", "在编人数", "重点单位"),
          *((f"U{n}", f"合成市第{n}局", f"口{n % 6}", "行政", 30, "否") for n in range(100)))  # fmt: skip
    sheet("派驻纪检组", ("组编码", "组名", "驻在单位编码", "编制数"),
          *((f"R{n}", f"驻第{n}局纪检组", f"U{n}", 2) for n in range(30)))  # fmt: skip
    sheet("综合组", ("组编码", "组名", "口", "成立日期"),
          *((f"Z{n}", f"第{n}综合组", f"口{n}", start) for n in range(6)))  # fmt: skip
    sheet(
        "人员",
        ("人员编码", "姓名", "性别", "职级"),
        *((f"P{n}", f"合成{n}", "男", "县级副职") for n in range(30)),
    )
    sheet("任职", ("人员编码", "职务", "任职对象编码", "任职日期", "免职日期"),
          *((f"P{n}", "派驻纪检组长", f"R{n}", start, None) for n in range(30)),
          *((f"P{n}", "综合组成员", f"Z{n % 6}", start, None) for n in range(30)))  # fmt: skip
    sheet("监督活动", ("活动编码", "日期", "方式", "单位编码", "参加人员编码", "综合组编码", "事项类别", "监督内容", "通报编码", "摘要"),
          *((f"A{n}", start + timedelta(days=n % 365), "列席会议", f"U{n % 100}", f"P{n % 30};P{(n + 6) % 30}",
             f"Z{n % 6}", "重大问题决策", "政治纪律;主体责任", None, "列席会议,了解议题研究情况。") for n in range(rows)))  # fmt: skip
    out.close()


def worker_memory(requests: int = 1_000) -> dict:
    """Serve the big database with the production server, ask 1,000 times, read the workers' memory."""
    import http.client  # noqa: PLC0415  only here

    client = Client()
    client.force_login(User.objects.get(username="large-office"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    server = psutil.Popen(
        [sys.executable, "-m", "benchmarks.paizhu_command", "serve", "--bind", "127.0.0.1:8199"]
    )
    try:
        _wait_for("127.0.0.1", 8199)
        addresses = [reverse("reporting:home"), reverse("oversight:activities"), reverse("coverage:overview"),
                     reverse("organization:units"), reverse("oversight:opinions")]  # fmt: skip
        start = time.perf_counter()
        asked = http.client.HTTPConnection("127.0.0.1", 8199)
        for number in range(requests):
            asked.request("GET", addresses[number % len(addresses)], headers={"Cookie": cookie})
            answer = asked.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        spent = time.perf_counter() - start
        workers = server.children(recursive=True) or [server]
        return {
            "requests": requests,
            "seconds": round(spent, 1),
            "workers": len(workers),
            "largest_worker_mb": max(worker.memory_info().rss for worker in workers) // 2**20,
        }
    finally:
        for process in [*server.children(recursive=True), server]:
            process.kill()
        server.wait()


def _wait_for(host: str, port: int) -> None:
    import socket  # noqa: PLC0415  only here

    for _attempt in range(300):
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{host}:{port} does not answer")


def commission_made_by(module: str, count: int) -> Commission:
    """Return the large commission, made by `module.make(count)` where it is missing.

    It is made in a process of its own: what that leaves in memory would slow down what is measured here.
    """
    if not Commission.objects.filter(code="LARGE").exists():
        work = f"import django; django.setup(); from importlib import import_module; import_module('{module}').make({count})"
        subprocess.run([sys.executable, "-c", work], check=True)
    return Commission.objects.get(code="LARGE")


def main() -> None:
    """Make the large commission where it is missing, measure, print."""
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        prepare_static()
        wanted, start = int(sys.argv[1]), time.perf_counter()
        commission = commission_made_by("benchmarks.large_city", wanted)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        else:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        document = {
            "database": connection.vendor,
            "measured_on": large_city.made_at(),
            "activities": Activity.objects.of(commission).count(),
            "made_in_seconds": round(time.perf_counter() - start, 1),
            "figures_of_a_year": figures(commission),
            "pages": pages(commission),
            "import": import_workbook() if connection.vendor == "sqlite" else None,
            "worker_memory": worker_memory(),
        }
    print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
