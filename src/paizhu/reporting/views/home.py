"""The first page: what each reader needs first, by the powers that his postings give."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from paizhu.coverage import panels as coverage
from paizhu.coverage.queries import GroupCoverage
from paizhu.jobs import queries as jobs
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.queries import Structure
from paizhu.oversight import rules as oversight
from paizhu.reporting import rules
from paizhu.reporting.queries import Scope, trail
from paizhu.reporting.queries import home as queries
from paizhu.reporting.tables import home as tables
from paizhu.web.components import Button

CHECKED = ("trail.found_whole", "trail.found_broken")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the reader's first page; each part is there for the powers that ask for it."""
    user, today = request.user, clock.today()
    powers, context = user.powers, _head(user, today)
    of_group = powers.supervises or bool(powers.guided_groups)
    of_unit = bool(powers.contact_units or powers.team_units)
    who = queries.reader(
        user, today, _structure(user) if of_group or powers.sees_commission else None
    )
    if of_group or of_unit or queries.concerns_casework(user):
        context |= _desk(who)
    if powers.sees_commission or of_group:
        ground = queries.ground(who)
        if of_group:
            context["supervision"] = _supervision(who, ground)
        if powers.sees_commission:
            context["office"] = _office(who, ground)
    if of_unit:
        context["units"] = _own_units(user, today)
    if tiles := tables.casework_tiles(user):
        context["casework"] = tiles
    context["is_bare"] = not {"office", "supervision", "units", "board"} & context.keys()
    if context["is_bare"]:
        context |= _duties(user)
    return render(request, "reporting/home.html", context)


def _structure(user: Viewer) -> Structure:
    return organization.structure_of(user.commission_id)


def _head(user: Viewer, today: date) -> dict[str, Any]:
    """The day, and what can be begun at once."""
    quick = (
        (oversight.check_can_send_some, _("Send word of a matter"), "oversight:notice_new", "bell"),
        (oversight.check_can_enter_quickly, _("Quick entry"), "oversight:activity_quick", "plus"),
        (rules.check_can_see_figures, _("Figures"), "reporting:figures", "chart-bar"),
    )
    ways = [each[1:] for each in quick if allowed(each[0], user)]
    if user.powers.keeps_structure and not user.powers.supervises:
        ways.insert(0, (_("Enter an activity"), "oversight:activity_new", "plus"))
    return {
        "title": _("First page"),
        "pretitle": date_format(today, pgettext("date format of today", "l, j F Y")),
        "powers": user.powers,
        "quick": [
            Button(label, reverse(page), icon=icon, look=_look(number, page))
            for number, (label, page, icon) in enumerate(ways)
        ],
    }


def _look(number: int, page: str) -> str:
    return "primary" if not number and page != "reporting:figures" else "secondary"


def _desk(who: queries.Reader) -> dict[str, Any]:
    """What waits for the reader, and his next days; who heads or guides a group sees all of its units' days."""
    powers = who.user.powers
    context: dict[str, Any] = {
        "board": tables.Board(queries.waiting_for(who.user, who.today, who=who)),
    }
    if powers.supervises or powers.guided_groups:
        is_whole = bool(who.heads or powers.guided_groups)
        context["week"] = queries.week(who, only_mine=not is_whole)
    return context


def _duties(user: Viewer) -> dict[str, Any]:
    """What an administrator watches."""
    powers, found = user.powers, {}
    if powers.is_auditor:
        found["checks"] = trail.moments(trail.latest(user, *CHECKED, limit=5))
        found["head_is_due"] = trail.head_is_due(user)
    if powers.is_system_admin:
        found["late_jobs"] = jobs.late()
    return found


def _office(who: queries.Reader, ground: queries.Ground) -> dict[str, Any]:
    """The whole commission: coverage, what to put in order, what waits, the month, the groups, the latest."""
    if not ground.coverage.units:
        return {"is_empty": True}
    user, today = who.user, who.today
    scope, by_group = _month(user, today), queries.open_by_group(user, today)
    glances = queries.glances(scope, ground.coverage.groups, ground.heads, by_group)
    opinions = sum(by_group.values(), queries.OpenOpinions())
    return {
        "tiles": [*tables.coverage_tiles(ground), tables.opinions_tile(opinions, today)],
        "attention": coverage.attention_lines(ground.attention),
        "months": tables.comparisons(scope, queries.months(user.commission, user, today)),
        "lists": [
            tables.plans(*queries.with_liaison(who)),
            tables.urgent(queries.most_urgent(user), who.deadlines, opinions.overdue),
            tables.silent(ground.silent(), ground.limit),
            tables.handed_in(
                queries.last_week(who, [group.pk for group in ground.coverage.groups])
            ),
            tables.announced(queries.announced(user, today), today, queries.AHEAD),
        ],
        "groups": tables.glance_lines(scope, glances),
        "latest": queries.latest_activities(user, today),
    }


def _supervision(who: queries.Reader, ground: queries.Ground) -> dict[str, Any]:
    """The reader's own units and groups, whatever else he may see."""
    user, today = who.user, who.today
    powers, scope, own = user.powers, _month(user, today), user.powers.units
    units = [unit for unit in ground.coverage.units if unit.pk in own]
    groups = [group for group in ground.coverage.groups if group.pk in powers.concerned_groups]
    opinions = queries.open_opinions(user, today)
    members = {pk for group in groups if group.pk in who.heads for pk in group.members}
    watched = queries.watched(who, units, ground.last, ground.limit)
    page = "organization:unit" if powers.supervises else "reporting:timeline"
    glances = _glances(scope, groups, ground) if len(groups) > 1 or powers.guided_groups else []
    whole = None if powers.sees_commission else queries.months(user.commission, user, today)
    return {
        "squares": tables.squares(watched, page=page),
        "tiles": tables.supervision_tiles(units, powers, opinions, today),
        "months": tables.comparisons(scope, whole) if whole else [],
        "lists": [
            tables.urgent(
                queries.most_urgent(user, supervised=True), who.deadlines, opinions.overdue
            ),
            tables.silent(ground.silent(own), ground.limit),
        ],
        "groups": tables.glance_lines(scope, glances),
        "loads": tables.load_lines(scope, queries.loads(user, members, scope.start, today)),
        "latest": queries.latest_activities(user, today, group__in=powers.concerned_groups),
    }


def _glances(
    scope: Scope, groups: list[GroupCoverage], ground: queries.Ground
) -> list[queries.Glance]:
    opinions = queries.open_by_group(scope.user, scope.end)
    return queries.glances(scope, groups, ground.heads, opinions)


def _own_units(user: Viewer, today: date) -> dict[str, Any]:
    """What is addressed to the units whose contact or leadership the reader is, and what they handed in."""
    return {
        "lines": queries.own_units(user, today),
        "delivered": tables.delivered(queries.delivered(user)),
    }


def _month(user: Viewer, today: date) -> Scope:
    return Scope(user.commission, today.replace(day=1), today, user)
