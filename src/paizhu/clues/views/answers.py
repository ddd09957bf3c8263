"""Pages of answers to who reported."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import answers as acts
from paizhu.clues.forms import answers as forms
from paizhu.clues.models import Answer
from paizhu.clues.views import drafts, petition_parts
from paizhu.kernel import clock
from paizhu.web import once


@once.guarded
@drafts.drafted
def petition_answer(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Note that who reported was told."""
    if kind not in ("acceptance", "result"):
        raise Http404
    petition, is_result = petition_parts.found(request, pk), kind == "result"
    rules.answers.check_can_answer(request.user, petition, is_result=is_result)
    start = {"told_on": clock.today()}
    form = forms.AnswerForm(request.POST or None, user=request.user, initial=start)
    if form.is_valid():
        given = {"petition": petition, "is_result": is_result, **form.cleaned_data}
        if petition_parts.carried_out(
            request, form, acts.tell_reporter, _("The answer is noted."), **given
        ):
            return redirect("clues:petition", pk)
    title = _("Note: told the result") if is_result else _("Note: told of acceptance")
    return petition_parts.form_page(
        request, form, title, petition.get_absolute_url(), is_long=True,
        crumbs=petition_parts.of(petition, title),
    )  # fmt: skip


@once.guarded
@drafts.drafted
def answer_minute(request: HttpRequest, pk: int) -> HttpResponse:
    """Minute an objection or new evidence to an answer."""
    answers = Answer.objects.visible_to(request.user).select_related("petition")
    answer = get_object_or_404(answers, pk=pk)
    rules.answers.check_can_minute(request.user, answer)
    form = forms.MinuteForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {"answer": answer, **form.cleaned_data}
        if petition_parts.carried_out(request, form, acts.minute, _("It is minuted."), **given):
            return redirect("clues:petition", answer.petition_id)
    title = _("Objection or new evidence")
    return petition_parts.form_page(
        request, form, title, answer.petition.get_absolute_url(), is_long=True,
        crumbs=petition_parts.of(answer.petition, title),
        lead=_("What was minuted before stays; this is added."),
    )  # fmt: skip
