"""The page of one step in the work on a clue: what it means, what it asks for, and the step itself."""

from collections.abc import Callable
from typing import Any

from django.forms import Textarea
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paizhu.clues.actions import (
    clarifying,
    evidence,
    filing,
    inquiring,
    letters,
    looking,
    measures,
    plans,
    printing,
    reports,
    team,
    trying,
)
from paizhu.clues.forms.works import FORMS
from paizhu.clues.models import (
    Clarification,
    Clue,
    Delegation,
    Evidence,
    Letter,
    Measure,
    Report,
    SpotCheck,
    TeamMember,
    Trial,
)
from paizhu.clues.rules.may import check_may
from paizhu.clues.tables.verifying import proposal_words
from paizhu.clues.tables.works import WORKS
from paizhu.clues.views import drafts, parts
from paizhu.documents import queries as documents
from paizhu.web import once

ACTS: dict[str, Callable[..., Any]] = {
    "team_join": team.join,
    "team_lead": team.lead,
    "team_leave": team.leave,
    "plan_submit": plans.submit,
    "letter_send": letters.send,
    "letter_receive": letters.receive,
    "letter_reply": letters.reply,
    "measure_enter": measures.enter,
    "measure_end": measures.end,
    "measures_file": measures.file,
    "evidence_add": evidence.add,
    "evidence_take": evidence.take_over,
    "evidence_return": evidence.give_back,
    "report_write": reports.write,
    "report_rewrite": reports.rewrite,
    "report_sign": reports.sign,
    "report_submit": reports.submit,
    "report_tell": reports.tell,
    "host_ask": filing.consult,
    "host_answer": filing.answer,
    "host_skip": filing.ask_skip,
    "host_refer": filing.refer,
    "filing_ask": filing.ask,
    "host_inform": filing.inform,
    "clarify": clarifying.clarify,
    "clarify_done": clarifying.finish,
    "archive": clarifying.archive,
    "delegation_ask": inquiring.delegate,
    "delegation_receive": inquiring.mandate,
    "delegation_record": inquiring.record,
    "check_choose": inquiring.choose,
    "check_enter": inquiring.check,
    "meeting_enter": inquiring.explain,
    "trial_accept": trying.accept,
    "trial_decide": trying.decide,
    "trial_announce": trying.announce,
}
ITEMS = {
    "team": TeamMember, "letter": Letter, "measure": Measure, "evidence": Evidence, "report": Report,
    "clarify": Clarification, "delegation": Delegation, "check": SpotCheck, "trial": Trial,
}  # fmt: skip
"""First word of a step → the records it may be about."""


@once.guarded
@drafts.drafted
def work(request: HttpRequest, pk: int, word: str, item: int = 0) -> HttpResponse:
    """Take one step in the work on a clue, after a look at what it means."""
    if word not in ACTS or bool(FORMS[word].of_item) != bool(item):
        raise Http404
    clue = parts.opened(request, pk)
    record = _item(request, clue, word, item) if item else None
    check_may(request.user, clue, word, record)
    given = {"user": request.user, "clue": clue, "item": record}
    form = FORMS[word](request.POST or None, request.FILES or None, **given)
    step = WORKS[word]
    if form.is_valid() and parts.carried_out(request, form, ACTS[word], step.done, **form.given()):
        return redirect(clue)
    return _form_page(request, word, form)


def _form_page(request: HttpRequest, word: str, form: Any) -> HttpResponse:
    """Answer with the form of a step; a long one is kept as a draft."""
    step, record = WORKS[word], form.item
    more = {
        "meaning": step.meaning,
        "look": "primary",
        "item": record,
        "is_long": any(isinstance(field.widget, Textarea) for field in form.fields.values()),
        "proposal": proposal_words(record) if isinstance(record, Report) else "",
        "shown": "clues/verifying/shown.html",
    }
    return parts.form_page(request, drafts.fill(request, form), step.label, form.clue, **more)


def _item(request: HttpRequest, clue: Clue, word: str, pk: int) -> Any:
    records = ITEMS[word.partition("_")[0]].objects.visible_to(request.user)
    return get_object_or_404(records, clue=clue, pk=pk)


def evidence_file(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Give the file of an item of evidence under its own name; the look is recorded."""
    found = Evidence.objects.visible_to(request.user).filter(material__isnull=False)
    record = get_object_or_404(found.select_related("material__file", "clue"), clue=pk, pk=item)
    looking.view(record=record.clue, by=request.user)
    record.material.file.name = record.material.name
    return documents.answer(record.material.file, request=request)


@require_POST
def letter_print(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Show the draft of a letter of inquiry as it is printed: without a number, which the office gives; each copy is on record."""
    clue = parts.found(request, pk)
    letters_seen = Letter.objects.visible_to(request.user)
    letter = get_object_or_404(letters_seen, clue=clue, pk=item)
    context = {
        "title": _("Letter of inquiry"),
        "record": clue,
        "letter": letter,
        "crumbs": _way(clue, _("Letter of inquiry")),
        "copy": printing.number_copy(clue=clue, by=request.user).number,
    }
    return render(request, "clues/verifying/letter.html", context)


@require_POST
def feedback_print(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Show the draft of the feedback letter to whose explanation was accepted; each copy is on record."""
    clue = parts.found(request, pk)
    reports_seen = Report.objects.visible_to(request.user).filter(
        state="approved", proposal="accepted"
    )
    report = get_object_or_404(reports_seen, clue=clue, pk=item)
    context = {
        "title": _("Feedback letter"),
        "record": clue,
        "report": report,
        "crumbs": _way(clue, _("Feedback letter")),
        "copy": printing.number_copy(clue=clue, by=request.user).number,
    }
    return render(request, "clues/verifying/feedback.html", context)


def _way(clue: Clue, title: str) -> list[tuple[Any, str]]:
    return parts.crumbs((clue.code, clue.get_absolute_url()), (title, ""))
