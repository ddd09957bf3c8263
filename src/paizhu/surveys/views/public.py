"""The public door: a form for a code, the receipt, results. No session, no cookie, no address, no name, no time.

Everything works without script; the language goes by the address (`?lang=en`), never by a cookie. A fault is
logged by its kind alone, because the address of the page carries the code.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from paizhu.surveys.actions import ballots
from paizhu.surveys.queries import door, public_results
from paizhu.surveys.states import answers
from paizhu.surveys.views.drawing import drawn
from paizhu.surveys.views.guesses import GUESSES

LARGEST = 256 * 1024
"""Bytes that a browser may send."""
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
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
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
    address = request.META.get("REMOTE_ADDR", "")
    if GUESSES.are_too_many(address):
        return told(request, 429, _("Please wait a little"), WAIT())
    found = door.entrance(code)
    if found.standing != door.Standing.OPEN:
        if found.standing == door.Standing.UNKNOWN:
            GUESSES.note(address)
        return _shut(request, found.standing)
    if request.method != "POST":
        return _form(request, found.form)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return told(request, 413, _("This is too much"), TOO_MUCH())
    return _taken(request, found)


@of_the_door
def thanks(request: HttpRequest, page_key: str) -> HttpResponse:
    """Say that the answers have arrived."""
    context = {"title": _("Your answers have arrived"), "results": page_key}
    return page(request, "thanks", context)


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
    chosen = _language(request)
    here = request.path
    languages = [
        (code, label, f"{here}?lang={code}", code == chosen)
        for code, label in (("zh-hans", "简体中文"), ("en", "English"))
    ]
    context |= {
        "lang": chosen,
        "lang_attribute": "zh-Hans" if chosen == "zh-hans" else chosen,
        "languages": languages,
        "query": _query(request),
    }
    text = loader.get_template(f"ballot/{name}.html").render(context)
    return HttpResponse(text, status=status)


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
        door.Standing.LATE: _("No answers are taken in any more."),
        door.Standing.USED: _(
            "Answers with this ticket have arrived and count once. If it was not you who answered, ask for "
            "another slip."
        ),
    }
    return told(request, STATUS[standing], titles[standing], texts[standing])


def _taken(request: HttpRequest, found: door.Entrance) -> HttpResponse:
    sent = {name: request.POST.getlist(name) for name in request.POST}
    reading = answers.read(found.form.form, sent)
    if reading.faults:
        status = 400 if reading.is_tampered else 200
        return _form(request, found.form, sent, reading.faults, status)
    if not ballots.cast(found, reading.answers):
        return _shut(request, door.Standing.USED)
    response = HttpResponseRedirect(_address("ballot:thanks", request, found.page))
    response.status_code = 303
    return response


def _form(
    request: HttpRequest,
    shown: door.Form,
    sent: dict | None = None,
    faults: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = drawn(shown.form, sent, faults)
    return page(request, "form", form_context(shown, sections), status)


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
    return f"?lang={_language(request)}" if request.GET.get("lang") else ""


def _address(name: str, request: HttpRequest, *given: str) -> str:
    return reverse(name, args=given) + _query(request)
