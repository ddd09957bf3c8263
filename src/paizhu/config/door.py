"""The public door at the server's entry: its requests pass by everything that could know who answers.

In the whole application as in a process of its own: no session, no account, no cookie, and none of the time that these take.
"""

from collections.abc import Callable, Iterable
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware

from paizhu.surveys.views.usual import Usual

PLACE = "/ballot"
ADDRESSES = "paizhu.config.public_urls"


class Guard(SecurityMiddleware):
    """All that a request of the door passes: its host must be ours, HTTPS where we have it, headers made once."""

    def __init__(self, get_response: Any):
        super().__init__(get_response)
        self.headers = {
            "Content-Security-Policy": build_policy(),
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Refuse a strange host, lead to HTTPS."""
        request.get_host()
        return super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add the headers."""
        response = super().process_response(request, response)
        response.headers["Content-Length"] = str(len(response.content))
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


class Door(WSGIHandler):
    """Django with the door's addresses alone and nothing but its guard before them; what is usual is said again."""

    def __init__(self) -> None:
        super().__init__()
        self.usual = Usual()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer a usual request at once, all others from the door's addresses."""
        said = self.usual.answer(environ)
        if said is None:
            return super().__call__(environ, start_response)
        start_response(said.status, said.headers)
        return [said.body]

    def load_middleware(self, is_async: bool = False) -> None:
        """Load the guard instead of what the rest of the application passes."""
        kept, settings.MIDDLEWARE = settings.MIDDLEWARE, settings.PUBLIC_MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = kept

    def get_response(self, request: HttpRequest) -> HttpResponse:
        """Answer from the door's addresses."""
        request.urlconf = ADDRESSES
        response = super().get_response(request)
        if form := getattr(response, "said_of", None):
            self.usual.keep(request, form, response)
        return response
