"""Pages of clues: the ledger, and one clue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.clues import rules, tables
from paizhu.clues.actions import printing
from paizhu.clues.tables import marks
from paizhu.clues.views import buttons, facts, parts
from paizhu.web import lists
from paizhu.web.templatetags.web import mark


@require_safe
def clues(request: HttpRequest) -> HttpResponse:
    """List the clues that the reader may see; a search leaves its trace."""
    rules.check_can_see_clues(request.user)
    return lists.respond(request, tables.CLUES)


@require_safe
def clue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one clue."""
    record = parts.opened(request, pk)
    context = facts.shown(request.user, record)
    context |= {
        "title": record.code,
        "pretitle": record.unit.name,
        "title_mark": mark(marks.state_mark(record)),
        "crumbs": parts.crumbs((record.code, "")),
        "buttons": buttons.foremost(request.user, record, context["handovers"]),
        "further": buttons.further(request.user, record),
    }
    return render(request, "clues/clues/clue.html", context)


@require_POST
def clue_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one clue as it is printed: each copy has its number, and stands in the trail."""
    record = parts.found(request, pk)
    copy = printing.number_copy(clue=record, by=request.user)
    context = facts.shown(request.user, record) | {
        "title": record.code,
        "crumbs": parts.crumbs((record.code, record.get_absolute_url()), (_("Print"), "")),
        "copy": copy.number,
        "is_print": True,
    }
    return render(request, "clues/clues/printed.html", context)
