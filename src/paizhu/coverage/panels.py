"""How coverage shows itself in the pages of other rooms: a unit's coverage today, a group's strip of units."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from paizhu.coverage import queries, rules
from paizhu.coverage.queries import Attention, UnitCoverage
from paizhu.coverage.states import Cover
from paizhu.coverage.tables import map as drawing
from paizhu.coverage.tables import overview as tables
from paizhu.coverage.tables.overview import AttentionLine
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Unit


def strip(units: Iterable[UnitCoverage]) -> SafeString:
    """Draw a square for each unit that tells its state in words and leads to its page."""
    return tables.strip(units)


def attention_lines(found: Iterable[Attention]) -> list[AttentionLine]:
    """Group what asks for attention by kind, each place with its page."""
    return tables.attention_lines(found)


def unit(request: HttpRequest, subject: Unit) -> str:
    """Draw how a unit is covered today, in which capacity the reader acts there, the last act and the year."""
    user, today = request.user, clock.today()
    if not allowed(rules.check_can_see_coverage, user):
        return ""
    structure = organization.structure_of(user.commission_id)
    coverage = queries.coverage_on(user.commission_id, today, user, structure=structure)
    found = next((one for one in coverage.units if one.pk == subject.pk), None)
    if found is None:
        return ""
    last = queries.last_acts(user, today)
    context = {
        "unit": found,
        "own": _own_capacity(user, found, structure, today),
        "silence": queries.silence_of(found, last, today),
        "limit": queries.silence_limit(user.commission, today),
        "acts": f"{reverse('oversight:activities')}?unit={found.pk}",
        "row": drawing.unit_row(
            queries.year_of_unit(user, found, structure, today.year, today), found
        ),
        "months": drawing.month_names(today.year),
    }
    return render_to_string("coverage/panel_unit.html", context, request=request)


def _own_capacity(user: Viewer, found: UnitCoverage, structure, on: date) -> str:
    """Return the reader's own capacity towards the unit, empty where he has none."""
    official = getattr(user, "official_id", None)
    if official is None:
        return ""
    capacity = structure.capacity(official, found.pk, on)
    return "" if capacity == "outside" else str(capacity)


def group(request: HttpRequest, subject: CompositeGroup) -> str:
    """Draw the strip of a group's linked units with what is missing among them."""
    user, today = request.user, clock.today()
    if not allowed(rules.check_can_see_coverage, user):
        return ""
    coverage = queries.coverage_on(user.commission_id, today, user)
    lines = tables.group_lines(coverage, queries.heads_of(user, today))
    line = next((one for one in lines if one.group.pk == subject.pk), None)
    if line is None:
        return ""
    context = {
        "line": line,
        "squares": tables.strip(line.units),
        "covers": Cover,
        "sectors": tables.sector_lines(coverage, of=line.group.units),
    }
    return render_to_string("coverage/panel_group.html", context, request=request)
