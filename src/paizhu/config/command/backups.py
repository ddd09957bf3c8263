"""`paizhu backup` and `paizhu restore`: a consistent copy of database, files and keys, checked on return."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu import __version__
from paizhu.config.command.shared import fail, prepare_database, say, with_database
from paizhu.trail import queries as trail

DATABASE_COPY = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
FOLDERS = {"files": Path(settings.MEDIA_ROOT), "keys": settings.DATA / "keys"}
"""What is copied beside the database, by its name in the backup; the files may lie on a disk of their own."""
SUMS = "SHA256SUMS"


@click.command("backup", help=str(_("Write a consistent copy of database, files and keys.")))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@with_database
def backup_command(target: Path) -> None:
    """Write TARGET, a .tar.gz that only its owner can read. It holds the keys: keep it as safe as them."""
    if target.exists():
        fail(_("%(file)s exists already; name another file.") % {"file": target})
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="paizhu-backup-") as folder:
        gathered = Path(folder)
        _copy_database(gathered / DATABASE_COPY[connection.vendor])
        for name, folder_here in FOLDERS.items():
            if folder_here.is_dir():
                shutil.copytree(folder_here, gathered / name)
        (gathered / "VERSION").write_text(
            f"{__version__} {timezone.now().isoformat()}\n", encoding="ascii"
        )
        (gathered / SUMS).write_text(_sums(gathered), encoding="utf-8")
        draft = target.with_name(f".{target.name}.part")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz") as archive:
                for path in sorted(gathered.iterdir()):
                    archive.add(path, path.name)
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(target)
    say(_("Written: %(file)s. It holds the keys too: keep it locked away.") % {"file": target})


@click.command("restore", help=str(_("Bring a backup back and check it.")))
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(source: Path) -> None:
    """Restore SOURCE into an empty data folder or database, then verify checksums and trail."""
    _refuse_to_overwrite()
    with tempfile.TemporaryDirectory(prefix="paizhu-restore-") as folder:
        unpacked = Path(folder)
        try:
            with tarfile.open(source) as archive:
                archive.extractall(unpacked, filter="data")
        except (tarfile.TarError, OSError, EOFError):
            fail(_("%(file)s is damaged or not a backup.") % {"file": source})
        if not (unpacked / SUMS).exists() or (unpacked / SUMS).read_text(encoding="utf-8") != _sums(
            unpacked
        ):
            fail(
                _("%(file)s is damaged: its checksums do not fit. Nothing was restored.")
                % {"file": source}
            )
        copy = unpacked / DATABASE_COPY[connection.vendor]
        if not copy.exists():
            fail(_("This backup was made from the other kind of database. Nothing was restored."))
        for name, folder_here in FOLDERS.items():
            if (unpacked / name).is_dir():
                shutil.copytree(unpacked / name, folder_here, dirs_exist_ok=True)
        _bring_database(copy)
    prepare_database()
    found = trail.verify()
    if not found.ok:
        fail(
            _("Restored, but the trail in this backup is broken: see paizhu trail verify."),
            status=1,
        )
    say(_("Restored and checked: %(events)s trail records are whole.") % {"events": found.events})


def _refuse_to_overwrite() -> None:
    if connection.introspection.table_names():
        fail(_("The database is not empty. Restore into an empty data folder or database."))


def _copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
        return
    _postgresql_tool("pg_dump", "--format=custom", f"--file={target}")


def _bring_database(copy: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        with sqlite3.connect(copy) as stored:
            if stored.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                fail(_("The database in this backup is damaged. Nothing was restored."))
        stored.close()
        shutil.copyfile(copy, settings.DATABASES["default"]["NAME"])
        return
    database = connection.settings_dict["NAME"]
    _postgresql_tool(
        "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={database}", str(copy)
    )


def _postgresql_tool(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs against the configured database."""
    if shutil.which(tool) is None:
        fail(
            _("%(tool)s is not installed: install the PostgreSQL client programs.") % {"tool": tool}
        )
    given = connection.settings_dict
    environment = os.environ | {
        "PGHOST": given["HOST"] or "",
        "PGPORT": str(given["PORT"] or ""),
        "PGUSER": given["USER"] or "",
        "PGPASSWORD": given["PASSWORD"] or "",
        "PGDATABASE": given["NAME"],
    }
    done = subprocess.run(  # noqa: S603  a program named here, arguments of our own
        [tool, *arguments], env={k: v for k, v in environment.items() if v}, check=False
    )
    if done.returncode:
        fail(_("%(tool)s ended with an error; nothing more was done.") % {"tool": tool}, status=1)


def _sums(folder: Path) -> str:
    lines = [
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SUMS
    ]
    return "\n".join(lines) + "\n"
