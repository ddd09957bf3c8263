"""Pages of the tally: figures by unit with charts and warnings, the order of units, Excel and a printable report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel.refusals import allowed, refusal
from paizhu.surveys import rules
from paizhu.surveys.models import SurveyUnit, Tally
from paizhu.surveys.queries import reports, tallies
from paizhu.surveys.views import parts
from paizhu.surveys.views.surveys import _head
from paizhu.web.charts import Chart, Series, Shape

TONES = ("navy", "cross", "yellow", "red", "grey")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def tally(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the frozen figures of each unit, and whether they still follow from the responses."""
    found = parts.survey_of(request, pk)
    context = _head(request, found, "tally") | {"refusal": refusal(rules.check_has_tally, found)}
    if not context["refusal"]:
        frozen = Tally.objects.visible_to(request.user).get(survey=found)
        units = _units(request, found)
        may_compare = allowed(rules.check_can_compare, request.user, found)
        context |= {
            "digest": frozen.digest,
            "is_unchanged": tallies.digest_of(tallies.figures_of(found)) == frozen.digest,
            "units": [_drawn(found, frozen, held) for held in units],
            "ranks": reports.ranks(found, frozen, units) if may_compare else [],
            "rounds": reports.rounds(found, request.user),
        }
    return render(request, "surveys/tally.html", context)


@require_safe
def tally_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the figures out as a workbook: the same blocks as on the page, nothing finer."""
    found = parts.survey_of(request, pk)
    rules.check_has_tally(found)
    frozen = Tally.objects.visible_to(request.user).get(survey=found)
    made = reports.excel(found, frozen, _units(request, found))
    return _file(made, EXCEL, f"{found.code}.xlsx")


@require_safe
def tally_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the figures out as a PDF to print."""
    found = parts.survey_of(request, pk)
    rules.check_has_tally(found)
    frozen = Tally.objects.visible_to(request.user).get(survey=found)
    made = reports.pdf(found, frozen, _units(request, found))
    return _file(made, "application/pdf", f"{found.code}.pdf")


def _units(request: HttpRequest, found: Any) -> list[SurveyUnit]:
    seen = SurveyUnit.objects.visible_to(request.user).filter(survey=found)
    return list(seen.select_related("unit").order_by("unit__code"))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _drawn(found: Any, frozen: Tally, held: SurveyUnit) -> dict[str, Any]:
    """Return one unit's figures with its charts: one for each question."""
    figures = frozen.figures["units"][str(held.pk)]
    return {
        "held": held,
        "figures": figures,
        "summary": reports.summary(figures, found.asked.formulas),
        "questions": [
            {"title": title, "items": items, "chart": _chart(held, number, title, items)}
            for number, (title, items) in enumerate(reports.by_question(figures), start=1)
        ],
        "formulas": {f.key: f.title for f in found.asked.formulas} | {"mean": _("mean")},
        "kinds": {f.key: f.kind for f in found.asked.formulas} | {"mean": "mean"},
    }


def _chart(held: SurveyUnit, number: int, title: str, items: list[dict]) -> Chart | None:
    """Shares of each option: the lines of a matrix stacked side by side, a single question as a row for each option."""
    shown = [item for item in items if item["is_shown"] and item["rows"]]
    if not shown:
        return None
    labels = [row["label"] for row in shown[0]["rows"]]
    key = f"u{held.pk}-{number}"
    if len(shown) == 1:
        shares = [round(100 * row["share"], 1) for row in shown[0]["rows"]]
        series = [Series(_("Share"), shares)]
        return Chart(key, title, labels, series, Shape.ROWS, "%", _("Option"))
    series = [
        Series(
            label,
            [round(100 * item["rows"][place]["share"], 1) for item in shown],
            tone=TONES[place] if len(labels) <= len(TONES) else "",
        )
        for place, label in enumerate(labels)
    ]
    lines = [item["line"] or _("all") for item in shown]
    return Chart(key, title, lines, series, Shape.STACKED, "%", _("Item"))
