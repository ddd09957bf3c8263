"""Pages of clues."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from paizhu.clues import rules, tables
from paizhu.clues.models import Clue
from paizhu.web import lists


@require_safe
def clues(request: HttpRequest) -> HttpResponse:
    """List the clues that the reader may see."""
    rules.check_can_see_clues(request.user)
    return lists.respond(request, tables.CLUES)


@require_safe
def clue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one clue."""
    record = get_object_or_404(Clue.objects.visible_to(request.user), pk=pk)
    return HttpResponse(record.code)
