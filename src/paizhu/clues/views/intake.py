"""Intake: the first question, the slip for what is never entered, registering, correcting."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import intake as acts
from paizhu.clues.forms import petitions as forms
from paizhu.clues.queries import petitions as queries
from paizhu.clues.rules.petitions import BelongsAbove
from paizhu.clues.states.facts import Jurisdiction
from paizhu.clues.views import drafts, petition_parts
from paizhu.kernel import clock
from paizhu.web import once


@once.guarded
@drafts.drafted
def petition_new(request: HttpRequest) -> HttpResponse:
    """Ask the first question; only then, and only where it is answered with no, show the form."""
    rules.petitions.check_can_register(request.user)
    asked = request.POST.get("question", "")
    if request.method == "GET" and request.draft.is_open:
        return _form(request, forms.PetitionForm(user=request.user))
    if asked != Jurisdiction.WITHIN or "first_question" in request.POST:
        return _question(request)
    form = forms.PetitionForm(request.POST, request.FILES, user=request.user)
    try:
        made = form.is_valid() and _registered(request, form)
    except BelongsAbove as above:
        request.draft.discard()
        return _slip(request, Jurisdiction.HEAD, form.cleaned_data["received_on"], str(above))
    return redirect("clues:petition", made.pk) if made else _form(request, form)


@once.guarded
@drafts.drafted
def petition_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was registered."""
    petition = petition_parts.found(request, pk)
    rules.petitions.check_can_correct(request.user, petition)
    form = forms.CorrectionForm(
        request.POST or None, request.FILES or None, user=request.user, record=petition,
        initial=forms.initial_of(petition),
    )  # fmt: skip
    if form.is_valid():
        facts = form.facts(standing=petition.standing)
        given = {"petition": petition, "facts": facts, "seen_revision": form.seen}
        try:
            if petition_parts.carried_out(request, form, acts.correct, _("Saved."), **given):
                return redirect("clues:petition", pk)
        except BelongsAbove as above:
            request.draft.discard()
            return _slip(request, Jurisdiction.HEAD, facts.received_on, str(above))
    crumbs = petition_parts.of(petition, _("Correct"))
    return petition_parts.form_page(
        request, form, _("Correct"), petition.get_absolute_url(), crumbs=crumbs, is_long=True
    )


def _question(request: HttpRequest) -> HttpResponse:
    """The screen of the first question has no field for content; answered with yes it leads to the slip, and nothing is stored."""
    form = forms.QuestionForm(request.POST or None, initial={"received_on": clock.today()})
    if form.is_valid():
        answer, on = form.cleaned_data["question"], form.cleaned_data["received_on"]
        if answer != Jurisdiction.WITHIN:
            return _slip(request, answer, on)
        return _form(request, forms.PetitionForm(user=request.user, initial={"received_on": on}))
    title = _("Register a petition")
    context = {
        "title": title, "form": form, "cancel": reverse("clues:petitions"),
        "crumbs": petition_parts.crumbs((title, "")),
    }  # fmt: skip
    return render(request, "clues/petitions/question.html", context)


def _slip(request: HttpRequest, answer: str, on: date, reason: str = "") -> HttpResponse:
    context = {
        "title": _("Hand-delivery slip"),
        "slip": queries.slip(on, request.user.commission_id),
        "is_head": answer == Jurisdiction.HEAD,
        "reason": reason,
        "crumbs": petition_parts.crumbs((_("Hand-delivery slip"), "")),
    }
    return render(request, "clues/petitions/slip.html", context)


def _registered(request: HttpRequest, form: forms.PetitionForm):
    given = form.cleaned_data
    facts = form.facts(standing=given["standing"], reporter=form.reporter())
    commission = request.user.commission
    told = _("The petition is registered.")
    return petition_parts.carried_out(
        request, form, acts.register, told, commission=commission, facts=facts
    )


def _form(request: HttpRequest, form: forms.PetitionForm) -> HttpResponse:
    title = _("Register a petition")
    return petition_parts.form_page(
        request, form, title, reverse("clues:petitions"), submit=_("Register"), is_long=True,
        crumbs=petition_parts.crumbs((title, "")), template="clues/petitions/register.html",
    )  # fmt: skip
