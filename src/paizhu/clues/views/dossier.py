"""Pages of dossiers: whose may be opened, the reason, the dossier, an entry, and the print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.clues import rules, tables
from paizhu.clues.actions import dossier as acts
from paizhu.clues.forms.dossier import ItemForm, ReasonForm
from paizhu.clues.queries import dossier as queries
from paizhu.clues.views import parts
from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import Official
from paizhu.web import lists, once
from paizhu.web.components import Button


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """List whose dossiers the reader may open; nothing of what is in them."""
    rules.dossier.check_can_see_dossiers(request.user)
    return lists.respond(request, tables.DOSSIERS)


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then show the dossier: each look is on record with its reason."""
    return _asked(request, pk, acts.look, "clues/dossier/dossier.html")


def dossier_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then show the dossier as it is printed, with reader and time across it."""
    return _asked(request, pk, acts.take_print, "clues/dossier/printed.html")


@once.guarded
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an entry."""
    official = _official(request, pk)
    rules.dossier.check_can_enter(request.user, official)
    form = ItemForm(request.POST or None)
    if form.is_valid():
        given = {"official": official, **form.cleaned_data}
        if parts.carried_out(request, form, acts.enter, _("The entry is made."), **given):
            return redirect("clues:dossier", pk)
    context = _context(official) | {
        "form": form,
        "title": _("Make an entry"),
        "cancel": _address(official),
    }
    return render(request, "clues/dossier/form.html", context)


def _asked(request: HttpRequest, pk: int, act: Any, template: str) -> HttpResponse:
    official = _official(request, pk)
    rules.dossier.check_can_open(request.user, official)
    form = ReasonForm(request.POST or None)
    context = _context(official)
    if form.is_valid():
        copy = act(official=official, reason=form.said(), by=request.user)
        shown = queries.parts_of(official, request.user, clock.today())
        more = {"parts": shown, "reason": form.said(), "copy": copy.number if copy else ""}
        return render(request, template, context | more | {"buttons": _buttons(request, official)})
    return render(request, "clues/dossier/reason.html", context | {"form": form})


def _official(request: HttpRequest, pk: int) -> Official:
    rules.dossier.check_can_see_dossiers(request.user)
    return get_object_or_404(queries.officials_for(request.user, clock.today()), pk=pk)


def _context(official: Official) -> dict[str, Any]:
    return {
        "title": official.name,
        "pretitle": _("Dossier"),
        "official": official,
        "crumbs": [(_("Dossiers"), reverse("clues:dossiers")), (official.name, "")],
    }


def _address(official: Official) -> str:
    return reverse("clues:dossier", args=[official.pk])


def _buttons(request: HttpRequest, official: Official) -> list[Button]:
    entering = refusal(rules.dossier.check_can_enter, request.user, official)
    new = reverse("clues:dossier_item_new", args=[official.pk])
    paper = reverse("clues:dossier_print", args=[official.pk])
    return [
        Button(_("Make an entry"), new, icon="plus", refusal=entering),
        Button(_("Print"), paper, icon="printer"),
    ]
