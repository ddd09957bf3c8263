"""Pages of registering a clue and correcting its details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import clues as acts
from paizhu.clues.actions import looking
from paizhu.clues.forms.clues import ClueForm
from paizhu.clues.models import Petition
from paizhu.clues.views import drafts, parts
from paizhu.web import once


@once.guarded
@drafts.drafted
def clue_new(request: HttpRequest) -> HttpResponse:
    """Register a clue that came otherwise than by a petition."""
    return _registered(request, None)


@once.guarded
@drafts.drafted
def clue_from(request: HttpRequest, petition: int) -> HttpResponse:
    """Register a clue from a petition that was handed over."""
    seen = Petition.objects.visible_to(request.user).select_related("unit")
    return _registered(request, get_object_or_404(seen, pk=petition))


@once.guarded
@drafts.drafted
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the details of a clue."""
    record = parts.opened(request, pk)
    rules.check_can_correct(request.user, record)
    form = ClueForm(request.POST or None, user=request.user, record=record)
    if form.is_valid():
        given = {"clue": record, "seen_revision": form.seen, **form.given()}
        if parts.carried_out(request, form, acts.correct, _("Saved."), **given):
            return redirect(parts.after(request, record))
    return parts.form_page(
        request, drafts.fill(request, form), _("Correct details"), record, is_long=True
    )


def _registered(request: HttpRequest, petition: Petition | None) -> HttpResponse:
    rules.check_can_register(request.user, petition)
    if petition is not None and request.method == "GET":
        looking.view(record=petition, by=request.user)
    form = ClueForm(request.POST or None, user=request.user, petition=petition)
    if form.is_valid():
        given = {"commission": request.user.commission, "petition": petition, **form.given()}
        made = parts.carried_out(
            request, form, acts.register, _("The clue is registered."), **given
        )
        if made:
            return redirect(parts.after(request, made))
    return parts.form_page(request, drafts.fill(request, form), _("Register a clue"), is_long=True)
