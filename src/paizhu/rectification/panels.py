"""How rectification shows itself to other rooms: the light of a deadline, and a unit's and a group's open matters."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import allowed
from paizhu.organization.models import CompositeGroup, Unit
from paizhu.rectification import rules, tables
from paizhu.rectification.tables.marks import light_mark, state_mark
from paizhu.web import lists

__all__ = ["group", "light_mark", "state_mark", "unit"]

SHOWN = 5


def unit(request: HttpRequest, subject: Unit) -> str:
    """Draw what the unit has still to put right."""
    columns = ("code", "problem", "state", "due_on", "light")
    return _card(request, f"unit={subject.pk}&turn=open", columns)


def group(request: HttpRequest, subject: CompositeGroup) -> str:
    """Draw what the group's units have still to put right, and whose word is next."""
    columns = ("code", "unit", "state", "due_on", "light", "keeper")
    return _card(request, f"group={subject.pk}&turn=open", columns)


def _card(request: HttpRequest, query: str, columns: tuple[str, ...]) -> str:
    if not allowed(rules.check_can_see, request.user):
        return ""
    url = reverse("rectification:rectifications")
    drawn = lists.excerpt(
        request, tables.RECTIFICATIONS, url=url, query=query, columns=columns, limit=SHOWN
    )
    context = {"key": "rectification-open", "heading": _("To be put right"), "table": drawn}
    return render_to_string("rectification/panel.html", context, request=request)
