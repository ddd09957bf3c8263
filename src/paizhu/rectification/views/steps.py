"""The page of one step: what it means, what it asks for, and the step itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paizhu.rectification import rules
from paizhu.rectification.actions import deadlines, keeping, steps
from paizhu.rectification.forms.steps import StepForm
from paizhu.rectification.states import STEPS
from paizhu.rectification.tables import steps as words
from paizhu.rectification.views import parts
from paizhu.web import once

ACTS = {key: getattr(steps, key) for key in STEPS} | {
    "sign": deadlines.sign,
    "ask_extension": deadlines.ask_extension,
    "extend": deadlines.extend,
    "refuse_extension": deadlines.refuse_extension,
    "give": keeping.give,
    "note": keeping.note,
}


@once.guarded
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step, after a look at what it means."""
    if step not in ACTS:
        raise Http404
    record = parts.found(request, pk)
    rules.check_may(request.user, record, step)
    form = StepForm(
        request.POST or None, request.FILES or None, user=request.user, record=record, step=step
    )
    if form.is_valid():
        told = words.DONE.get(step, _("Done, and whom it concerns is told."))
        if parts.carried_out(request, form, ACTS[step], told, **form.given()):
            return redirect(record)
    is_unit = step in STEPS and STEPS[step].side == "unit"
    return parts.form_page(
        request,
        record,
        form,
        words.LABELS[step],
        meaning=words.MEANINGS[step],
        noted=is_unit and not rules.speaks(request.user, record),
        look="danger" if step == "withdraw" else "primary",
    )
