"""Pages of petitions: the lists, one petition, its attachments, its steps, its letters."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from paizhu.clues import rules, tables
from paizhu.clues.actions import looking, petition_recusals, reporters
from paizhu.clues.actions import petitions as acts
from paizhu.clues.forms.petitions import StepForm
from paizhu.clues.models import Petition, PetitionFile
from paizhu.clues.queries import articles, duplicates
from paizhu.clues.queries import petition_recusals as away
from paizhu.clues.queries import petitions as queries
from paizhu.clues.states.facts import Step
from paizhu.clues.tables import petition_marks as marks
from paizhu.clues.views import drafts, petition_page, petition_parts
from paizhu.documents import queries as documents
from paizhu.web import lists, once

ACTS = {
    Step.ACCEPT: acts.accept, Step.REFUSE: acts.refuse, Step.FORWARD: acts.forward, Step.LINK: acts.link,
    Step.UNLINK: acts.unlink, Step.HAND_OVER: acts.hand_over, Step.SIGN: acts.sign,
    Step.ASK_RETURN: acts.ask_return, Step.DECIDE_RETURN: acts.decide_return, Step.FINISH: acts.finish,
    Step.UNVERIFIABLE: reporters.find_unverifiable, Step.KEEP_AWAY: petition_recusals.declare,
    Step.ASK_AWAY: petition_recusals.demand, Step.DECIDE_AWAY: petition_recusals.decide, Step.REVIEW: petition_recusals.review,
}  # fmt: skip
STEPS = frozenset(map(str, Step))
KINDS = ("acceptance", "advice", "result")
"""The letters that can be printed for who reported."""


@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """List the petitions that the reader may see; a search is noted, its words are not."""
    rules.check_can_see_petitions(request.user)
    return lists.respond(request, tables.petitions_for(request.user))


@require_safe
def petition_answers(request: HttpRequest) -> HttpResponse:
    """List the petitions of which somebody is to be answered."""
    rules.petitions.check_can_register(request.user)
    return lists.respond(request, tables.ANSWERS)


@require_safe
def petition_results(request: HttpRequest) -> HttpResponse:
    """List what became of petitions, quarter by quarter, without the clues."""
    rules.petitions.check_can_register(request.user)
    return lists.respond(request, tables.RESULTS)


@require_safe
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one petition; the look is in the trail."""
    record = petition_parts.found(request, pk)
    looking.view(record=record, by=request.user)
    return render(request, "clues/petitions/petition.html", petition_page.context(request, record))


@require_safe
def petition_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an attachment under its own name."""
    files = PetitionFile.objects.visible_to(request.user).select_related("file", "petition")
    kept = get_object_or_404(files, pk=pk)
    looking.open_file(record=kept.petition, by=request.user)
    kept.file.name = kept.name
    return documents.answer(kept.file, request=request)


@once.guarded
@drafts.drafted
def petition_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step with a petition."""
    if step not in STEPS:
        raise Http404
    step, petition = Step(step), petition_parts.found(request, pk)
    rules.petitions.check_can_step(request.user, petition, step)
    start = {"number": request.GET.get("to", "")}
    form = StepForm(
        request.POST or None, user=request.user, record=petition, step=step, initial=start
    )
    if form.is_valid():
        given = {"petition": petition, **form.given()}
        if petition_parts.carried_out(request, form, ACTS[step], marks.TOLD[step], **given):
            return _led_on(request, pk)
    return _step_page(request, form, petition, step)


@require_safe
def petition_letter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show a letter for who reported, to be printed; the name is written in by hand."""
    petition = petition_parts.found(request, pk)
    if kind not in KINDS:
        raise Http404
    rules.answers.check_can_print(request.user, petition, kind)
    acts.note_letter(petition=petition, kind=kind, by=request.user)
    return render(
        request, "clues/petitions/letter.html", petition_page.letter(petition, kind, request.user)
    )


def _led_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead back to the petition, or to the list where it no longer exists for who took the step."""
    is_seen = Petition.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect("clues:petition", pk) if is_seen else redirect("/")


def _step_page(
    request: HttpRequest, form: StepForm, petition: Petition, step: Step
) -> HttpResponse:
    label, more = marks.LABELS[step], _more(request, petition, step)
    is_long = bool({"why", "text", "words"} & form.fields.keys())
    return petition_parts.form_page(
        request, form, label, petition.get_absolute_url(), lead=marks.MEANINGS[step], submit=label,
        crumbs=petition_parts.of(petition, label), petition=petition, is_long=is_long,
        template="clues/petitions/step.html", **more,
    )  # fmt: skip


def _more(request: HttpRequest, petition: Petition, step: Step) -> dict[str, Any]:
    if step == Step.REFUSE:
        return {"reasons": queries.reasons_not_to_accept(petition)}
    if step == Step.LINK:
        return {"likely": duplicates.likely(petition, request.user)}
    if step == Step.FORWARD:
        return {"forwarding": queries.forwarding(petition)}
    if step in (Step.ASK_RETURN, Step.DECIDE_RETURN):
        waiting = petition.returns.select_related("asked_by").order_by("pk").last()
        asked = waiting if step == Step.DECIDE_RETURN else None
        return {"level": queries.level_of(petition, "return_petition"), "asked": asked}
    if step in (Step.ASK_AWAY, Step.DECIDE_AWAY):
        raised = away.waiting(petition) if step == Step.DECIDE_AWAY else None
        basis = articles.petitions(48)
        return {"level": away.level_of(petition), "raised": raised, "basis": basis}
    if step == Step.KEEP_AWAY:
        return {"basis": articles.petitions(48)}
    return {"raised": away.to_review(petition)} if step == Step.REVIEW else {}


__all__ = [
    "petition",
    "petition_answers",
    "petition_file",
    "petition_letter",
    "petition_results",
    "petition_step",
    "petitions",
]
