"""Pages of tickets: slips to print, and the tablet that is passed round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel.refusals import Refused, refusal
from paizhu.surveys import rules
from paizhu.surveys.actions import holding
from paizhu.surveys.forms.sorting import SlipsForm
from paizhu.surveys.models import BallotClass, SurveyState, SurveyUnit
from paizhu.surveys.queries import slips, tallies
from paizhu.surveys.views import parts
from paizhu.surveys.views.surveys import _head


@require_safe
def tickets(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each unit's tickets by class: used, left, left for tablets."""
    found = parts.survey_of(request, pk)
    units = SurveyUnit.objects.visible_to(request.user).filter(survey=found).select_related("unit")
    context = _head(request, found, "tickets") | {
        "units": [(held, tallies.tickets_of(held)) for held in units],
        "is_issued": found.state == SurveyState.ISSUED,
        "refusal": refusal(rules.check_can_print, request.user, found),
        "door": request.build_absolute_uri(reverse("ballot:enter")),
    }
    return render(request, "surveys/tickets.html", context)


def slips_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how many slips of each class, and answer with them as one PDF; they are not kept anywhere."""
    held = parts.unit_of(request, pk)
    rules.check_can_print(request.user, held.survey)
    left = [(row["key"], row["name"], row["left"]) for row in tallies.tickets_of(held)]
    form = SlipsForm(request.POST or None, user=request.user, left=left)
    if form.is_valid():
        try:
            printed = holding.print_slips(held=held, counts=form.counts(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _pdf(request, held, printed)
    title, cancel = _("Print slips"), reverse("surveys:tickets", args=[held.survey_id])
    context = {
        "title": title,
        "pretitle": held.unit.name,
        "lead": _(
            "The codes are made now and are not kept: slips printed earlier and not used become void."
        ),
        "crumbs": parts.of_survey(held.survey, (_("Tickets"), cancel), (title, "")),
        "form": form,
        "submit": _("Make the PDF"),
        "cancel": cancel,
    }
    return render(request, "surveys/slips.html", context)


@require_safe
def tablet(request: HttpRequest, pk: int, class_pk: int) -> HttpResponse:
    """The page of a tablet between two people: one button that draws the next ticket."""
    held = parts.unit_of(request, pk)
    rules.check_can_print(request.user, held.survey)
    drawn = get_object_or_404(
        BallotClass.objects.visible_to(request.user).filter(survey=held.survey), pk=class_pk
    )
    row = next(row for row in tallies.tickets_of(held) if row["pk"] == drawn.pk)
    context = {
        "title": _("Tablet: class %(key)s %(name)s") % {"key": drawn.key, "name": drawn.name},
        "pretitle": held.unit.name,
        "crumbs": parts.of_survey(held.survey, (_("Tablet"), "")),
        "held": held,
        "drawn": drawn,
        "left": row["blank"],
    }
    return render(request, "surveys/tablet.html", context)


@require_POST
def tablet_draw(request: HttpRequest, pk: int, class_pk: int) -> HttpResponse:
    """Draw the next ticket and lead to its form."""
    held = parts.unit_of(request, pk)
    drawn = get_object_or_404(
        BallotClass.objects.visible_to(request.user).filter(survey=held.survey), pk=class_pk
    )
    return redirect("ballot:form", holding.draw(held=held, ballot_class=drawn, by=request.user))


def _pdf(request: HttpRequest, held: SurveyUnit, printed: list) -> HttpResponse:
    address = request.build_absolute_uri(reverse("ballot:enter"))
    response = HttpResponse(slips.pdf(held, printed, address), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="{held.survey.code}-{held.unit.code}.pdf"'
    )
    response["Cache-Control"] = "no-store"
    return response
