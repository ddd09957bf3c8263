"""Pages of talks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from paizhu.clues import rules, tables
from paizhu.clues.models import Talk
from paizhu.web import lists


@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """List the talks that the reader may see."""
    rules.check_can_see_talks(request.user)
    return lists.respond(request, tables.TALKS)


@require_safe
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one talk."""
    record = get_object_or_404(Talk.objects.visible_to(request.user), pk=pk)
    return HttpResponse(record.code)
