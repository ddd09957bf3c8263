"""The server's entry: one WSGI application serves everything; the public door and files before the rest is asked."""

import os
import sys
from collections.abc import Callable, Iterable

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from servestatic import ServeStatic

from paizhu.config.door import PLACE, Door

HASHED = r"\.[0-9a-f]{12}\."
"""In the name of a file whose content never changes."""


def add_headers(headers, _path: str, _url: str) -> None:
    """Say of every file that its type is what is written there."""
    headers["X-Content-Type-Options"] = "nosniff"


def entry() -> Callable:
    """Return the entry: the public door beside the rest of the application, or alone."""
    django.setup(set_prefix=False)
    door = Door()
    rest = ServeStatic(
        door if settings.ENVIRONMENT.public_door else WSGIHandler(),
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        autorefresh=settings.DEBUG,
        allow_all_origins=False,
        immutable_file_test=HASHED,
        add_headers_function=add_headers,
    )

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        is_for_door = environ.get("PATH_INFO", "").startswith(PLACE)
        return (door if is_for_door else rest)(environ, start_response)

    return answer


# A thread that comes back from the database waits at most so long for one that is computing.
sys.setswitchinterval(0.0005)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")
application = entry()
