"""The page of the list."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from paizhu.rectification import rules, tables
from paizhu.web import lists


@require_safe
def rectifications(request: HttpRequest) -> HttpResponse:
    """List what is to be put right."""
    rules.check_can_see(request.user)
    return lists.respond(request, tables.RECTIFICATIONS)
