"""What the choosing fields of casework suggest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paizhu.clues import rules
from paizhu.clues.queries import choosing
from paizhu.web import choices


@require_safe
def suggestions(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the units or officials that fit what was typed."""
    rules.check_can_name(request.user)
    if kind not in choosing.MODELS:
        raise Http404
    offer, text = choices.offered(kind), request.GET.get("q", "").strip()
    records = choosing.nameable(kind, request.user)
    found = (offer.search(records, text) if text else records)[: choices.SHOWN]
    options = [{"key": r.pk, "label": offer.label(r), "note": offer.note(r)} for r in found]
    return render(request, "web/forms/suggestions.html", {"options": options})
