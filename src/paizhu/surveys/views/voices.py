"""Pages of free texts: sorting, feeding back, the preview and publication of the public page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel.refusals import allowed, refusal
from paizhu.surveys import rules
from paizhu.surveys.actions import voices as acts
from paizhu.surveys.forms.sorting import DropForm, FeedBackForm, KeepForm, MergeForm
from paizhu.surveys.models import SurveyUnit, Voice, VoiceState
from paizhu.surveys.queries import public_results, similar
from paizhu.surveys.states import TEAM
from paizhu.surveys.views import parts, public
from paizhu.surveys.views.surveys import _head
from paizhu.web import once

STEPS: dict[str, tuple[type, Callable[..., Any], Callable[[], str]]] = {
    "keep": (KeepForm, acts.keep, lambda: _("Reword")),
    "merge": (MergeForm, acts.merge, lambda: _("Merge")),
    "drop": (DropForm, acts.drop, lambda: _("Drop")),
    "feed_back": (FeedBackForm, acts.feed_back, lambda: _("Feed back")),
}


@require_safe
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the free texts of each unit in an order of chance, and where each stands."""
    found = parts.survey_of(request, pk)
    context = _head(request, found, "voices") | {
        "refusal": refusal(rules.check_has_tally, found),
        "may_sort": allowed(rules.check_can_sort, request.user, found),
        "units": [],
    }
    if not context["refusal"]:
        units = SurveyUnit.objects.visible_to(request.user).filter(survey=found)
        context["units"] = [
            _of_unit(request, held) for held in units.select_related("unit", "survey")
        ]
    return render(request, "surveys/voices.html", context)


@once.guarded
def voice_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Reword, merge, drop or feed back one text."""
    if step not in STEPS:
        raise Http404
    seen = Voice.objects.visible_to(request.user).select_related(
        "survey_unit__survey", "survey_unit__unit"
    )
    voice = get_object_or_404(seen, pk=pk)
    rules.check_can_sort_voice(request.user, voice)
    if step == "feed_back":
        rules.check_can_feed_back(request.user, voice)
    form_class, act, title = STEPS[step]
    form = form_class(
        request.POST or None, user=request.user, record=voice, **_more(request, voice, step)
    )
    if form.is_valid():
        given = {k: v for k, v in form.cleaned_data.items() if k != "revision"}
        given |= {"voice": voice, "seen_revision": form.seen}
        if parts.carried_out(request, form, act, _("The text is sorted."), **given):
            back = reverse("surveys:voices", args=[voice.survey_unit.survey_id])
            return redirect(f"{back}#v{voice.pk}")
    return render(request, "surveys/voice_step.html", _step(voice, form, title()))


@require_safe
def results_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public page of a unit as it would be published today."""
    held = parts.unit_of(request, pk)
    rules.check_has_tally(held.survey)
    return public.page(request, "results", public_results.shown(held) | {"preview": True})


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the results of a unit."""
    held = parts.unit_of(request, pk)
    acts.publish(held=held, by=request.user)
    messages.success(request, _("The results are published."))
    return redirect("surveys:voices", held.survey_id)


def _step(voice: Voice, form: Any, title: str) -> dict[str, Any]:
    survey = voice.survey_unit.survey
    back = reverse("surveys:voices", args=[survey.pk])
    return {
        "title": title,
        "pretitle": voice.survey_unit.unit.name,
        "crumbs": parts.of_survey(survey, (_("Free texts"), back), (title, "")),
        "voice": voice,
        "form": form,
        "submit": title,
        "cancel": back,
    }


def _more(request: HttpRequest, voice: Voice, step: str) -> dict:
    """The likeness of other texts, for merging."""
    if step != "merge":
        return {}
    others = Voice.objects.visible_to(request.user).filter(survey_unit=voice.survey_unit)
    return {"likeness": {other.pk: like for other, like in similar.similar_to(voice, others)}}


def _of_unit(request: HttpRequest, held: SurveyUnit) -> dict[str, Any]:
    found = Voice.objects.visible_to(request.user).filter(survey_unit=held)
    found = list(found.select_related("opinion", "merged_into"))
    names = {TEAM: _("Leadership team")} | {m["key"]: m["name"] for m in held.members}
    for voice in found:
        voice.to = names.get(voice.addressee, "")
        voice.alike = similar.similar_to(
            voice, [v for v in found if v.state != VoiceState.MERGED], 1
        )
        voice.merged_count = sum(other.merged_into_id == voice.pk for other in found)
    return {
        "held": held,
        "voices": found,
        "open": sum(voice.state == VoiceState.RECEIVED for voice in found),
        "address": request.build_absolute_uri(reverse("ballot:results", args=[held.page])),
        "refusal": refusal(rules.check_can_publish, request.user, held),
        "dialog": f"ask-publish-{held.pk}",
    }
