"""Pages of the web room: suggestions for choosing fields, the errors in style, the component page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.web import choices, samples


@require_safe
def suggestions(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the records that fit what was typed, as options of a list box."""
    try:
        given = choices.offered(kind)
    except LookupError:
        raise Http404 from None
    found = choices.found(kind, request.user, request.GET.get("q", "").strip())
    options = [{"key": r.pk, "label": given.label(r), "note": given.note(r)} for r in found]
    return render(request, "web/forms/suggestions.html", {"options": options})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be understood."""
    return _told(request, 400, _("This request cannot be understood"), "400")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a rule's reason."""
    return _told(request, 403, _("This is not open to you"), "403")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this reader; the page does not say which."""
    return _told(request, 404, _("This page is not there"), "404")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was opened too long ago, or sent from elsewhere."""
    return _told(request, 403, _("This form has expired"), "csrf")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without database, session and reader, because any of them may be what failed."""
    title = _("Something went wrong")
    try:
        page = loader.get_template("web/errors/500.html").render({"title": title})
    except Exception:  # noqa: BLE001  the drawing may be what failed; the words must arrive all the same
        page = format_html("<!doctype html><title>{0}</title><h1>{0}</h1>", title)
    return HttpResponse(page, status=500)


def _told(request: HttpRequest, status: int, title: str, name: str) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", {"title": title}, status=status)


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with the line that draws it; not in production."""
    if settings.STAGE == "production":
        raise Http404
    drawn = [
        {"name": each.name, "source": each.source, "html": each.drawn(request)}
        for each in samples.SAMPLES
    ]
    return render(request, "web/components.html", {"title": _("Components"), "samples": drawn})
