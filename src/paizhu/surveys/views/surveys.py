"""Pages of surveys: the list, one survey, its beginning, scope, issue, close."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel.refusals import refusal
from paizhu.surveys import rules, tables
from paizhu.surveys.actions import adding, designing, holding
from paizhu.surveys.forms.designing import ScopeForm, StartForm, UnitForm
from paizhu.surveys.models import Allocation, BallotClass, Survey, SurveyState, SurveyUnit
from paizhu.surveys.queries import tallies
from paizhu.surveys.views import parts
from paizhu.surveys.views.next_step import next_step
from paizhu.web import lists, once
from paizhu.web.components import Button
from paizhu.web.templatetags.web import mark


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List surveys."""
    rules.check_can_see_surveys(request.user)
    return lists.respond(request, tables.SURVEYS)


@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one survey: what was promised, where it is held, how many have answered, what can be done next."""
    found = parts.survey_of(request, pk)
    context = _head(request, found, "survey") | {
        "classes": BallotClass.objects.visible_to(request.user).filter(survey=found),
        "rows": _rows(request, found),
        "steps": _steps(request, found),
        "buttons": _buttons(request, found),
    }
    return render(request, "surveys/survey.html", context)


@once.guarded
def survey_new(request: HttpRequest) -> HttpResponse:
    """Begin a survey from a template, an earlier one, a file or nothing."""
    rules.check_can_design(request.user)
    form = StartForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        told = _("The survey is begun. Look at its questions, then give each unit its tickets.")
        given = {"commission": request.user.commission, "given": form.draft()}
        if made := parts.carried_out(request, form, designing.draft, told, **given):
            return redirect("surveys:questions", made.pk)
    title = _("New survey")
    context = {
        "title": title,
        "crumbs": parts.crumbs((title, "")),
        "form": form,
        "submit": _("Begin"),
        "cancel": reverse("surveys:surveys"),
    }
    return render(request, "web/form.html", context)


@once.guarded
def scope(request: HttpRequest, pk: int) -> HttpResponse:
    """Change window, classes, tickets and members of a survey that is being designed."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    form = ScopeForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {"survey": found, "given": form.draft(), "seen_revision": form.seen}
        if parts.carried_out(request, form, designing.change, _("The survey is changed."), **given):
            return redirect("surveys:survey", pk)
    title = _("Classes, tickets and members")
    context = {
        "title": title,
        "crumbs": parts.of_survey(found, (title, "")),
        "form": form,
        "cancel": reverse("surveys:survey", args=[pk]),
    }
    return render(request, "surveys/scope.html", context)


@once.guarded
def unit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one more unit answer a survey that runs."""
    found = parts.survey_of(request, pk)
    rules.check_can_add_unit(request.user, found)
    form = UnitForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        told = _("The unit has joined. Print its slips now.")
        given = {"survey": found, "given": form.draft()}
        if parts.carried_out(request, form, adding.add_unit, told, **given):
            return redirect("surveys:tickets", pk)
    title = _("Add a unit")
    context = {
        "title": title,
        "lead": _("Form, window, classes, weights and promises stay as they were issued."),
        "crumbs": parts.of_survey(found, (title, "")),
        "form": form,
        "cancel": reverse("surveys:survey", args=[pk]),
    }
    return render(request, "web/form.html", context)


@require_POST
def survey_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Issue, close or withdraw, after a dialog that asked."""
    found, (act, told) = parts.survey_of(request, pk), STEPS[step]
    act(survey=found, by=request.user)
    messages.success(request, told())
    return redirect("surveys:survey", pk)


STEPS: dict[str, tuple[Callable[..., Any], Callable[[], str]]] = {
    "issue": (holding.issue, lambda: _("The survey is issued. Print its slips now.")),
    "close": (holding.close, lambda: _("The survey is closed and its figures are frozen.")),
    "withdraw": (designing.withdraw, lambda: _("The survey is withdrawn.")),
}


def _head(request: HttpRequest, found: Survey, current: str) -> dict:
    return {
        "title": found.title,
        "pretitle": f"{found.code} · {found.get_kind_display()}",
        "title_mark": mark(tables.state_mark(found)),
        "crumbs": parts.of_survey(found),
        "survey": found,
        "tabs": parts.tabs(found, current),
        "current": current,
        "next_step": next_step(found, request.user),
    }


def _rows(request: HttpRequest, found: Survey) -> list[dict]:
    """Return each unit with its allocations, and how many have answered."""
    counts = tallies.returned_of(found) if found.state != SurveyState.DRAFT else {}
    given = Allocation.objects.visible_to(request.user).filter(survey=found)
    rows = []
    for held in (
        SurveyUnit.objects.visible_to(request.user).filter(survey=found).select_related("unit")
    ):
        planned = {a.ballot_class_id: a.tickets for a in given if a.survey_unit_id == held.pk}
        issued, returned = counts.get(held.pk, (sum(planned.values()), 0))
        rows.append({"held": held, "planned": planned, "issued": issued, "returned": returned})
    return rows


def _steps(request: HttpRequest, found: Survey) -> list[dict]:
    """Return the dialogs that ask before a step."""
    url = {step: reverse("surveys:survey_step", args=[found.pk, step]) for step in STEPS}
    texts = {
        "issue": (
            _("Issue the survey"),
            _(
                "Form, classes, window and promises are frozen from then on. Nobody can loosen them."
            ),
        ),
        "close": (
            _("Close the survey"),
            _(
                "No answers are taken in any more. The urn is opened, the answers are shuffled, the figures frozen."
            ),
        ),
        "withdraw": (_("Withdraw the survey"), _("It is put away and cannot be issued any more.")),
    }
    return [
        {"name": f"ask-{step}", "url": url[step], "title": title, "text": text}
        for step, (title, text) in texts.items()
    ]


def _buttons(request: HttpRequest, found: Survey) -> list[Button]:
    user, buttons = request.user, []
    if found.state == SurveyState.DRAFT:
        why = refusal(rules.check_can_change, user, found)
        here = reverse("surveys:scope", args=[found.pk])
        buttons += [
            Button(_("Classes, tickets and members"), here, icon="users", refusal=why),
            Button(_("Withdraw the survey"), icon="trash", dialog="ask-withdraw", refusal=why),
            Button(
                _("Issue"), icon="send", look="primary", dialog="ask-issue",
                refusal=refusal(rules.check_can_issue, user, found),
            ),
        ]  # fmt: skip
    if found.state == SurveyState.ISSUED:
        why = refusal(rules.check_can_close, user, found)
        here = reverse("surveys:unit_new", args=[found.pk])
        joining = refusal(rules.check_can_add_unit, user, found)
        buttons += [
            Button(_("Add a unit"), here, icon="plus", refusal=joining),
            Button(
                _("Close the survey"), icon="lock", look="primary", dialog="ask-close", refusal=why
            ),
        ]
    return buttons
