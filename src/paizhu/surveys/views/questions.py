"""Pages of a survey's form: its questions one by one, the preview, JSON out, templates."""

import json
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel.refusals import allowed, refusal
from paizhu.surveys import rules
from paizhu.surveys.actions import designing
from paizhu.surveys.forms.counting import CountingForm
from paizhu.surveys.forms.designing import SectionForm, TemplateForm, WordsForm
from paizhu.surveys.forms.questions import QuestionForm
from paizhu.surveys.models import Survey, SurveyUnit
from paizhu.surveys.queries import door
from paizhu.surveys.states import definitions, editing
from paizhu.surveys.views import parts, public
from paizhu.surveys.views.drawing import drawn
from paizhu.surveys.views.surveys import _head
from paizhu.web import once
from paizhu.web.components import Button

ASKED_MEMBERS = [{"key": "member_1", "name": "张××"}, {"key": "member_2", "name": "李××"}]
"""Who stands in the preview for a team that is not named yet."""


@require_safe
@csp_update({"frame-src": [SELF]})
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked, with the ways to change it."""
    found = parts.survey_of(request, pk)
    context = _head(request, found, "questions") | {
        "sections": _sections(found),
        "kinds": dict(definitions.QuestionKind.choices),
        "rules": [definitions.Verdict(each).label for each in found.definition.get("invalid", [])],
        "asked": found.asked,
        "may_change": allowed(rules.check_can_change, request.user, found),
        "buttons": _buttons(request, found),
    }
    return render(request, "surveys/questions.html", context)


@once.guarded
def question(request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    """Enter or change one question."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    if key and editing.found(found.definition, key) is None:
        raise Http404
    form = QuestionForm(request.POST or None, user=request.user, record=found, key=key)
    if form.is_valid():
        changed = editing.without_empty_sections(form.changed)
        if _redefined(request, form, found, changed):
            return redirect("surveys:questions", pk)
    return _form(request, found, form, _("Change the question") if key else _("New question"))


@once.guarded
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title and introduction."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    form = WordsForm(request.POST or None, user=request.user, record=found)
    if form.is_valid() and _redefined(request, form, found, form.definition()):
        return redirect("surveys:questions", pk)
    return _form(request, found, form, _("Title and introduction"))


@once.guarded
def counting(request: HttpRequest, pk: int) -> HttpResponse:
    """Change which ballots are invalid, the formulas and the warning lines."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    form = CountingForm(request.POST or None, user=request.user, record=found)
    if form.is_valid() and _redefined(request, form, found, form.definition()):
        return redirect("surveys:questions", pk)
    return _form(request, found, form, _("Rules of counting"), "surveys/counting.html")


@once.guarded
def section_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a section and its first question's page."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    form = SectionForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        each = definitions.MEMBER if form.cleaned_data["each"] else ""
        changed = editing.with_section(found.definition, form.cleaned_data["title"], each)
        if _redefined(request, form, found, changed):
            return redirect("surveys:question_new", pk)
    return _form(request, found, form, _("New section"))


@require_POST
def question_step(request: HttpRequest, pk: int, key: str, step: str) -> HttpResponse:
    """Move a question up or down, or take it out."""
    found = parts.survey_of(request, pk)
    rules.check_can_change(request.user, found)
    moves = {"up": -1, "down": 1}
    if step in moves:
        changed = editing.moved(found.definition, key, moves[step])
    else:
        changed = editing.without_question(found.definition, key)
    changed = editing.without_empty_sections(changed)
    seen = request.POST.get("revision", "")
    seen_revision = int(seen) if seen.isdecimal() and len(seen) < 9 else None
    form = WordsForm({}, user=request.user, record=found)
    form.errors.clear()
    if not _redefined(request, form, found, changed, seen_revision):
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("surveys:questions", pk)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the form as respondents will see it."""
    found = parts.survey_of(request, pk)
    held = SurveyUnit.objects.visible_to(request.user).filter(survey=found).first()
    if held is None:
        raise Http404
    held.survey = found
    if found.asked.needs_members and not held.members:
        held.members = ASKED_MEMBERS
    shown = door.shown_form(held)
    context = public.form_context(shown, drawn(shown.form)) | {"preview": True}
    return public.page(request, "form", context)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the form out as a JSON template."""
    found = parts.survey_of(request, pk)
    text = json.dumps(found.definition, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.json"'
    return response


@once.guarded
def template_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the form as a template of the commission's own."""
    found = parts.survey_of(request, pk)
    rules.check_can_design(request.user)
    form = TemplateForm(request.POST or None, user=request.user, initial={"name": found.title})
    if form.is_valid():
        given = {
            "commission": request.user.commission,
            "name": form.cleaned_data["name"],
            "definition": found.definition,
        }
        told = _("The template is kept.")
        if parts.carried_out(request, form, designing.keep_template, told, **given):
            return redirect("surveys:questions", pk)
    return _form(request, found, form, _("Keep as template"))


def _redefined(
    request: HttpRequest, form: Any, found: Survey, changed: dict, seen: int | None = None
) -> Any:
    if seen is None:
        seen = getattr(form, "cleaned_data", {}).get("revision")
    given = {"survey": found, "definition": changed, "seen_revision": seen}
    return parts.carried_out(request, form, designing.redefine, _("The form is changed."), **given)


def _form(
    request: HttpRequest, found: Survey, form: Any, title: str, template: str = "web/form.html"
) -> HttpResponse:
    back = reverse("surveys:questions", args=[found.pk])
    context = {
        "title": title,
        "crumbs": parts.of_survey(found, (_("Questions"), back), (title, "")),
        "form": form,
        "cancel": back,
    }
    return render(request, template, context)


def _sections(found: Survey) -> list[dict]:
    """Return the sections with what is judged of each member under a name that a template can ask for."""
    return [
        section | {"questions": [q | {"of_each": q.get("items", [])} for q in section["questions"]]}
        for section in found.definition["sections"]
    ]


def _buttons(request: HttpRequest, found: Survey) -> list[Button]:
    why = refusal(rules.check_can_change, request.user, found)

    def to(name: str) -> str:
        return reverse(f"surveys:{name}", args=[found.pk])

    return [
        Button(_("Preview"), to("preview"), icon="eye"),
        Button(_("Export as JSON"), to("export"), icon="file-export"),
        Button(
            _("Keep as template"), to("template_new"), icon="bookmark",
            refusal=refusal(rules.check_can_design, request.user),
        ),
        Button(_("Title and introduction"), to("words"), icon="edit", refusal=why),
        Button(_("Rules of counting"), to("counting"), icon="chart-bar", refusal=why),
        Button(_("New section"), to("section_new"), icon="layout-list", refusal=why),
        Button(_("New question"), to("question_new"), icon="plus", look="primary", refusal=why),
    ]  # fmt: skip
