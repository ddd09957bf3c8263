"""The server's entry: one WSGI application serves everything, style and script files before Django is asked."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

HASHED = r"\.[0-9a-f]{12}\."
"""In the name of a file whose content never changes."""


def add_headers(headers, _path: str, _url: str) -> None:
    """Say of every file that its type is what is written there."""
    headers["X-Content-Type-Options"] = "nosniff"


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")
application = ServeStatic(
    get_wsgi_application(),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    autorefresh=settings.DEBUG,
    allow_all_origins=False,
    immutable_file_test=HASHED,
    add_headers_function=add_headers,
)
