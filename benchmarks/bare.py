"""The reference: the barest view of the same framework behind the same server, that inserts one row and says so.

No middleware, no form, no reading of what was sent: `python -m benchmarks.bare HOST:PORT`.
"""

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = "x" * 1000


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row of a kilobyte."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO benchmark_row (body) VALUES (%s)", [BODY])
    return HttpResponse(b"done", headers={"Content-Length": "4"})


urlpatterns: list[Any] = [path("", insert)]


@cache
def _handler() -> WSGIHandler:
    django.setup(set_prefix=False)
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__
    return WSGIHandler()


def application(environ: dict, start_response: Callable) -> Any:
    """Django, with nothing around its view."""
    return _handler()(environ, start_response)


def make_table() -> None:
    """Make the table where it is missing."""
    key = "serial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS benchmark_row (id {key} PRIMARY KEY, body text)"
        )


if __name__ == "__main__":
    django.setup()
    from paizhu.config.command.serve import server

    server(sys.argv[1], "benchmarks.bare:application").serve()
