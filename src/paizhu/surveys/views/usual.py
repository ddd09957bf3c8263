"""The two requests that a whole city sends within half an hour, answered before Django's own way is taken.

An open ticket is asked for its form, or whole answers come in for it. What is said then is the same for everybody: Django
says it once for a form, with its checks of host and scheme and all its headers, and after that it is said again, byte for byte.
Whatever else comes, and whatever is in doubt, goes Django's way as if this were not here.
"""

import io
import logging
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse

from paizhu.surveys.actions import ballots
from paizhu.surveys.queries import door
from paizhu.surveys.views import guesses
from paizhu.surveys.views.fields import FORM, LARGEST, fields_of

ADDRESS = re.compile(r"/ballot/([0-9A-Za-z-]{12,20})/?")
LOOKED_AT = (
    "REQUEST_METHOD",
    "HTTP_HOST",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "SCRIPT_NAME",
    "QUERY_STRING",
)
"""All of a request, beside its path, on which Django's answer depends; and whether the browser can unfold."""
QUERIES = {"", *(f"lang={code}" for code, _name in settings.LANGUAGES)}
MOST = 8 * door.FORMS_KEPT
LOG = logging.getLogger("paizhu.ballot")


@dataclass(frozen=True)
class Said:
    """An answer as Django gave it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Usual:
    """What is said again. Nothing of anybody is kept: an answer to one holder of a ticket is the answer to all."""

    def __init__(self) -> None:
        self._said: dict[tuple, Said] = {}
        self._behind_proxy = settings.ENVIRONMENT.trust_proxy

    def answer(self, environ: dict[str, Any]) -> Said | None:
        """Return the answer to a usual request, its ballot taken in; None where Django must answer."""
        found = ADDRESS.fullmatch(environ["PATH_INFO"])
        if not found or not self._said:
            return None
        try:
            return self._answer(environ, found[1])
        except Exception as fault:  # noqa: BLE001  its words may carry a code; Django's way says what is to be said
            LOG.error("The usual way through the public door failed: %s", type(fault).__name__)
            return None

    def keep(self, request: HttpRequest, form: door.Form, response: HttpResponse) -> None:
        """Keep what Django said of a form, to say it again."""
        if request.META.get("QUERY_STRING", "") not in QUERIES:
            return
        if len(self._said) >= MOST:
            self._said.clear()
        status = f"{response.status_code} {response.reason_phrase}"
        self._said[form, *_asked(request.META)] = Said(
            status, list(response.items()), response.content
        )

    def _answer(self, environ: dict[str, Any], code: str) -> Said | None:
        place = guesses.place_of(environ, behind_proxy=self._behind_proxy)
        if guesses.GUESSES.are_too_many(place):
            return None
        connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()
        asked = _asked(environ)
        if environ["REQUEST_METHOD"] == "GET":
            found = door.entrance(code)
            is_open = found.standing == door.Standing.OPEN
            return self._said.get((found.form, *asked)) if is_open else None
        fields = _fields(environ)
        if fields is None:
            return None
        sent = ballots.Sent(code, fields, lambda form: self._said.get((form, *asked)))
        return ballots.take_in(sent)


def _asked(environ: dict[str, Any]) -> tuple:
    unfolds = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return (unfolds, *[environ.get(name) for name in LOOKED_AT])


def _fields(environ: dict[str, Any]) -> dict[str, list[str]] | None:
    """Read what was sent, and put it back for Django; None where no form of ours can have sent it."""
    length = environ.get("CONTENT_LENGTH", "")
    if environ.get("CONTENT_TYPE") != FORM or not length.isdecimal() or int(length) > LARGEST:
        return None
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)
    try:
        return fields_of(body) if len(body) == int(length) else None
    except ValueError:
        return None
