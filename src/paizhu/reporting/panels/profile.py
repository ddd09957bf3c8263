"""A unit's, a group's and a person's profile as panels of their pages."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.reporting import queries as figures
from paizhu.reporting import rules
from paizhu.reporting.queries import Scope, profile
from paizhu.reporting.queries import home as loads
from paizhu.reporting.tables import figures as tables
from paizhu.reporting.tables import home as home_tables
from paizhu.reporting.tables import profile as drawing


def unit(request: Any, subject: Unit) -> str:
    """Draw the year's figures of a unit and its timeline."""
    today = clock.today()
    context = drawing.timeline(request.user, subject, today.year, today)
    if allowed(rules.check_can_see_figures, request.user):
        scope = Scope(subject.commission, _first_day(today), today, request.user, unit=subject)
        context["tiles"] = tables.tiles(figures.figures_in(scope))[:9]
    return render_to_string("reporting/panel_unit.html", context, request=request)


def group(request: Any, subject: CompositeGroup) -> str:
    """Draw the year's figures of a group and the load of its members."""
    user, today = request.user, clock.today()
    if not allowed(rules.check_can_see_figures, user):
        return ""
    whole = Scope(subject.commission, _first_day(today), today, user)
    found = figures.figures_in(Scope(subject.commission, whole.start, today, user, group=subject))
    members = profile.members_of(subject, today)
    context = {
        "group": subject,
        "year": str(today.year),
        "tiles": tables.tiles(found)[:9],
        "loads": home_tables.load_lines(whole, loads.loads(user, members, whole.start, today)),
    }
    return render_to_string("reporting/panel_group.html", context, request=request)


def official(request: Any, subject: Official) -> str:
    """Draw what a person did, by year and capacity, as far as the reader may know of it."""
    if not allowed(rules.check_can_see_figures, request.user):
        return ""
    years = profile.years_of_person(request.user, subject)
    context = {"years": drawing.year_lines(subject, years)}
    return render_to_string("reporting/panel_official.html", context, request=request)


def _first_day(today: date) -> date:
    return today.replace(month=1, day=1)
