"""A unit's talks on its page, for who may see them."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues import rules, tables
from paizhu.clues.models import Talk
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Unit
from paizhu.web import lists

SHOWN = 5
COLUMNS = ("code", "held_on", "kind", "people", "held_by")


def unit(request: HttpRequest, subject: Unit) -> str:
    """Draw the latest talks; nothing at all where there is none for this reader, so that nothing can be told from it."""
    if not allowed(rules.check_can_see_talks, request.user):
        return ""
    if not Talk.objects.visible_to(request.user).filter(unit=subject).exists():
        return ""
    query, url = f"unit={subject.pk}", reverse("clues:talks")
    drawn = lists.excerpt(request, tables.TALKS, url=url, query=query, columns=COLUMNS, limit=SHOWN)
    context = {"key": "clues-talks", "heading": _("Talks"), "table": drawn}
    return render_to_string("clues/talks/panel.html", context, request=request)
