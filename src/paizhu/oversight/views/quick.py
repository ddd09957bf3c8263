"""The quick entry of an activity: one screen on a telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paizhu.oversight import rules
from paizhu.oversight.actions import activities as acts
from paizhu.oversight.forms.quick import QuickForm
from paizhu.oversight.views import parts, starting
from paizhu.web import once


@once.guarded
def quick(request: HttpRequest) -> HttpResponse:
    """Enter an activity in a minute; it waits among what is to be completed."""
    rules.check_can_enter_quickly(request.user)
    form = QuickForm(request.POST or None, user=request.user, initial=_start(request))
    if form.is_valid():
        given = {"commission": request.user.commission, "draft": form.draft()}
        told = _("Entered. What is missing can be added later.")
        if made := parts.carried_out(request, form, acts.register, told, **given):
            return redirect("oversight:activity", made.pk)
    title = _("Quick entry")
    crumbs = parts.crumbs("activities")
    context = {
        "title": title,
        "crumbs": [*crumbs, (title, "")],
        "form": form,
        "submit": _("Enter"),
        "cancel": crumbs[-1][1],
    }
    return render(request, "oversight/quick.html", context)


def _start(request: HttpRequest) -> dict:
    """Return what the form shows first; units that are chips are ticked there."""
    start = starting.of(request)
    start["places"] = start.pop("units", [])
    return start
