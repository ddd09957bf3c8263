"""What every answer of the application passes: a refusal becomes a page, or a word in passing."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django_htmx.http import reswap, trigger_client_event

from paizhu.kernel.protection import CannotOpen
from paizhu.kernel.refusals import Refused

log = logging.getLogger(__name__)


class RefusalMiddleware:
    """Turns `Refused` into a 403 page with the reason; for a swapped part, into a toast on the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal, and a protected value that does not open; leave everything else to Django."""
        if isinstance(exception, CannotOpen):
            return unopened(request, exception)
        if not isinstance(exception, Refused):
            return None
        return refused(request, exception)


class NotKeptMiddleware:
    """Lets no browser or proxy keep what somebody signed in has read.

    On a shared machine, going back after signing out must show nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the 403 answer that says why."""
    if getattr(request, "htmx", False):
        response = HttpResponse(status=403)
        told = {"text": str(refusal.reason), "tone": "danger"}
        return trigger_client_event(reswap(response, "none"), "paizhu:toast", told)
    context = {
        "title": _("This cannot be done"),
        "reason": refusal.reason,
        "basis": refusal.basis,
        "back": _back(request),
    }
    return render(request, "web/errors/refused.html", context, status=403)


def unopened(request: HttpRequest, fault: CannotOpen) -> HttpResponse:
    """Return the answer that a protected value does not open: nothing else is shown in its place, and the log says where."""
    log.error("a protected value does not open: %s, %s", type(fault).__name__, fault.args[0])
    context = {
        "title": _("A protected value does not open"),
        "reason": _(
            "This record is damaged, was moved, or its key is missing. Nothing of it is shown. "
            "Tell the system administrator: %(place)s. paizhu doctor says the mend."
        )
        % {"place": fault.args[0]},
        "basis": "",
        "back": _back(request),
    }
    return render(request, "web/errors/refused.html", context, status=500)


def _back(request: HttpRequest) -> str:
    """The page the reader came from, where it is one of ours and another one."""
    origin = f"{request.scheme}://{request.get_host()}"
    came_from = request.headers.get("Referer", "")
    here = request.build_absolute_uri()
    is_ours = came_from.startswith(f"{origin}/") and came_from != here
    return came_from[len(origin) :] if is_ours else "/"


class LanguageMiddleware(LocaleMiddleware):
    """Speaks the language the reader chose with the switch; else the installation's own, never the browser's.

    An official's browser may well be set to another language than the office.
    """

    def process_request(self, request):
        """Take the language from the cookie of the switch only."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
