"""Pages of the plan's measures: entered, changed, taken out, struck off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paizhu.rectification import rules
from paizhu.rectification.actions import measures as acts
from paizhu.rectification.forms.fresh import FreshForm
from paizhu.rectification.forms.measures import MeasureForm, StrikeForm
from paizhu.rectification.views import parts
from paizhu.web import once


@once.guarded
def measure_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a measure of the plan; “and another” opens the next one at once."""
    record = parts.found(request, pk)
    rules.check_can_plan(request.user, record)
    form = MeasureForm(request.POST or None, user=request.user, rectification=record)
    if form.is_valid():
        given = {"rectification": record, **form.given()}
        if parts.carried_out(request, form, acts.add, _("The measure is entered."), **given):
            return redirect(request.path if "another" in request.POST else record)
    return parts.form_page(
        request, record, form, _("Enter a measure"), submit=_("Enter"), offers_another=True
    )


@once.guarded
def measure_change(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Change a measure of a plan that is not agreed yet."""
    record = parts.found(request, pk)
    rules.check_can_plan(request.user, record)
    found = parts.found_measure(request, record, measure)
    form = MeasureForm(request.POST or None, user=request.user, rectification=record, record=found)
    if form.is_valid():
        given = {"measure": found, "seen_revision": form.seen, **form.given()}
        if parts.carried_out(request, form, acts.change, _("Saved."), **given):
            return redirect(record)
    return parts.form_page(request, record, form, _("Change the measure"), submit=_("Save"))


@once.guarded
def remove(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Ask, and take a measure out of the plan."""
    record = parts.found(request, pk)
    rules.check_can_plan(request.user, record)
    found = parts.found_measure(request, record, measure)
    form = FreshForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {"measure": found, "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.remove, _("Removed."), **given):
            return redirect(record)
    return parts.form_page(
        request, record, form, _("Take the measure out?"), meaning=found.what, look="danger"
    )


@once.guarded
def strike(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Strike a measure off on a day, or put one back that was struck off too early."""
    record = parts.found(request, pk)
    rules.check_can_strike(request.user, record)
    found = parts.found_measure(request, record, measure)
    is_back = found.done_on is not None
    kind = FreshForm if is_back else StrikeForm
    form = kind(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {"measure": found, "seen_revision": form.seen}
        if not is_back:
            given["on"] = form.cleaned_data["on"]
        act = acts.take_back if is_back else acts.strike
        if parts.carried_out(request, form, act, _("Saved."), **given):
            return redirect(record)
    title = _("Put the measure back on the list") if is_back else _("Strike the measure off")
    return parts.form_page(request, record, form, title, meaning=found.what)
