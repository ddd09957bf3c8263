"""A unit's timeline as a page of its own, year by year; the unit's page takes further years from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.organization.models import Unit
from paizhu.reporting.tables import profile as tables


@require_safe
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one year of a unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    asked, today = request.GET.get("year", ""), clock.today()
    year = int(asked) if asked.isdecimal() and 1900 <= int(asked) <= today.year else today.year
    context = tables.timeline(request.user, unit, year, today)
    if request.htmx and request.htmx.target == "timeline-older":
        return render(request, "reporting/timeline_year.html", context)
    context |= {"title": unit.name, "pretitle": _("Timeline"), "lead": f"{year}"}
    return render(request, "reporting/timeline.html", context)
