"""Pages of petitions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from paizhu.clues import rules, tables
from paizhu.clues.models import Petition
from paizhu.web import lists


@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """List the petitions that the reader may see."""
    rules.check_can_see_petitions(request.user)
    return lists.respond(request, tables.PETITIONS)


@require_safe
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one petition."""
    record = get_object_or_404(Petition.objects.visible_to(request.user), pk=pk)
    return HttpResponse(record.code)
