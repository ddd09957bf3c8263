"""A throw-away PostgreSQL server for tests and benchmarks, on a Unix socket in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from urllib.parse import quote


def find_programs() -> Path | None:
    """Return the folder that holds initdb and pg_ctl, the newest version first."""
    folders = sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True) + glob("/usr/pgsql-*/bin")
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(str(Path(on_path).resolve().parent))
    for folder in folders:
        if all((Path(folder) / name).exists() for name in ("initdb", "pg_ctl")):
            return Path(folder)
    return None


def _as_owner() -> list[str]:
    """PostgreSQL refuses to run as root; its own account is used there."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def throw_away_server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and yield its address; removed afterwards. `durable`: keep fsync on."""
    programs = find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="paizhu-postgres-"))
    owner = _as_owner()
    if owner:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*command: str) -> None:
        done = subprocess.run(
            [*owner, *command], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")

    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=200"
    if not durable:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        run(
            str(programs / "initdb"), "-D", str(data), "-U", "paizhu", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        run(
            str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60", "-o", options,
            "-l", str(folder / "log"), "start",
        )  # fmt: skip
        try:
            run(str(programs / "createdb"), "-h", str(folder), "-U", "paizhu", "paizhu")
            yield f"postgresql://paizhu@{quote(str(folder), safe='')}/paizhu"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
