"""What the pages share: the survey of an address, carrying an act out, the way to a page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.surveys.models import Survey, SurveyUnit
from paizhu.web.components import Tab


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """Return a survey that the reader may see, or 404."""
    return get_object_or_404(
        Survey.objects.visible_to(request.user).select_related("group", "keeper"), pk=pk
    )


def unit_of(request: HttpRequest, pk: int) -> SurveyUnit:
    """Return a surveyed unit that the reader may see, or 404."""
    seen = SurveyUnit.objects.visible_to(request.user).select_related("survey__commission", "unit")
    return get_object_or_404(seen, pk=pk)


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: Any, **given: Any
) -> Any:
    """Carry out an act and tell the reader; returns its result, or None where a refusal became the form's error."""
    try:
        result = act(**given, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        form.add_error(None, fault.messages)
    else:
        messages.success(request, told)
        return result
    return None


def crumbs(*beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page."""
    return [(_("Surveys"), reverse("surveys:surveys")), *beyond]


def of_survey(survey: Survey, *beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page of one survey."""
    here = reverse("surveys:survey", args=[survey.pk]) if beyond else ""
    return crumbs((survey.code, here), *beyond)


def tabs(survey: Survey, current: str) -> list[Tab]:
    """Return the pages of one survey."""
    titles = {
        "survey": _("Overview"),
        "questions": _("Questions"),
        "tickets": _("Tickets"),
        "tally": _("Tally"),
        "voices": _("Free texts"),
    }
    return [
        Tab(title, reverse(f"surveys:{name}", args=[survey.pk]), is_current=name == current)
        for name, title in titles.items()
    ]
