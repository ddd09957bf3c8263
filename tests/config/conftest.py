"""A real `paizhu` process with a data folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest


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
    return Command(tmp_path / "data")
