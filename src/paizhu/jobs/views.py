"""Pages of due jobs, for the system administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.jobs import queries, rules, tables
from paizhu.web import lists


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Show the schedule: what is due when, how it went last, what is late."""
    rules.check_can_see_jobs(request.user)
    standings = queries.all_standing([request.user.commission])
    context = {
        "title": _("Due jobs"),
        "lead": _("What the system does by itself. A missed one is caught up once."),
        "rows": tables.rows(standings),
        "late": sum(each.is_late for each in standings),
        "runs": lists.excerpt(request, tables.RUNS, url=reverse("jobs:runs")),
    }
    return render(request, "jobs/jobs.html", context)


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List the runs."""
    rules.check_can_see_jobs(request.user)
    return lists.respond(request, tables.RUNS)
