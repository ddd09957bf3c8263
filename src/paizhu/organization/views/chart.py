"""The page of the organisation chart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.organization import rules
from paizhu.organization.queries.chart import chart_of
from paizhu.organization.views import parts


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """Show commission, groups and units of a day on one page, to look at and to print."""
    rules.check_can_see_structure(request.user)
    on = parts.day_of(request)
    drawn = chart_of(request.user, on)
    lead = drawn.unit_count and _("As on %(day)s: %(groups)s groups, %(units)s units") % {
        "day": on.isoformat(),
        "groups": len(drawn.groups),
        "units": drawn.unit_count,
    }
    context = {"title": _("Organisation chart"), "lead": lead or "", "on": on, "chart": drawn}
    return render(request, "organization/chart.html", context)
