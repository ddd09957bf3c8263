"""The public door: a form for a code, the receipt, results. No session, no cookie, no address, no name, no time.

Everything works without script; the language goes by the address (`?lang=en`), never by a cookie. A fault is
logged by its kind alone, because the address of the page carries the code.
"""

import gzip
import logging
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from paizhu.surveys.actions import ballots
from paizhu.surveys.queries import door, public_results
from paizhu.surveys.states import answers
from paizhu.surveys.views import guesses
from paizhu.surveys.views.drawing import drawn
from paizhu.surveys.views.fields import FORM, LARGEST, fields_of
from paizhu.surveys.views.guesses import GUESSES

LOG = logging.getLogger("paizhu.ballot")
STATUS = {
    door.Standing.UNKNOWN: 404,
    door.Standing.EARLY: 403,
    door.Standing.LATE: 410,
    door.Standing.USED: 410,
}


def of_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view one of the door: no sign-in, no cookie, nothing kept by anybody on the way, no code in a log."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        with translation.override(_language(request)):
            try:
                response = view(request, *given, **named)
            except Exception as fault:  # noqa: BLE001  its words and the address may carry a code
                LOG.error("The public door failed: %s", type(fault).__name__)
                response = told(request, 500, _("Something went wrong"), FAULT())
        response._has_been_logged = (
            True  # Django's own line about a fault would carry the address with the code
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answered


@of_the_door
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    code = request.GET.get("code", "")
    if code:
        tidy = door.tidied(code)
        if len(tidy) == door.LENGTH:
            return HttpResponseRedirect(_address("ballot:form", request, tidy))
        return page(request, "enter", {"title": _("Answer a survey"), "code": code[:40]}, 400)
    return page(request, "enter", {"title": _("Answer a survey")})


@of_the_door
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a ticket, or take its answers in."""
    place = guesses.place_of(request.META, behind_proxy=settings.ENVIRONMENT.trust_proxy)
    if GUESSES.are_too_many(place):
        return told(request, 429, _("Please wait a little"), WAIT())
    found = door.entrance(code)
    if request.method == "POST" and found.standing == door.Standing.OPEN:
        return _taken(request, found)
    if found.standing == door.Standing.OPEN:
        return _for_all(kept(request, _form_page, found.form), found.form)
    if found.standing == door.Standing.UNKNOWN:
        GUESSES.note(place)
    _hear_out(request)
    return _shut(request, found.standing)


@of_the_door
def thanks(request: HttpRequest, page_key: str) -> HttpResponse:
    """Say that the answers have arrived."""
    return kept(request, _thanks_page, page_key)


@of_the_door
def results(request: HttpRequest, page_key: str) -> HttpResponse:
    """Show what came of a survey at a unit, once its leader has published it."""
    held = door.results_of(page_key)
    if held is None:
        return told(request, 404, _("This page is not there"), NO_PAGE())
    if held.published_on is None:
        return told(request, 200, _("The results are not published yet"), NOT_YET())
    return page(request, "results", public_results.shown(held))


@of_the_door
def lost(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Any other address of a process that is the door alone."""
    return told(request, 404, _("This page is not there"), NO_PAGE())


@of_the_door
def failed(request: HttpRequest) -> HttpResponse:
    """A defect outside the views."""
    return told(request, 500, _("Something went wrong"), FAULT())


def page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    """Draw a page of the door, without anything that knows a reader."""
    return HttpResponse(text_of(name, context, _language(request)), status=status)


def text_of(name: str, context: dict, language: str) -> str:
    """Draw a page in a language. It knows of no request, so that it can be kept for everybody."""
    labels = (("zh-hans", "简体中文"), ("en", "English"))
    context |= {
        "lang_attribute": "zh-Hans" if language == "zh-hans" else language,
        "languages": [(code, label, code == language) for code, label in labels],
        "query": "" if language == settings.LANGUAGE_CODE else f"?lang={language}",
    }
    return loader.get_template(f"ballot/{name}.html").render(context)


def kept(request: HttpRequest, draw: Callable[..., bytes], what: Any) -> HttpResponse:
    """Send a page that was drawn once for everybody, small where the browser can unfold it."""
    body = draw(what, _language(request))
    if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return HttpResponse(gzip.decompress(body))
    return HttpResponse(body, headers={"Content-Encoding": "gzip"})


@lru_cache(maxsize=2 * door.FORMS_KEPT)
def _form_page(shown: door.Form, language: str) -> bytes:
    text = text_of("form", form_context(shown, drawn(shown.form)), language)
    return gzip.compress(text.encode(), mtime=0)


@lru_cache(maxsize=2 * door.FORMS_KEPT)
def _thanks_page(page_key: str, language: str) -> bytes:
    context = {"title": _("Your answers have arrived"), "results": page_key}
    return gzip.compress(text_of("thanks", context, language).encode(), mtime=0)


def told(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Say one thing plainly."""
    return page(request, "told", {"title": title, "text": text}, status)


def WAIT() -> str:
    """Too many wrong codes."""
    return _("Too many codes that do not exist were tried from here. Try again in ten minutes.")


def FAULT() -> str:
    """A defect."""
    return _("Nothing was taken in and your ticket is still good. Try again in a moment.")


def TOO_MUCH() -> str:
    """Oversized."""
    return _(
        "What was sent is larger than any form. Nothing was taken in and your ticket is still good."
    )


def MALFORMED() -> str:
    """No form of ours sends such a thing."""
    return _(
        "What was sent is not an answer to this form. Nothing was taken in and your ticket is still good."
    )


def NO_PAGE() -> str:
    """Unknown results."""
    return _("Check the address that was printed or shown to you.")


def NOT_YET() -> str:
    """Unpublished results."""
    return _("Once the opinions have been sorted and answered, they can be read here.")


def _shut(request: HttpRequest, standing: door.Standing) -> HttpResponse:
    titles = {
        door.Standing.UNKNOWN: _("This code is not known"),
        door.Standing.EARLY: _("Answering has not begun yet"),
        door.Standing.LATE: _("Answering is over"),
        door.Standing.USED: _("This ticket has been used"),
    }
    texts = {
        door.Standing.UNKNOWN: _(
            "Compare it with your slip and enter it once more. If it still fails, ask for another slip."
        ),
        door.Standing.EARLY: _(
            "Come back within the time printed on your slip. The ticket stays good."
        ),
        door.Standing.LATE: _(
            "No answers are taken in any more. What was raised and what became of it is published later: ask who gave the slips out."
        ),
        door.Standing.USED: _(
            "Answers with this ticket have arrived and count once. If it was not you who answered, ask for "
            "another slip."
        ),
    }
    return told(request, STATUS[standing], titles[standing], texts[standing])


def _taken(request: HttpRequest, found: door.Entrance) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return told(request, 413, _("This is too much"), TOO_MUCH())
    try:
        sent = fields(request)
    except ValueError:
        return told(request, 400, _("This cannot be understood"), MALFORMED())
    reading = answers.read(found.form.form, sent)
    if reading.faults:
        status = 400 if reading.is_tampered else 200
        return _form(request, found.form, sent, reading.faults, status)
    if not ballots.cast(found, reading.answers):
        return _shut(request, door.Standing.USED)
    address = _receipt(found.form.page, _query(request))
    return _for_all(HttpResponse(status=303, headers={"Location": address}), found.form)


def _for_all(response: HttpResponse, form: door.Form) -> HttpResponse:
    """Mark an answer that is the same for everybody who holds an open ticket of a form; see `usual`."""
    response.said_of = form
    return response


def _hear_out(request: HttpRequest) -> None:
    """Read what was sent though nobody wants it: the server ends a connection whose request was not read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
        request.read()


def fields(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was sent, field by field. Raises `ValueError` where no form of ours can have sent it."""
    if request.content_type != FORM:
        return _parts(request)
    if len(request.body) != int(request.META.get("CONTENT_LENGTH") or 0):
        raise ValueError("cut off on its way")
    return fields_of(request.body)


def _parts(request: HttpRequest) -> dict[str, list[str]]:
    """The other way in which a browser can be told to send a form; slower, so ours do not tell it."""
    try:
        sent = request.POST
    except (MultiPartParserError, BadRequest, SuspiciousOperation) as fault:
        raise ValueError("not a form") from fault
    if request.content_type != "multipart/form-data":
        raise ValueError("not a form")
    return {name: sent.getlist(name) for name in sent}


def _form(
    request: HttpRequest,
    shown: door.Form,
    sent: dict | None = None,
    faults: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(request, "form", form_context(shown, drawn(shown.form, sent, faults)), status)


def form_context(shown: door.Form, sections: list) -> dict:
    """Return what the template of a form needs; the preview draws the same."""
    return {
        "title": shown.form.title,
        "shown": shown,
        "sections": sections,
        "faulty": [each for _title, each_ in sections for each in each_ if each.fault],
        "count": sum(len(questions) for _title, questions in sections),
    }


def _language(request: HttpRequest) -> str:
    chosen = request.GET.get("lang", "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _query(request: HttpRequest) -> str:
    language = _language(request)
    return "" if language == settings.LANGUAGE_CODE else f"?lang={language}"


def _address(name: str, request: HttpRequest, *given: str) -> str:
    return reverse(name, args=given) + _query(request)


@lru_cache(maxsize=2 * door.FORMS_KEPT)
def _receipt(page_key: str, query: str) -> str:
    return reverse("ballot:thanks", args=[page_key]) + query
