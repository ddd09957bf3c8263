"""A real `paizhu` process with a data folder of its own: empty, brought up to date, or with a small workbook taken in.

Bringing a database up to date takes longer than everything else that these tests do. It is done by the command
itself, in an empty folder, once for all test processes; the others get a copy.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.config.books import write_book


@dataclass
class Command:
    """Runs the command as an office's machine would: nothing set but its data folder."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {
            k: v for k, v in os.environ.items() if not k.startswith(("PAIZHU_", "DJANGO_"))
        }
        return subprocess.run(
            [sys.executable, "-c", "from paizhu.config.command import main; main()", *arguments],
            env=inherited | {"PAIZHU_DATA": str(self.data)} | self.environment | environment,
            capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip

    def json(self, *arguments: str) -> dict:
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def paizhu(tmp_path) -> Command:
    """Return the command on a data folder that does not exist yet."""
    return Command(tmp_path / "data")


@pytest.fixture(scope="session")
def up_to_date(tmp_path_factory) -> Path:
    """Return a data folder whose database the command has brought up to date. To be copied, not used."""

    def fill(folder: Path) -> None:
        assert Command(folder)("coverage").returncode == 2  # no commission yet

    return _made_once(tmp_path_factory, "up-to-date", fill)


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory, up_to_date) -> Path:
    """Return a data folder into which the command has taken the small workbook. To be copied, not used."""

    def fill(folder: Path) -> None:
        shutil.copytree(up_to_date, folder)
        done = Command(folder)("import", str(write_book(folder / "book.xlsx")))
        assert done.returncode == 0, done.stderr
        (folder / "book.xlsx").unlink()

    return _made_once(tmp_path_factory, "taken-in", fill)


@pytest.fixture
def prepared(up_to_date, tmp_path) -> Command:
    """Return the command on an up-to-date database with nothing in it."""
    return Command(shutil.copytree(up_to_date, tmp_path / "data"))


@pytest.fixture
def stocked(taken_in, tmp_path) -> Command:
    """Return the command on a data folder that has taken in the small workbook."""
    return Command(shutil.copytree(taken_in, tmp_path / "data"))


def _made_once(factory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a folder that the first test process of this run fills; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            fill(folder)
            done.touch()
    return folder
