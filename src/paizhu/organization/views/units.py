"""Pages of units and sectors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.organization import rules
from paizhu.organization.actions import groups as group_acts
from paizhu.organization.actions import sectors as sector_acts
from paizhu.organization.actions import units as acts
from paizhu.organization.forms import structure as forms
from paizhu.organization.models import FormerName, Sector, Unit
from paizhu.organization.queries.units import UnitFacts
from paizhu.organization.tables.units import SECTORS, UNITS
from paizhu.organization.views import parts
from paizhu.organization.views.buttons import of_unit, unit_mark
from paizhu.web import lists, once


def units(request: HttpRequest) -> HttpResponse:
    """List the units."""
    rules.check_can_see_structure(request.user)
    return lists.respond(request, UNITS)


def sectors(request: HttpRequest) -> HttpResponse:
    """List the sectors."""
    rules.check_can_see_structure(request.user)
    return lists.respond(request, SECTORS)


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit: who supervises it on a day, its own people, its history, and what other rooms say of it."""
    found, on = parts.found(request, Unit, pk), parts.day_of(request)
    facts = UnitFacts.of(found, request.user)
    context = {
        "title": found.name,
        "title_mark": unit_mark(found),
        "unit": found,
        "on": on,
        "stands": found.stands(on),
        "day": facts.on(on),
        "facts": facts,
        "history": facts.history(clock.today()),
        "former_names": FormerName.objects.visible_to(request.user).filter(unit=found),
        "predecessors": Unit.objects.visible_to(request.user).filter(successor=found),
        "keeps": parts.keeps(request),
        "buttons": of_unit(request, found),
        "crumbs": [(_("Units"), reverse("organization:units")), (found.name, "")],
    }
    return render(request, "organization/unit.html", context)


@once.guarded
def unit_new(request: HttpRequest) -> HttpResponse:
    """Enter a unit."""
    rules.check_can_keep_structure(request.user)
    form = forms.UnitForm(request.POST or None, user=request.user)
    if form.is_valid() and _save(request, form, _("The unit is entered.")):
        return redirect(Unit.objects.visible_to(request.user).get(code=form.code))
    return parts.form_page(request, form, _("Enter a unit"), reverse("organization:units"))


@once.guarded
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a unit's facts."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    placed = UnitFacts.of(found, request.user).placements
    initial = {name: getattr(found, name) for name in ("name", "kind", "headcount", "is_key")}
    initial["sector"] = placed[-1].sector_id if placed else None
    form = forms.UnitForm(request.POST or None, user=request.user, record=found, initial=initial)
    if form.is_valid() and _save(request, form, _("Saved.")):
        return redirect(found)
    title = _("Correct “%(name)s”") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url())


def _save(request: HttpRequest, form: forms.UnitForm, told: str) -> bool:
    given = {"commission": request.user.commission, "drafts": [form.draft()], "seen": form.seen}
    return parts.carried_out(request, form, acts.save_units, told, **given)


@once.guarded
def unit_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a unit to another sector from a day on."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    form = forms.TransferForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        sector, from_on = form.cleaned_data["sector"], form.cleaned_data["from_on"]
        told = _("Transferred.")
        given = {"unit": found, "sector": sector, "from_on": from_on}
        if parts.carried_out(request, form, acts.transfer, told, **given):
            return redirect(found)
    title = _("Transfer “%(name)s” to another sector") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url(), submit=_("Transfer"))


@once.guarded
def transfer_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and take the latest transfer of a unit back."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Unit, pk)
    placements = UnitFacts.of(found, request.user).placements
    rules.check_can_take_back(found, placements)
    form = forms.FreshForm(request.POST or None, user=request.user, record=found)
    if form.is_valid() and parts.carried_out(
        request, form, acts.take_back_transfer, _("The transfer is taken back."), unit=found
    ):
        return redirect(found)
    lead = _("The unit came from “%(before)s” to “%(after)s” on %(day)s. It will have stayed where it was.") % {
        "before": placements[-2].sector, "after": placements[-1].sector, "day": placements[-1].from_on,
    }  # fmt: skip
    title = _("Take back the transfer of “%(name)s”?") % {"name": found}
    return parts.form_page(
        request,
        form,
        title,
        found.get_absolute_url(),
        lead=lead,
        submit=_("Take back"),
        look="danger",
    )


@once.guarded
def sector_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a sector's name or place in the order."""
    rules.check_can_keep_structure(request.user)
    sector, cancel = parts.found(request, Sector, pk), reverse("organization:sectors")
    initial = {"name": sector.name, "position": sector.position}
    form = forms.SectorForm(request.POST or None, user=request.user, record=sector, initial=initial)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        if parts.carried_out(
            request, form, sector_acts.correct, _("Saved."), sector=sector, **given
        ):
            return redirect(cancel)
    return parts.form_page(request, form, _("Correct “%(name)s”") % {"name": sector}, cancel)


@once.guarded
def sector_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a sector into another group's charge from a day on."""
    rules.check_can_keep_structure(request.user)
    sector, cancel = parts.found(request, Sector, pk), reverse("organization:sectors")
    form = forms.HandOverForm(request.POST or None, user=request.user, record=sector)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("group", "from_on")}
        told = _("The sector is handed over.")
        if parts.carried_out(request, form, group_acts.hand_over, told, sector=sector, **given):
            return redirect(given["group"])
    title = _("Give the sector “%(name)s” into a group's charge") % {"name": sector}
    return parts.form_page(request, form, title, cancel, submit=_("Hand over"))
