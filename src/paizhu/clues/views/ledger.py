"""Pages beside the ledger: what is due, and the reconciliation with the groups."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.clues import rules
from paizhu.clues.actions import reconciling as acts
from paizhu.clues.forms.reconciling import DrawUpForm, SignForm
from paizhu.clues.models import Reconciliation
from paizhu.clues.queries import due as queries
from paizhu.clues.queries import reconciling
from paizhu.clues.tables import due as tables
from paizhu.clues.views import parts
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.web import once

YEAR = timedelta(days=365)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Show what is due for the reader."""
    rules.check_can_see_clues(request.user)
    found = queries.due(request.user, clock.today())
    context = {
        "title": _("What is due"),
        "crumbs": parts.crumbs((_("What is due"), "")),
        "sections": tables.sections(request.user, found),
    }
    return render(request, "clues/clues/due.html", context)


@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Show each group's numbers as ledger and papers have them, and where clues are few beside petitions."""
    user = request.user
    rules.check_can_reconcile(user)
    sees_hints = allowed(rules.check_can_see_hints, user)
    context = {
        "title": _("Reconciliation"),
        "crumbs": parts.crumbs((_("Reconciliation"), "")),
        "counts": reconciling.counts(user, clock.today()),
        "hints": reconciling.hints(user, clock.today() - YEAR) if sees_hints else None,
        "is_office": allowed(rules.check_case_office, user),
        "led": user.powers.led_groups | user.powers.deputised_groups,
    }
    return render(request, "clues/clues/reconciliation.html", context)


@once.guarded
def draw_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up a group's reconciliation for the period that ends on a day."""
    group = get_object_or_404(reconciling.groups_of(request.user), pk=pk)
    rules.check_can_draw_up(request.user, group)
    form = DrawUpForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {"group": group, **form.cleaned_data}
        if parts.carried_out(
            request, form, acts.draw_up, _("Drawn up; the group is to sign."), **given
        ):
            return redirect("clues:reconciliation")
    title = _("Draw up the reconciliation with “%(group)s”") % {"group": group.name}
    return parts.form_page(request, form, title, cancel=reverse("clues:reconciliation"))


@once.guarded
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a reconciliation for the group."""
    record = get_object_or_404(Reconciliation.objects.visible_to(request.user), pk=pk)
    rules.check_can_sign_reconciliation(request.user, record)
    form = SignForm(request.POST or None, user=request.user, record=record)
    if form.is_valid():
        given = {
            "reconciliation": record,
            "difference": form.cleaned_data["difference"],
            "seen_revision": form.seen,
        }
        if parts.carried_out(request, form, acts.sign, _("Signed."), **given):
            return redirect("clues:reconciliation")
    return parts.form_page(
        request, form, _("Sign the reconciliation"), cancel=reverse("clues:reconciliation")
    )
