"""A migrated SQLite file that is kept between runs, as long as no migration changes.

Migrating takes longer than most parts of the suite that somebody runs while he works. A fresh copy of the
repository has nothing kept: there, as in CI, every run migrates.
"""

import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
BROUGHT = ("django", "django-allauth")
"""Packages with migrations of their own."""


def sources() -> Iterator[Path]:
    """Yield the migrations, and the modules of ours that they import."""
    for migration in sorted(ROOT.glob("src/paizhu/*/migrations/*.py")):
        yield migration
        for name in re.findall(r"^(?:import|from) (paizhu[\w.]*)", migration.read_text(), re.M):
            module = ROOT / "src" / name.replace(".", "/")
            yield from sorted(module.rglob("*.py")) or [module.with_suffix(".py")]


def stamp() -> str:
    """Return a word that is another one where the database might be."""
    told = hashlib.sha256(" ".join(version(name) for name in BROUGHT).encode())
    told.update(Path(__file__).read_bytes())
    for source in sources():
        told.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return told.hexdigest()[:16]


def keep_between_runs(connection, folder: Path) -> None:
    """Let the database of the tests be a copy of what is kept in the folder, or be kept there once it is made."""
    kept = folder / f"{stamp()}.sqlite3"
    make = connection.creation.create_test_db

    def copied(*_given, **_named) -> str:
        name = str(connection.settings_dict["TEST"]["NAME"])
        connection.close()
        shutil.copyfile(kept, name)
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        return name

    def made(*given, **named) -> str:
        name = make(*given, **named)
        for old in folder.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        own = folder / f"{os.getpid()}.new"
        copy = sqlite3.connect(own)
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.close()
        own.replace(kept)
        return name

    connection.creation.create_test_db = copied if kept.exists() else made
