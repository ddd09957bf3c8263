"""Summaries of groups by week and month: all of them at a glance, one to read, print, take out and hand in."""

from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import CompositeGroup
from paizhu.reporting import actions, rules
from paizhu.reporting.models import Summary, SummaryReading
from paizhu.reporting.queries import summaries as queries
from paizhu.reporting.states import Span, SummaryPeriod, latest, period_of
from paizhu.reporting.tables import summaries as tables
from paizhu.reporting.tables import summary_workbook
from paizhu.reporting.views.figures import CONTENT
from paizhu.web.components import Button, Tab
from paizhu.web.templatetags.web import mark

BACK = {Span.WEEK: 8, Span.MONTH: 6}
"""How many periods the overview shows."""


@require_safe
def summaries(request: HttpRequest) -> HttpResponse:
    """Show each group's last weeks or months: received, late, missing."""
    rules.check_can_see_summaries(request.user)
    span = Span.MONTH if request.GET.get("span") == Span.MONTH else Span.WEEK
    periods = latest(span, _day(request.GET.get("until", "")) or clock.today(), BACK[span])
    groups, here = list(_groups(request)), f"{reverse('reporting:summaries')}?span="
    found = queries.places(groups, periods, request.user, clock.today())
    context = {
        "title": _("Summaries"),
        "tabs": [Tab(one.label, f"{here}{one.value}", is_current=one is span) for one in Span],
        "lines": [
            (group, [_cell(place) for place in places])
            for group, places in zip(groups, found, strict=True)
        ],
        "earlier": f"{here}{span.value}&until={periods[-1].previous.start.isoformat()}",
        "later": f"{here}{span.value}&until={_ahead(periods).isoformat()}"
        if periods[0].end < clock.today()
        else "",
    }
    return render(request, "reporting/summaries.html", context)


def _cell(place: queries.Place) -> tuple:
    """Return a period's name and days, how its summary stands, and where it is."""
    standing = mark(tables.standing(place))
    return place.period, place, standing, tables.address(place.group, place.period)


@require_safe
def summary(request: HttpRequest, group: int, span: str, start: str) -> HttpResponse:
    """Show a group's summary of one week or month; whoever opens one that was handed in leaves a receipt."""
    found, period = _asked(request, group, span, start)
    handed_in = _handed_in(request, found, period)
    if handed_in is not None:
        actions.note_summary_read(summary=handed_in, by=request.user)
    place = queries.place(found, period, handed_in, clock.today())
    context = {
        "title": period.label,
        "pretitle": found.name,
        "title_mark": mark(tables.standing(place)),
        "crumbs": [
            (_("Summaries"), f"{reverse('reporting:summaries')}?span={period.span}"),
            (f"{found.name} · {period.label}", ""),
        ],
        "group": found,
        "period": period,
        "place": place,
        **_told(queries.content(found, period, request.user), handed_in),
        "readings": _readings(request, handed_in),
        "earlier": tables.address(found, period.previous),
        "later": tables.address(found, period.next) if period.end < clock.today() else "",
        "buttons": _buttons(request, found, period, handed_in),
    }
    return render(request, "reporting/summary.html", context)


def _told(content: queries.Content, handed_in: Summary | None) -> dict[str, Any]:
    """Return the paragraph, the figures beside those handed in, and the records behind them."""
    rows = tables.rows(content, handed_in.figures if handed_in else None)
    return {
        "paragraph": tables.paragraph(content),
        "rows": rows,
        "has_changed": any(row.difference for row in rows),
        "tables": tables.tables(content),
        "handed_in": handed_in,
    }


@require_POST
def hand_in(request: HttpRequest, group: int, span: str, start: str) -> HttpResponse:
    """Hand in a group's summary: its figures are frozen."""
    found, period = _asked(request, group, span, start)
    if _handed_in(request, found, period) is None:
        actions.hand_in_summary(group=found, period=period, by=request.user)
        messages.success(request, _("The summary is handed in; its figures are frozen."))
    else:
        rules.check_can_lead(request.user, found)
        messages.info(request, _("This summary has been handed in already."))
    return redirect(tables.address(found, period))


@require_safe
def export(request: HttpRequest, group: int, span: str, start: str) -> HttpResponse:
    """Give a group's summary as a workbook; the trail says who took it."""
    found, period = _asked(request, group, span, start)
    actions.export_summary(group=found, period=period, by=request.user)
    handed_in = _handed_in(request, found, period)
    content = queries.content(found, period, request.user)
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    summary_workbook.write(Path(file.name), content, handed_in.figures if handed_in else None)
    file.seek(0)
    name = f"{found.name} {period.label}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT)


def _groups(request: HttpRequest) -> Any:
    """The groups whose summaries the reader reads: all for the commission's own, else those he works in or guides."""
    powers, groups = request.user.powers, CompositeGroup.objects.visible_to(request.user)
    return groups if powers.sees_commission else groups.filter(pk__in=powers.concerned_groups)


def _asked(
    request: HttpRequest, group: int, span: str, start: str
) -> tuple[CompositeGroup, SummaryPeriod]:
    """Return group and period of the address; 404 where there is no such period, or it is not the reader's to know."""
    rules.check_can_see_summaries(request.user)
    found, day = get_object_or_404(_groups(request), pk=group), _day(start)
    if span not in Span.values or day is None or not 1 < day.year < 9998:
        raise Http404
    period = period_of(Span(span), day)
    if period.start != day or period.start > clock.today() or period.end < found.established_on:
        raise Http404
    return found, period


def _handed_in(
    request: HttpRequest, group: CompositeGroup, period: SummaryPeriod
) -> Summary | None:
    found = Summary.objects.visible_to(request.user).select_related("handed_in_by", "group")
    return found.of_period(group, period).first()


def _readings(request: HttpRequest, handed_in: Summary | None) -> Any:
    found = SummaryReading.objects.visible_to(request.user).select_related("reader")
    return found.of_summary(handed_in) if handed_in else ()


def _buttons(
    request: HttpRequest, group: CompositeGroup, period: SummaryPeriod, handed_in: Summary | None
) -> list[Button]:
    buttons = [
        Button(_("Excel"), tables.address(group, period, "summary_export"), "file-spreadsheet")
    ]
    if handed_in is None:
        why_not = refusal(rules.check_can_hand_in, request.user, group, period)
        url = tables.address(group, period, "summary_hand_in")
        buttons.insert(0, Button(_("Hand in"), url, "send", why_not, "primary", "post"))
    return buttons


def _ahead(periods: list[SummaryPeriod]) -> date:
    """Return the first day of the newest period of the next page; today's at the latest."""
    newest = periods[0]
    for _step in periods:
        newest = newest.next
    return min(newest.start, clock.today())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
