"""Pages of a unit's new name and of its end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.organization import rules
from paizhu.organization.actions import dissolving as acts
from paizhu.organization.forms import dissolving as forms
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import Unit
from paizhu.organization.views import parts
from paizhu.web import once


@once.guarded
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a unit bear another name from a day on."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    rules.check_stands(found, clock.today())
    form = forms.RenameForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "from_on")}
        if parts.carried_out(request, form, acts.rename, _("Renamed."), unit=found, **given):
            return redirect(found)
    title = _("Rename “%(name)s”") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url(), submit=_("Rename"))


@once.guarded
def unit_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open at a unit, ask from when it is no more and who takes over, and dissolve it."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    rules.check_stands(found, clock.today())
    form = forms.DissolveForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "successor", "reason")}
        told = _("The unit is dissolved.")
        if parts.carried_out(request, form, acts.dissolve, told, unit=found, **given):
            return redirect(found)
    return parts.form_page(
        request,
        form,
        _("Dissolve or merge “%(name)s”?") % {"name": found},
        found.get_absolute_url(),
        open_matters=form.found,
        lead=_("Postings there end on that day. What was recorded before stays as it is."),
        submit=_("Dissolve"),
        look="danger",
    )


@once.guarded
def dissolution_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and take a dissolution back."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    rules.check_was_dissolved(found)
    form = FreshForm(request.POST or None, user=request.user, record=found)
    told = _("The dissolution is taken back.")
    if form.is_valid() and parts.carried_out(
        request, form, acts.take_back_dissolution, told, unit=found
    ):
        return redirect(found)
    return parts.form_page(
        request,
        form,
        _("Take back the dissolution of “%(name)s”?") % {"name": found},
        found.get_absolute_url(),
        lead=_(
            "The unit goes on where it was. Appoint its people anew; matters stay where they went."
        ),
        submit=_("Take back"),
        look="danger",
    )
