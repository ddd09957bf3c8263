"""Running a measuring module on SQLite and on a PostgreSQL of its own, each in a process of its own."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.postgresql import find_programs, throw_away_server

TODAY = "2024-12-31"
"""The day on which the synthetic commission lives."""


def run(module: str, what: str, count: int, description: str | None) -> None:
    """Read the arguments, measure on each database asked for, print one JSON document.

    `what`: the name of the argument that says how many records there are; `count`: how many unless said otherwise.
    """
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument(f"--{what}", dest="count", type=int, default=count)
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    arguments.add_argument(
        "--keep", type=Path, help="keep the SQLite data in this folder and use it again"
    )
    given = arguments.parse_args()
    found = {}
    with tempfile.TemporaryDirectory(prefix="paizhu-measured-") as folder:
        if given.only != "postgresql":
            found["sqlite"] = _measured(module, given.count, given.keep or Path(folder, "sqlite"))
        if given.only != "sqlite" and find_programs():
            with throw_away_server(durable=True) as address:
                found["postgresql"] = _measured(
                    module, given.count, Path(folder, "postgresql"), address
                )
    print(json.dumps(found, ensure_ascii=False, indent=2))


def _measured(module: str, count: int, folder: Path, address: str = "") -> dict:
    environment = os.environ | {
        "PAIZHU_STAGE": "demonstration",
        "PAIZHU_DEMONSTRATION_DAY": TODAY,
        "PAIZHU_SECURE_COOKIES": "0",
        "PAIZHU_SECOND_FACTOR": "nobody",
        "PAIZHU_ALLOWED_HOSTS": "testserver,127.0.0.1",
        "PAIZHU_DATA": str(folder),
        "PAIZHU_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "paizhu.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", module, str(count)],
        env=environment, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
