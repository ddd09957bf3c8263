"""The server's entry: one WSGI application serves everything, style and script files before Django is asked."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from servestatic import ServeStatic

HASHED = r"\.[0-9a-f]{12}\."
"""In the name of a file whose content never changes."""


def add_headers(headers, _path: str, _url: str) -> None:
    """Say of every file that its type is what is written there."""
    headers["X-Content-Type-Options"] = "nosniff"


def handler() -> WSGIHandler:
    """Return Django's handler; for the public door alone with nothing around it that could know who answers."""
    django.setup(set_prefix=False)
    if settings.ENVIRONMENT.public_door:
        settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    return WSGIHandler()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")
application = ServeStatic(
    handler(),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    autorefresh=settings.DEBUG,
    allow_all_origins=False,
    immutable_file_test=HASHED,
    add_headers_function=add_headers,
)
