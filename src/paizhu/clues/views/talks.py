"""Pages of talks: the list, one talk, a new one, its correction, and its print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.clues import rules, tables
from paizhu.clues.actions import looking, printing
from paizhu.clues.actions import talks as acts
from paizhu.clues.forms.talks import TalkForm
from paizhu.clues.models import Safety, Talk, TalkKind
from paizhu.clues.rules.may import check_may
from paizhu.clues.views import drafts, parts
from paizhu.kernel.refusals import refusal
from paizhu.organization.queries import capacity_of
from paizhu.web import lists, once
from paizhu.web.components import Button


@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """List the talks that the reader may see."""
    rules.check_can_see_talks(request.user)
    return lists.respond(request, tables.TALKS)


@require_safe
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one talk."""
    record = _opened(request, pk)
    context = _shown(request, record) | {"buttons": _buttons(request, record)}
    return render(request, "clues/talks/talk.html", context)


@require_POST
def talk_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one talk as it is printed and signed, with the number of the copy: the clue's where it belongs to one."""
    record = _opened(request, pk)
    context = _shown(request, record)
    if record.clue_id:
        copy = printing.number_copy(clue=record.clue, by=request.user)
    else:
        copy = printing.number_talk(talk=record, by=request.user)
    context["copy"] = copy.number
    return render(request, "clues/talks/printed.html", context)


@once.guarded
@drafts.drafted
def talk_new(request: HttpRequest) -> HttpResponse:
    """Enter a talk of daily supervision, or a petition interview or reminder without a clue."""
    rules.talks.check_can_enter_talks(request.user)
    form = TalkForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {"unit": form.cleaned_data["unit"], "entry": form.entry()}
        if made := parts.carried_out(request, form, acts.enter, _("The talk is entered."), **given):
            return redirect(made)
    return _form(request, form, _("Enter a talk"), reverse("clues:talks"))


@once.guarded
@drafts.drafted
def clue_talk_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a talk that belongs to a clue."""
    clue = parts.opened(request, pk)
    check_may(request.user, clue, "talk_enter")
    form = TalkForm(request.POST or None, user=request.user, clue=clue)
    if form.is_valid():
        given = {"unit": clue.unit, "clue": clue, "entry": form.entry()}
        if parts.carried_out(request, form, acts.enter, _("The talk is entered."), **given):
            return redirect(clue)
    return _form(request, form, _("Enter a talk"), clue.get_absolute_url(), about=clue.code)


@once.guarded
@drafts.drafted
def talk_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a talk."""
    record = _opened(request, pk)
    rules.talks.check_can_change(request.user, record)
    form = TalkForm(request.POST or None, user=request.user, talk=record)
    if form.is_valid():
        given = {"talk": record, "entry": form.entry(), "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.correct, _("Saved."), **given):
            return redirect(record)
    return _form(request, form, _("Correct the talk"), record.get_absolute_url(), about=record.code)


def _opened(request: HttpRequest, pk: int) -> Talk:
    seen = Talk.objects.visible_to(request.user)
    record = get_object_or_404(seen.select_related("unit", "clue__unit", "commission"), pk=pk)
    if request.method in ("GET", "HEAD"):
        looking.view(record=record, by=request.user)
    return record


def _shown(request: HttpRequest, record: Talk) -> dict[str, Any]:
    held = record.talkers.select_related("official").order_by("pk")
    return {
        "title": record.code,
        "pretitle": record.get_kind_display(),
        "crumbs": [(_("Talks"), reverse("clues:talks")), (record.code, "")],
        "talk": record,
        "talkers": [
            (each.official, capacity_of(each.official, record.unit, record.held_on))
            for each in held
        ],
        "safety": [(word.label, word in record.seen_to) for word in Safety],
        "is_work": record.kind in (TalkKind.INQUIRY, TalkKind.VERIFICATION),
    }


def _buttons(request: HttpRequest, record: Talk) -> list[Button]:
    change = refusal(rules.talks.check_can_change, request.user, record)
    return [
        Button(
            _("Correct"),
            reverse("clues:talk_change", args=[record.pk]),
            icon="pencil",
            refusal=change,
        ),
        Button(
            _("Print"), reverse("clues:talk_print", args=[record.pk]), icon="printer", method="post"
        ),
    ]


def _form(
    request: HttpRequest, form: TalkForm, title: str, cancel: str, about: str = ""
) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": [(_("Talks"), reverse("clues:talks")), (title, "")],
        "form": drafts.fill(request, form),
        "cancel": cancel,
        "about": about,
    }
    return render(request, "clues/talks/form.html", context)
