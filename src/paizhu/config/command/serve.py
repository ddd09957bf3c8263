"""`paizhu serve`: the production server (granian, WSGI) with compressed static files."""

import errno
import hashlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces

from paizhu.config.command.shared import fail, one_at_a_time, prepare_database, say

THREADS, DOOR_THREADS = 4, 12
"""Of each server process; the second of the door alone on SQLite: those that wait for the disk together share one turn of it,
and a thread of the door reads too little to need memory."""
WORKER_PAUSE = 10  # seconds
PORTS = 65_536


@click.command("serve", help=str(_("Serve the application with the production server.")))
@click.option("--bind", metavar="HOST:PORT", help=str(_("Address and port to listen on.")))
@click.option(
    "--public",
    is_flag=True,
    help=str(_("Serve the public door of surveys alone: no sign-in, no casework.")),
)
def serve_command(bind: str | None, public: bool) -> None:
    """Prepare static files, then serve until stopped. The public door alone never changes the database's shape."""
    check_can_listen(bind or settings.ENVIRONMENT.bind)
    if not public:
        prepare_database()
    serve(bind or settings.ENVIRONMENT.bind)


def check_can_listen(bind: str) -> None:
    """End with status 2 where another program listens there already, or the address is none of this machine.

    Asked before anything else is done: the server's own processes share their port, so that they would share it
    with those of another server too.
    """
    host, colon, port = bind.rpartition(":")
    if not (colon and host and port.isdecimal() and int(port) < PORTS):
        fail(_("%(bind)s is no address and port, such as 127.0.0.1:8000.") % {"bind": bind})
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
        for family, kind, protocol, _name, address in found[:1]:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            fail(
                _(
                    "Another program listens at %(bind)s already, perhaps a server that you started before. "
                    "Stop it, or choose another port with --bind HOST:PORT."
                )
                % {"bind": bind}
            )
        fail(_("Cannot listen at %(bind)s: %(fault)s") % {"bind": bind, "fault": fault.strerror})


def serve(bind: str) -> None:
    """Serve until stopped."""
    check_can_listen(bind)
    prepare_static()
    scheme = "https" if settings.ENVIRONMENT.tls_certificate else "http"
    say(_("Serving at %(address)s — stop with Ctrl+C.") % {"address": f"{scheme}://{bind}/"})
    with worker_beside():
        server(bind).serve()


def server(bind: str, target: str = "paizhu.config.wsgi:application") -> Granian:
    """Return the server. SQLite has one writing process; PostgreSQL one process a processor."""
    host, port = bind.rsplit(":", 1)
    environment = settings.ENVIRONMENT
    is_embedded = connection.vendor == "sqlite"
    workers = environment.workers or (1 if is_embedded else os.cpu_count() or 1)
    connection.close()
    return Granian(
        target,
        address=host.strip("[]"),
        port=int(port),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=DOOR_THREADS if environment.public_door and is_embedded else THREADS,
        respawn_failed_workers=True,
        ssl_cert=environment.tls_certificate,
        ssl_key=environment.tls_key,
        log_access=False,
        log_level="warning",
    )


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker for due jobs beside the server, in a process of its own: a long job slows no page down.

    One that ends is followed by another after a pause; all end with the server.
    """
    if settings.ENVIRONMENT.public_door or not settings.ENVIRONMENT.embedded_worker:
        yield
        return
    command = "from paizhu.config.command import main; main()"
    arguments = [sys.executable, "-c", command, "work", "--beside", str(os.getpid())]
    stopping = threading.Event()
    # The first one is begun here: while a thread begins a process, the server's own must not be forked.
    workers = [subprocess.Popen(arguments)]  # noqa: S603  this program itself

    def keep() -> None:
        while True:
            workers[-1].wait()
            if stopping.wait(WORKER_PAUSE):
                return
            workers.append(subprocess.Popen(arguments))  # noqa: S603

    keeper = threading.Thread(target=keep, name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        workers[-1].terminate()
        keeper.join(timeout=10)
        if keeper.is_alive():
            workers[-1].kill()


def prepare_static() -> None:
    """Collect and compress static files once for each state of their sources."""
    stamp_file = Path(settings.STATIC_ROOT) / ".state"
    with one_at_a_time("static"):
        state = _state_of_sources()
        if stamp_file.exists() and stamp_file.read_text(encoding="ascii") == state:
            return
        say(_("Preparing the pages' style and script files …"))
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp_file.write_text(state, encoding="ascii")


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()
