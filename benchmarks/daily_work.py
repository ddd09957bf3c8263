"""Measure the daily work: each role's first screen among many matters, and notices sent by eight clients at once.

python -m benchmarks.daily_work [--matters 200000] [--only sqlite|postgresql] [--keep FOLDER]

1,000 units, 60 groups, `--matters` rectifications and notices, nearly all of them closed; JSON on standard output.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.postgresql import find_programs, throw_away_server

TODAY = "2024-12-31"


def measure(matters: int, folder: Path, address: str = "") -> dict:
    """Measure in a process of its own, so that settings and memory are its own."""
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
        [sys.executable, "-m", "benchmarks.daily_measure", str(matters)],
        env=environment, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def main() -> None:
    """Measure on each database asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--matters", type=int, default=200_000)
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    arguments.add_argument(
        "--keep", type=Path, help="keep the SQLite data in this folder and use it again"
    )
    given = arguments.parse_args()
    found = {}
    if given.only != "postgresql":
        with tempfile.TemporaryDirectory(prefix="paizhu-daily-") as folder:
            found["sqlite"] = measure(given.matters, given.keep or Path(folder))
    if given.only != "sqlite" and find_programs():
        with (
            tempfile.TemporaryDirectory(prefix="paizhu-daily-") as folder,
            throw_away_server(durable=True) as address,
        ):
            found["postgresql"] = measure(given.matters, Path(folder), address)
    print(json.dumps(found, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
