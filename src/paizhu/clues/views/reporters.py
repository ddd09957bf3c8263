"""Pages about who reported. Opened with a reason only; the answer is drawn at once and never kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import reporters as acts
from paizhu.clues.forms import reporters as forms
from paizhu.clues.queries import reporters as queries
from paizhu.clues.views import petition_parts
from paizhu.web import once


def reporter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason; with it, show who reported."""
    petition = petition_parts.found(request, pk)
    rules.reporters.check_can_open(request.user, petition)
    form, title = forms.LookForm(request.POST or None, user=request.user), _("Who reported")
    crumbs = petition_parts.of(petition, title)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = acts.open_reporter(petition=petition, reason=reason, by=request.user)
        official = queries.official_of(opened)
        context = {
            "title": title, "petition": petition, "reporter": opened, "official": official,
            "crumbs": crumbs,
        }  # fmt: skip
        return render(request, "clues/petitions/reporter.html", context)
    lead = _(
        "Every look is in the trail, with its reason. Nobody but the petition office can open it."
    )
    return petition_parts.form_page(
        request,
        form,
        title,
        petition.get_absolute_url(),
        submit=_("Open"),
        crumbs=crumbs,
        lead=lead,
    )


@once.guarded
def reporter_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who reported, or put another in place. What was entered before is not shown here."""
    petition = petition_parts.found(request, pk)
    rules.reporters.check_can_enter(request.user, petition)
    form = forms.EnterReporterForm(request.POST or None, user=request.user, record=petition)
    if form.is_valid():
        given = {"petition": petition, "facts": form.reporter(), "seen_revision": form.seen}
        if petition_parts.carried_out(
            request, form, acts.enter, _("Who reported is entered."), **given
        ):
            return redirect("clues:petition", pk)
    title = _("Enter who reported")
    return petition_parts.form_page(
        request, form, title, petition.get_absolute_url(), crumbs=petition_parts.of(petition, title),
        lead=_("Kept under keys of its own. What was entered before is replaced, not shown."),
    )  # fmt: skip
