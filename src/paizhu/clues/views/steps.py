"""The page of one step: what it means, what it asks for, and the step itself; and the pages below a clue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import (
    approvals,
    assigning,
    clues,
    custody,
    dispositions,
    extensions,
    following,
    lending,
    minutes,
    recusals,
)
from paizhu.clues.forms.petitions import CaseForm
from paizhu.clues.forms.steps import DecideForm, StepForm
from paizhu.clues.models import Approval, Clue, Handover, Recusal
from paizhu.clues.queries import assigning as candidates
from paizhu.clues.queries import clocks, levels
from paizhu.clues.tables import marks
from paizhu.clues.tables import steps as words
from paizhu.clues.views import drafts, parts
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.web import once


@dataclass(frozen=True)
class Taken:
    """One step: the act, and what stands against it before the form is drawn."""

    act: Callable[..., Any]
    check: Callable[[Any, Clue], None]


def _can_extend(by: Any, record: Clue) -> None:
    """As `rules.check_can_extend`, and some limit runs that may be extended."""
    rules.check_can_extend(by, record)
    rules.check_can_extend(by, record, clocks.clocks_of(record, clock.today()))


STEPS = {
    "assign": Taken(assigning.assign, rules.check_can_assign),
    "keeper": Taken(assigning.name_keeper, rules.check_can_name_keeper),
    "withdraw": Taken(assigning.withdraw, rules.check_can_withdraw),
    "study": Taken(minutes.record, rules.check_can_study),
    "propose": Taken(dispositions.propose, rules.check_can_propose),
    "receive": Taken(clues.receive, rules.check_can_receive),
    "superior": Taken(clues.tell_superior, rules.check_can_tell_superior),
    "look_again": Taken(clues.look_again, rules.check_can_look_again),
    "take_up": Taken(clues.take_up, rules.check_can_look_again),
    "extend": Taken(extensions.ask, _can_extend),
    "hand": Taken(custody.hand, rules.check_can_hand),
    "recall": Taken(custody.recall, rules.check_can_recall),
    "declare": Taken(recusals.declare, rules.check_can_declare),
    "demand": Taken(recusals.demand, rules.check_can_demand),
    "lift_computed": Taken(recusals.lift_computed, rules.check_can_let_in),
    "lend": Taken(lending.ask, rules.lending.check_can_ask),
    "follow_up": Taken(following.ask, rules.check_can_follow_up),
}

HANDOVERS = {
    "sign": (rules.check_can_sign, custody.sign),
    "end": (rules.check_can_end_handover, custody.end),
}
RECUSALS = {
    "lift": (rules.check_can_lift, recusals.lift),
    "review": (rules.check_can_review, recusals.review),
}


@once.guarded
@drafts.drafted
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step, after a look at what it means."""
    if step not in STEPS:
        raise Http404
    record = parts.opened(request, pk)
    STEPS[step].check(request.user, record)
    form = StepForm(request.POST or None, user=request.user, record=record, step=step)
    if form.is_valid():
        told = words.TOLD.get(step, _("Done, and whom it concerns is told."))
        if parts.carried_out(request, form, STEPS[step].act, told, clue=record, **form.given()):
            return redirect(parts.after(request, record))
    more = _people(record) if step == "assign" else {}
    return parts.form_page(
        request, drafts.fill(request, form), words.LABELS[step], record, meaning=words.MEANINGS[step],
        is_long="text" in form.fields, **more,
    )  # fmt: skip


@once.guarded
@drafts.drafted
def decide(request: HttpRequest, pk: int, approval: int) -> HttpResponse:
    """Answer a question, or enter how it was answered on paper."""
    record = parts.opened(request, pk)
    seen = Approval.objects.visible_to(request.user).select_related("clue", "asked_by")
    found = get_object_or_404(seen, clue=record, pk=approval)
    found.clue = record
    noted = not allowed(rules.check_can_decide, request.user, found)
    rules.check_can_decide(
        request.user, found, noted and allowed(rules.check_case_office, request.user)
    )
    form = DecideForm(request.POST or None, user=request.user, record=found, noted=noted)
    if form.is_valid():
        given = {"approval": found, **form.given()}
        if parts.carried_out(
            request, form, approvals.decide, _("Decided; who asked is told."), **given
        ):
            return redirect(parts.after(request, record))
    found.step_words, found.shown_word = levels.step_words(found.step), marks.proposed_words(found)
    return parts.form_page(
        request, drafts.fill(request, form), words.LABELS["note" if noted else "decide"], record, is_long=True,
        asked=found, shown="clues/clues/parts/request.html",
    )  # fmt: skip


@once.guarded
def handover(request: HttpRequest, pk: int, handover: int, answer: str) -> HttpResponse:
    """Sign for papers, or say that the handover did not take place."""
    record = parts.opened(request, pk)
    seen = Handover.objects.visible_to(request.user).select_related("clue")
    found = get_object_or_404(seen, clue=record, pk=handover)
    check, act = _answer(HANDOVERS, answer)
    check(request.user, found)
    form = CaseForm(request.POST if request.method == "POST" else None, user=request.user)
    told = _("Done, and whom it concerns is told.")
    if form.is_valid() and parts.carried_out(request, form, act, told, handover=found):
        return redirect(parts.after(request, record))
    return parts.form_page(
        request,
        form,
        words.LABELS[answer],
        record,
        given=found,
        shown="clues/clues/parts/given.html",
    )


@once.guarded
@drafts.drafted
def recusal(request: HttpRequest, pk: int, recusal: int, answer: str) -> HttpResponse:
    """Ask to let somebody in, or enter the review of what he did."""
    record = parts.opened(request, pk)
    seen = Recusal.objects.visible_to(request.user).select_related("clue", "official")
    found = get_object_or_404(seen, clue=record, pk=recusal)
    found.clue = record
    check, act = _answer(RECUSALS, answer)
    check(request.user, found)
    form = StepForm(request.POST or None, user=request.user, record=record, step=answer)
    if form.is_valid():
        given = {"recusal": found, "text": form.cleaned_data["text"]}
        if parts.carried_out(request, form, act, _("Done, and whom it concerns is told."), **given):
            return redirect(parts.after(request, record))
    return parts.form_page(
        request,
        drafts.fill(request, form),
        words.LABELS[answer],
        record,
        meaning=words.MEANINGS[answer],
        is_long=True,
    )


def _answer(known: dict[str, Any], answer: str) -> Any:
    """Return the check and the act of an answer, or say that there is no such page."""
    if answer not in known:
        raise Http404
    return known[answer]


def _people(record: Clue) -> dict[str, Any]:
    """Return each group with who in it may not touch the matter, and why."""
    return {
        "shown": "clues/clues/parts/groups.html",
        "groups": candidates.candidates(record, clock.today()),
    }
