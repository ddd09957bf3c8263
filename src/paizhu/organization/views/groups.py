"""Pages of composite and of resident groups."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.organization import rules
from paizhu.organization.actions import groups as acts
from paizhu.organization.forms import structure as forms
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import Charge, CompositeGroup, ResidentGroup
from paizhu.organization.queries import groups as queries
from paizhu.organization.tables.groups import COMPOSITE_GROUPS, RESIDENT_GROUPS
from paizhu.organization.views import buttons, parts
from paizhu.web import lists, once
from paizhu.web.components import Tab


def _tabs(current: str) -> list[Tab]:
    return [
        Tab(_("Composite groups"), reverse("organization:groups"), current == "groups"),
        Tab(
            _("Resident groups"),
            reverse("organization:resident_groups"),
            current == "resident_groups",
        ),
    ]


def groups(request: HttpRequest) -> HttpResponse:
    """List the composite groups."""
    rules.check_can_see_structure(request.user)
    return lists.respond(request, COMPOSITE_GROUPS, context={"tabs": _tabs("groups")})


def resident_groups(request: HttpRequest) -> HttpResponse:
    """List the resident groups."""
    rules.check_can_see_structure(request.user)
    return lists.respond(request, RESIDENT_GROUPS, context={"tabs": _tabs("resident_groups")})


@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a composite group: its people and linked units on a day, its history, what other rooms say of it."""
    found, on, user = parts.found(request, CompositeGroup, pk), parts.day_of(request), request.user
    context = {
        "title": found.name,
        "group": found,
        "on": on,
        "day": queries.composite_group_on(found, user, on),
        "charges": queries.charges_of(found, user),
        "history": queries.composite_group_history(found, user, clock.today()),
        "keeps": parts.keeps(request),
        "buttons": buttons.of_group(request, found),
        "crumbs": [(_("Groups"), reverse("organization:groups")), (found.name, "")],
    }
    return render(request, "organization/group.html", context)


@require_safe
def resident_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a resident group: its host, its people on a day, its history."""
    found, on = parts.found(request, ResidentGroup, pk, "host"), parts.day_of(request)
    context = {
        "title": found.name,
        "group": found,
        "on": on,
        "workers": queries.resident_group_on(found, request.user, on),
        "history": queries.resident_group_history(found, request.user, clock.today()),
        "keeps": parts.keeps(request),
        "buttons": buttons.of_resident_group(request, found),
        "crumbs": [
            (_("Resident groups"), reverse("organization:resident_groups")),
            (found.name, ""),
        ],
    }
    return render(request, "organization/resident_group.html", context)


def _save(request: HttpRequest, form: Any, act: Any, told: str) -> bool:
    given = {"commission": request.user.commission, "drafts": [form.draft()], "seen": form.seen}
    return parts.carried_out(request, form, act, told, **given)


@once.guarded
def group_new(request: HttpRequest) -> HttpResponse:
    """Enter a composite group."""
    rules.check_can_keep_structure(request.user)
    form = forms.CompositeGroupForm(request.POST or None, user=request.user)
    told = _("The group is entered.")
    if form.is_valid() and _save(request, form, acts.save_composite_groups, told):
        return redirect(CompositeGroup.objects.visible_to(request.user).get(code=form.code))
    cancel = reverse("organization:groups")
    return parts.form_page(request, form, _("Enter a composite group"), cancel)


@once.guarded
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a composite group's facts."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, CompositeGroup, pk)
    charges = [line for line in queries.charges_of(found, request.user) if line.until_on is None]
    initial = {"name": found.name, "established_on": found.established_on}
    initial["sectors"] = [charge.sector_id for charge in charges]
    form = forms.CompositeGroupForm(
        request.POST or None, user=request.user, record=found, initial=initial
    )
    if form.is_valid() and _save(request, form, acts.save_composite_groups, _("Saved.")):
        return redirect(found)
    title = _("Correct “%(name)s”") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url())


@once.guarded
def group_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a sector into the group's charge from a day on."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, CompositeGroup, pk)
    form = forms.TakeOverForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("sector", "from_on")}
        told = _("The sector is handed over.")
        if parts.carried_out(request, form, acts.hand_over, told, group=found, **given):
            return redirect(found)
    title = _("“%(name)s” takes over a sector") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url(), submit=_("Hand over"))


@once.guarded
def charge_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and take back a hand-over that was entered by mistake."""
    rules.check_can_keep_structure(request.user)
    charge = parts.found(request, Charge, pk, "group", "sector")
    form = FreshForm(request.POST or None, user=request.user, record=charge)
    told = _("The hand-over is taken back.")
    if form.is_valid() and parts.carried_out(
        request, form, acts.take_back_charge, told, charge=charge
    ):
        return redirect(charge.group)
    words = {"group": charge.group, "sector": charge.sector, "day": charge.from_on}
    return parts.form_page(
        request,
        form,
        _("Take back the charge of “%(group)s” over “%(sector)s”?") % words,
        charge.group.get_absolute_url(),
        lead=_("It began on %(day)s. Who had charge of the sector until then will have kept it.")
        % words,
        submit=_("Take back"),
        look="danger",
    )


@once.guarded
def resident_group_new(request: HttpRequest) -> HttpResponse:
    """Enter a resident group."""
    rules.check_can_keep_structure(request.user)
    initial = {"host": request.GET.get("host")}
    form = forms.ResidentGroupForm(request.POST or None, user=request.user, initial=initial)
    told = _("The group is entered.")
    if form.is_valid() and _save(request, form, acts.save_resident_groups, told):
        return redirect(ResidentGroup.objects.visible_to(request.user).get(code=form.code))
    cancel = reverse("organization:resident_groups")
    return parts.form_page(request, form, _("Enter a resident group"), cancel)


@once.guarded
def resident_group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a resident group's facts."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, ResidentGroup, pk, "host")
    initial = {"name": found.name, "host": found.host_id, "posts": found.posts}
    form = forms.ResidentGroupForm(
        request.POST or None, user=request.user, record=found, initial=initial
    )
    if form.is_valid() and _save(request, form, acts.save_resident_groups, _("Saved.")):
        return redirect(found)
    title = _("Correct “%(name)s”") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url())
