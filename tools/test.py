"""`./paizhu test`: the whole suite on SQLite, then what asks the database again on PostgreSQL.

A test that asks for no database, or is marked `once`, runs on SQLite alone, and so does the browser but for the
stories marked `twice`. How many were left out is said after each run.

With arguments, only pytest on SQLite with those arguments. A missing PostgreSQL or Chromium is skipped
and said, unless PAIZHU_TEST_REQUIRE=postgres,browser demands it.
"""

import os
import shutil
import subprocess
import sys

from tools.postgresql import find_programs, throw_away_server

REQUIRED = set(filter(None, os.environ.get("PAIZHU_TEST_REQUIRE", "").split(",")))
AT_ONCE = ("-n", str(os.cpu_count() or 1), "--dist", "worksteal")
"""As many test processes as processors, each with whole modules, since a module shares what it builds."""
ON_SECOND = "not once and (not browser or twice)"
"""What is run again on the other database."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Return 0 where every run passed."""
    if sys.argv[1:]:
        return pytest(*sys.argv[1:])
    if "browser" in REQUIRED and not any(map(shutil.which, BROWSERS)):
        print("Chromium is required (PAIZHU_TEST_REQUIRE) and not installed: apt install chromium")
        return 1
    print("== SQLite", flush=True)
    failed = pytest(*AT_ONCE, "-m", "not postgres")
    return on_postgresql() or failed


def on_postgresql() -> int:
    """Run what asks the database again on PostgreSQL, where there is one."""
    given = os.environ.get("PAIZHU_TEST_DATABASE_URL")
    if given:
        print("== PostgreSQL (given)", flush=True)
        return pytest_on(given)
    if find_programs() is None:
        if "postgres" in REQUIRED:
            print(
                "PostgreSQL is required (PAIZHU_TEST_REQUIRE) and not installed: apt install postgresql"
            )
            return 1
        print("== PostgreSQL: not installed here, not tested")
        return 0
    with throw_away_server() as address:
        print("== PostgreSQL (a server of its own)", flush=True)
        return pytest_on(address)


def pytest_on(address: str) -> int:
    """Run pytest with the database address set."""
    return pytest(*AT_ONCE, "-m", ON_SECOND, PAIZHU_DATABASE_URL=address)


def pytest(*arguments: str, **environment: str) -> int:
    """Run pytest in a process of its own; returns its exit status."""
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
