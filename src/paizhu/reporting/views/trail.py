"""The auditor's pages: the trail, one record of it, its check, and its heads for safekeeping."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paizhu.reporting.forms.trail import KeptHeadsForm
from paizhu.reporting.queries import readings as casework
from paizhu.reporting.queries import trail as words
from paizhu.reporting.tables.trail import TRAIL
from paizhu.trail import actions, rules
from paizhu.trail import queries as trail
from paizhu.trail.models import Event
from paizhu.web import lists

TAKEN = "trail.heads_taken"
CHECKED = ("trail.found_whole", "trail.found_broken")
SPANS = (7, 30, 90)


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """List the trail, newest first."""
    rules.check_can_read(request.user)
    return lists.respond(request, TRAIL)


@require_safe
def record(request: HttpRequest, chain: int, sequence: int) -> HttpResponse:
    """Show one record with its hash and its neighbours."""
    rules.check_can_read(request.user)
    found = Event.objects.visible_to(request.user)
    event = get_object_or_404(found, chain=chain, sequence=sequence)
    before, after = words.neighbours(event, request.user)
    context = {
        "title": _("Record %(number)s") % {"number": sequence},
        "event": event,
        "story": words.story(event),
        "facts": words.facts(event),
        "changes": words.changes(event),
        "particulars": words.particulars(event),
        "before": before,
        "after": after,
        "fits": words.fits(event, before),
        "hashed": words.hashed(event),
    }
    return render(request, "reporting/trail_record.html", context)


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Show who looked at casework, the unusual first."""
    rules.check_can_read(request.user)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, SPANS) else SPANS[1]
    context = {
        "title": _("Looks at casework"),
        "readers": casework.readers(request.user, days),
        "days": days,
        "spans": SPANS,
        "many": casework.MANY,
    }
    return render(request, "reporting/trail_readings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check the commission's chain and the installation's, against heads kept outside where given."""
    rules.check_can_read(request.user)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form, found = KeptHeadsForm(*given, user=request.user), None
    if form.is_valid():
        found = trail.verify(form.chains, against=form.heads())
        actions.note_check(commission=request.user.commission, found=found, by=request.user)
    context = {
        "title": _("Check the trail"),
        "form": form,
        "found": found,
        "compared": len(form.heads()) if found else 0,
        "faults": words.faults(found, request.user) if found else [],
        "guards": trail.missing_guards(),
        "earlier": words.moments(words.latest(request.user, *CHECKED)),
    }
    return render(request, "reporting/trail_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def heads(request: HttpRequest) -> HttpResponse:
    """Show the heads that were taken; take today's."""
    rules.check_can_read(request.user)
    if request.method == "POST":
        actions.take_heads(commission=request.user.commission, by=request.user)
        return redirect("reporting:trail_head", words.latest(request.user, TAKEN)[0].sequence)
    context = {
        "title": _("Heads for safekeeping"),
        "taken": words.latest(request.user, TAKEN),
        "is_due": words.head_is_due(request.user),
    }
    return render(request, "reporting/trail_heads.html", context)


@require_safe
def head(request: HttpRequest, sequence: int) -> HttpResponse:
    """Show the heads that one record of the trail took: to print, or as a file."""
    rules.check_can_read(request.user)
    own = Event.objects.visible_to(request.user).filter(chain=request.user.commission_id)
    event = get_object_or_404(own, sequence=sequence, act=TAKEN)
    taken = words.heads_in(event, request.user.commission)
    context = {
        "title": _("Head of the trail"),
        "event": event,
        "heads": taken,
        "address": request.build_absolute_uri(reverse("reporting:trail_check")),
    }
    name = f"{request.user.commission.code}-{event.at:%Y%m%d}-{sequence}"
    match request.GET.get("as"):
        case "json":
            return _json(taken, name)
        case "txt":
            return _text(render_to_string("reporting/trail_head.txt", context), name)
    return render(request, "reporting/trail_head.html", context)


def _json(heads: list[trail.Head], name: str) -> HttpResponse:
    document = [each.as_json() for each in heads]
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(document, safe=False, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="trail-head-{name}.json"'
    return response


def _text(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trail-head-{name}.txt"'
    return response
