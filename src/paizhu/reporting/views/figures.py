"""The figures of a period: the page, its workbook, and the acts behind the capacity figures."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.reporting import actions, queries, rules
from paizhu.reporting.forms.figures import FiguresForm
from paizhu.reporting.queries import Scope
from paizhu.reporting.tables import figures as tables
from paizhu.reporting.tables import sentence, workbook
from paizhu.reporting.tables.links import with_scope
from paizhu.reporting.tables.parts import PARTS
from paizhu.web import dates, lists
from paizhu.web.components import Button

CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: HttpRequest) -> tuple[dates.Period, FiguresForm, Scope]:
    """Read period and filters from the address."""
    period = dates.chosen(request.GET)
    form = FiguresForm(request.GET, user=request.user)
    user = request.user
    return period, form, Scope(user.commission, period.start, period.end, user, **form.chosen)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period with their charts, tables and records."""
    rules.check_can_see_figures(request.user)
    period, form, scope = _asked(request)
    found = queries.figures_in(scope)
    named = {"period": period.key} if period.key else {}
    export_url = with_scope("reporting:figures_export", scope, **named)
    by_unit = tables.units(scope, queries.by_unit(scope)) if "units" in request.GET else None
    context = {
        "title": _("Figures"),
        "period": period,
        "form": form,
        "scope": scope,
        "found": found,
        "paragraph": sentence.paragraph(found, period),
        "tiles": tables.tiles(found),
        "casework": tables.casework_tiles(found),
        **tables.page(found, by_unit),
        "whole_url": f"{reverse('reporting:figures')}?{period.query}",
        "units_url": with_scope("reporting:figures", scope, units=1, **named) + "#units",
        "buttons": [Button(_("Excel"), export_url, icon="file-spreadsheet")],
    }
    return render(request, "reporting/figures.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the figures as a workbook; the trail says who took which."""
    period, _form, scope = _asked(request)
    actions.export_figures(scope=scope, by=request.user)
    found = queries.figures_in(scope)
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    tiles = [*tables.tiles(found), *tables.casework_tiles(found)]
    workbook.write(Path(file.name), found, period, tiles, tables.all_tables(found))
    file.seek(0)
    name = _("figures %(start)s–%(end)s") % {"start": period.start, "end": period.end} + ".xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT)


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """List who was at which unit in which capacity."""
    rules.check_can_see_figures(request.user)
    return lists.respond(request, PARTS)
