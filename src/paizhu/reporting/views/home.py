"""The first page: what each reader needs first, by the powers that his postings give."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from paizhu.coverage import panels as coverage
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.reporting.queries import Scope, trail
from paizhu.reporting.queries import home as queries
from paizhu.reporting.tables import home as tables

CHECKED = ("trail.found_whole", "trail.found_broken")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the reader's first page; each part is there for the powers that ask for it."""
    user, today = request.user, clock.today()
    powers = user.powers
    context: dict[str, Any] = {
        "title": _("First page"),
        "pretitle": date_format(today, pgettext("date format of today", "l, j F Y")),
        "powers": powers,
        "can_enter": powers.supervises or powers.keeps_structure,
    }
    if powers.sees_commission or powers.supervises or powers.guided_groups:
        ground = queries.ground(user.commission, user, today)
        if powers.sees_commission:
            context["office"] = _office(user, today, ground)
        if powers.supervises or powers.guided_groups:
            context["supervision"] = _supervision(user, today, ground)
    if powers.contact_units or powers.team_units:
        context["units"] = _own_units(user, today)
    if powers.is_auditor:
        context["checks"] = trail.moments(trail.latest(user, *CHECKED, limit=5))
        context["head_is_due"] = trail.head_is_due(user)
    context["is_bare"] = not {"office", "supervision", "units"} & context.keys()
    return render(request, "reporting/home.html", context)


def _office(user: Viewer, today: date, ground: queries.Ground) -> dict[str, Any]:
    """The whole commission: coverage, what to put in order, the month, the groups, the latest."""
    if not ground.coverage.units:
        return {"is_empty": True}
    scope, opinions = _month(user, today), queries.open_opinions(user, today)
    glances = queries.glances(scope, ground.coverage.groups, ground.heads)
    silences = ground.silent()
    return {
        "tiles": [*tables.coverage_tiles(ground), tables.opinions_tile(opinions, today)],
        "attention": coverage.attention_lines(ground.attention),
        "months": tables.comparisons(scope, queries.months(user.commission, user, today)),
        "lists": [
            tables.silent(silences, ground.limit),
            tables.urgent(queries.most_urgent(user), today, opinions.overdue),
            _announced(user, today),
        ],
        "groups": tables.glance_lines(scope, glances),
        "latest": queries.latest_activities(user, today),
    }


def _supervision(user: Viewer, today: date, ground: queries.Ground) -> dict[str, Any]:
    """The reader's own units and groups, whatever else he may see."""
    powers, scope = user.powers, _month(user, today)
    own = powers.units
    units = tables.own_units(ground.coverage.units, own)
    groups = [group for group in ground.coverage.groups if group.pk in powers.concerned_groups]
    opinions = queries.open_opinions(user, today, unit__in=own)
    members = {pk for group in groups if group.pk in powers.led_groups for pk in group.members}
    start, whole = scope.start, queries.months(user.commission, user, today)
    return {
        "tiles": tables.supervision_tiles(units, powers, opinions, today),
        "strip": coverage.strip(units),
        "months": [] if powers.sees_commission else tables.comparisons(scope, whole),
        "lists": [
            tables.silent(ground.silent(own), ground.limit),
            tables.urgent(queries.most_urgent(user, unit__in=own), today, opinions.overdue),
            _announced(user, today, unit__in=own),
        ],
        "groups": tables.glance_lines(scope, queries.glances(scope, groups, ground.heads)),
        "loads": tables.load_lines(scope, queries.loads(user, members, start, today)),
        "latest": queries.latest_activities(user, today, group__in=powers.concerned_groups),
    }


def _own_units(user: Viewer, today: date) -> dict[str, Any]:
    """What is addressed to the units whose contact or leadership the reader is."""
    units = queries.own_units(user, today)
    own = user.powers.contact_units | user.powers.team_units
    opinions = queries.most_urgent(user, unit__in=own)
    overdue = sum(one.opinions.overdue for one in units)
    return {
        "lines": [
            (one, tables.opinions_tile(one.opinions, today, unit=one.unit.pk)) for one in units
        ],
        "urgent": tables.urgent(opinions, today, overdue),
    }


def _month(user: Viewer, today: date) -> Scope:
    return Scope(user.commission, today.replace(day=1), today, user)


def _announced(user: Viewer, today: date, **filters: Any) -> tables.Short:
    found = queries.announced(user, today, **filters)
    return tables.announced(found, today, queries.AHEAD)
